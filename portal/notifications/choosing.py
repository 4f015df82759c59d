"""Which letters somebody wants about an order, and when the next one may come to them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from portal.notifications.model import OrderLetters
from portal.people.model import House, Person
from portal.people.quiet import clock_of, may_be_written_to, next_day

TOGETHER = timedelta(
    minutes=2
)  # what happens within this time comes in one letter, for those who want it at once
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Reader:
    """Somebody as letters see them: the moments at which one may come."""

    person: Person
    house: House

    def free(self, at: datetime) -> datetime:
        """The first moment from then on that is not in their quiet time."""
        return may_be_written_to(self.person, self.house, at)

    def next_day(self, at: datetime) -> datetime:
        """The first such moment of their next day."""
        return next_day(self.person, self.house, at)

    def had_one(self, at: datetime) -> bool:
        """Whether they have had a letter on that day of their clock."""
        zone, last = clock_of(self.person, self.house), self.person.written_to
        return last is not None and last.astimezone(zone).date() == at.astimezone(zone).date()

    def week(self, at: datetime) -> datetime:
        """The moment of the letter of a week: on the first day of theirs on which one may come."""
        begins = self._monday(at)
        first = self.free(begins)
        zone = clock_of(self.person, self.house)
        if at.astimezone(zone).date() == first.astimezone(zone).date() and not self.had_one(at):
            return self.free(max(at, first))
        return first if at < first else self.free(begins + WEEK)

    def _monday(self, at: datetime) -> datetime:
        zone = clock_of(self.person, self.house)
        day = at.astimezone(zone).date()
        return datetime.combine(day - timedelta(days=day.weekday()), time.min, zone)


def reader(person: Person, opened: House) -> Reader:
    """A person on their own clock."""
    return Reader(person, opened)


def how(row: OrderLetters | None, person: Person) -> str:
    """Which letters a person wants about an order: as they said of it, else as for all of theirs."""
    return (row.how if row else "") or person.letters


def turn_of(wanted: str, reading: Reader, at: datetime) -> datetime | None:
    """When news of that moment may be told to somebody; None when they want none."""
    if wanted in ("moves", "nothing"):
        return None
    if wanted == "at_once":
        return reading.free(at + TOGETHER)
    return reading.week(at) if wanted == "weekly" else reading.next_day(at)


def moment(wanted: str, reading: Reader, now: datetime) -> datetime:
    """From when what is due now may be told; that is now, or later."""
    if wanted == "weekly":
        return reading.week(now)
    free = reading.free(now)
    return reading.next_day(now) if free <= now and wanted != "at_once" and reading.had_one(now) else free
