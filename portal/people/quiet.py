"""When a person may be written to: not in their quiet hours, and not on their days off."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.people.model import House, Person

DAY = timedelta(days=1)


def clock_of(person: Person, house: House) -> ZoneInfo:
    """The clock by which a person lives: their own, or the house's."""
    return ZoneInfo(person.zone or house.zone)


def may_be_written_to(person: Person, house: House, at: datetime) -> datetime:
    """The first moment from `at` on at which a letter does not disturb."""
    zone = clock_of(person, house)
    day = at.astimezone(zone).date()
    while True:
        for start, end in _open(person, day, zone):
            if at < end:
                return max(at, start)
        day += DAY


def next_day(person: Person, house: House, at: datetime) -> datetime:
    """The first moment of the next day on a person's clock at which a letter does not disturb."""
    zone = clock_of(person, house)
    midnight = datetime.combine(at.astimezone(zone).date() + DAY, time.min, zone)
    return may_be_written_to(person, house, midnight)


def _open(person: Person, day: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of a day in which letters may come; none on a day off."""
    if str(day.isoweekday()) in person.quiet_days:
        return
    midnight, following = (datetime.combine(one, time.min, zone) for one in (day, day + DAY))
    quiet, loud = (
        datetime.combine(day, time.fromisoformat(hour), zone)
        for hour in (person.quiet_from, person.quiet_until)
    )
    if quiet > loud:  # over the night
        yield loud, quiet
    elif quiet < loud:
        yield midnight, quiet
        yield loud, following
    else:
        yield midnight, following
