"""Working days back from today, and how they are spoken of."""

from datetime import date, timedelta

_DAY = timedelta(days=1)


def working_day(ago: int, today: date) -> date:
    """The day that lies so many working days before today; a negative number looks ahead."""
    day, left, step = today, abs(ago), _DAY if ago < 0 else -_DAY
    while left:
        day += step
        left -= day.weekday() < 5
    return day


def spoken(day: date) -> str:
    """A day as people say it in a sentence: Thursday 11 December."""
    return f"{day:%A} {day.day} {day:%B}"
