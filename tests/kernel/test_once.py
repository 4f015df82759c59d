"""Once: the same form sent twice is done once, and the second answer is the first."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.kernel import clock, once
from portal.kernel.once import Answered
from portal.people.entry import Key
from portal.people.model import Invitation
from tests import letters
from tests.conftest import sign_in
from tests.house import email
from tests.pages import said

GUEST = {"place": "northmoor", "name": "Hannah Pell", "email": "hannah@example.org"}


def count(database, table):
    with database.unit(write=False) as session:
        return session.scalar(select(func.count()).select_from(table))


def test_the_same_form_twice_is_done_once(as_, cast, database):
    ruth = as_(cast.ruth)
    first = ruth.post("/people/invite", data=GUEST, once="a-key-of-mine", status=303)
    again = ruth.post("/people/invite", data=GUEST, once="a-key-of-mine", status=303)
    assert (again.location, again.data) == (first.location, first.data)
    assert count(database, Invitation) == 1


def test_the_same_key_for_other_words_is_refused(as_, cast, database):
    ruth = as_(cast.ruth)
    ruth.post("/people/invite", data=GUEST, once="a-key-of-mine", status=303)
    other = ruth.post("/people/invite", data={**GUEST, "name": "Somebody"}, once="a-key-of-mine", status=409)
    assert "Load the page and send it again" in said(other)
    as_(cast.colin).post("/people/invite", data=GUEST, once="a-key-of-mine", status=303)
    assert count(database, Invitation) == 2


def test_a_form_that_was_refused_can_be_sent_again_under_its_key(as_, cast, database):
    ruth = as_(cast.ruth)
    ruth.post("/people/invite", data={**GUEST, "name": ""}, once="a-key-of-mine", status=422)
    ruth.post("/people/invite", data=GUEST, once="a-key-of-mine", status=303)
    assert count(database, Invitation) == 1


@pytest.mark.parametrize("key", ["short", "x" * 121])
def test_every_form_carries_a_key(as_, cast, key, database):
    as_(cast.ruth).post("/people/invite", data=GUEST, once=key, status=400)
    assert count(database, Invitation) == 0


def test_keys_are_forgotten_after_a_week(as_, cast, unit, database):
    as_(cast.ruth).post("/people/invite", data=GUEST, status=303)
    with unit():
        assert once.forget(clock.now()) == 0
        assert once.forget(clock.now() + once.KEPT + timedelta(minutes=1)) == 1
    assert count(database, Answered) == 0


@pytest.fixture
def crowd(_app, own_database, monkeypatch):
    """The house on a real database, and a way to send the same request many times at the very same moment."""
    monkeypatch.setattr(_app, "database", own_database)

    def send(visitors, path, data, key):
        barrier, answers = threading.Barrier(len(visitors)), []

        def one(visitor):
            token = visitor.token()
            barrier.wait()
            words = {**data, "csrf_token": token, "once": key() if callable(key) else key}
            answers.append(visitor.post(path, data=words, bare=True))

        threads = [threading.Thread(target=one, args=[visitor]) for visitor in visitors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    return send


def test_a_form_sent_many_times_at_once_is_done_once(crowd, _app, cast, own_database):
    visitors = [sign_in(_app, cast.ruth) for _ in range(6)]
    answers = crowd(visitors, "/people/invite", GUEST, "one-and-the-same-key")
    assert [answer.status_code for answer in answers] == [303] * 6
    assert count(own_database, Invitation) == 1


def test_a_code_typed_many_times_at_once_opens_one_door(crowd, _app, own_database):
    _app.test_client().post("/sign-in/code", data={"email": email("ruth")}, status=303)
    code = letters.code(letters.to(own_database, email("ruth"))[0])
    visitors = [_app.test_client() for _ in range(6)]
    answers = crowd(visitors, "/sign-in/code/typed", {"email": email("ruth"), "code": code}, once.key)
    assert sorted(answer.status_code for answer in answers) == [303, 422, 422, 422, 422, 422]
    with own_database.unit(write=False) as session:
        assert session.scalars(select(Key.tries)).one() <= 5


def test_codes_guessed_at_once_are_five_guesses(crowd, _app, own_database):
    _app.test_client().post("/sign-in/code", data={"email": email("ruth")}, status=303)
    right = letters.code(letters.to(own_database, email("ruth"))[0])
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    visitors = [_app.test_client() for _ in range(7)]
    crowd(visitors, "/sign-in/code/typed", {"email": email("ruth"), "code": wrong}, once.key)
    with own_database.unit(write=False) as session:
        assert session.scalars(select(Key.tries)).one() == 5
    late = _app.test_client()
    late.post("/sign-in/code/typed", data={"email": email("ruth"), "code": right}, status=422)
