"""Whose move it is, since when, and how long each side has waited for the other.

The turn is computed from what is open, never set by hand (docs/workflows.md). The ledger adds up in
seconds; both sides read the same two numbers.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from workflows.case import ACCEPTING, Case, Turn
from workflows.grammar import (
    SIDES,
    AppointmentBlock,
    Block,
    ChecklistBlock,
    FieldsBlock,
    ReviewBlock,
    Side,
    Stage,
    Word,
)

StepKind = Literal["line", "appointment", "review", "checklist", "sign", "look_again", "promise", "judge", "condition"]


class Step(Word):
    """One thing that somebody must do next. `target` names it: a field, a block or a commitment."""

    side: Side
    kind: StepKind
    stage: str
    target: str
    label: str


def other(side: Side) -> Side:
    """The side across the table."""
    return "clan" if side == "customer" else "customer"


def steps(case: Case) -> list[Step]:
    """Everything open now, for either side, in the order of the page; empty once fulfilled."""
    if case.status == "fulfilled":
        return []
    found = [step for stage in case.in_order() for step in _look_again(case, stage)]
    if case.now:
        found += _work(case, case.stages[case.now])
        found += _signatures(case, case.stages[case.now]) if not _blocking(found, case.now) else []
    else:
        found += _conditions(case)
    return found + list(_promises(case))


def side_to_move(case: Case) -> Side | None:
    """The side that must move next; None once the case is fulfilled.

    The holder of the stage goes first when both have something to do.
    """
    sides = {step.side for step in steps(case) if step.kind not in ("promise", "judge")}
    if not sides:
        return None if case.status == "fulfilled" else "customer"
    if len(sides) == 1:
        return next(iter(sides))
    return case.stages[case.now].holder if case.now else "customer"


def passed_on(before: Case, after: Case, at: datetime) -> Turn:
    """The ledger after a change: the time that went by is booked on the side that held the turn."""
    held, now = before.turn, side_to_move(after)
    if now == held.side:
        return held
    gone = max(0, int((at - held.since).total_seconds()))
    waited = {side: held.waited.get(side, 0) + (gone if side == held.side else 0) for side in SIDES}
    return Turn(side=now, since=max(at, held.since), waited=waited)


def waited(case: Case, at: datetime) -> dict[Side, int]:
    """Seconds that each side has been waited for, up to this moment."""
    running = max(0, int((at - case.turn.since).total_seconds())) if case.turn.side else 0
    return {side: case.turn.waited.get(side, 0) + (running if side == case.turn.side else 0) for side in SIDES}


def _blocking(found: list[Step], stage: str) -> bool:
    return any(step.stage == stage and step.kind not in ("look_again",) for step in found)


def _work(case: Case, stage: Stage) -> list[Step]:
    return [step for block in stage.blocks for step in _block(case, stage, block)]


def _block(case: Case, stage: Stage, block: Block) -> Iterator[Step]:
    if isinstance(block, FieldsBlock):
        missing = {field.key for field in case.missing(stage)}
        for field in block.fields:
            if field.key in missing:
                side = field.given_by or stage.holder
                yield Step(side=side, kind="line", stage=stage.key, target=field.key, label=field.label)
    elif isinstance(block, ReviewBlock):
        yield from _review(case, stage, block)
    elif isinstance(block, AppointmentBlock):
        yield from _appointment(case, stage, block)
    elif isinstance(block, ChecklistBlock):
        ticked = case.ticks.get(stage.key, {})
        open_items = [i for i in block.items if i.required and f"{block.key}.{i.key}" not in ticked]
        if open_items:
            yield Step(side=block.by, kind="checklist", stage=stage.key, target=block.key, label=block.title)


def _review(case: Case, stage: Stage, block: ReviewBlock) -> Iterator[Step]:
    decided = case.reviewed(stage.key, block.key)
    if not block.required or (decided and decided.decision in ACCEPTING):
        return
    side = other(block.by) if decided and decided.decision == "changes_needed" else block.by
    yield Step(side=side, kind="review", stage=stage.key, target=block.key, label=block.title)


def _appointment(case: Case, stage: Stage, block: AppointmentBlock) -> Iterator[Step]:
    meeting = case.appointments.get(stage.key, {}).get(block.key)
    if not block.required or (meeting and meeting.picked):
        return
    side = other(meeting.proposed.side) if meeting and meeting.proposed else stage.holder
    yield Step(side=side, kind="appointment", stage=stage.key, target=block.key, label=block.title)


def _signatures(case: Case, stage: Stage) -> list[Step]:
    return [
        Step(side=side, kind="sign", stage=stage.key, target="signature", label=stage.title)
        for side in stage.signed_by()
        if not case.stands(stage.key, side)
    ]


def _look_again(case: Case, stage: Stage) -> Iterator[Step]:
    if case.state(stage.key) == "done":
        for side in stage.signed_by():
            if not case.stands(stage.key, side):
                yield Step(side=side, kind="look_again", stage=stage.key, target="signature", label=stage.title)


def _conditions(case: Case) -> list[Step]:
    stage = case.conditions_field.partition(".")[0]
    return [
        Step(side="customer", kind="condition", stage=stage, target=key, label=str(row.get("text", "")))
        for key, row, verdict in case.conditions()
        if verdict is None or not verdict.met
    ]


def _promises(case: Case) -> Iterator[Step]:
    for key, promise in case.commitments.items():
        if promise.state in ("asked", "promised", "not_yet"):
            yield Step(side=promise.of, kind="promise", stage=promise.stage, target=key, label=promise.text)
        elif promise.state == "done":
            yield Step(side=promise.asked.side, kind="judge", stage=promise.stage, target=key, label=promise.text)
