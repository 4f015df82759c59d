"""Once: the same request with the same key is done once, also when both come at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.people.actions import make_token
from tests import house
from tests.api.program import API, kind

NEED = {"account": "okoro", "need": "A suit"}


def test_the_same_key_gives_the_first_answer_again(julian):
    first = julian.ask("POST", "/orders", NEED, key="need-0001", status=201)
    again = julian.ask("POST", "/orders", NEED, key="need-0001", status=201)
    assert (again.data, again.location) == (first.data, first.location)
    assert len(julian.get("/orders")["items"]) == 1
    julian.post("/orders", NEED, key="need-0002", status=201)
    julian.post("/orders", NEED, status=201)
    assert len(julian.get("/orders")["items"]) == 3


def test_the_same_key_with_other_words_or_elsewhere_is_refused(julian, suit):
    julian.post(f"{suit}/say", {"text": "Hello"}, key="hello-0001")
    for path, said in ((f"{suit}/say", {"text": "Goodbye"}), ("/orders", NEED)):
        assert kind(julian.post(path, said, key="hello-0001", status=409)) == "key-used"
    assert julian.get(suit)["seq"] == 2


def test_a_key_is_its_persons_own(julian, marian, suit):
    julian.post(f"{suit}/say", {"text": "Hello"}, key="hello-0001")
    assert marian.post(f"{suit}/say", {"text": "Hello"}, key="hello-0001")["seq"] == 3


def test_a_key_works_for_put_and_delete_too(julian, suit):
    said = {"value": "The suit", "seen": 1}
    first = julian.ask("PUT", f"{suit}/fields/need/title", said, key="title-0001")
    assert julian.ask("PUT", f"{suit}/fields/need/title", said, key="title-0001").data == first.data


def test_what_was_refused_may_be_tried_again_with_the_same_key(julian, suit):
    julian.post(f"{suit}/say", {"text": " "}, key="hello-0001", status=422)
    julian.post(f"{suit}/say", {"text": "Hello"}, key="hello-0001")


def test_a_key_has_8_to_120_characters(julian):
    for key in ("short", "x" * 121):
        assert kind(julian.post("/orders", NEED, key=key, status=400)) == "unreadable"


@pytest.fixture
def real(tmp_path):
    """A database of the test's own in which everything is committed, as it must be for a race."""
    with house.template(tmp_path) as url, house.connected(url) as database:
        yield database


def test_two_at_the_same_moment_are_one(app, real, monkeypatch):
    monkeypatch.setattr(app, "database", real)
    with real.unit(write=True):
        token = make_token("julian")
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "need-0001"}

    def place(_number):
        answer = app.test_client().post(f"{API}/orders", json=NEED, headers=headers, bare=True)
        return answer.status_code, answer.location, answer.data

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(place, range(4)))
    assert len(answers) == 1 and answers.pop()[0] == 201
    listed = app.test_client().get(f"{API}/orders", headers={"Authorization": f"Bearer {token}"})
    assert len(listed.json["items"]) == 1
