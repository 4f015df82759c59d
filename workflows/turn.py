"""Whose move it is, since when, and how long each side has waited for the other.

The turn is computed from what is open, never set by hand (docs/workflows.md). The ledger adds up in
seconds; both sides read the same two numbers.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from workflows import ending, offered, openbook, payments, redrawing
from workflows.blocks import commitment, signature
from workflows.blocks.work import left
from workflows.case import Case
from workflows.clocks import ends, held
from workflows.grammar import SIDES, Side, Stage
from workflows.language import _
from workflows.ledger import Pass, Turn, gone, handed, standing
from workflows.records import Step, StepKind, other

__all__ = [
    "Step",
    "StepKind",
    "days",
    "in_days",
    "open_steps",
    "other",
    "passed_on",
    "side_to_move",
    "steps",
    "waited",
]

_DAY = 24 * 60 * 60


def steps(case: Case) -> list[Step]:
    """Everything open now, for either side, in the order of the page; empty once fulfilled.

    When nothing is open any more the customer has one step left, of the kind "finish".
    """
    if case.status == "fulfilled":
        return []
    found = open_steps(case)
    promises = commitment.steps(case, leave_out=_in_hand(case, found))
    return [*(found or [_finish(case)]), *promises, *payments.left(case), *openbook.left(case)]


def open_steps(case: Case) -> list[Step]:
    """What the case waits for; while there is any of it, the case cannot end."""
    found = [step for stage in case.in_order() for step in _in_stage(case, stage)]
    found += [*offered.left(case), *redrawing.left(case)]
    found += [*ending.changes(case), *(() if case.now else ending.left(case))]
    return list(dict.fromkeys(found))


def side_to_move(case: Case, today: date = date.min) -> Side | None:
    """The side that must move next on that day; None once the case is fulfilled.

    The stage under way decides, and what one side asks the other to change. When both have something to
    do, whoever was asked for changes goes first, then the holder of the stage. When no stage is open any
    more, the customer goes first. What ran out by that day is its maker's again.
    """
    if case.status == "fulfilled":
        return None
    asking = ("proposal", "ask_anew", "redraw", "redraw_anew")
    all_ = held(case, open_steps(case), today)
    found = [step for step in all_ if case.now in (None, step.stage) or step.kind in asking]
    asked = [step.side for step in found if step.kind == "change"]
    sides = {step.side for step in found}
    first = asked[0] if asked else case.stages[case.now].holder if case.now else "customer"
    return first if first in sides or not sides else other(first)


def passed_on(before: Case, after: Case, at: datetime) -> Turn:
    """The ledger after a change: the time that went by is booked on the side that held the turn."""
    was, now = standing(before.turn, at), side_to_move(after, at.date())
    turn = was if now == was.side else handed(was, now, at)
    passes = tuple(_passes(after, now, at))
    return turn if turn.passes == passes else turn.model_copy(update={"passes": passes})


def waited(case: Case, at: datetime) -> dict[Side, int]:
    """Seconds that each side has been waited for, up to this moment."""
    now = standing(case.turn, at)
    running = gone(now.since, at)
    return {side: now.waited.get(side, 0) + (running if side == now.side else 0) for side in SIDES}


def days(case: Case, at: datetime) -> dict[Side, Decimal]:
    """The same in days with one decimal: the two numbers that both sides read."""
    return {side: in_days(gone) for side, gone in waited(case, at).items()}


def in_days(seconds: int) -> Decimal:
    """Seconds of waiting as days with one decimal."""
    return (Decimal(seconds) / _DAY).quantize(Decimal("0.1"))


def _passes(case: Case, side: Side | None, at: datetime) -> Iterator[Pass]:
    """When the move will go to the other side by itself: what was asked of one runs out, unanswered."""
    for moment in sorted({one for one in ends(case) if one > at}):
        then = side_to_move(case, moment.date())
        if side and then and then != side:
            yield Pass(to=then, at=moment)
            side = then


def _in_stage(case: Case, stage: Stage) -> list[Step]:
    """What a stage under way waits for, or a finished one that is not what was signed; and open pins."""
    found = left(case, stage)
    if found or case.state(stage.key) not in ("now", "done"):
        return found
    return list(signature.left(case, stage))


def _finish(case: Case) -> Step:
    return Step(
        side="customer",
        kind="finish",
        stage=case.plan[-1],
        target="finish",
        label=_("Say that your need is fulfilled"),
    )


def _in_hand(case: Case, found: list[Step]) -> set[str]:
    """The promises that another step speaks of already."""
    keys = {step.target for step in found if step.kind == "change"}
    for step in found:
        if step.kind == "review" and (decided := case.reviews.get(step.stage, {}).get(step.target)):
            keys.update(decided.asks)
        elif step.kind == "condition" and (verdict := case.verdicts.get(step.target)):
            keys.add(verdict.asks)
    return keys
