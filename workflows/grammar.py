"""The words of a workflow: stages made of blocks, blocks made of fields.

A definition is plain data (TOML), because customers propose changes to it from a page. The shapes are
checked here, the sense (could a case get stuck in it?) in `workflows.check`. Source: docs/workflows.md.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic import Field as Checked

Side = Literal["customer", "clan"]
SIDES: tuple[Side, Side] = ("customer", "clan")

FieldType = Literal[
    "text",
    "longtext",
    "int",
    "decimal",
    "money",
    "date",
    "datetime",
    "bool",
    "choice",
    "multichoice",
    "measure",
    "table",
    "person",
    "file",
    "photo",
    "rating",
]
ColumnType = Literal["text", "int", "decimal", "money", "date", "bool", "choice"]
Basis = Literal["skin", "finished", "try_on"]
Decision = Literal["accepted", "accepted_with_changes", "changes_needed", "not_mine"]

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
WorkflowKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class Word(BaseModel):
    """Any word of the grammar: frozen, and unknown names are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(Word):
    """One answer of a choice; `price` is what it adds, in minor units of the order's currency."""

    key: Key
    label: Label
    help: str = ""
    picture: str = ""
    price: int | None = None


class Column(Word):
    """One column of a table field; `min`, `max` and `max_length` refuse as they do for a field."""

    key: Key
    label: Label
    type: ColumnType = "text"
    unit: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    min: Decimal | None = None
    max: Decimal | None = None
    max_length: int | None = None


class ShownWhen(Word):
    """A field is asked only when another field of the same stage has one of these values."""

    field: Key
    values: tuple[str, ...] = Checked(alias="is", min_length=1)

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class Field(Word):
    """One line of a stage: what is asked, of whom, in which unit and within which limits.

    `min`/`max` refuse, `warn_min`/`warn_max` only ask again. Lengths are millimetres, weights and the
    rest in `unit`. `given_by` names the side expected to write it; `editable_by` those who may, and from when
    on: once the stage `after` is signed. A `locked` line changes only by agreement once its stage is signed.
    """

    key: Key
    label: Label
    type: FieldType
    help: str = ""
    unit: str = ""
    picture: str = ""
    required: bool = False
    given_by: Side | None = None
    editable_by: tuple[Side, ...] = SIDES
    after: str = ""  # a stage key: nothing is written here before that stage is signed
    locked: bool = False
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    min: Decimal | None = None
    max: Decimal | None = None
    warn_min: Decimal | None = None
    warn_max: Decimal | None = None
    min_rows: int | None = None
    max_length: int | None = None
    sum_of: str = ""  # a decimal column of the table whose rows must add up to `sum_is`
    sum_is: Decimal | None = None
    against: str = ""  # "stage.field" of the table with the limits that its results are held to
    basis: tuple[Basis, ...] = ()
    views: tuple[Label, ...] = ()  # from where a picture may be taken: "Front", "Back"
    tolerance: int | None = None  # mm: a second reading may differ by this much
    shown_when: ShownWhen | None = None
    freeze_at: str = ""
    reopens: tuple[str, ...] = ()
    headline: bool = False  # named in the one-sentence summary of a finished stage


class LinesBlock(Word):
    """Lines of a stage, whatever they are shown as."""

    key: Key
    title: str = ""
    help: str = ""
    fields: tuple[Field, ...] = Checked(min_length=1)


class AddsUp(Word):
    """Two lines of numbers that make one whole, such as two shares of 100."""

    fields: tuple[Key, ...] = Checked(min_length=1)  # exactly two, says the checker
    total: Decimal = Checked(alias="is")

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class FieldsBlock(LinesBlock):
    """Lines to settle together; two of them may have to add up."""

    kind: Literal["fields"]
    adds_up: AddsUp | None = None


class MeasuresBlock(LinesBlock):
    """Measures, in a table beside those of earlier stages whose lines have the same keys."""

    kind: Literal["measures"]


class AppointmentBlock(Word):
    """A moment to meet: times proposed by either side, one picked by the other."""

    kind: Literal["appointment"]
    key: Key
    title: Label
    help: str = ""
    minutes: int = Checked(default=45, ge=5, le=600)
    required: bool = True


class Ask(Word):
    """A commitment that every case of this workflow starts with."""

    key: Key
    text: Label
    of: Side


class CommitmentBlock(Word):
    """Promises: asked, promised with a day, done, and closed by whoever asked."""

    kind: Literal["commitment"]
    key: Key
    title: str = "Promises"
    help: str = ""
    asks: tuple[Ask, ...] = ()


