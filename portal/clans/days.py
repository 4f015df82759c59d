"""Days as the pages of clans say them, with the year where a day would be taken for one of another year."""

from datetime import date, datetime

from portal.clans.queries import in_house
from portal.kernel import clock
from portal.people.queries import house
from workflows import language


def day(of: date) -> str:
    """13 June, or 13 June 2025; of a moment, the day that it was in the house."""
    return language.plain_day(_day(of), clock.now().date())


def weekday(of: date) -> str:
    """Saturday 13 June, with its year when it is not near."""
    return language.plain_weekday(_day(of), clock.now().date())


def _day(of: date) -> date:
    return in_house(of, house()) if isinstance(of, datetime) else of
