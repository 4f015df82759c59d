"""What waits for somebody on a hunt stands on their first page and comes by letter, once."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.cases import post
from portal.hunts import waiting
from portal.kernel import clock
from portal.notifications import asked
from portal.people import actions as people
from portal.people.queries import account_by_handle
from tests.hunts.conftest import BENCH, HUNTS, terms
from tests.letters import link, to
from tests.pages import said

MONDAY = datetime(2027, 3, 1, 11, tzinfo=UTC)
GOOD_FOR = f"Northmoor Rail: is it good for them? {BENCH['what']}"
DECIDE = f"Northmoor Rail: how does this hunt end? {BENCH['what']}"


@pytest.fixture
def write(database, app):
    """Let the worker write."""
    return lambda: asked.write_due(database, post.site(app.config["SETTINGS"]))


def test_who_is_asked_finds_it_at_home_and_in_one_letter_until_they_have_answered(
    as_, cast, hunts, write, database
):
    ref = hunts.note(cast.tom)
    hunts.do(cast.tom, "ask", ref, cast.priya)
    assert GOOD_FOR in said(as_(cast.priya).get("/home", status=200))
    assert GOOD_FOR not in said(as_(cast.marian).get("/home", status=200))
    assert write() == 1 and write() == 0
    (letter,) = to(database, "priya@example.org")
    assert letter.subject == GOOD_FOR and link(letter) == f"{HUNTS}/{ref}/answer"
    hunts.answer(cast.priya, ref)
    assert GOOD_FOR not in said(as_(cast.priya).get("/home", status=200))
    hunts.do(cast.tom, "change", ref, terms(offered="Another bench"))
    assert GOOD_FOR in said(as_(cast.priya).get("/home", status=200)), "what they answered is void"
    assert write() == 1 and len(to(database, "priya@example.org")) == 2
    hunts.do(cast.tom, "lose", ref, "Too late")
    assert GOOD_FOR not in said(as_(cast.priya).get("/home", status=200))


def test_a_day_that_is_over_is_told_to_who_noted_it_and_to_the_seniors(
    as_, cast, hunts, write, database, unit
):
    with clock.as_of(MONDAY):
        ref = hunts.note(cast.tom)
        last = hunts.read(ref, lambda found: found.decided_by)
    with clock.as_of(MONDAY + timedelta(days=14)):
        assert last == clock.now().date() and waiting.pass_days(database) == 0
    with clock.as_of(MONDAY + timedelta(days=15)):
        assert waiting.pass_days(database) == 1 and waiting.pass_days(database) == 0
        for one, told in ((cast.tom, True), (cast.marian, True), (cast.priya, False)):
            assert (DECIDE in said(as_(one).get("/home", status=200))) is told, one.name
        assert write() == 2 and to(database, "tom@example.org")[0].subject == DECIDE
        with unit():
            people.seat(cast.ada, account_by_handle("northmoor"), cast.priya, senior=True)
        assert DECIDE in said(as_(cast.priya).get("/home", status=200)), "who leads from now on"
        assert "Late" in said(as_(cast.priya).get(f"{HUNTS}/{ref}"))
        soon = (clock.now() + timedelta(days=5)).date()
        hunts.do(cast.tom, "change", ref, terms(decided_by=soon))
        assert DECIDE not in said(as_(cast.marian).get("/home", status=200))
    with clock.as_of(MONDAY + timedelta(days=25)):
        assert waiting.pass_days(database) == 1
        hunts.do(cast.tom, "lose", ref, "Too late")
        assert DECIDE not in said(as_(cast.marian).get("/home", status=200))


def test_what_was_handed_on_waits_for_whoever_has_it_now(as_, cast, hunts, unit):
    with unit():
        people.seat(cast.ada, account_by_handle("northmoor"), cast.piotr)
    ref = hunts.note(cast.tom)
    hunts.do(cast.tom, "ask", ref, cast.piotr)
    hunts.answer(cast.marian, ref)
    with unit():
        people.unseat(cast.ada, account_by_handle("northmoor"), cast.piotr)
    assert GOOD_FOR in said(as_(cast.priya).get("/home", status=200))
    assert GOOD_FOR not in said(as_(cast.piotr).get("/home", status=200))
