"""What the templates of a case are given: frozen words and numbers, nothing to work out any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

from workflows.values.manner import Length

Words = Mapping[str, Sequence[str]]  # what a form says, by the name of its controls


# ---- what a page is made from
@dataclass(frozen=True)
class Viewer:
    """Who looks: the page speaks to them, in their unit and on their clock."""

    handle: str
    first: str
    side: str
    length: Length
    zone: ZoneInfo


@dataclass(frozen=True)
class PersonCard:
    """Somebody of either side, as the people pages know them. The first of each side speaks for it."""

    name: str
    initials: str
    title: str
    side: str


@dataclass(frozen=True)
class Look:
    """Who looks at a case and when, and what its document does not hold.

    `planned` are first and last day of each stage that has a plan, `seen` how far the viewer had read before.
    """

    viewer: Viewer
    at: datetime
    people: Mapping[str, PersonCard]
    planned: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)
    seen: int = 0


@dataclass(frozen=True)
class Opened:
    """What is open on the page: a line ("stage.field"), a stage, and by line what was typed and what is wrong."""

    line: str = ""
    stage: str = ""
    typed: Mapping[str, Words] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Logged:
    """One journal entry; `says` follows the actor's name, `note` is what they said in their own words."""

    seq: int
    at: datetime
    by: str
    name: str
    side: str
    says: str
    note: str = ""
    stage: str = ""
    fields: tuple[str, ...] = ()


class Past(Protocol):
    """What a line held from one change on; any object with these two will do."""

    @property
    def seq(self) -> int:
        """The number of the change."""

    @property
    def value(self) -> Any:
        """The `workflows.case.Value` that it wrote, or None."""


# ---- people and moments
@dataclass(frozen=True)
class Who:
    """A person in a sentence."""

    name: str
    first: str
    initials: str
    title: str
    side: str
    me: bool

    @property
    def mark(self) -> str:
        """c for the customer, k for the clan: the class of every sign of a side."""
        return "c" if self.side == "customer" else "k"


@dataclass(frozen=True)
class By:
    """Whose hand, and when."""

    who: Who
    when: str
    iso: str


# ---- lines
@dataclass(frozen=True)
class FileView:
    """A file or photograph on a line."""

    id: str
    name: str
    picture: bool


@dataclass(frozen=True)
class OptionView:
    """One answer of a choice."""

    key: str
    label: str
    help: str
    picture: str
    price: str
    picked: bool


@dataclass(frozen=True)
class CellView:
    """One cell of a table that is being written: its control's name and what stands in it."""

    name: str
    label: str
    type: str
    value: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class InputView:
    """The controls of one line. Their names begin with `prefix`, their ids with `id`."""

    id: str
    prefix: str
    type: str
    label: str
    help: str
    hint: str
    picture: str
    required: bool
    error: str
    value: str = ""
    options: tuple[OptionView, ...] = ()
    unit: str = ""
    units: tuple[str, ...] = ()
    basis: str = ""
    bases: tuple[tuple[str, str], ...] = ()
    repeat: str = ""
    two_readings: bool = False
    rows: tuple[tuple[CellView, ...], ...] = ()
    files: tuple[FileView, ...] = ()
    most: int = 0
    seen: int = 0
    draft: bool = False


