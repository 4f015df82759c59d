"""The blocks of an open stage. Each is drawn by templates/blocks/<kind>.html."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from portal.cases.show.appointment import AppointmentView, appointment
from portal.cases.show.given import By, Desk, Opened
from portal.cases.show.line import LineView, line
from portal.cases.show.measures import MeasuresView, measures
from portal.cases.show.note import NotesView, ToDoView, notes, work
from portal.cases.show.promise import CommitmentView, commitments
from portal.cases.show.reckoned import ReckonedView, saved, settled
from portal.cases.show.sign import SignatureView, signature, void
from portal.cases.show.yeses import ApprovalsView, yeses
from workflows.grammar import (
    AppointmentBlock,
    ApprovalsBlock,
    ChecklistBlock,
    FieldsBlock,
    NotesBlock,
    ReviewBlock,
    SavingsBlock,
    SettlementBlock,
    Stage,
    ToDoBlock,
)
from workflows.language import N_, _

DECISIONS = {
    "accepted": N_("It is right as it is"),
    "accepted_with_changes": N_("It is right, with these changes"),
    "changes_needed": N_("Not yet: something must change first"),
    "not_mine": N_("This is not mine to judge"),
}
DECIDED = {
    "accepted": (N_("accepted"), "g"),
    "accepted_with_changes": (N_("accepted with changes"), "g"),
    "changes_needed": (N_("changes needed"), "p"),
    "not_mine": (N_("not theirs to judge"), ""),
}
FEW = 3


@dataclass(frozen=True)
class FieldsView:
    """Lines to settle together; `together` of them can be written in one form, 0 when these are too few."""

    kind: Literal["fields"]
    id: str
    key: str
    title: str
    help: str
    lines: tuple[LineView, ...]
    together: int


@dataclass(frozen=True)
class ReviewView:
    """A decision on what the stage holds; `changed` are the lines that are not what was decided on."""

    kind: Literal["review"]
    id: str
    key: str
    title: str
    help: str
    of: str
    mine: bool
    decided: str
    tone: str
    note: str
    by: By | None
    changed: tuple[str, ...]
    seen: int  # the entry after which it was decided
    options: tuple[tuple[str, str], ...]
    open: bool


@dataclass(frozen=True)
class ItemView:
    """One thing to tick."""

    key: str
    label: str
    required: bool
    by: By | None


@dataclass(frozen=True)
class ChecklistView:
    """Things one side ticks."""

    kind: Literal["checklist"]
    id: str
    key: str
    title: str
    help: str
    of: str
    mine: bool
    items: tuple[ItemView, ...]
    open: bool


BlockView = (
    FieldsView
    | MeasuresView
    | AppointmentView
    | ReviewView
    | ChecklistView
    | NotesView
    | ToDoView
    | ApprovalsView
    | ReckonedView
    | CommitmentView
    | SignatureView
)


def blocks(desk: Desk, stage: Stage, opened: Opened) -> tuple[BlockView, ...]:
    """Every block of a stage, promises after the work and the signing last."""
    work = [_MADE[block.kind](desk, stage, block, opened) for block in stage.blocks if block.kind in _MADE]
    promises = commitments(desk, stage)
    signing = signature(desk, stage)
    return (*work, *([promises] if promises else []), *([signing] if signing else []))


def _fields(desk: Desk, stage: Stage, block: FieldsBlock, opened: Opened) -> FieldsView:
    changed = void(desk, stage.key)
    lines = tuple(line(desk, stage, field, changed, opened) for field in block.fields)
    mine = sum(1 for one in lines if one.action and one.asked)
    few = 2 if block.adds_up else FEW  # two lines that make a whole are written in one go
    together = mine if mine >= few and desk.case.state(stage.key) != "done" else 0
    place = f"block-{stage.key}-{block.key}"
    return FieldsView("fields", place, block.key, block.title, block.help, lines, together)


def _appointment(desk: Desk, stage: Stage, block: AppointmentBlock, _opened: Opened) -> AppointmentView:
    return appointment(desk, stage, block)


def _review(desk: Desk, stage: Stage, block: ReviewBlock, _opened: Opened) -> ReviewView:
    given = desk.case.reviews.get(stage.key, {}).get(block.key)
    known = DECIDED.get(given.decision) if given else None
    decided, tone = (_(known[0]), known[1]) if known else (given.decision if given else "", "")
    finished = desk.case.state(stage.key) == "done" and desk.case.accepted(stage.key, block.key)
    return ReviewView(
        kind="review",
        id=f"block-{stage.key}-{block.key}",
        key=block.key,
        title=block.title,
        help=block.help,
        of=desk.name(block.by),
        mine=block.by == desk.look.viewer.side,
        decided=decided,
        tone=tone,
        note=given.note if given else "",
        by=desk.by(given) if given else None,
        changed=desk.labels(stage.key, desk.case.changed_since(stage.key, given.covers)) if given else (),
        seen=given.seq if given else 0,
        options=tuple((key, _(DECISIONS[key])) for key in block.decisions),
        open=desk.open and not finished and desk.case.state(stage.key) in ("now", "done"),
    )


def _checklist(desk: Desk, stage: Stage, block: ChecklistBlock, _opened: Opened) -> ChecklistView:
    ticked = desk.case.ticks.get(stage.key, {})
    marks = {item.key: ticked.get(f"{block.key}.{item.key}") for item in block.items}
    items = (
        ItemView(i.key, i.label, i.required, desk.by(done) if (done := marks[i.key]) else None)
        for i in block.items
    )
    return ChecklistView(
        kind="checklist",
        id=f"block-{stage.key}-{block.key}",
        key=block.key,
        title=block.title,
        help=block.help,
        of=desk.name(block.by),
        mine=block.by == desk.look.viewer.side,
        items=tuple(items),
        open=desk.open and desk.case.state(stage.key) in ("now", "next"),
    )


def _notes(desk: Desk, stage: Stage, block: NotesBlock, _opened: Opened) -> NotesView:
    return notes(desk, stage, block)


def _todo(desk: Desk, stage: Stage, block: ToDoBlock, _opened: Opened) -> ToDoView:
    return work(desk, stage, block)


def _approvals(desk: Desk, stage: Stage, block: ApprovalsBlock, _opened: Opened) -> ApprovalsView:
    return yeses(desk, stage, block)


def _saved(desk: Desk, stage: Stage, block: SavingsBlock, _opened: Opened) -> ReckonedView:
    return saved(desk, stage, block)


def _settled(desk: Desk, stage: Stage, block: SettlementBlock, _opened: Opened) -> ReckonedView:
    return settled(desk, stage, block)


_MADE: dict[str, Callable[[Desk, Stage, Any, Opened], BlockView]] = {
    "fields": _fields,
    "measures": measures,
    "appointment": _appointment,
    "review": _review,
    "checklist": _checklist,
    "notes": _notes,
    "todo": _todo,
    "approvals": _approvals,
    "savings": _saved,
    "settlement": _settled,
}
