"""The days on which each side works, and those on which both do."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field as Checked

from workflows.grammar import Side, Word

_DAY = timedelta(days=1)


class Calendar(Word):
    """The days on which people work: weekdays (Monday is 0) without holidays."""

    weekdays: tuple[Annotated[int, Checked(ge=0, le=6)], ...] = Checked(default=(0, 1, 2, 3, 4), min_length=1)
    holidays: frozenset[date] = frozenset()

    @classmethod
    def written(cls, weekdays: str, holidays: Iterable[str]) -> "Calendar":
        """The days as a house or a customer writes them: 12345, where 1 is Monday, and dates."""
        days = frozenset(date.fromisoformat(day) for day in holidays)
        return cls(weekdays=tuple(int(day) - 1 for day in weekdays), holidays=days)

    def works(self, day: date) -> bool:
        """Whether people work on this day."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def between(self, day: date, end: date) -> int:
        """How many working days come after a day, up to another and with it; none when that is earlier."""
        days = (day + _DAY * number for number in range(1, (end - day).days + 1))
        return sum(1 for one in days if self.works(one))

    def after(self, day: date, count: int) -> date:
        """The day so many working days later; for none, the day itself or the next working day."""
        while count > 0 or not self.works(day):
            day += _DAY
            count -= self.works(day)
        return day


class Calendars(Word):
    """The working days of both sides: what a side holds counts in its own."""

    clan: Calendar = Calendar()
    customer: Calendar = Calendar()

    def of(self, side: Side) -> Calendar:
        """The working days of one side."""
        return self.clan if side == "clan" else self.customer

    def together(self, side: Side) -> Calendar:
        """The days on which both work; those of this side alone when the two share no day of the week."""
        shared = tuple(day for day in self.clan.weekdays if day in self.customer.weekdays)
        holidays = self.clan.holidays | self.customer.holidays
        return Calendar(weekdays=shared, holidays=holidays) if shared else self.of(side)


USUAL = Calendars()
