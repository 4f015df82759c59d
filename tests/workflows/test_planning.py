"""When the stages will be, and by when the present move is expected."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.workflows import replan
from tests.workflows.sample import (
    SUIT,
    begun,
    clan,
    cloth_signed,
    customer,
    finished,
    fulfilled,
    keys,
    need_signed,
    put,
    when,
)
from workflows import course
from workflows.calendars import Calendar, Calendars
from workflows.planning import due, plan

FIRST = date(2026, 3, 1)  # a Sunday; the case begins on it
EASTER = Calendar(holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))


def day(number, month=3):
    return date(2026, month, number)


def both(calendar):
    """Both sides work on the same days."""
    return Calendars(clan=calendar, customer=calendar)


def test_working_days():
    usual = Calendar()
    assert [usual.works(day(number)) for number in range(1, 9)] == [False, *[True] * 5, False, False]
    assert not EASTER.works(day(3, 4)) and EASTER.works(day(2, 4))
    assert usual.after(day(2), 0) == day(2) and usual.after(FIRST, 0) == day(2)
    assert usual.after(day(2), 1) == day(3) and usual.after(FIRST, 1) == day(2)
    assert usual.after(day(6), 1) == day(9) and usual.after(day(2), 5) == day(9)
    assert EASTER.after(day(2, 4), 1) == day(7, 4)
    assert Calendar(weekdays=(6,)).after(day(2), 2) == day(15)
    with pytest.raises(ValidationError):
        Calendar(weekdays=())
    with pytest.raises(ValidationError):
        Calendar(weekdays=(7,))
    assert Calendar(weekdays=(0, 6)).works(FIRST)
    with pytest.raises(ValidationError):
        Calendar(weekdays=(-1,))


def test_each_stage_starts_when_the_one_before_it_ends():
    planned = plan(begun(), FIRST)
    assert {key: (one.starts, one.ends) for key, one in planned.items()} == {
        "need": (FIRST, day(3)),
        "cloth": (day(3), day(10)),
        "fitting": (day(10), day(24)),
        "finishing": (day(24), day(27)),
    }
    easter = plan(begun(), FIRST, both(EASTER.model_copy(update={"weekdays": (0, 1, 2, 3)})))
    assert easter["need"].ends == day(3)
    assert easter["fitting"].ends == day(30) and easter["finishing"].ends == day(2, 4)


WEEKEND = Calendar(weekdays=(5, 6, 0), holidays=frozenset({date(2026, 3, 30)}))


def test_each_side_counts_in_its_own_days_and_both_meet_on_a_day_that_suits_them():
    planned = plan(begun(), FIRST, Calendars(customer=WEEKEND))
    assert {key: one.ends for key, one in planned.items()} == {
        "need": day(7),  # Monday and Saturday: the customer's
        "cloth": day(13),  # the five days from Monday to Friday: the clan's
        "fitting": day(6, 4),  # the clan is ready on Friday 27 March; the first Monday that suits both
        "finishing": day(9, 4),
    }
    met = course.propose_times(cloth_signed(), clan(), "fitting", "visit", (when(days=4),))
    free = plan(met, FIRST, Calendars(customer=WEEKEND))
    assert free["fitting"].ends == day(16)  # nothing is arranged yet
    met = course.pick_time(met, customer(), "fitting", "visit", when(days=4))
    assert plan(met, FIRST, Calendars(customer=WEEKEND))["fitting"].ends == day(13)


def test_sides_that_share_no_day_meet_on_those_of_the_holder():
    apart = Calendars(clan=Calendar(weekdays=(1,)), customer=Calendar(weekdays=(6,)))
    assert apart.together("clan") == apart.clan and apart.together("customer") == apart.customer
    assert plan(begun(), FIRST, apart)["need"].ends == day(15)
    assert due(finished(), FIRST, apart) == day(5, 4)  # five Sundays for the customer


DAYS = st.dates(date(2026, 2, 1), date(2026, 12, 31))
OWN = st.builds(
    Calendar,
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    holidays=st.frozensets(DAYS, max_size=30),
)
CASES = [begun(), need_signed(), cloth_signed(), replan.reopen(cloth_signed(), customer(days=9), "need", "x")]


@given(case=st.sampled_from(CASES), today=DAYS, days=st.builds(Calendars, clan=OWN, customer=OWN))
def test_no_stage_is_planned_to_end_on_a_day_off_of_its_holder(case, today, days):
    planned = plan(case, today, days)
    assert planned
    before = None
    for key, one in planned.items():
        assert days.of(case.stages[key].holder).works(one.ends)
        assert one.starts <= one.ends and (before is None or one.starts == before)
        before = one.ends
    assert next(iter(planned.values())).ends >= today
    shared = set(days.clan.weekdays) & set(days.customer.weekdays)
    assert not shared or all(days.of(side).works(planned["fitting"].ends) for side in ("customer", "clan"))


def test_only_what_is_under_way_or_to_come_is_planned():
    case = replan.skip(need_signed(), clan(), "fitting", "no need")
    assert list(plan(case, FIRST)) == ["cloth", "finishing"]
    assert plan(finished(), FIRST) == {}


def test_a_stage_that_takes_longer_ends_today_at_the_earliest():
    late = plan(begun(), day(11))
    assert (late["need"].starts, late["need"].ends, late["cloth"].ends) == (FIRST, day(11), day(18))
    weekend = plan(begun(), day(14))
    assert weekend["need"].ends == day(16)
    early = plan(begun(), day(2))
    assert early["need"].ends == day(3)


def test_a_stage_without_a_usual_time_takes_the_same_day():
    quick = SUIT.stages[1].model_copy(update={"lead_days": 0})
    case = begun()
    planned = plan(case.having(stages={**case.stages, "cloth": quick}), FIRST)
    assert (planned["cloth"].starts, planned["cloth"].ends) == (day(3), day(3))
    assert planned["fitting"].starts == day(3)


def test_a_stage_counts_from_when_it_was_opened_again():
    case = replan.reopen(cloth_signed(), customer(days=9), "cloth", "another cloth")
    planned = plan(case, day(10))
    assert (planned["cloth"].starts, planned["cloth"].ends) == (day(10), day(17))


def test_a_move_is_due_when_the_stage_usually_ends():
    assert due(begun(), FIRST) == day(3)
    assert due(begun(), day(20)) == day(3)
    assert due(cloth_signed(), FIRST, both(Calendar(weekdays=(0,)))) == day(4, 5)
    assert due(fulfilled(), FIRST) is None


def test_an_earlier_promise_of_the_side_to_move_comes_first():
    case = need_signed()
    assert due(case, FIRST) == day(6)
    case = course.promise(case, clan(), "cloth_swatch", day(4))
    assert due(case, FIRST) == day(4)
    assert due(case, day(20)) == day(4)  # a broken promise says since when
    assert due(course.promise(case, clan(), "cloth_swatch", day(30)), FIRST) == day(6)
    assert due(course.done(case, clan(), "cloth_swatch"), FIRST) == day(6)
    theirs = course.ask(need_signed(), clan(), "cloth", "Bring shoes", "customer")
    assert due(course.promise(theirs, customer(), f"c{theirs.seq}", day(3)), FIRST) == day(6)


def test_an_appointment_to_come_in_the_stage_under_way_comes_first():
    case = course.propose_times(cloth_signed(), clan(), "fitting", "visit", (when(days=4),))
    assert due(case, FIRST) == day(13)
    case = course.pick_time(case, customer(), "fitting", "visit", when(days=4))
    assert due(case, FIRST) == day(5) and due(case, day(5)) == day(5)
    assert due(case, day(6)) == day(13)
    later = replan.reopen(case, customer(), "need", "why")
    assert due(later, FIRST) == day(3)


def test_a_meeting_that_both_agreed_to_hold_late_leaves_two_days_after_it():
    case = course.propose_times(cloth_signed(), clan(), "fitting", "visit", (when(days=12),))
    assert due(course.pick_time(case, customer(), "fitting", "visit", when(days=12)), FIRST) == day(13)
    case = course.propose_times(cloth_signed(), clan(), "fitting", "visit", (when(days=17),))
    case = course.pick_time(case, customer(), "fitting", "visit", when(days=17))
    assert due(case, FIRST) == day(18)  # the meeting itself
    assert due(case, day(19)) == day(20)  # what was seen at it
    assert plan(case, FIRST)["fitting"].ends == day(20)


def test_when_no_stage_is_open_a_working_week_is_given():
    case = finished()
    assert case.turn.since == when()
    assert due(case, FIRST) == day(6)
    case = course.met(case, customer(), keys(case)[0])
    assert due(case, FIRST, both(Calendar(weekdays=(0,)))) == day(30)


def test_what_a_late_edit_asks_does_not_move_the_plan():
    case = put(cloth_signed(), clan(), "need", date="2026-06-01")
    assert list(plan(case, FIRST)) == ["fitting", "finishing"]
