"""By when something is owed to whoever complained. Each date was reckoned by hand; its reason says how."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from workflows.calendars import Calendar
from workflows.complaints.deadlines import DAYS, Clock, Pause, checks, due, overdue, remedy_due

LONDON, AUCKLAND, NEW_YORK, CAIRO = "Europe/London", "Pacific/Auckland", "America/New_York", "Africa/Cairo"
EASTER = Calendar(holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))  # Good Friday, Easter Monday
ALL_WEEK = Calendar(weekdays=tuple(range(7)))


def at(text, zone=LONDON, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def shown(moment, zone=LONDON):
    """A moment as the customer's clocks show it."""
    assert moment.tzinfo is UTC
    return f"{moment.astimezone(ZoneInfo(zone)):%a %d %b %H:%M:%S}"


@pytest.mark.parametrize(
    ("owed", "since", "by", "reason"),
    [
        ("acknowledge", "2026-11-02T16:30", "Tue 03 Nov 16:30:00", "worked number 4: Monday, so Tuesday"),
        (
            "acknowledge",
            "2026-11-06T16:30",
            "Mon 09 Nov 16:30:00",
            "Friday 7.5 hours, Monday 16.5: together 24",
        ),
        ("acknowledge", "2026-11-07T10:00", "Mon 09 Nov 23:59:59", "Saturday: all of Monday is the one day"),
        ("acknowledge", "2026-11-08T23:59", "Mon 09 Nov 23:59:59", "Sunday: the same"),
        ("acknowledge", "2026-11-09T00:00", "Mon 09 Nov 23:59:59", "the first minute of Monday: the same"),
        (
            "acknowledge",
            "2026-11-06T23:59:58",
            "Mon 09 Nov 23:59:58",
            "Friday late is no later than Saturday",
        ),
        (
            "acknowledge",
            "2026-04-02T16:30",
            "Tue 07 Apr 16:30:00",
            "3 and 6 April are holidays, 4 and 5 a weekend",
        ),
        (
            "acknowledge",
            "2026-04-03T09:00",
            "Tue 07 Apr 23:59:59",
            "on a holiday: Tuesday is the next working day",
        ),
        ("contact", "2026-11-02T16:30", "Wed 04 Nov 16:30:00", "drawn on Monday: Tuesday, Wednesday"),
        ("contact", "2026-11-05T09:15", "Mon 09 Nov 09:15:00", "drawn on Thursday: Friday, Monday"),
        ("update", "2026-11-04T12:00", "Wed 11 Nov 12:00:00", "five working days are a week"),
        ("update", "2026-03-31T12:00", "Thu 09 Apr 12:00:00", "1, 2, 7, 8, 9 April"),
        ("offer", "2026-11-02T16:30", "Mon 16 Nov 16:30:00", "ten working days are two weeks"),
        ("offer", "2026-03-30T08:00", "Wed 15 Apr 08:00:00", "31, 1, 2 | 7, 8, 9, 10 | 13, 14, 15 April"),
        ("close", "2026-11-06T11:00", "Mon 09 Nov 11:00:00", "done on Friday"),
    ],
)
def test_working_days(owed, since, by, reason):
    assert shown(due(owed, at(since), Clock(zone=LONDON, calendar=EASTER))) == by, reason


@pytest.mark.parametrize(
    ("zone", "since", "by", "reason"),
    [
        # The same moment, Friday 6 November 2026, 20:30 in UTC, is another day for each.
        (LONDON, "2026-11-06T20:30", "2026-11-09T20:30", "Friday 20:30 there, Monday 20:30"),
        (NEW_YORK, "2026-11-06T20:30", "2026-11-09T20:30", "Friday 15:30 there (UTC-5), Monday 15:30"),
        (
            AUCKLAND,
            "2026-11-06T20:30",
            "2026-11-09T10:59:59",
            "Saturday 09:30 there (UTC+13): the end of Monday",
        ),
        # Sunday 20:00 in UTC is Monday 09:00 in Auckland: a working day has begun there, here not.
        (AUCKLAND, "2026-11-08T20:00", "2026-11-09T20:00", "Tuesday 09:00 there"),
        (LONDON, "2026-11-08T20:00", "2026-11-09T23:59:59", "Sunday here: the end of Monday"),
        # New York on Friday evening is London on Saturday: it counts as Friday.
        (NEW_YORK, "2026-11-07T01:00", "2026-11-10T01:00", "Friday 20:00 there, Monday 20:00"),
    ],
)
def test_the_day_is_the_customers(zone, since, by, reason):
    assert due("acknowledge", at(since, "UTC"), Clock(zone=zone)) == at(by, "UTC"), reason


