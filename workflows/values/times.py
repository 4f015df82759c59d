"""Days and moments: a day as its reader or people in Britain write it, a moment always with its zone."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, get_day_names, get_month_names

from workflows.grammar import Field
from workflows.language import _, locale, whole_day
from workflows.records import Json
from workflows.values.invalid import Invalid
from workflows.values.manner import Manner
from workflows.values.skipped import skipped
from workflows.values.texts import typed

FIRST, LAST = 1900, 2199  # years; anything else is a slip of the hand
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})", re.ASCII)
_SPELLED = re.compile(
    r"(?:([^\W\d_]+)\.?,?\s+)?([0-9]{1,2})(?:st|nd|rd|th|\.)?\s+([^\W\d_]{3,})\.?,?\s+([0-9]{4})"
)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)


_NAMED = re.compile(r"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?)\[([\w/+-]{1,60})\]", re.ASCII)


def read_date(field: Field, raw: Json, _currency: str) -> str:
    """A day as YYYY-MM-DD, from that, from 13/6/2027 or from 13 June 2027, in the reader's language too.

    Raises:
        Invalid: no such day, or written so that it could be two different days.
    """
    text = typed(raw).lower()
    if match := _ISO.fullmatch(text):
        return _day(field, int(match[1]), int(match[2]), int(match[3])).isoformat()
    if match := _SLASHED.fullmatch(text):
        return _slashed(field, int(match[1]), int(match[2]), match[3]).isoformat()
    if match := _SPELLED.fullmatch(text):
        return _spelled(field, match).isoformat()
    raise _no_day(field)


def read_datetime(field: Field, raw: Json, _currency: str) -> str:
    """A moment in ISO 8601, kept in UTC to the second.

    Raises:
        Invalid: no such moment, or no zone, so that it could be any of 24.
    """
    text = _on_a_clock(typed(raw))
    match = _MOMENT.fullmatch(text)
    if not match:
        raise Invalid(
            _("%(line)s is a day and a time, written like 2026-11-22T10:00+00:00.", line=field.label)
        )
    if not match[1]:
        raise Invalid(
            _("%(line)s needs its time zone, so that nobody comes an hour off.", line=field.label),
            f"{text}+00:00",
        )
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        raise Invalid(_("%(line)s names a time that does not exist.", line=field.label)) from None
    _sensible(field, moment.year)
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()


def _on_a_clock(text: str) -> str:
    """A moment that was typed on the clock of a named zone, as "2027-03-28T02:30[Europe/Berlin]" (RFC 9557).

    Raises:
        Invalid: that clock is put forward over this hour.
    """
    match = _NAMED.fullmatch(text)
    if match is None:
        return text
    try:
        zone, here = ZoneInfo(match[2]), datetime.fromisoformat(match[1])
        problem = skipped(here, zone)
    except (ValueError, OverflowError, ZoneInfoNotFoundError):
        return match[1]
    if problem:
        raise Invalid(problem)
    return here.replace(tzinfo=zone).isoformat()


def show_date(_field: Field, value: Json, _manner: Manner) -> str:
    """A day with its weekday and year."""
    return whole_day(date.fromisoformat(value))


def show_datetime(_field: Field, value: Json, manner: Manner) -> str:
    """A moment on the reader's clock; said to be UTC when no clock is known."""
    moment = datetime.fromisoformat(value).astimezone(manner.zone)
    zone = " UTC" if manner.zone is UTC else ""
    return f"{whole_day(moment.date())}, {moment:%H:%M}{zone}"


def _slashed(field: Field, first: int, second: int, year: str) -> date:
    if len(year) == 2:
        meant = _if_real(2000 + int(year), second, first)
        raise Invalid(_("%(line)s needs the year in four figures.", line=field.label), meant)
    if second > 12 >= first:
        meant = _if_real(int(year), first, second)
        raise Invalid(_("%(line)s is written day first, then the month.", line=field.label), meant)
    return _day(field, int(year), second, first)


def _if_real(year: int, month: int, day: int) -> str:
    """A day to suggest, written as people write it; nothing if there is no such day."""
    try:
        real = date(year, month, day)
    except ValueError:
        return ""
    return f"{real.day}/{real.month}/{real.year}"


def _spelled(field: Field, match: re.Match[str]) -> date:
    weekday, name = match[1], match[3]
    english = (n for n, full in enumerate(_MONTHS, 1) if name in (full, full[:3], full[:4]))
    month = next(english, 0) or next((n for n, own in _names(get_month_names) if name == own), 0)
    if not month:
        raise _no_day(field)
    day = _day(field, int(match[4]), month, int(match[2]))
    named = _DAYS[day.weekday()]
    right = (named, named[:3], *(own for n, own in _names(get_day_names) if n == day.weekday()))
    if weekday and weekday not in right:
        is_a = format_date(day, "EEEE", locale=locale())
        raise Invalid(
            _("%(line)s: that day is a %(weekday)s.", line=field.label, weekday=is_a),
            whole_day(day),
        )
    return day


def _names(names: Callable[..., Mapping[int, str]]) -> set[tuple[int, str]]:
    """The months or days of the week with their numbers, in full and cut short, as the reader names them."""
    ways = (names(width, locale=locale()) for width in ("wide", "abbreviated"))
    return {(number, name.lower().rstrip(".")) for way in ways for number, name in way.items()}


def _day(field: Field, year: int, month: int, day: int) -> date:
    _sensible(field, year)
    try:
        return date(year, month, day)
    except ValueError:
        raise Invalid(_("%(line)s names a day that is not in the calendar.", line=field.label)) from None


def _sensible(field: Field, year: int) -> None:
    if not FIRST <= year <= LAST:
        raise Invalid(
            _("%(line)s lies in the year %(year)s. Look at the year again.", line=field.label, year=year)
        )


def _no_day(field: Field) -> Invalid:
    return Invalid(_("%(line)s is a day. Write it like 13 June 2027 or 13/6/2027.", line=field.label))
