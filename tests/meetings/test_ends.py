"""Every idea ends: an action with an owner, parked to a day, declined with a reason; none open for long."""

from datetime import date, timedelta

import pytest

from portal.cases import post
from portal.cases import queries as cases
from portal.kernel import clock
from portal.kernel.verbs import NotAllowed, NotNow
from portal.meetings import ending, ideas, waits
from portal.notifications import asked
from portal.people.queries import by_handle
from portal.people.standing import leave
from tests.cases import playing
from tests.letters import to
from tests.meetings.conftest import SECRET
from tests.pages import said

INDEX = "/customers/northmoor/meetings"


@pytest.fixture
def counted(meetings):
    """A meeting whose dots are counted, with the names of three ideas."""
    number, keys = meetings.revealed("tom", "priya", "marian")
    meetings.do("marian", ideas.close_dots, number)
    return number, keys


def in_days(days):
    """A day so many days from now."""
    return today_here() + timedelta(days=days)


def today_here():
    """The day in the house of the tests, which is in London as their clock is."""
    return clock.now().date()


def promise_of(meetings, owner, number, key):
    """Make an idea an action of somebody."""
    meetings.with_idea("marian", ending.promise, number, key, "Sew it", owner, in_days(3))


def test_each_idea_gets_its_end_and_says_it(as_, cast, meetings, counted):
    number, (one, other, third) = counted
    marian = as_(cast.marian)
    form = marian.get(meetings.at(number, f"/ideas/{one}/end"), status=200)
    assert "Tom Hale" in said(form) and SECRET in said(form)
    bad = marian.post(meetings.at(number, f"/ideas/{one}/promise"), data={"day": "soon"}, status=422)
    for sentence in ("Write what will be done.", "Choose who does it.", "Choose a day."):
        assert sentence in said(bad)
    told = {"action": "Sew a drip edge", "owner": "tom", "day": in_days(9).isoformat()}
    marian.post(meetings.at(number, f"/ideas/{one}/promise"), data=told, status=303)
    yesterday = {"day": in_days(0).isoformat()}
    assert "still to come" in said(
        marian.post(meetings.at(number, f"/ideas/{other}/park"), data=yesterday, status=422)
    )
    marian.post(
        meetings.at(number, f"/ideas/{other}/park"), data={"day": in_days(20).isoformat()}, status=303
    )
    assert "why it is declined" in said(
        marian.post(meetings.at(number, f"/ideas/{third}/decline"), status=422)
    )
    marian.post(meetings.at(number, f"/ideas/{third}/decline"), data={"reason": "Too dear"}, status=303)
    page = said(marian.get(meetings.at(number), status=200))
    for sentence in ("Sew a drip edge", "Tom Hale, by ", "It comes back on ", "declined Too dear"):
        assert sentence in page
    again = meetings.at(number, f"/ideas/{third}/decline")
    assert "has got its end" in said(marian.post(again, data={"reason": "Once more"}, status=409))
    marian.post(meetings.at(number, "/close"), data={"present": ["marian", "tom"]}, status=303)
    page = said(marian.get(meetings.at(number), status=200))
    assert "2 of 3 were there, 2 were needed (60 %)" in page


def test_an_action_waits_for_its_owner_until_it_is_done(as_, cast, meetings, counted, database, app):
    number, (one, *_others) = counted
    tom = as_(cast.tom)
    promise_of(meetings, cast.tom, number, one)
    assert "Northmoor Rail: what you promised in a meeting" in said(tom.get("/home", status=200))
    asked.write_due(database, post.site(app.config["SETTINGS"]))
    assert [one.subject for one in to(database, "tom@example.org")] == [
        "Northmoor Rail: what you promised in a meeting"
    ]
    with pytest.raises(NotAllowed):
        meetings.with_idea("priya", ending.finish, number, one)
    tom.post(meetings.at(number, f"/ideas/{one}/finish"), status=303)
    assert "what you promised" not in said(tom.get("/home", status=200))
    assert "Promised in meetings" not in said(tom.get(INDEX, status=200))


