"""How the pages say days, times, waits and lists: short, in plain English, on the reader's own clock."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
HOUR, DAY = 60 * 60, 24 * 60 * 60


def day(one: date, today: date) -> str:
    """Today, tomorrow, Tuesday 2 December; with the year when it is another one."""
    if 0 <= (one - today).days <= 1:
        return "tomorrow" if one > today else "today"
    return f"{DAYS[one.weekday()]} {month_day(one, today)}"


def month_day(one: date, today: date) -> str:
    """2 December; with the year when it is another one, unless it is near."""
    near = one.year == today.year or abs((one - today).days) < 120
    return f"{one.day} {MONTHS[one.month - 1]}{'' if near else f' {one.year}'}"


def short_day(one: date) -> str:
    """2 Dec."""
    return f"{one.day} {MONTHS[one.month - 1][:3]}"


def full_day(one: date) -> str:
    """2 December 2026."""
    return f"{one.day} {MONTHS[one.month - 1]} {one.year}"


def clock(at: datetime, zone: ZoneInfo) -> str:
    """17:05."""
    return f"{at.astimezone(zone):%H:%M}"


def when(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """How long ago, as one would say it: now, today, 09:15, yesterday, 17:05, Tuesday, 26 September."""
    here, today = at.astimezone(zone), now.astimezone(zone).date()
    gone = (today - here.date()).days
    if timedelta(0) <= now - at < timedelta(minutes=1):
        return "now"
    if gone in (0, 1):
        return f"{'yesterday' if gone else 'today'}, {here:%H:%M}"
    return DAYS[here.weekday()] if 1 < gone < 6 else month_day(here.date(), today)


def moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Thursday 11 December, 16:00."""
    here = at.astimezone(zone)
    return f"{day(here.date(), now.astimezone(zone).date())}, {here:%H:%M}"


def span(starts: date | None, ends: date | None, today: date) -> str:
    """12 to 19 December; one day with its weekday; empty when nothing is planned."""
    if ends is None or starts is None or starts == ends:
        only = ends or starts
        return day(only, today) if only else ""
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{starts.day} to {month_day(ends, today)}"
    return f"{month_day(starts, today)} to {month_day(ends, today)}"


def wait(seconds: int) -> str:
    """2 days; below a day in hours."""
    if seconds < HOUR:
        return "no time"
    size, name = (seconds // DAY, "day") if seconds >= DAY else (seconds // HOUR, "hour")
    return count(size, name)


def count(number: int, name: str) -> str:
    """1 line, 2 lines."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def spelled(number: int) -> str:
    """Three; in figures beyond ten."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def listed(words: Sequence[str]) -> str:
    """Julian, Marian and Piotr."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def come(names: Sequence[str]) -> str:
    """Who comes, in a sentence: You and Piotr come. Nothing when nobody does."""
    ordered = sorted(names, key=lambda name: name != "you")
    comes = "comes" if len(ordered) == 1 and ordered != ["you"] else "come"
    return f"{upper(listed(ordered))} {comes}." if ordered else ""


def lower(words: str) -> str:
    """Words as they stand inside a sentence; what begins with two capitals keeps them."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def upper(words: str) -> str:
    """Words at the beginning of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def owned(name: str) -> str:
    """Marian’s, Ines’s."""
    return f"{name}’s"


def cut(text: str, most: int) -> str:
    """A text in one line, cut at a word when it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"
