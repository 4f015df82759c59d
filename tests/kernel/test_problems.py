"""When something fails: a sentence to act on, nothing of the inside, and what was typed is kept."""

import html

import pytest
from sqlalchemy.exc import OperationalError

from portal.people import actions, queries
from tests.house import asked
from tests.pages import said

WORDS = {"name": "Ruth Vale", "title": "Words I would hate to lose"}


def test_our_own_fault_has_a_reference_and_shows_nothing_of_the_inside(as_, cast, monkeypatch, capsys):
    def fail(*_given, **_said):
        raise ZeroDivisionError("a secret of the inside")

    monkeypatch.setattr(actions, "describe", fail)
    answer = as_(cast.ruth).post("/settings/me", data=WORDS, status=500)
    assert "Words I would hate to lose" in said(answer)
    assert "secret of the inside" not in answer.text
    assert "Traceback" not in answer.text
    reference = said(answer).split("reference ")[1][:8]
    told = capsys.readouterr().out
    assert reference in told
    assert "secret of the inside" in told
    assert "hate to lose" not in told


def test_a_static_file_that_is_missing_is_not_found_by_anybody(as_, cast, nobody):
    for visitor in (nobody, as_(cast.ruth)):
        answer = visitor.get("/static/taken-away.webp", status=404)
        assert answer.text == "There is no such file here."
        assert answer.mimetype == "text/plain"


def test_a_database_that_fails_is_not_asked_again_for_the_page_that_says_so(as_, cast, monkeypatch, database):
    def fail(*_given, **_said):
        raise OperationalError("UPDATE …", {}, Exception("disk full"))

    monkeypatch.setattr(actions, "describe", fail)
    ruth = as_(cast.ruth)
    with asked(database) as statements:
        answer = ruth.post("/settings/me", data=WORDS, status=503)
    assert answer.headers["Retry-After"] == "10"
    assert "Words I would hate to lose" in said(answer)
    assert "Ruth Vale" in said(answer)
    assert "disk full" not in answer.text
    assert len(statements) <= 4  # who is here, the one-time key twice; nothing after the failure


def test_a_database_that_cannot_be_reached_gets_a_page_too(as_, cast, nobody, monkeypatch):
    ruth = as_(cast.ruth)

    def gone(*_given):
        raise OperationalError("SELECT …", {}, Exception("connection refused"))

    monkeypatch.setattr(queries, "recognise", gone)
    monkeypatch.setattr(queries, "house", gone)
    answer = ruth.get("/people", status=503)
    assert "We cannot save just now" in said(answer)
    assert "Common Thread" in said(answer)
    nobody.get("/sign-in", status=200)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("DELETE", "/people", 405),
        ("PUT", "/sign-in", 405),
        ("GET", "/people/nobody", 404),
    ],
)
def test_what_is_not_there_or_not_possible(as_, cast, method, path, status):
    answer = as_(cast.ruth).open(path, method=method, status=status)
    assert "Ruth Vale" in said(answer), "the page still knows who is here"
    assert ("Allow" in answer.headers) is (status == 405)


def test_htmx_gets_a_strip_instead_of_a_page(as_, cast):
    answer = as_(cast.ruth).get("/people/nobody", headers={"HX-Request": "true"}, status=404)
    assert answer.headers["HX-Retarget"] == "#strip"
    assert "<html" not in answer.text
    assert "Nothing here that you can open" in said(answer)


def test_too_much_at_once_is_refused(as_, cast):
    answer = as_(cast.ruth).post("/settings/me", data={**WORDS, "title": "x" * 3_100_000}, status=413)
    assert "too much at once" in said(answer)


ODD = ["<script>alert(1)</script>", '" onfocus="alert(1)', "{{ 7 * 7 }}", "'; DROP TABLE person", "${7*7}"]


@pytest.mark.parametrize("odd", ODD)
def test_words_are_shown_as_they_were_written_and_do_nothing(as_, cast, odd):
    ruth = as_(cast.ruth)
    ruth.post("/settings/me", data={"name": odd, "title": odd}, status=303)
    for path in ("/people", "/people/ruth", "/settings", "/people/ruth/leave"):
        page = ruth.get(path, status=200)
        assert odd in html.unescape(page.text)
        assert "<script>alert" not in page.text