@pytest.mark.parametrize(
    ("zone", "since", "by", "hours", "reason"),
    [
        # Put forward on Sunday 29 March 2026 in London, on 8 March in New York, on 27 September in Auckland.
        (LONDON, "2026-03-27T16:30", "Mon 30 Mar 16:30:00", 71, "three days, one hour of Sunday is missing"),
        (NEW_YORK, "2026-03-06T16:30", "Mon 09 Mar 16:30:00", 71, "as in London, three weeks earlier"),
        (AUCKLAND, "2026-09-25T16:30", "Mon 28 Sep 16:30:00", 71, "in the southern spring"),
        # Put back on Sunday 25 October 2026, on 1 November, on 5 April.
        (LONDON, "2026-10-23T16:30", "Mon 26 Oct 16:30:00", 73, "three days, one hour of Sunday comes twice"),
        (NEW_YORK, "2026-10-30T16:30", "Mon 02 Nov 16:30:00", 73, "a week later"),
        (AUCKLAND, "2026-04-03T16:30", "Mon 06 Apr 16:30:00", 73, "in the southern autumn"),
        (LONDON, "2026-03-26T00:30", "Fri 27 Mar 00:30:00", 24, "a day without a change has 24"),
    ],
)
def test_the_time_of_day_stays_when_the_clocks_change(zone, since, by, hours, reason):
    came = at(since, zone)
    found = due("acknowledge", came, Clock(zone=zone))
    assert shown(found, zone) == by, reason
    assert found - came.astimezone(UTC) == timedelta(hours=hours), reason


@pytest.mark.parametrize(
    ("zone", "calendar", "since", "fold", "by", "reason"),
    [
        # Cairo jumps from Friday 24 April 2026 00:00 to 01:00, a working day of this house.
        (CAIRO, Calendar(), "2026-04-23T00:30", 0, "2026-04-23T22:00", "00:30 is not there: 01:00, at UTC+3"),
        # On Thursday 29 October the hour from 23:00 comes twice there, first at UTC+3.
        (CAIRO, Calendar(), "2026-10-28T23:30", 0, "2026-10-29T20:30", "the first 23:30"),
        (CAIRO, Calendar(), "2026-10-29T23:30", 0, "2026-10-30T21:30", "Friday 23:30, at UTC+2"),
        (CAIRO, Calendar(), "2026-10-29T23:30", 1, "2026-10-30T21:30", "the second 23:30 is no later"),
        # A house that works on Sundays, in London.
        (LONDON, ALL_WEEK, "2026-03-28T01:30", 0, "2026-03-29T01:00", "01:30 is not there: 02:00, at UTC+1"),
        (LONDON, ALL_WEEK, "2026-10-24T01:30", 0, "2026-10-25T00:30", "the first 01:30, at UTC+1"),
    ],
)
def test_a_time_that_is_not_there_or_there_twice(zone, calendar, since, fold, by, reason):
    found = due("acknowledge", at(since, zone, fold), Clock(zone=zone, calendar=calendar))
    assert found == at(by, "UTC"), reason


@pytest.mark.parametrize(
    ("pauses", "by", "reason"),
    [
        ([], "Mon 16 Nov 16:30:00", "nothing was agreed"),
        ([("2026-11-04T10:00", "2026-11-06T10:00")], "Wed 18 Nov 16:30:00", "Wednesday to Friday: two days"),
        ([("2026-11-06T10:00", "2026-11-09T10:00")], "Tue 17 Nov 16:30:00", "over a weekend: one day"),
        ([("2026-11-07T10:00", "2026-11-08T10:00")], "Mon 16 Nov 16:30:00", "on a weekend it stood anyway"),
        ([("2026-11-04T10:00", "2026-11-04T12:15")], "Mon 16 Nov 18:45:00", "two hours and a quarter"),
        ([("2026-10-01T10:00", "2026-11-03T16:30")], "Tue 17 Nov 16:30:00", "one day of it after it came in"),
        ([("2026-10-01T10:00", "2026-10-05T10:00")], "Mon 16 Nov 16:30:00", "before it came in"),
        ([("2026-11-16T16:30", "2026-11-20T10:00")], "Mon 16 Nov 16:30:00", "agreed when it had run out"),
        (
            [("2026-11-04T10:00", "2026-11-06T10:00"), ("2026-11-05T10:00", "2026-11-09T10:00")],
            "Thu 19 Nov 16:30:00",
            "two that overlap are one, Wednesday to Monday: three days",
        ),
        (
            [("2026-11-17T10:00", "2026-11-18T10:00"), ("2026-11-04T10:00", "2026-11-06T10:00")],
            "Thu 19 Nov 16:30:00",
            "put off by two days to the 18th, it still ran on the 17th: one more",
        ),
    ],
)
def test_a_clock_stands_only_while_the_customer_agreed_to_wait(pauses, by, reason):
    agreed = tuple(Pause(since=at(since), until=at(until)) for since, until in pauses)
    assert shown(due("offer", at("2026-11-02T16:30"), Clock(zone=LONDON, pauses=agreed))) == by, reason


