"""The ledger of waiting: whose move it is, since when, and when the clock alone passes the move on.

What is asked of somebody holds for a while. Once it has run out it is its maker's again, and so may be the
move. When that will be is known with every change and written down with it, so that no deed is needed for
it, and both sides can check it (docs/decisions/016).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from pydantic import AwareDatetime

from workflows.grammar import SIDES, Side, Word

SECOND = timedelta(seconds=1)


class Pass(Word):
    """The moment at which the move goes `to` a side by itself, if nobody does anything before."""

    to: Side
    at: AwareDatetime


class Turn(Word):
    """Who moves next, since when, and how many seconds each side has been waited for so far.

    `passes` are the moments to come at which the clock alone passes the move on, the earliest first.
    """

    side: Side | None = None
    since: AwareDatetime
    waited: dict[Side, int]
    passes: tuple[Pass, ...] = ()


class Stretch(NamedTuple):
    """A time in which one side held the move."""

    side: Side
    since: datetime
    until: datetime


def standing(turn: Turn, at: datetime) -> Turn:
    """The ledger as it stands at a moment: what the clock has passed on until then is booked."""
    past = [one for one in turn.passes if one.at <= at]
    if turn.side is None or not past:
        return turn
    waits = dict(turn.waited)
    for one in cut(turn.side, turn.since, past):
        waits[one.side] = waits.get(one.side, 0) + gone(one.since, one.until)
    since = max(turn.since, past[-1].at)
    rest = turn.passes[len(past) :]
    return Turn(side=past[-1].to, since=since, waited=waits, passes=rest)


def handed(turn: Turn, side: Side | None, at: datetime) -> Turn:
    """The ledger once the move is handed on: the time that went by is booked on the side that held it."""
    seconds = gone(turn.since, at)
    waits = {one: turn.waited.get(one, 0) + (seconds if one == turn.side else 0) for one in SIDES}
    return Turn(side=side, since=turn.since + timedelta(seconds=seconds), waited=waits, passes=turn.passes)


def cut(side: Side, since: datetime, passes: Iterable[Pass]) -> Iterator[Stretch]:
    """The stretches that the clock ended, beginning with that of this side."""
    for one in passes:
        until = max(since, one.at)
        yield Stretch(side, since, until)
        side, since = one.to, until


def gone(since: datetime, at: datetime) -> int:
    """Whole seconds from one moment to another; none when a clock is behind. The rest counts for the next."""
    return max(0, (at - since) // SECOND)
