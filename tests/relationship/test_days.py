"""Days at the customer's place: by department, each traced to dated visits, and the same from the journal."""

from datetime import timedelta

from sqlalchemy import select

from portal.clans.queries import today
from portal.kernel import clock
from portal.kernel.journal import Entry
from portal.people.queries import account_by_handle, by_handle
from portal.quests import actions as quests
from portal.quests.model import Quest
from portal.relationship import actions, visits
from tests.pages import said
from workflows.quests import Kind

DAYS = "/customers/northmoor/days"


def visit(unit, member, person="ruth", ago=1, way="visit"):
    """Note that somebody was there."""
    with unit():
        whom = {"member": by_handle(member), "person": by_handle(person), "on": today() - timedelta(days=ago)}
        told = {"way": way, "first": "clan", "about": "So", "next": ""}
        return actions.note(by_handle(member), account_by_handle("northmoor"), **whom, **told)


def step(unit, cast, kind):
    """A step of Tom's first weeks."""
    with unit() as session:
        weeks = session.scalar(select(Quest).where(Quest.person_id == cast.tom.id))
        if weeks is None:
            weeks = Quest(account_id=cast.northmoor.id, person_id=cast.tom.id, begun=clock.now(), due=today())
            weeks.steps, weeks.offers = [], []
            session.add(weeks)
            session.flush()
        weeks = session.get_one(Quest, weeks.id)
        session.refresh(weeks, ["steps", "person"])
        return quests.note(by_handle("tom"), weeks, kind, today(), "I saw it", by_handle("ruth")).id


def counted(unit, cast):
    """How many days each department was there."""
    with unit():
        since = today() - timedelta(days=365)
        return {name: len(days) for name, days in visits.days(cast.northmoor, since).items()}


def test_each_number_opens_to_the_dated_visits_behind_it(as_, cast, unit):
    visit(unit, "tom")
    visit(unit, "tom", "colin")  # on the same day
    visit(unit, "marian", ago=3)
    visit(unit, "priya", way="telephone")
    visit(unit, "priya", ago=400)
    for name in ("ruth", "marian", "tom"):
        page = said(as_(getattr(cast, name)).get(DAYS, status=200))
        assert "2 days at" in page and "Engineering : 1 day" in page and "Cutting : 1 day" in page
        assert "with Colin Marsh and Ruth Vale" in page or "with Ruth Vale and Colin Marsh" in page
        none = page.partition("Not there once")[2]
        assert "Shop" in none and "Workroom" in none and "Engineering" not in none
    for name in ("julian", "piotr", "gwen", "ada", "stranger"):
        as_(getattr(cast, name)).get(DAYS, status=404)


def test_what_is_corrected_or_taken_back_counts_no_more(cast, unit):
    touch = visit(unit, "tom")
    assert counted(unit, cast)["Engineering"] == 1
    with unit() as session:
        one = session.get_one(type(touch), touch.id)
        session.refresh(one, ["member", "person"])
        told = {"way": "met", "first": "clan", "about": "So", "next": ""}
        actions.correct(by_handle("tom"), one, member=one.member, person=one.person, on=one.on, **told)
    assert counted(unit, cast)["Engineering"] == 0


def test_first_weeks_count_where_they_are_taken_there_and_the_journal_alone_says_the_same(cast, unit):
    step(unit, cast, Kind.VISITED)
    visit(unit, "marian", ago=2)
    assert counted(unit, cast)["Engineering"] == 1
    with unit() as session:
        chosen = select(Entry).where(Entry.stream == f"clan:{cast.northmoor.id}").order_by(Entry.seq)
        there, last = set(), {}
        for one in session.scalars(chosen):
            if one.verb == "quest.note" and one.facts["kind"] in ("visited_site", "shadowed_user"):
                there.add((one.actor, one.facts["day"]))
            if one.verb in ("touch.note", "touch.correct"):
                last[one.facts["touch"]] = one.facts
        there |= {(one["of"][0], one["on"]) for one in last.values() if one["way"] == "visit"}
    assert len(there) == sum(counted(unit, cast).values()) == 2
