"""Moments as people type them on their own clock; hours that do not exist or come twice are told."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from workflows.language import N_, _, whole_day

A_DAY = 24 * 60  # minutes: no clock was ever put forward by more
SKIPPED = N_(
    "%(time)s on %(day)s does not exist in %(city)s: the clocks go forward then. "
    "The next time that exists is %(following)s."
)
SKIPPED_THE_DAY = N_(
    "%(time)s on %(day)s does not exist in %(city)s: the clocks go forward then. "
    "The next time that exists is %(following)s, a day later."
)
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
        if _on_the_clock(moment, zone) != typed:
            return Typed(said, problem=_skipped(typed, zone))
        if either := _either(typed, zone):
            return Typed(said, problem=_twice(typed, zone), either=either)
    if moment <= now:
        here = moment.astimezone(zone)
        past = _("%(day)s, %(time)s, is past. Choose a time to come.", day=whole_day(here), time=_hour(here))
        return Typed(said, problem=past)
    return Typed(said, moment)


def city(zone: ZoneInfo) -> str:
    """A time zone as people name it: London, New York."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def _on_the_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _skipped(typed: datetime, zone: ZoneInfo) -> str:
    """The clocks jump over this hour; the next that they show is where they go on."""
    minutes = (typed.replace(second=0, microsecond=0) + timedelta(minutes=n) for n in range(1, A_DAY + 1))
    following = next((one for one in minutes if _exists(one, zone)), typed)
    said = SKIPPED if typed.date() == following.date() else SKIPPED_THE_DAY
    there = {"day": whole_day(typed), "city": city(zone)}
    return _(said, time=_hour(typed), following=_hour(following), **there)


def _exists(typed: datetime, zone: ZoneInfo) -> bool:
    return _on_the_clock(typed.replace(tzinfo=zone).astimezone(UTC), zone) == typed


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
