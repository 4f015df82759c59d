"""The demo house: every stage and state, made by real deeds, and nobody sees what is another's."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.cases import listing, show
from portal.cases import queries as cases
from portal.cases.listing import Wanted
from portal.cli.demo import STORIES
from portal.cli.demo.days import working_day
from portal.findings.model import Finding
from portal.habitat.model import Actor
from portal.kernel import clock, journal
from portal.kernel.queries import NotFound
from portal.knowledge.model import Gift
from portal.meetings.model import Call
from portal.people.queries import account_by_handle, by_handle, everyone
from tests import house
from workflows import turn
from workflows.case import Case as Thread
from workflows.check import library

CUSTOMERS = {"okoro": "julian amara", "northmoor": "ruth colin susan dev jo lena", "hale": "victor"}
ROUND = "__2"


@pytest.fixture(scope="module")
def opened(demo_made):
    """The demo house, to be read."""
    with house.connected(demo_made.url) as database, database.unit(write=False):
        yield database


@pytest.fixture(scope="module")
def orders(opened):
    """Every order, by its name, as Marian sees it, who stands for all three customers."""
    found, _ = listing.some(by_handle("marian"), Wanted(limit=100))
    assert len(found) == len(STORIES) == 21
    return {case.title: cases.get(by_handle("marian"), case.ref) for case in found}


def test_there_is_an_order_in_every_stage(orders):
    suits = [case for case in orders.values() if case.workflow == "bespoke-suit"]
    under_way = {case.stage.removesuffix(ROUND) for case in suits if case.status == "open"}
    assert under_way == {stage.key for stage in library()["bespoke-suit"].stages}
    assert sum(case.status == "fulfilled" for case in orders.values()) == 2


def test_the_departments_of_northmoor_are_asked_for_their_yeses(orders):
    thread = orders["The buckle for the winter belt"].thread
    assert thread.now == "approval"
    waiting = [(step.label, step.who) for step in turn.steps(thread) if step.kind == "yes"]
    assert waiting == [("Purchasing", "colin")]


def test_the_coat_rail_is_tried_on_a_baseline_that_was_agreed_anew(orders):
    thread = orders["Twelve minutes at the coat rail"].thread
    assert thread.now == "trial" and thread.progress["charter"].locked
    assert thread.value("charter.target") == "9.5" and len(thread.value("trial.days")) == 9
    assert [one.state for one in thread.proposals.values()] == ["accepted"]
    assert all(thread.stands("charter", side) for side in ("customer", "clan"))


def test_everyone_opens_exactly_their_own_orders(opened, orders):
    for known in everyone():
        person = known.person
        own = {person.account.handle} if person.account else {account for account, _ in known.seats}
        seen, _ = listing.some(person, Wanted(limit=100))
        assert {case.account.handle for case in seen} == own
        for case in orders.values():
            if case.account.handle in own:
                assert cases.get(person, case.ref).id == case.id
            else:
                with pytest.raises(NotFound):
                    cases.get(person, case.ref)


def test_the_cast_is_who_the_guide_says(opened):
    known = {one.person.handle: one.person for one in everyone()}
    for account, handles in CUSTOMERS.items():
        assert all(known[handle].account.handle == account for handle in handles.split())
    hands = {handle for handle, person in known.items() if person.side == "clan"}
    assert hands == {
        "marian",
        "oscar",
        "piotr",
        "ines",
        "saira",
        "priya",
        "tom",
        "ben",
        "gwen",
        "helena",
        "ada",
    }
    assert known["ada"].roles == ["administrator"] and known["gwen"].roles == ["executive"]


def test_every_order_equals_its_history(run, of_the_demo):
    said = run("verify")
    assert said.code == 0 and said.out.startswith("21 cases, "), said


def test_the_wedding_suit_is_at_its_forward_fitting_and_waits_for_julian(orders):
    suit = orders["A navy two-piece for a wedding in June"]
    thread = suit.thread
    assert (suit.stage, suit.turn_side, suit.account.handle) == ("forward_fitting", "customer", "okoro")
    assert "13 June" in thread.value("need.need") and thread.value("cloth.cloth") == "navy hopsack"
    assert thread.stands("forward_fitting", "clan") and not thread.stands("forward_fitting", "customer")
    assert thread.line("measuring", "sleeve_inside").by == "marian"
    assert thread.void("measuring", "customer") == ["sleeve_inside"]
    assert any(one.state == "promised" for one in thread.commitments.values())
    assert thread.value("cloth.swatch_photos") and thread.value("forward_fitting.fitting_photos")


def _steps(orders, kind):
    return {case.title for case in orders.values() if any(s.kind == kind for s in turn.steps(case.thread))}


def test_the_states_an_order_can_be_in_are_all_there(orders):
    threads = {name: case.thread for name, case in orders.items()}
    assert {"Two days in Lisbon, one suit", "Tails to conduct in"} <= _steps(orders, "change")
    assert "A dark suit, quietly" in _steps(orders, "look_again")
    waiting = threads["A guard’s coat for Harun Malik"]
    assert waiting.stands("striking", "clan") and waiting.unsigned(waiting.stage("striking")) == ["customer"]
    assert "forward_fitting__2" in threads["The station master’s frock coat, Carnforth"].plan
    assert threads["A grey flannel for the small hall"].progress["baste_fitting"].skipped.why
    assert threads["A guard’s coat for Tess Hartley"].progress["cloth"].reopened
    verdicts = [verdict and verdict.met for _, _, verdict in threads["Tails to conduct in"].conditions()]
    assert sorted(verdicts) == [False, True, True]
    for name in ("A dinner jacket for the Bar mess", "The first guard’s coat, for Dev Rao"):
        assert threads[name].value("wear_review.how_it_wears") and threads[name].all_met()


def test_everything_was_done_one_after_the_other_on_some_day_before_now(orders):
    for case in orders.values():
        moments = [entry.at for entry in journal.whole(case.stream)]
        assert moments == sorted(set(moments)) and moments[-1] < clock.now(), case.title


@pytest.mark.parametrize("customer", ["northmoor", "hale"])
def test_a_year_of_a_customer_is_told_in_the_order_of_its_days(opened, customer):
    account = account_by_handle(customer)
    for stream in (f"clan:{account.id}", f"clanside:{account.id}"):
        of_orders = ("case.", "room.")  # what was done among the clan in orders stands there too
        told = [one.at for one in journal.whole(stream) if not one.verb.startswith(of_orders)]
        assert told == sorted(told), stream
        assert not told or told[-1] < clock.now()
    first = next(iter(journal.whole(f"clan:{account.id}"))).at
    assert clock.now() - first > timedelta(days=300)


def test_nothing_was_given_or_seen_after_it_was_written_down(opened):
    with opened.unit(write=False) as session:
        for day, at in (
            (Gift.given_on, Gift.at),
            (Actor.seen_on, Actor.at),
            (Finding.seen_on, Finding.reported),
        ):
            assert all(on <= then.date() for on, then in session.execute(select(day, at)))
        calls = session.scalars(select(Call).options(joinedload(Call.person), joinedload(Call.meeting)))
        assert {call.meeting.state for call in calls if call.person.handle == "ben"} == {"called"}


def test_working_days_are_counted_in_both_directions():
    monday = clock.now().date().fromisocalendar(2026, 10, 1)
    assert working_day(1, monday).isoweekday() == 5 and working_day(5, monday).isoweekday() == 1
    assert working_day(-5, monday).isoweekday() == 1 and working_day(0, monday) == monday


def test_every_order_says_the_same_on_paper_in_whatever_order_a_database_keeps_it(orders):
    """PostgreSQL keeps the keys of a document by length, then by letter; SQLite as they were written."""
    for case in orders.values():
        turned = Thread.model_validate(_turned(case.document))
        assert _on_paper(turned) == _on_paper(case.thread), case.ref


def _turned(part):
    if isinstance(part, list):
        return [_turned(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {key: _turned(part[key]) for key in sorted(part, key=lambda key: (len(key), key))}


def _on_paper(thread):
    at = thread.begun.at
    paper = show.paper(thread, at, {}, ZoneInfo("Europe/London"), "in")
    return show.dossier(paper, "any-1", show.Logged(thread.seq, at, "", "", "clan", ""), "0" * 64)
