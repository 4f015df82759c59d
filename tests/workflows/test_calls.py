"""What is to be told of an order, to whom and from which day: every open thing has a holder and a clock."""

from datetime import date

import pytest

from tests.workflows.sample import begun, clan, customer, finished, fulfilled, need_signed, refusal, when
from workflows import course
from workflows.booked import Wish
from workflows.calendars import USUAL, Calendar, Calendars
from workflows.calls import calls
from workflows.clocks import expected, held, since
from workflows.turn import steps

MONDAY = date(2026, 3, 2)
SUNDAYS = Calendars(customer=Calendar(weekdays=(6,)))


def told(case, today=MONDAY, days=USUAL):
    """Each call by its kind, side and first day."""
    return {(one.kind, one.side): one.on for one in calls(case, days, today)}


def test_what_a_side_holds_is_reminded_of_on_its_own_working_day():
    assert told(begun())["line", "customer"] == date(2026, 3, 4)  # two days for the need: Tuesday the 3rd
    assert told(begun(), days=SUNDAYS)["line", "customer"] == date(
        2026, 3, 22
    )  # 8 and 15 March, and the next
    assert told(need_signed(), days=SUNDAYS)["line", "clan"] == told(need_signed())["line", "clan"]


def test_lines_of_one_stage_are_told_together():
    case = begun()
    waiting = [step for step in steps(case) if step.kind == "line" and step.side == "customer"]
    (one,) = [one for one in calls(case, USUAL, MONDAY) if (one.kind, one.side) == ("line", "customer")]
    assert one.count == len(waiting) and one.again


def test_everything_open_has_a_clock_and_a_day():
    for case in (begun(), need_signed(), finished()):
        for step in steps(case):
            assert since(case, step) <= when()
            assert expected(case, step, USUAL) > since(case, step).date()
    assert calls(fulfilled(), USUAL, MONDAY) == []


def test_an_offer_that_ran_out_is_its_makers_again():
    case = course.propose(begun(), customer(), "need", "title", Wish(way="Shorter", why="It is long"))
    (key,) = case.proposals
    until = case.proposals[key].last.until
    assert {("asked", "clan"), ("proposal", "clan")} <= told(case, until).keys()
    later = told(case, date.fromordinal(until.toordinal() + 1))
    assert ("ran_out", "customer") in later and not {("asked", "clan"), ("proposal", "clan")} & later.keys()
    (one,) = [one for one in calls(case, USUAL, date(2026, 4, 1)) if one.kind == "ran_out"]
    assert one.who == customer().handle and one.again and one.day == until
    asked = [step for step in steps(case) if step.kind == "proposal"]
    assert held(case, asked, until) == asked
    (again,) = held(case, asked, date(2026, 4, 1))
    assert (again.kind, again.side) == ("ask_anew", "customer")
    assert since(case, again).date() == date.fromordinal(until.toordinal() + 1)
    assert expected(case, again, USUAL) == USUAL.customer.after(since(case, again).date(), 5)


def test_a_side_is_reminded_once_a_day_while_anything_waits_for_it():
    case = course.remind(begun(), clan(), " Please say for when ")
    (one,) = [one for one in calls(case, USUAL, MONDAY) if one.kind == "reminded"]
    assert (one.side, one.words, one.by) == ("customer", "Please say for when", clan().name)
    assert "Once a day is enough." in refusal(course.remind, case, clan(days=0), "Again")
    assert course.remind(case, clan(days=1), "Again").reminded["customer"].words == "Again"
    assert "Say why" in refusal(course.remind, begun(), clan(), " ")
    with pytest.raises(course.Refused):
        course.remind(fulfilled(), clan(), "Please")


def test_a_promise_that_was_not_kept_is_told_to_whom_it_was_made():
    case = course.promise(need_signed(), clan(), "cloth_swatch", date(2026, 3, 4))
    (one,) = [one for one in calls(case, USUAL, MONDAY) if one.kind == "broken"]
    assert (one.side, one.on, one.again) == ("customer", date(2026, 3, 5), False)
    assert told(case)["promise", "clan"] == date(2026, 3, 5)
    kept = course.done(case, clan(), "cloth_swatch")
    assert not {"broken", "promise"} & {kind for kind, _ in told(kept)}