class ReviewBlock(Word):
    """One side looks at what the stage holds and decides."""

    kind: Literal["review"]
    key: Key
    title: Label
    help: str = ""
    by: Side
    decisions: tuple[Decision, ...] = ("accepted", "accepted_with_changes", "changes_needed", "not_mine")
    required: bool = True


class SignatureBlock(Word):
    """Who must sign before the case moves on, and what the signature says."""

    kind: Literal["signature"]
    key: Key = "signature"
    by: tuple[Side, ...] = Checked(min_length=1)
    says: Label


class Item(Word):
    """One thing to tick."""

    key: Key
    label: Label
    required: bool = True


class ChecklistBlock(Word):
    """Things one side ticks, each with name and time."""

    kind: Literal["checklist"]
    key: Key
    title: Label
    help: str = ""
    by: Side
    items: tuple[Item, ...] = Checked(min_length=1)


class NotesBlock(Word):
    """Fitting notes: what was seen where, by whom, and what is done about it; both sides initial each.

    `parts` are the pieces that are tried on, if there are several; `leaves` names the actions that ask for no
    work. An amount is at most `reach` mm either way; none is asked when that is 0. The next stage with such a
    block judges them.
    """

    kind: Literal["notes"]
    key: Key
    title: str = "Fitting notes"
    help: str = ""
    parts: tuple[Choice, ...] = ()
    areas: tuple[Choice, ...] = Checked(min_length=1)
    voices: tuple[Choice, ...] = Checked(min_length=1)
    actions: tuple[Choice, ...] = Checked(min_length=1)
    leaves: tuple[str, ...] = ()
    reach: int = Checked(default=60, ge=0, le=1000)


class ToDoBlock(Word):
    """The work that the notes of an earlier stage ask of the clan, ticked off note by note."""

    kind: Literal["todo"]
    key: Key
    title: Label
    help: str = ""
    of: Key


class When(Word):
    """A department is asked only when a sum is `over` so many pounds (not pence), or when a choice says so.

    A sum that nobody has written yet counts as over: nobody can say that it is not.
    """

    field: str  # "stage.field"
    over: int | None = Checked(default=None, ge=0, le=10**9)
    values: tuple[str, ...] = Checked(default=(), alias="is")

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class Department(Word):
    """Some of the customer's people whose yes is asked: for which lines, how many of them, after whom.

    `scope` names lines ("stage.field") or whole stages. `needs` is how many must say yes, all if left out.
    Departments with one `order` are asked at the same time; `days` are working days.
    """

    key: Key
    label: Label
    scope: tuple[str, ...] = Checked(min_length=1)
    needs: int | None = Checked(default=None, ge=1, le=20)
    order: int = Checked(default=1, ge=1, le=20)
    days: int = Checked(default=3, ge=1, le=60)
    when: When | None = None


class ApprovalsBlock(Word):
    """Who on the customer's side says yes before it signs; `departments` are the plan that it begins with."""

    kind: Literal["approvals"]
    key: Key
    title: Label
    help: str = ""
    departments: tuple[Department, ...] = Checked(min_length=1)


class OfBoth(Word):
    """A line of each side, as "stage.field"."""

    customer: str
    clan: str


class SavingsBlock(Word):
    """What both have saved in a year, less what it cost each of them, and how that is shared.

    A year saves (before - after) / per x units x rate. Every word but `kind`, `key`, `title` and `help` names
    a line. `figures` are the net saving as each side has reckoned it: nobody signs while one is another.
    """

    kind: Literal["savings"]
    key: Key
    title: Label
    help: str = ""
    before: str
    after: str
    per: str  # how many of that unit the rate is for: 60, when minutes are saved and an hour is paid
    units: str  # how often in a year
    rate: str
    costs: OfBoth
    shares: OfBoth  # per cent of the net saving
    figures: OfBoth


class SettlementBlock(Word):
    """Who bears what of the costs when it is stopped, by a rule that both agreed to before.

    `rule` names a choice of `each_own`, `half` and `initiator`; `begun_by` one of `customer` and `clan`.
    """

    kind: Literal["settlement"]
    key: Key
    title: Label
    help: str = ""
    costs: OfBoth
    rule: str
    begun_by: str
    shown_when: ShownWhen


Block = Annotated[
    FieldsBlock
    | MeasuresBlock
    | AppointmentBlock
    | CommitmentBlock
    | ReviewBlock
    | SignatureBlock
    | ChecklistBlock
    | NotesBlock
    | ToDoBlock
    | ApprovalsBlock
    | SavingsBlock
    | SettlementBlock,
    Checked(discriminator="kind"),
]


