"""Moments as people type them on their own clock; hours that do not exist or come twice are told."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from workflows.language import N_, _, whole_day
from workflows.values.skipped import city, skipped

TWICE = N_(
    "%(time)s comes twice on %(day)s in %(city)s, for the clocks go back then. Choose which of the two."
)


@dataclass(frozen=True)
class Typed:
    """What was typed for a moment: the moment in UTC, or what is wrong; `either` are the two it may mean."""

    said: str
    moment: datetime | None = None
    problem: str = ""
    either: tuple[tuple[str, str], ...] = ()


def read(said: str, zone: ZoneInfo, now: datetime) -> Typed:
    """A moment to come, typed on the clock of that zone, or with its own offset."""
    try:
        typed = datetime.fromisoformat(said.strip())
        moment = typed.astimezone(UTC) if typed.tzinfo else typed.replace(tzinfo=zone).astimezone(UTC)
        moment.astimezone(zone)
    except (ValueError, OverflowError):
        return Typed(said, problem=_("Choose a day and a time, or write them like 2026-12-02 11:00."))
    if typed.tzinfo is None:
        if problem := skipped(typed, zone):
            return Typed(said, problem=problem)
        if either := _either(typed, zone):
            return Typed(said, problem=_twice(typed, zone), either=either)
    if moment <= now:
        here = moment.astimezone(zone)
        past = _("%(day)s, %(time)s, is past. Choose a time to come.", day=whole_day(here), time=_hour(here))
        return Typed(said, problem=past)
    return Typed(said, moment)


def on_the_clock(said: str, zone: ZoneInfo) -> str:
    """A moment as it was typed, with the clock it was typed on; the rules say whether that shows it."""
    try:
        return said if datetime.fromisoformat(said).tzinfo else f"{said}[{zone.key}]"
    except ValueError:
        return said


def _either(typed: datetime, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    """The two moments that an hour may mean when the clocks go back; none for any other hour."""
    first, second = (typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return ()
    words = (
        _("the first %(time)s, before the clocks go back", time=_hour(typed)),
        _("the second %(time)s, after it", time=_hour(typed)),
    )
    return tuple(
        (one.astimezone(UTC).isoformat(), said) for one, said in zip((first, second), words, strict=True)
    )


def _twice(typed: datetime, zone: ZoneInfo) -> str:
    return _(TWICE, time=_hour(typed), day=whole_day(typed), city=city(zone))


def _hour(one: datetime) -> str:
    return f"{one:%H:%M}"
