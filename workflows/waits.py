"""Who waited for whom, day by day: every stretch of time in which one side held the move.

Told from what each change of a case says of its turn (`workflows.changes`), so that the stretches add up to
the second to the two totals of the ledger (`workflows.turn.waited`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from workflows.changes import Change
from workflows.grammar import SIDES, Side
from workflows.ledger import Pass, Turn, cut, gone, standing
from workflows.records import other

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Wait:
    """A stretch in which one side held the move, in whole seconds; it still runs while `until` is None.

    With `ran_out` no deed ended it: what was asked of that side ran out, unanswered.
    """

    side: Side
    since: datetime
    until: datetime | None
    seconds: int
    ran_out: bool = False


def ended(changes: Iterable[Change]) -> list[Wait]:
    """The waits that were over with a change of a case: its own, after those that the clock had ended.

    None when the move stayed, or was passed on at once: what ends within the second in which it began is no
    wait, for that time counts for the one that follows.
    """
    told = {tuple(one["path"]): one for one in changes if one["path"][0] == "turn"}
    since = told.get(("turn", "since"))
    if since is None:
        return []
    began, over = (datetime.fromisoformat(since[word]) for word in ("was", "now"))
    planned = [Pass.model_validate(one) for one in told.get(("turn", "passes"), {}).get("was", ())]
    passes = [one for one in planned if one.at <= over]
    held = other(passes[0].to) if passes else told[("turn", "side")]["was"]
    return _waits(held, began, passes, over)


def so_far(turn: Turn, at: datetime) -> list[Wait]:
    """The wait that runs at this moment, after those that the clock has ended since the last change.

    None once the case is fulfilled.
    """
    if turn.side is None:
        return []
    found = _waits(turn.side, turn.since, [one for one in turn.passes if one.at <= at], None)
    now = standing(turn, at)
    return [*found, Wait(now.side or turn.side, now.since, None, gone(now.since, at))]


def _waits(side: Side, since: datetime, passes: Sequence[Pass], over: datetime | None) -> list[Wait]:
    """What the clock cut, and, if it is over, what came after it."""
    found = [Wait(*one, gone(one.since, one.until), ran_out=True) for one in cut(side, since, passes)]
    if over is not None:
        now, began = (passes[-1].to, found[-1].until or since) if passes else (side, since)
        found.append(Wait(now, began, over, gone(began, over)))
    return [one for one in found if one.until != one.since]


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