class Stage(Word):
    """A part of the thread. `lead_days` is how long it usually takes; `holder` who moves first.

    An `essential` stage cannot be skipped. A stage with `rounds` above one may be held again
    (a second fitting) that many times in all. What it `builds_on` are earlier stages, before which nobody
    can move it in an order of their own.
    """

    key: Key
    title: Label
    short: str = ""  # the name under the thread, when the title is long
    help: str = ""
    lead_days: int = Checked(default=0, ge=0, le=400)
    holder: Side
    essential: bool = False
    rounds: int = Checked(default=1, ge=1, le=9)
    builds_on: tuple[Key, ...] = ()
    blocks: tuple[Block, ...] = Checked(min_length=1)

    def fields(self) -> Iterator[Field]:
        """Every field of the stage, in the order people read them."""
        for block in self.blocks:
            if isinstance(block, LinesBlock):
                yield from block.fields

    def field(self, key: str) -> Field | None:
        """The field of that key, or None."""
        return next((field for field in self.fields() if field.key == key), None)

    def block(self, key: str) -> "Block | None":
        """The block of that key, or None."""
        return next((block for block in self.blocks if block.key == key), None)

    def signed_by(self) -> tuple[Side, ...]:
        """The sides whose signature closes this stage."""
        return tuple(
            side for side in SIDES if any(isinstance(b, SignatureBlock) and side in b.by for b in self.blocks)
        )


class LateStep(Word):
    """What a late change costs from one stage on: hands, material, days; or that it is not possible."""

    after: str  # a stage key; the step counts once that stage is finished, until the next step
    possible: bool = True
    hours: Decimal = Decimal(0)
    metres: Decimal = Decimal(0)  # of the order's own cloth, at the price in `LateChange.price_field`
    all_metres: bool = False
    labour_so_far: bool = False
    rush_percent: Decimal = Decimal(0)
    days: int = 0
    reopens: tuple[str, ...] = ()
    needs_inlay_mm: int | None = None
    instead: str = ""  # what is still possible, in a sentence


class LateChange(Word):
    """A change of mind that the definition prices: free through one stage, then by steps.

    `price_field` and `metres_field` say what a metre costs and how many there are; `inlay_field` names a
    table with the columns `seam` and `inlay_mm`, of which the steps' `needs_inlay_mm` read the row `seam`;
    `hours_fields` hold the hours that `labour_so_far` adds up. With `only` a change the other way is free.
    """

    key: Key
    title: Label
    fields: tuple[str, ...] = Checked(min_length=1)  # "stage.field"
    free_through: str = ""  # a stage key; empty means never free
    price_field: str = ""
    metres_field: str = ""
    inlay_field: str = ""
    seam: str = ""
    hours_fields: tuple[str, ...] = ()
    only: Literal["", "earlier", "later", "less", "more"] = ""
    steps: tuple[LateStep, ...] = ()


class Instalment(Word):
    """A payment of the plan: a share of the price or a sum, due once its stage is reached.

    The last of a plan takes what is left of the whole.
    """

    what: Label
    due: str  # a stage key
    percent: Decimal | None = Checked(default=None, ge=0, le=100)
    amount: int | None = Checked(default=None, ge=0)  # minor units


class Workflow(Word):
    """A process definition in one version. Cases pin the version they began with.

    `title_field`, `need_field`, `conditions_field` and `date_field` name the lines ("stage.field") that
    hold the case's name, the customer's need in their words, how they will judge it, and the day it is for;
    `price_field` holds the agreed price, of which a late change may cost a part (`rush_percent`);
    `band_low_field` and `band_high_field` the range that both agree the whole is to stay in;
    `allowances_field` sums allowed for what is chosen later; `payments_field` what is paid when, `payments`
    while nobody has written it. The end of the stage `handover` is the day that the whole is promised for;
    without the word, that of the last stage.
    """

    key: WorkflowKey
    version: int = Checked(ge=1)
    title: Label
    summary: str = ""
    title_field: str
    need_field: str
    conditions_field: str
    date_field: str = ""
    price_field: str = ""
    band_low_field: str = ""
    band_high_field: str = ""
    allowances_field: str = ""
    payments_field: str = ""
    payments: tuple[Instalment, ...] = ()
    handover: str = ""
    hourly_rate: int = Checked(default=6000, ge=0)  # minor units
    stages: tuple[Stage, ...] = Checked(min_length=1)
    late_changes: tuple[LateChange, ...] = ()