def test_while_a_pause_lasts_nothing_becomes_late():
    came, agreed = at("2026-11-02T16:30"), at("2026-11-03T10:00")
    for now in (
        at("2026-11-03T10:30"),
        at("2026-11-03T20:00"),
        at("2026-11-05T09:00"),
        at("2026-12-24T09:00"),
    ):
        clock = Clock(zone=LONDON, pauses=(Pause(since=agreed, until=now),))
        assert due("acknowledge", came, clock) - now >= timedelta(
            hours=6.5
        )  # as many as it had left at 10:00
    with pytest.raises(ValidationError):
        Pause(since=came, until=came - timedelta(seconds=1))


def test_a_remedy_is_due_at_the_end_of_the_day_for_which_it_was_promised():
    said, thursday, saturday = at("2026-11-03T10:00"), date(2026, 11, 12), date(2026, 11, 14)
    plain = Clock(zone=LONDON)
    assert shown(remedy_due(thursday, said, plain)) == "Thu 12 Nov 23:59:59"
    assert shown(remedy_due(saturday, said, plain)) == "Sat 14 Nov 23:59:59"
    assert shown(remedy_due(date(2026, 11, 3), said, plain)) == "Tue 03 Nov 23:59:59"
    assert shown(remedy_due(date(2026, 11, 2), said, plain)) == "Mon 02 Nov 23:59:59"
    there = Clock(zone=AUCKLAND)  # the end of the day is that of the customer: UTC+13
    assert remedy_due(thursday, said, there) == at("2026-11-12T10:59:59", "UTC")
    two_days = (Pause(since=at("2026-11-05T12:00"), until=at("2026-11-09T12:00")),)  # Friday, Monday
    waited = Clock(zone=LONDON, pauses=two_days)
    assert shown(remedy_due(thursday, said, waited)) == "Mon 16 Nov 23:59:59"  # Friday 13, Monday 16
    assert (
        shown(remedy_due(saturday, said, waited)) == "Tue 17 Nov 23:59:59"
    )  # two after the end of Friday 13
    assert shown(remedy_due(date(2026, 11, 2), said, waited)) == "Mon 02 Nov 23:59:59"


def test_checks_are_30_and_90_days_later_on_a_working_day():
    london = Clock(zone=LONDON, calendar=EASTER)
    # 4 March and 30 days are 3 April, Good Friday, so Tuesday the 7th; and 90 days are 2 June, a Tuesday.
    assert asked("2026-03-04T12:00", london) == ["Tue 07 Apr 12:00:00", "Tue 02 Jun 12:00:00"]
    # 5 November and 30 days are Saturday 5 December, so the 7th; and 90 days are 3 February, a Wednesday.
    assert asked("2026-11-05T12:00", london) == ["Mon 07 Dec 12:00:00", "Wed 03 Feb 12:00:00"]
    # 13:00 in London is 02:00 of the next day in Auckland: 6 December is a Sunday, 4 February a Thursday.
    there = Clock(zone=AUCKLAND)
    assert asked("2026-11-05T13:00", there) == ["Mon 07 Dec 02:00:00", "Thu 04 Feb 02:00:00"]


def asked(closed, clock):
    """When the customer is asked, as their clocks show it."""
    return [shown(moment, clock.zone) for moment in checks(at(closed), clock).values()]


def test_late_is_after_the_last_second():
    by = at("2026-11-03T16:30")
    assert not overdue(by, by) and overdue(by, by + timedelta(seconds=1))


moments = st.timedeltas(timedelta(), timedelta(days=730)).map(lambda after: at("2026-01-01", "UTC") + after)


@given(
    first=moments,
    more=st.timedeltas(timedelta(0), timedelta(days=20)),
    zone=st.sampled_from([LONDON, AUCKLAND, NEW_YORK, CAIRO]),
    owed=st.sampled_from(sorted(DAYS)),
)
def test_what_came_later_is_never_due_earlier(first, more, zone, owed):
    clock = Clock(zone=zone, calendar=EASTER)
    hour = timedelta(hours=1)  # of the two that show the same when clocks are put back
    assert due(owed, first + more, clock) >= due(owed, first, clock) - hour
    assert clock.calendar.works(due(owed, first, clock).astimezone(ZoneInfo(zone)).date())