def test_an_action_is_handed_on_and_goes_to_a_senior_when_its_owner_leaves(
    as_, cast, meetings, counted, unit
):
    number, (one, *_others) = counted
    promise_of(meetings, cast.tom, number, one)
    as_(cast.priya).get(meetings.at(number, f"/ideas/{one}/hand-on"), status=404)
    as_(cast.tom).post(meetings.at(number, f"/ideas/{one}/hand-on"), data={"owner": "priya"}, status=303)
    leaving = said(as_(cast.ada).get("/people/priya/leave", status=200))
    assert "Northmoor Rail: 1 action" in leaving and "Sew it" not in leaving
    with unit():
        leave(by_handle("ada"), by_handle("priya"))
    assert "what you promised in a meeting" in said(as_(cast.marian).get("/home", status=200))
    owners = [told.owner for told in meetings.journal() if hasattr(told, "owner")]
    assert owners == ["tom", "priya", "marian"]


def test_ideas_without_an_end_are_late_after_14_days(as_, cast, meetings, database, app, unit):
    meetings.revealed("tom", "priya", who="tom")
    tom, begun, site = as_(cast.tom), clock.now(), post.site(app.config["SETTINGS"])
    assert "Northmoor Rail: 2 ideas have no end" in said(tom.get("/home", status=200))
    with clock.as_of(begun + timedelta(days=14)):
        assert waits.turn_due(database) == 0
        page = as_(cast.marian).get(INDEX, status=200)
        assert "open for 14 days" in said(page) and 'class="late"' not in page.text
    with clock.as_of(begun + timedelta(days=15)):
        assert waits.turn_due(database) == 1 and waits.turn_due(database) == 0
        page = as_(cast.marian).get(INDEX, status=200)
        assert page.text.count('<li class="late">') == 2
        for visitor in (as_(cast.tom), as_(cast.marian)):
            home = said(visitor.get("/home", status=200))
            assert "Northmoor Rail: 2 ideas have no end Late" in home
        assert "2 ideas have no end Late" in said(as_(cast.marian).get("/customers", status=200))
        assert "2 ideas are late" in said(as_(cast.priya).get("/customers/northmoor", status=200))
        assert "2 ideas have no end" not in said(as_(cast.priya).get("/home", status=200))
        asked.write_due(database, site)
        for name in ("tom", "marian"):
            assert "Northmoor Rail: 2 ideas have no end" in [
                one.subject for one in to(database, f"{name}@example.org")
            ]


def test_a_parked_idea_comes_back_by_itself_and_its_clock_begins_anew(as_, cast, meetings, counted, database):
    number, keys = counted
    begun = clock.now()
    for key in keys:
        meetings.with_idea("marian", ending.park, number, key, in_days(20), "")
    marian = as_(cast.marian)
    assert "Ideas without an end" not in said(marian.get(INDEX, status=200))
    assert "no end" not in said(marian.get("/home", status=200))
    with clock.as_of(begun + timedelta(days=20)):
        page = as_(cast.marian).get(INDEX, status=200)
        assert "open for 0 days" in said(page) and 'class="late"' not in page.text
        assert waits.turn_due(database) == 1 and waits.turn_due(database) == 0
        assert "3 ideas have no end" in said(as_(cast.marian).get("/home", status=200))
        meetings.with_idea("marian", ending.decline, number, keys[0], "Not needed any more")
    with clock.as_of(begun + timedelta(days=35)):
        page = as_(cast.marian).get(INDEX, status=200)
        assert page.text.count('<li class="late">') == 2


