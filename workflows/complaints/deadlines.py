"""By when something is owed to whoever complained: working days of the house, on the clock of the customer.

A clock runs on working days only, day and night, and stands still on all others: what comes in on a Saturday
counts from the first minute of the next working day, so one working day later is the last second of it. What
is due keeps the time of day on the customer's clock, also when clocks are put forward or back meanwhile:
where they jump over that time it is the next that exists, where it comes twice the first. While the customer
has agreed to a pause the clock stands, and has afterwards exactly what it had left before.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple, Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, model_validator

from workflows.calendars import Calendar
from workflows.grammar import Word
from workflows.values.skipped import next_that_exists

Owed = Literal["acknowledge", "contact", "update", "offer", "cause", "close"]
DAYS: dict[Owed, int] = {
    "acknowledge": 1,  # after it came in
    "contact": 2,  # in person, after the draw
    "update": 5,  # after the last word to the customer, even when nothing happened
    "offer": 10,  # after it came in
    "cause": 20,  # why it happened and what changes, after something was agreed
    "close": 1,  # after the remedy: the customer is asked whether it is well
}
CHECKS = (30, 90)  # days of the calendar, after closing
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


class Pause(Word):
    """A time for which the customer agreed to wait; `until` is now while it lasts.

    Raises:
        ValidationError: it ends before it begins.
    """

    since: AwareDatetime
    until: AwareDatetime

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.until < self.since:
            raise ValueError("a pause ends after it begins")
        return self


class Clock(Word):
    """On which days and in which time zone somebody is promised something, and when it was agreed to wait."""

    zone: str
    calendar: Calendar = Calendar()
    pauses: tuple[Pause, ...] = ()


class _Place(NamedTuple):
    """A place on the clock: a working day, and the time since its midnight on the customer's clocks."""

    day: date
    shown: timedelta


def due(owed: Owed, since: datetime, clock: Clock) -> datetime:
    """By when something is owed that was set going at a moment, in UTC."""
    start = _place(since, clock)
    return _end(start, _with_pauses(start, DAYS[owed] * DAY, clock), clock)


def remedy_due(promised: date, since: datetime, clock: Clock) -> datetime:
    """By when a remedy is to be done that was promised at a moment for a day, in UTC: by the end of that day.

    Where the customer agreed to wait meanwhile it is so much later, on a working day.
    """
    start = _place(since, clock)
    day = clock.calendar.after(promised, 0)
    end = _Place(day, DAY if day == promised else timedelta())
    length = _between(start, end, clock.calendar)
    later = _with_pauses(start, length, clock)
    if later > length:
        return _end(start, later, clock)
    return _moment(_Place(promised, DAY - SECOND), clock)


def checks(closed: datetime, clock: Clock) -> dict[int, datetime]:
    """When the customer is asked whether it is still well, in UTC: 30 and 90 days later, on a working day.

    It is the time of day at which it was closed, on the customer's clock.
    """
    there = closed.astimezone(ZoneInfo(clock.zone)).replace(tzinfo=None, microsecond=0)
    shown = there - datetime.combine(there.date(), time())
    after = {count: clock.calendar.after(there.date() + DAY * count, 0) for count in CHECKS}
    return {count: _moment(_Place(day, shown), clock) for count, day in after.items()}


def overdue(by: datetime, now: datetime) -> bool:
    """Whether what was due by a moment is late."""
    return now > by


def _with_pauses(start: _Place, length: timedelta, clock: Clock) -> timedelta:
    """A length with the time for which the clock stood before it had run out."""
    reached = start
    for pause in sorted(clock.pauses, key=lambda pause: pause.since):
        since, until = max(_place(pause.since, clock), reached), _place(pause.until, clock)
        if until > since and since < _later(start, length, clock.calendar):
            length += _between(since, until, clock.calendar)
            reached = until
    return length


def _end(start: _Place, length: timedelta, clock: Clock) -> datetime:
    """The moment at which a clock has run out. At midnight that is the last second of the day before."""
    end = _later(start, length, clock.calendar)
    return _moment(end if end.shown else _later(start, length - SECOND, clock.calendar), clock)


def _place(moment: datetime, clock: Clock) -> _Place:
    there = moment.astimezone(ZoneInfo(clock.zone)).replace(tzinfo=None, microsecond=0)
    day = clock.calendar.after(there.date(), 0)
    return _Place(day, there - datetime.combine(day, time()) if day == there.date() else timedelta())


def _moment(place: _Place, clock: Clock) -> datetime:
    zone = ZoneInfo(clock.zone)
    there = next_that_exists(datetime.combine(place.day, time()) + place.shown, zone)
    return there.replace(tzinfo=zone).astimezone(UTC)


def _later(place: _Place, length: timedelta, calendar: Calendar) -> _Place:
    days, shown = divmod(place.shown + length, DAY)
    return _Place(calendar.after(place.day, days), shown)


def _between(place: _Place, end: _Place, calendar: Calendar) -> timedelta:
    return DAY * calendar.between(place.day, end.day) + end.shown - place.shown
