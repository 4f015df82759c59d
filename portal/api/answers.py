"""What a program is told: the shapes of every answer. `portal.api.presenting` fills them."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import RootModel

from portal.api.blocks import Answer, Checklist, Meeting, Reviewed, Yeses
from portal.api.fittings import Caption, Note, Pin
from portal.api.plans import PlanChange
from portal.api.prices import Change, Price, Proposal
from portal.api.reckonings import Saving, Settlement
from workflows.grammar import FieldType, Side, Stage
from workflows.records import StepKind

Status = Literal["open", "fulfilled"]
StageState = Literal["done", "skipped", "now", "next"]


class AccountName(Answer):
    """An account: its handle, which new orders name, and its name."""

    handle: str
    name: str


class Me(Answer):
    """The person whose token this is; `accounts` are those they may see and place orders for."""

    handle: str
    name: str
    side: Side
    account: str | None
    roles: list[str]
    accounts: list[AccountName]


class Version(Answer):
    """Which workflow an order follows, in the version that it began with."""

    key: str
    version: int


class Turn(Answer):
    """The side that moves next, since when, and the day by which; no side once the order is fulfilled."""

    side: Side | None
    since: datetime
    due: date | None


class OrderRow(Answer):
    """An order as a list shows it; `moved` is when somebody last changed it."""

    ref: str
    title: str
    account: str
    workflow: Version
    status: Status
    stage: str | None
    seq: int
    turn: Turn
    moved: datetime


class Orders(Answer):
    """A page of orders, the last moved first; `next` is what `after` takes for the page that follows."""

    items: list[OrderRow]
    next: str | None


class Line(Answer):
    """One line of a stage; `seq` is the number of its last change, 0 while nobody has written it.

    `locked`: both have signed it, so it changes by a proposal. `after` is a stage that is signed first. Where
    `by` agreed to what the other side had asked for, `asked_by` is who asked.
    """

    key: str
    label: str
    type: FieldType
    value: Any
    seq: int
    by: str | None
    asked_by: str | None
    at: datetime | None
    locked: bool
    after: str | None


class Signed(Answer):
    """A signature; `void` names the lines that changed since. It stands while that is empty."""

    side: Side
    by: str
    at: datetime
    void: list[str]


class OrderStage(Answer):
    """A stage of this order. `signed_by` are the sides that must sign it, `signatures` those that have."""

    key: str
    title: str
    state: StageState
    fields: list[Line]
    signatures: list[Signed]
    signed_by: list[Side]
    reviews: list[Reviewed]
    checklists: list[Checklist]
    appointments: list[Meeting]
    yeses: list[Yeses]
    savings: list[Saving]
    settlements: list[Settlement]


class Condition(Answer):
    """A condition of satisfaction and the customer's word on it; none yet while `met` is null."""

    key: str
    condition: Any
    met: bool | None
    why: str
    by: str | None
    at: datetime | None


class Promise(Answer):
    """Something asked of one side: promised by a day, done, and judged by the other side."""

    key: str
    stage: str
    text: str
    of: Side
    state: Literal["asked", "promised", "done", "satisfied", "not_yet"]
    due: str
    why: str
    by: str
    at: datetime


class Step(Answer):
    """One thing that a side must do next; `target` is the key of what it is about, such as a line.

    Of a yes it is the block and the department, with a dot between; `who` is the handle of whom it is asked.
    """

    side: Side
    kind: StepKind
    stage: str
    target: str
    label: str
    who: str


class Order(Answer):
    """An order as it is now. `warnings` ask to look again at what has just been written."""

    ref: str
    title: str
    need: str
    account: str
    workflow: Version
    status: Status
    stage: str | None
    seq: int
    turn: Turn
    stages: list[OrderStage]
    conditions: list[Condition]
    promises: list[Promise]
    pins: list[Pin]
    notes: list[Note]
    captions: list[Caption]
    proposals: list[Proposal]
    changes: list[Change]
    price: Price
    plan: list[PlanChange]
    steps: list[Step]
    warnings: list[str]


class Entry(Answer):
    """One thing that was done. A change is a path into the order's document, what was there and what is."""

    seq: int
    at: datetime
    actor: str
    side: str
    verb: str
    sentence: str
    facts: dict[str, Any]
    changes: list[dict[str, Any]]
    hash: str


class Journal(RootModel[list[Entry]]):
    """What was done in an order, oldest first. An empty list: there is nothing after that number yet."""


class KnownWorkflow(Answer):
    """A workflow that new orders may follow."""

    key: str
    version: int
    title: str
    summary: str
    stages: list[Stage]


class Library(Answer):
    """The newest version of every workflow."""

    items: list[KnownWorkflow]
