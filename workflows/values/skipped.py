"""Hours that a clock never shows, because it is put forward over them."""

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


def skipped(typed: datetime, zone: ZoneInfo) -> str:
    """That the clocks of a zone jump over this hour, and where they go on; nothing for an hour that exists.

    Raises:
        OverflowError: it is before the first year or after the last.
    """
    if _exists(typed, zone):
        return ""
    following = next_that_exists(typed, zone)
    said = SKIPPED if typed.date() == following.date() else SKIPPED_THE_DAY
    there = {"day": whole_day(typed), "city": city(zone)}
    return _(said, time=f"{typed:%H:%M}", following=f"{following:%H:%M}", **there)


def next_that_exists(typed: datetime, zone: ZoneInfo) -> datetime:
    """This time on the clocks of a zone, or where they go on when they jump over it."""
    if _exists(typed, zone):
        return typed
    minutes = (typed.replace(second=0, microsecond=0) + timedelta(minutes=n) for n in range(1, A_DAY + 1))
    return next((one for one in minutes if _exists(one, zone)), typed)


def city(zone: ZoneInfo) -> str:
    """A time zone as people name it: London, New York."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def _exists(typed: datetime, zone: ZoneInfo) -> bool:
    moment = typed.replace(tzinfo=zone).astimezone(UTC)
    return moment.astimezone(zone).replace(tzinfo=None) == typed
