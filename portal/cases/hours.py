"""Moments as people type them on their own clock; hours that do not exist or come twice are told."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from workflows.values.times import day_in_words

A_DAY = 24 * 60  # minutes: no clock was ever put forward by more


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
        return Typed(said, problem="Choose a day and a time, or write them like 2026-12-02 11:00.")
    if typed.tzinfo is None:
        if _on_the_clock(moment, zone) != typed:
            return Typed(said, problem=_skipped(typed, zone))
        if either := _either(typed, zone):
            return Typed(said, problem=_twice(typed, zone), either=either)
    if moment <= now:
        return Typed(said, problem=f"{_in_words(moment.astimezone(zone))} is past. Choose a time to come.")
    return Typed(said, moment)


def city(zone: ZoneInfo) -> str:
    """A time zone as people name it: London, New York."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def _on_the_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _skipped(typed: datetime, zone: ZoneInfo) -> str:
    """The clocks jump over this hour; the next that they show is where they go on."""
    minutes = (typed.replace(second=0, microsecond=0) + timedelta(minutes=n) for n in range(1, A_DAY + 1))
    there = (one for one in minutes if _exists(one, zone))
    following = next(there, typed)
    later = "" if typed.date() == following.date() else ", a day later"
    return (
        f"{typed:%H:%M} on {_day(typed)} does not exist in {city(zone)}: the clocks go forward then. "
        f"The next time that exists is {following:%H:%M}{later}."
    )


def _exists(typed: datetime, zone: ZoneInfo) -> bool:
    return _on_the_clock(typed.replace(tzinfo=zone).astimezone(UTC), zone) == typed


def _either(typed: datetime, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    """The two moments that an hour may mean when the clocks go back; none for any other hour."""
    first, second = (typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return ()
    words = (f"the first {typed:%H:%M}, before the clocks go back", f"the second {typed:%H:%M}, after it")
    return tuple(
        (one.astimezone(UTC).isoformat(), said) for one, said in zip((first, second), words, strict=True)
    )


def _twice(typed: datetime, zone: ZoneInfo) -> str:
    return (
        f"{typed:%H:%M} comes twice on {_day(typed)} in {city(zone)}, for the clocks go back then. "
        "Choose which of the two."
    )


def _in_words(here: datetime) -> str:
    return f"{_day(here)}, {here:%H:%M},"


def _day(one: datetime) -> str:
    return day_in_words(one.date(), "en_GB")
