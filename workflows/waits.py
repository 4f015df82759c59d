"""Who waited for whom, day by day: every stretch of time in which one side held the move.

Told from what each change of a case says of its turn (`workflows.changes`), so that the stretches add up to
the second to the two totals of the ledger (`workflows.turn.waited`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from workflows.changes import Change
from workflows.grammar import SIDES, Side
from workflows.records import Turn

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Wait:
    """A stretch in which one side held the move, in whole seconds; it still runs while `until` is None."""

    side: Side
    since: datetime
    until: datetime | None
    seconds: int


def ended(changes: Iterable[Change]) -> Wait | None:
    """The wait that a change of a case ended; None when the move stayed, or was passed on at once.

    What ends within the second in which it began is no wait: that time counts for the one that follows.
    """
    told = {tuple(one["path"]): one for one in changes if one["path"][0] == "turn"}
    side, since = told.get(("turn", "side")), told.get(("turn", "since"))
    if side is None or since is None:
        return None
    began, over = (datetime.fromisoformat(since[word]) for word in ("was", "now"))
    return Wait(side["was"], began, over, (over - began) // _SECOND)


def running(turn: Turn, at: datetime) -> Wait | None:
    """The wait that runs at this moment; None once the case is fulfilled."""
    if turn.side is None:
        return None
    return Wait(turn.side, turn.since, None, max(0, (at - turn.since) // _SECOND))


def totals(waits: Iterable[Wait]) -> dict[Side, int]:
    """Seconds that each side was waited for in all of these."""
    found: dict[Side, int] = dict.fromkeys(SIDES, 0)
    for one in waits:
        found[one.side] += one.seconds
    return found


def by_year(waits: Iterable[Wait], zone: tzinfo) -> dict[int, Mapping[Side, int]]:
    """Seconds that each side was waited for, by the year of this clock; a wait over New Year is cut there."""
    found: dict[int, dict[Side, int]] = {}
    for one in waits:
        for year, seconds in _cut(one, zone):
            of_year = found.setdefault(year, dict.fromkeys(SIDES, 0))
            of_year[one.side] += seconds
    return dict(sorted(found.items()))


def _cut(one: Wait, zone: tzinfo) -> Iterable[tuple[int, int]]:
    """The seconds of a wait in each year that it touches; no second is lost where the years meet."""
    year, start, left = one.since.astimezone(zone).year, one.since, one.seconds
    while left > 0:
        end = datetime(year + 1, 1, 1, tzinfo=zone).astimezone(UTC)
        here = min(left, max(0, (end - start) // _SECOND))
        yield year, here
        year, start, left = year + 1, end, left - here
