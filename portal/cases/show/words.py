"""How the pages say days, times, waits and lists: short, on the reader's clock, in their language."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from workflows import language
from workflows.language import _, ngettext, pgettext

YOU = "you"  # whoever reads, among the names of those who come
NOUNS_ARE_CAPITALS = ("de", "lb")  # languages in which a label keeps its capital inside a sentence
HOUR, DAY = 60 * 60, 24 * 60 * 60


def day(one: date, today: date) -> str:
    """Today, tomorrow, Tuesday 2 December; with the year when it is another one."""
    if 0 <= (one - today).days <= 1:
        return _("tomorrow") if one > today else _("today")
    return language.plain_weekday(one, today)


def month_day(one: date, today: date) -> str:
    """2 December; with the year when it is another one, unless it is near."""
    return language.plain_day(one, today)


def short_day(one: date) -> str:
    """2 Dec."""
    return language.short_day(one)


def full_day(one: date) -> str:
    """2 December 2026."""
    return language.day_and_year(one)


def clock(at: datetime, zone: ZoneInfo) -> str:
    """17:05."""
    return f"{at.astimezone(zone):%H:%M}"


def just_now(at: datetime, now: datetime) -> bool:
    """Whether that was less than a minute ago."""
    return timedelta(0) <= now - at < timedelta(minutes=1)


def stamp(at: datetime) -> str:
    """A moment for programs, to the second: an order tells many."""
    return at.isoformat(timespec="seconds")


def when(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """How long ago, as one would say it: now, today, 09:15, yesterday, 17:05, Tuesday, 26 September."""
    here, today = at.astimezone(zone), now.astimezone(zone).date()
    gone = (today - here.date()).days
    if just_now(at, now):
        return pgettext("when something was done", "now")
    if gone in (0, 1):
        time = f"{here:%H:%M}"
        return _("yesterday, %(time)s", time=time) if gone else _("today, %(time)s", time=time)
    return language.weekday(here.date()) if 1 < gone < 6 else month_day(here.date(), today)


def moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Thursday 11 December, 16:00."""
    here = at.astimezone(zone)
    return f"{day(here.date(), now.astimezone(zone).date())}, {here:%H:%M}"


def span(starts: date | None, ends: date | None, today: date) -> str:
    """12 to 19 December; one day with its weekday; empty when nothing is planned."""
    if ends is None or starts is None or starts == ends:
        only = ends or starts
        return day(only, today) if only else ""
    together = (starts.year, starts.month) == (ends.year, ends.month)
    first = language.number_of_day(starts) if together else month_day(starts, today)
    return _("%(first)s to %(last)s", first=first, last=month_day(ends, today))


def wait(seconds: int) -> str:
    """2 days; below a day in hours."""
    if seconds < HOUR:
        return _("no time")
    if seconds >= DAY:
        return ngettext("%(num)s day", "%(num)s days", seconds // DAY)
    return ngettext("%(num)s hour", "%(num)s hours", seconds // HOUR)


def spelled(number: int) -> str:
    """Three; in figures beyond ten."""
    words = (
        *(pgettext("number", "No"), pgettext("number", "One"), pgettext("number", "Two")),
        *(pgettext("number", "Three"), pgettext("number", "Four"), pgettext("number", "Five")),
        *(pgettext("number", "Six"), pgettext("number", "Seven"), pgettext("number", "Eight")),
        *(pgettext("number", "Nine"), pgettext("number", "Ten")),
    )
    return words[number] if number < len(words) else str(number)


def listed(words: Sequence[str]) -> str:
    """Julian, Marian and Piotr."""
    return language.listed(words)


def either(words: Sequence[str]) -> str:
    """Monday or Tuesday or Friday."""
    return reduce(lambda one, other: _("%(one)s or %(other)s", one=one, other=other), words) if words else ""


def come(names: Sequence[str]) -> str:
    """Who comes, in a sentence, whoever reads first: You and Piotr come. Nothing when nobody does."""
    if list(names) == [YOU]:
        return _("You come.")
    told = [_("you")] if YOU in names else []
    told += [name for name in names if name != YOU]
    if len(told) == 1:
        return _("%(name)s comes.", name=upper(told[0]))
    return _("%(names)s come.", names=upper(listed(told))) if told else ""


def nothing() -> str:
    """What stands in the place of a value where there is none."""
    return pgettext("what a line holds", "nothing")


def quoted(words: str) -> str:
    """Words of somebody: “It is right as it is.”"""
    return _("“%(words)s”", words=words)


def lower(words: str) -> str:
    """Words as they stand inside a sentence; what begins with two capitals keeps them."""
    if words[1:2].isupper() or language.locale().partition("_")[0] in NOUNS_ARE_CAPITALS:
        return words
    return f"{words[:1].lower()}{words[1:]}"


def upper(words: str) -> str:
    """Words at the beginning of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def cut(text: str, most: int) -> str:
    """A text in one line, cut at a word when it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"
