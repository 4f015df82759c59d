"""What a program is told when something cannot be done."""

import pytest
from sqlalchemy.exc import OperationalError

from portal.cases import actions
from portal.kernel import db
from portal.people import actions as people
from portal.people.queries import by_handle
from tests.api.program import API, PROBLEM, kind
from tests.catalogue import german


@pytest.fixture
def send(julian):
    """Send bytes as they are, and expect a status and a kind of problem."""

    def sent(body: bytes, status: int, word: str, content: str = "application/json", path: str = "/orders"):
        headers = {"Authorization": f"Bearer {julian.token}", "Content-Type": content}
        answer = julian.visitor.post(API + path, data=body, headers=headers, bare=True, status=status)
        assert (answer.mimetype, kind(answer.json)) == (PROBLEM, word)
        return answer.json

    return sent


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"need=x", b"\xff\xfe", b'{"need": NaN}', b'{"need": "\\ud800"}', b"[" * 5000, b"9" * 5000],
)
def test_what_is_no_json_cannot_be_read(send, body):
    assert send(body, 400, "unreadable")["detail"].startswith("Send JSON in UTF-8.")


def test_json_that_is_no_object_or_cannot_be_kept_does_not_fit(send):
    for body in (b"[]", b"null", b'"x"', b"5"):
        assert send(body, 422, "invalid")["errors"] == [
            {"field": "", "message": "Send an object with members."}
        ]
    send(b'{"account": "okoro", "need": 1e999}', 422, "invalid")
    send(b'{"account": "okoro", "need": "\\u0000"}', 422, "invalid")


def test_other_kinds_and_too_much_of_it_are_refused(send):
    send(b"need=x", 415, "unknown-kind", "application/x-www-form-urlencoded")
    send(b"{}", 415, "unknown-kind", "text/plain")
    send(b'{"need": "' + b"x" * 3_000_000 + b'"}', 413, "too-large")


def test_another_method_is_not_possible(julian, suit):
    answer = julian.ask("PATCH", suit, {}, status=405)
    assert kind(answer.json) == "not-possible"
    assert "GET" in answer.headers["Allow"]


def test_a_problem_has_an_address_of_this_house_and_no_trace_of_how_it_is_built(julian, monkeypatch, app):
    settings = app.config["SETTINGS"].model_copy(update={"public_url": "https://house.example"})
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    problem = julian.post("/orders", {"need": 5, "secret": "rejected input"}, status=422)
    assert problem["type"] == "https://house.example/problems/invalid"
    for trace in ("pydantic", "rejected input", "Traceback", "input_value"):
        assert trace not in str(problem)


def test_a_database_that_is_gone_is_said_and_nothing_is_written(julian, suit, monkeypatch):
    def gone(*_arguments, **_named):
        raise OperationalError("COMMIT", {}, Exception("secret address of the database"))

    with monkeypatch.context() as broken:
        broken.setattr(db.Session, "commit", gone)
        answer = julian.ask("POST", f"{suit}/say", {"text": "Hello"}, status=503)
    assert (kind(answer.json), answer.headers["Retry-After"]) == ("busy", "10")
    assert "secret" not in answer.text
    assert julian.get(suit)["seq"] == 1


def test_a_fault_of_ours_has_a_reference_and_no_more(julian, suit, monkeypatch):
    def broken(*_arguments, **_named):
        raise RuntimeError("secret")

    monkeypatch.setattr(actions, "say", broken)
    answer = julian.ask("POST", f"{suit}/say", {"text": "Hello"}, status=500)
    assert kind(answer.json) == "fault"
    assert "reference" in answer.json["detail"] and "secret" not in answer.text


@pytest.mark.parametrize(
    ("path", "body", "place", "says"),
    [
        ("/orders?limit=0", None, "limit", "This is at least 1."),
        ("/orders?limit=many", None, "limit", "Write this as a whole number."),
        ("/orders?status=lost", None, "status", "This is 'open' or 'fulfilled'."),
        ("/orders?q=" + "x" * 201, None, "q", "This is too long; 200 characters are the most."),
        (
            "{suit}/promises",
            {"stage": "need", "text": "x", "of": "us"},
            "of",
            "This is 'customer' or 'clan'.",
        ),
        (
            "{suit}/promises/cloth_swatch/promise",
            {"due": "soon"},
            "due",
            "Write this as a day, such as 2027-06-13.",
        ),
        ("{visit}/times", {"times": []}, "times", "Send at least 1."),
        ("{visit}/times", {"times": "noon"}, "times", "Send a list."),
        ("{visit}/times", {"times": ["2027-06-13T10:00"]}, "times.0", "Say which zone the clock is in, "),
        ("{visit}/times", {"times": ["noon"]}, "times.0", "Write this as a moment, "),
    ],
)
def test_what_does_not_fit_is_said_once_and_in_plain_words(julian, suit, path, body, place, says):
    address = path.format(suit=suit, visit=f"{suit}/stages/fitting/appointments/visit")
    problem = julian.ask("POST" if body else "GET", address, body, status=422).json
    assert [error["field"] for error in problem["errors"]] == [place]
    assert problem["errors"][0]["message"].startswith(says)
    assert problem["detail"].startswith(says)


def test_several_mistakes_are_named_in_one_sentence_each(julian):
    problem = julian.post("/orders", {}, status=422)
    assert problem["detail"] == "account: This is missing. need: This is missing."


def test_what_is_wrong_is_said_in_the_language_of_whose_token_it_is(send, database, monkeypatch, tmp_path):
    said = {
        "Send an object with members.": "Senden Sie ein Objekt mit Feldern.",
        "This does not fit": "Das passt nicht",
    }
    with german(monkeypatch, tmp_path, said):
        assert send(b"[]", 422, "invalid")["title"] == "This does not fit"
        with database.unit(write=True):
            people.prefer(by_handle("julian"), language="de")
        problem = send(b"[]", 422, "invalid")
    assert problem["title"] == "Das passt nicht"
    assert problem["errors"] == [{"field": "", "message": "Senden Sie ein Objekt mit Feldern."}]