@dataclass(frozen=True)
class LineView:
    """One line of a stage: what it holds, by whom, what it was, and what may be done with it."""

    stage: str
    key: str
    id: str
    label: str
    type: str
    help: str
    text: str
    figures: bool
    files: tuple[FileView, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    by: By | None
    why: str
    was: str
    undo: int  # the change that holds what the line held before; -1 when there is nothing to undo
    new: bool
    state: str  # "", "again" (signed before it changed), "signed"
    warning: str
    nothing: str
    action: str  # the words of the link: Change, Write, Look, or "" when this side may not write it
    asked: bool  # whether the line is shown at all, given what others hold
    follows: tuple[str, ...]  # the lines that appear or go when this one changes
    form: InputView | None

    @property
    def path(self) -> str:
        """The line as the document names it."""
        return f"{self.stage}.{self.key}"


# ---- blocks of a stage; each is drawn by templates/blocks/<kind>.html
@dataclass(frozen=True)
class FieldsView:
    """Lines to settle together."""

    kind: Literal["fields"]
    key: str
    id: str
    title: str
    help: str
    lines: tuple[LineView, ...]
    together: int  # how many lines one form would take; 0 when this side may write fewer than three


@dataclass(frozen=True)
class TimeView:
    """One time on offer."""

    iso: str
    words: str
    past: bool


@dataclass(frozen=True)
class AppointmentView:
    """A moment to meet, from nothing to a picked time."""

    kind: Literal["appointment"]
    key: str
    id: str
    title: str
    help: str
    minutes: int
    picked: str
    place: str
    times: tuple[TimeView, ...]
    by: By | None
    ours: bool  # whether the viewer's side offered the times
    cancelled: str
    open: bool


@dataclass(frozen=True)
class ReviewView:
    """A decision on what the stage holds."""

    kind: Literal["review"]
    key: str
    id: str
    title: str
    help: str
    of: str  # in words: who decides
    mine: bool
    decided: str
    tone: str
    note: str
    by: By | None
    changed: tuple[str, ...]  # lines that changed since it was decided
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
    key: str
    id: str
    title: str
    help: str
    of: str
    mine: bool
    items: tuple[ItemView, ...]
    open: bool


@dataclass(frozen=True)
class PromiseView:
    """A promise in its state, and what the viewer may do about it."""

    key: str
    text: str
    state: str
    label: str
    tone: str
    by: By
    says: str
    due: str
    can: tuple[str, ...]  # promise, done, judge


@dataclass(frozen=True)
class CommitmentView:
    """The promises of a stage, with a form to ask for one."""

    kind: Literal["commitment"]
    key: str
    id: str
    title: str
    help: str
    promises: tuple[PromiseView, ...]
    open: bool
    ours: str
    theirs: str


@dataclass(frozen=True)
class SignView:
    """One side's place to sign: open, signed, or again (a line changed since)."""

    side: str
    who: Who | None
    state: str
    caption: str
    changed: tuple[str, ...]
    mine: bool


@dataclass(frozen=True)
class SignatureView:
    """Where a stage is signed."""

    kind: Literal["signature"]
    key: str
    id: str
    says: str
    signs: tuple[SignView, ...]
    missing: tuple[str, ...]
    can_sign: bool
    can_withdraw: bool
    covers: tuple[tuple[str, str], ...]


Block = FieldsView | AppointmentView | ReviewView | ChecklistView | CommitmentView | SignatureView


# ---- stages and the page
@dataclass(frozen=True)
class ConditionView:
    """One condition of satisfaction and the customer's word on it."""

    key: str
    text: str
    how: str
    state: str  # "", met, not_met
    by: By | None
    why: str
    open: bool  # whether the viewer may judge it now


@dataclass(frozen=True)
class ThreadStage:
    """One stage of the thread: a knot, or a bead when one side does it alone."""

    key: str
    name: str
    title: str
    state: str  # done, skipped, now, next
    minor: bool
    side: str
    note: str
    words: str


@dataclass(frozen=True)
class StageView:
    """One stage in the body of the page. `blocks` are there when it is open or asked for."""

    key: str
    id: str
    title: str
    number: int
    of: int
    state: str
    minor: bool
    side: str
    help: str
    label: str
    tone: str
    about: str  # signed by whom and when, or the planned days
    summary: str
    again: str  # who is asked to look again, and at what
    reopened: str
    lines: int
    blocks: tuple[Block, ...]
    can: tuple[str, ...]  # reopen, skip, again


@dataclass(frozen=True)
class StepView:
    """One thing to do: a line to open, a stage to write in one go, or a place on the page."""

    no: int
    label: str
    kind: str
    stage: str
    target: str
    anchor: str
    time: str


@dataclass(frozen=True)
class MoveView:
    """Whose move it is."""

    mine: bool
    side: str
    heading: str
    sentence: str
    steps: tuple[StepView, ...]
    facts: tuple[tuple[str, str], ...]
    done: bool
    finish: bool  # whether the viewer may say now that the whole is fulfilled


@dataclass(frozen=True)
class LogView:
    """One thing that happened, in a sentence."""

    seq: int
    who: Who
    by: By
    says: str
    note: str
    new: bool
    lines: tuple[tuple[str, str, str], ...]  # stage, field, label: what can be put back to how this left it


@dataclass(frozen=True)
class Cutting:
    """A picture pinned to the head of the order."""

    file: str
    picture: str
    caption: str


@dataclass(frozen=True)
class OrderPage:
    """Everything the page of an order shows."""

    ref: str
    title: str
    need: str
    need_by: By | None
    need_path: str
    workflow: str
    status: str
    me: str
    side: str
    mark: str
    seq: int
    thread: tuple[ThreadStage, ...]
    place: str  # Stage 5 of 8: Forward fitting
    next: str
    cuttings: tuple[Cutting, ...]
    move: MoveView
    stages: tuple[StageView, ...]
    conditions: tuple[ConditionView, ...]
    judging: bool
    log: tuple[LogView, ...]
    log_more: int
    since: str
    people: Mapping[str, tuple[Who, ...]]
    money: tuple[tuple[str, str], ...]

    def stage(self, key: str) -> StageView:
        """The stage of that key."""
        return next(stage for stage in self.stages if stage.key == key)

    def line(self, stage: str, key: str) -> LineView:
        """The line of that key, in a stage that is open on this page."""
        blocks = (block for block in self.stage(stage).blocks if isinstance(block, FieldsView))
        return next(line for block in blocks for line in block.lines if line.key == key)

    def signature(self, stage: str) -> SignatureView | None:
        """Where that stage is signed, when it is open on this page and anybody signs it."""
        blocks = (block for block in self.stage(stage).blocks if isinstance(block, SignatureView))
        return next(blocks, None)


# ---- what other pages of a case need
@dataclass(frozen=True)
class PastView:
    """What a line held once, and whether it can be put back."""

    seq: int
    text: str
    by: By | None
    why: str
    now: bool


@dataclass(frozen=True)
class ConflictView:
    """A line that two people changed at once: what stands there, what was typed, and a form for a third."""

    line: LineView
    mine: str
    typed: tuple[tuple[str, str], ...]
    seen: int
    form: InputView


@dataclass(frozen=True)
class ReasonView:
    """A page that asks why before something is done that everybody feels."""

    title: str
    says: str
    button: str
    question: str = "Why?"
    why: str = ""
    error: str = ""
    stages: tuple[tuple[str, str], ...] = ()
    stage: str = ""
