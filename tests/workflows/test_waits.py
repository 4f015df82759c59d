"""Each wait of a case, and since when each open thing waits. That they add up: test_any_course.py."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.workflows.sample import (
    begun,
    clan,
    cloth_signed,
    customer,
    finished,
    fulfilled,
    need_signed,
    put,
    when,
)
from workflows import course
from workflows.changes import diff, document
from workflows.clocks import since
from workflows.ledger import Turn
from workflows.turn import steps
from workflows.waits import Wait, by_year, ended, so_far, totals

LONDON = ZoneInfo("Europe/London")


def clocks(case):
    """Since when each open thing waits, by its kind and what it is about."""
    return {(step.kind, step.target): since(case, step) for step in steps(case)}


def test_a_wait_is_what_passed_between_taking_the_move_and_passing_it_on():
    before = put(begun(), customer(days=2), "need", conditions=[{"text": "It fits"}])
    after = course.sign(before, customer(days=2), "need")
    changes = diff(document(before), document(after))
    assert ended(changes) == [Wait("customer", when(), when(days=2), 2 * 86400)]
    assert so_far(after.turn, when(days=7)) == [Wait("clan", when(days=2), None, 5 * 86400)]
    assert so_far(after.turn, when(days=1))[0].seconds == 0  # a clock that is behind
    same = course.say(after, clan(days=3), "Welcome")
    assert ended(diff(document(after), document(same))) == []
    assert so_far(fulfilled().turn, when(days=9)) == []


def test_what_is_passed_on_within_a_second_is_no_wait():
    before = put(begun(), customer(), "need", conditions=[{"text": "It fits"}])
    after = course.sign(before, customer(), "need")
    assert after.turn.side == "clan" and ended(diff(document(before), document(after))) == []


def test_a_wait_over_new_year_is_cut_where_the_clock_of_the_house_says():
    eve = datetime(2026, 12, 31, 23, tzinfo=UTC)
    one = Wait("clan", eve, eve + timedelta(hours=3), 3 * 3600)
    assert by_year([one], UTC) == {
        2026: {"customer": 0, "clan": 3600},
        2027: {"customer": 0, "clan": 7200},
    }
    assert list(by_year([one], ZoneInfo("Asia/Tokyo"))) == [2027]
    long = Wait("customer", eve - timedelta(milliseconds=300), None, 400 * 86400 + 1)
    years = by_year([long], LONDON)
    assert list(years) == [2026, 2027, 2028] and years[2027]["customer"] == 365 * 86400
    assert sum(of["customer"] for of in years.values()) == long.seconds == totals([long])["customer"]


def test_years_do_not_lose_the_hour_that_a_clock_is_put_forward():
    turn = Turn(side="clan", since=datetime(2026, 1, 1, tzinfo=UTC), waited={})
    (run,) = so_far(turn, datetime(2026, 7, 1, tzinfo=UTC))
    assert by_year([run], LONDON) == {2026: {"customer": 0, "clan": 181 * 86400}}


def test_what_the_definition_asks_waits_since_its_stage_came_under_way():
    case = put(begun(), customer(days=1), "need", conditions=[{"text": "It fits"}])
    assert clocks(case)["sign", "signature"] == when(days=1)
    case = course.sign(course.sign(case, customer(days=2), "need"), clan(days=3), "need")
    assert set(clocks(case).values()) == {when(days=3)}
    emptied = put(put(case, clan(days=4), "cloth", code="W 81"), clan(days=5), "cloth", code="")
    assert clocks(emptied)["line", "code"] == when(days=5)


def test_a_promise_waits_since_it_was_last_passed_on():
    case = course.promise(need_signed(), clan(days=1), "cloth_swatch", when(days=9).date())
    assert clocks(case)["promise", "cloth_swatch"] == when()  # a day that is named stops no clock
    case = course.done(case, clan(days=2), "cloth_swatch")
    assert clocks(case)["judge", "cloth_swatch"] == when(days=2)
    case = course.not_yet(case, customer(days=3), "cloth_swatch", "Too small")
    assert clocks(case)["promise", "cloth_swatch"] == when(days=3)
    asked = course.ask(case, customer(days=4), "cloth", "A photo", "clan")
    assert clocks(asked)["promise", f"c{asked.seq}"] == when(days=4)


def test_times_and_signatures_wait_since_they_were_last_touched():
    case = course.propose_times(cloth_signed(), clan(days=1), "fitting", "visit", (when(days=9),))
    assert clocks(case)["appointment", "visit"] == when(days=1)
    case = put(case, clan(days=2), "need", date="2026-06-01")
    assert clocks(case)["look_again", "signature"] == when(days=2)


def test_the_end_waits_since_the_last_stage_was_closed():
    case = finished()
    key = case.conditions()[0][0]
    assert clocks(case)["condition", key] == when()
    case = course.met(case, customer(days=2), key)
    case = put(case, customer(days=3), "need", date="2026-06-01")
    assert clocks(case)["look_again", "signature"] == when(days=3)