def test_every_number_of_the_pages_is_told_by_the_journal_alone(as_, cast, meetings, counted):
    number, (one, other, _third) = counted
    meetings.with_idea("marian", ending.park, number, one, in_days(5), "")
    meetings.with_idea("marian", ending.decline, number, other, "No")
    meetings.do("tom", ending.close, number, ["marian", "tom"])
    called, present, open_ = [], [], {}
    for told in meetings.journal():
        called = getattr(told, "called", called)
        present = getattr(told, "present", present)
        if told.verb == "meeting.reveal":
            open_ = {key: told.since for key, _who, _effort in told.ideas}
        if told.verb in ("meeting.decline", "meeting.promise"):
            del open_[told.idea]
        if told.verb == "meeting.park":
            open_[told.idea] = told.until
    with clock.as_of(clock.now() + timedelta(days=9)):
        days = sorted((in_days(0) - date.fromisoformat(since)).days for since in open_.values())
        page, one_page = (
            as_(cast.marian).get(INDEX, status=200),
            as_(cast.marian).get(meetings.at(number), status=200),
        )
    assert days == [4, 9]
    for count in days:
        assert f"open for {count} days" in said(page)
    assert said(page).count("open for") == len(open_)
    assert f"{len(present)} of {len(called)} were there" in said(one_page)


def test_an_idea_becomes_a_joint_project_in_one_step_and_both_ends_link(as_, cast, meetings, counted, unit):
    number, (one, *_others) = counted
    marian = as_(cast.marian)
    at = meetings.at(number, f"/ideas/{one}/project")
    assert f"{SECRET} of tom" in marian.get(at, status=200).text
    words = {"title": "Dry sleeves", "need": "The hem drips", "owner": "tom", "day": in_days(9).isoformat()}
    assert "Give the project a name." in said(marian.post(at, data={**words, "title": ""}, status=422))
    marian.post(at, data=words, status=303)
    page = marian.get(meetings.at(number), status=200)
    assert "Dry sleeves a joint project, order northmoor-1" in said(page)
    order = marian.get("/orders/northmoor-1", status=200)
    assert meetings.at(number, f"#idea-{one}") in order.text and f"{SECRET} of tom" in said(order)
    theirs = as_(cast.ruth).get("/orders/northmoor-1", status=200)
    assert "The hem drips" in said(theirs) and SECRET not in theirs.text and "/meetings/" not in theirs.text
    with unit():
        assert cases.get(by_handle("marian"), "northmoor-1").workflow == "joint-project"
    assert [told.ref for told in meetings.journal() if told.verb == "meeting.begin_project"] == [
        "northmoor-1"
    ]


def test_an_idea_becomes_a_stage_of_a_running_order_in_one_step(as_, cast, meetings, counted, database):
    number, (one, *_others) = counted
    marian = as_(cast.marian)
    at = meetings.at(number, f"/ideas/{one}/stage")
    assert "No order is running" in said(marian.get(at, status=200))
    order = playing.begin(database, cast.ruth, cast.northmoor)
    assert f'value="{order.ref}:need"' in marian.get(at, status=200).text
    words = {"after": f"{order.ref}:need", "title": "Look at hems", "why": "They drip", "days": "2"}
    words |= {"field": "Water at the cuff", "owner": "marian", "day": in_days(2).isoformat()}
    wrong = marian.post(at, data={**words, "after": f"{order.ref}:made_up"}, status=409)
    assert "There is no stage" in said(wrong) or "comes after" in said(wrong)
    marian.post(at, data=words, status=303)
    assert "Look at hems" in [order.thread.stages[key].title for key in order.thread.plan]
    page = marian.get(meetings.at(number), status=200)
    assert f"Look at hems a stage of order {order.ref}" in said(page)
    assert meetings.at(number, f"#idea-{one}") in marian.get(order.at(), status=200).text
    assert SECRET not in as_(cast.ruth).get(order.at(), status=200).text


def test_only_the_house_ends_ideas_and_only_when_dots_are_counted(as_, cast, meetings):
    number, (one,) = meetings.revealed("tom", parts={"ruth": ["agenda", "ideas", "decided"]})
    with pytest.raises(NotNow):
        meetings.with_idea("marian", ending.decline, number, one, "No")
    meetings.do("marian", ideas.close_dots, number)
    as_(cast.ruth).get(meetings.at(number, f"/ideas/{one}/end"), status=404)
    with pytest.raises(NotAllowed):
        meetings.with_idea("ruth", ending.decline, number, one, "No")
