"""Fair shares: who floods the house is told to wait, at once and cheaply, and the others go on."""

import threading
from types import SimpleNamespace

import pytest
from werkzeug.test import Client

from portal import create_app
from portal.kernel import crowd
from portal.kernel.crowd import ALL, BURST, FULL, MAY_WAIT, OF_ONE, READS, TOO_FAST, AtTheGate, Crowd
from tests import house
from tests.conftest import sign_in
from tests.pages import Visitor


@pytest.fixture
def time():
    """A clock that stands still until it is moved."""
    return SimpleNamespace(now=100.0)


@pytest.fixture
def small(time):
    """A crowd of which each may ask sixty times a minute."""
    return Crowd(60, lambda: time.now)


def asked(the_crowd, who, times, *, writes=False):
    """How somebody is answered who asks so often, one after the other."""
    answers = []
    for _ in range(times):
        answers.append(the_crowd.enter(who, writes=writes))
        if not answers[-1][0]:
            the_crowd.leave(who)
    return answers


def until(so):
    """Wait until it is so, ten seconds at most."""
    pause = threading.Event()
    for _ in range(10_000):
        if so():
            return
        pause.wait(0.001)
    raise AssertionError("it is not so")


def test_who_asks_too_fast_waits_and_nobody_else_does(small, time):
    assert asked(small, "account:1", BURST) == [(0, 0)] * BURST
    assert asked(small, "account:1", 2) == [(TOO_FAST, 1)] * 2
    assert asked(small, "account:2", 1) == [(0, 0)]
    time.now += 1.0
    assert asked(small, "account:1", 2) == [(0, 0), (TOO_FAST, 1)]
    time.now += 3600.0
    assert asked(small, "account:1", BURST + 1) == [(0, 0)] * BURST + [(TOO_FAST, 1)], "no more than a burst"


def test_one_customer_has_so_many_under_way_and_the_next_waits_for_its_turn():
    all_of_it = Crowd(10**9)
    for _ in range(OF_ONE):
        assert all_of_it.enter("account:1", writes=False) == (0, 0)
    let_in = []
    waiting = [
        threading.Thread(target=lambda: let_in.append(all_of_it.enter("account:1", writes=False)))
        for _ in range(MAY_WAIT)
    ]
    for one in waiting:
        one.start()
    until(lambda: all_of_it._waiting["account:1"] == MAY_WAIT)
    assert all_of_it.enter("account:1", writes=False)[0] == TOO_FAST, "too many wait already"
    assert all_of_it.enter("account:2", writes=False) == (0, 0)
    for done in range(OF_ONE, MAY_WAIT + 1, OF_ONE):
        for _ in range(OF_ONE):
            all_of_it.leave("account:1")
        until(lambda done=done: len(let_in) == done)
    assert let_in == [(0, 0)] * MAY_WAIT


def test_who_waits_in_vain_is_told(monkeypatch):
    monkeypatch.setattr(crowd, "PATIENCE", 0.01)
    all_of_it = Crowd(10**9)
    for _ in range(OF_ONE):
        all_of_it.enter("account:1", writes=False)
    assert all_of_it.enter("account:1", writes=False) == (TOO_FAST, 1)
    assert not all_of_it._waiting


def test_a_full_house_still_takes_what_is_saved_and_signed():
    full = Crowd(10**9)
    for number in range(READS):
        assert full.enter(f"account:{number}", writes=False) == (0, 0)
    assert full.enter("account:99", writes=False) == (FULL, crowd.AGAIN)
    for number in range(ALL - READS):
        assert full.enter(f"account:{100 + number}", writes=True) == (0, 0)
    assert full.enter("account:99", writes=True) == (FULL, crowd.AGAIN)
    full.leave("account:0")
    assert full.enter("account:99", writes=True) == (0, 0)


@pytest.fixture
def gate(template_url, tmp_path):
    """A house in which each may ask sixty times a minute."""
    with house.connected(house.copy(template_url, tmp_path)) as database:
        app = create_app(house.settings(requests_a_minute=60), database)
        assert isinstance(app.wsgi_app, AtTheGate)
        app.test_client_class = Visitor
        yield app


def flood(visitor, path, **said):
    """The first refusal, once a burst is used up; somewhat later on a slow machine."""
    for number in range(10 * BURST):
        answer = visitor.get(path, **said)
        if answer.status_code == TOO_FAST:
            assert number >= BURST - 1, "the first look counts too"
            return answer
    raise AssertionError("nobody was refused")


def test_a_refusal_is_a_page_in_the_language_of_its_reader_with_all_that_every_answer_says(gate):
    answer = flood(Client(gate), "/sign-in", headers={"Accept-Language": "de"})
    assert "Warten Sie 1 Sekunde, dann" in answer.text and "<!doctype html>" in answer.text
    assert answer.headers["Retry-After"] == "1"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_part_is_refused_beside_what_is_being_written_and_a_program_in_its_own_way(gate):
    part = flood(Client(gate), "/sign-in", headers={"HX-Request": "true"})
    assert part.headers["HX-Retarget"] == "#strip" and "<!doctype" not in part.text
    program = Client(gate).get("/api/v1/orders")
    assert program.status_code == TOO_FAST, "the same network"
    assert program.content_type == "application/problem+json"
    assert program.json["status"] == TOO_FAST and program.json["type"].endswith("/problems/too-many")


def test_sessions_of_one_customer_share_and_a_made_up_cookie_is_nobody(gate, cast):
    julian, ruth = sign_in(gate, cast.julian), sign_in(gate, cast.ruth)
    for visitor in (julian, ruth):
        visitor.get("/home")  # whose session it is, is known from now on
    flood(julian, "/news/standing")
    assert ruth.get("/home").status_code == 200
    made_up = Client(gate)
    made_up.set_cookie("thread", "made-up")
    assert made_up.get("/sign-in").status_code == 200, "it counts for its network, which asked little"
