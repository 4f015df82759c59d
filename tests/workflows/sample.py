"""A small workflow that has every kind of block, both sides and four stages; and people with a clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from workflows import course
from workflows.case import Actor, Case, Refused
from workflows.changes import document
from workflows.grammar import (
    AppointmentBlock,
    Ask,
    ChecklistBlock,
    Choice,
    Column,
    CommitmentBlock,
    Field,
    FieldsBlock,
    Item,
    NotesBlock,
    ReviewBlock,
    ShownWhen,
    Side,
    SignatureBlock,
    Stage,
    ToDoBlock,
    Workflow,
)
from workflows.noted import Observed
from workflows.turn import steps

START = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)

CONDITIONS = Field(
    key="conditions",
    label="How you will judge it",
    type="table",
    required=True,
    given_by="customer",
    columns=(Column(key="text", label="What must be true"), Column(key="how", label="How you will see it")),
)
NEED = Stage(
    key="need",
    title="Need",
    holder="customer",
    essential=True,
    lead_days=2,
    blocks=(
        FieldsBlock(
            kind="fields",
            key="what",
            fields=(
                Field(key="title", label="Name", type="text", required=True, given_by="customer"),
                Field(key="need", label="Your need", type="longtext", required=True, given_by="customer"),
                CONDITIONS,
                Field(key="date", label="The day it is for", type="date"),
            ),
        ),
        SignatureBlock(kind="signature", by=("customer", "clan"), says="We understand the need."),
    ),
)
CLOTH = Stage(
    key="cloth",
    title="Cloth",
    holder="clan",
    essential=True,
    lead_days=5,
    blocks=(
        FieldsBlock(
            kind="fields",
            key="choice",
            fields=(
                Field(key="code", label="Cloth code", type="text", required=True, given_by="clan"),
                Field(
                    key="pattern",
                    label="Pattern",
                    type="choice",
                    choices=(Choice(key="plain", label="Plain"), Choice(key="check", label="Check")),
                ),
                Field(
                    key="match",
                    label="Match the checks",
                    type="bool",
                    required=True,
                    given_by="customer",
                    shown_when=ShownWhen(field="pattern", values=("check",)),
                ),
                Field(key="stock", label="In stock", type="int", editable_by=("clan",)),
            ),
        ),
        ReviewBlock(kind="review", key="fit", title="Fit for purpose", by="customer"),
        CommitmentBlock(
            kind="commitment", key="asks", asks=(Ask(key="swatch", text="Send a swatch", of="clan"),)
        ),
        SignatureBlock(kind="signature", by=("customer", "clan"), says="This is the cloth."),
    ),
)
FITTING = Stage(
    key="fitting",
    title="Baste fitting",
    short="Baste",
    holder="clan",
    lead_days=10,
    rounds=3,
    blocks=(
        AppointmentBlock(kind="appointment", key="visit", title="The fitting"),
        FieldsBlock(
            kind="fields", key="notes", fields=(Field(key="note", label="What we saw", type="longtext"),)
        ),
        NotesBlock(
            kind="notes",
            key="seen",
            parts=(Choice(key="coat", label="Coat"), Choice(key="trousers", label="Trousers")),
            areas=(Choice(key="collar", label="Collar"), Choice(key="waist", label="Waist")),
            voices=(Choice(key="customer", label="Customer"), Choice(key="cutter", label="Cutter")),
            actions=(Choice(key="take_in", label="Take in"), Choice(key="leave", label="Leave as it is")),
            leaves=("leave",),
        ),
        CommitmentBlock(
            kind="commitment", key="asks", asks=(Ask(key="shoes", text="Bring your shoes", of="customer"),)
        ),
        SignatureBlock(kind="signature", by=("customer", "clan"), says="We saw it together."),
    ),
)
FINISHING = Stage(
    key="finishing",
    title="Finishing",
    holder="clan",
    lead_days=3,
    blocks=(
        ToDoBlock(kind="todo", key="work", title="What the fitting asked for", of="fitting"),
        ChecklistBlock(
            kind="checklist",
            key="inspection",
            title="Inspection",
            by="clan",
            items=(
                Item(key="buttons", label="Buttons"),
                Item(key="pressed", label="Pressed"),
                Item(key="card", label="Care card", required=False),
            ),
        ),
        SignatureBlock(kind="signature", by=("customer",), says="It is finished."),
    ),
)
SUIT = Workflow(
    key="suit",
    version=3,
    title="Suit",
    title_field="need.title",
    need_field="need.need",
    conditions_field="need.conditions",
    date_field="need.date",
    stages=(NEED, CLOTH, FITTING, FINISHING),
)
COLLAR = Observed(area="collar", said_by="cutter", observation="Stands off", action="take_in", amount=6)
ROWS = [{"text": "It fits", "how": "I wear it"}, {"text": "It is blue"}]


def when(hours: float = 0, days: float = 0) -> datetime:
    """A moment after the case began."""
    return START + timedelta(hours=hours, days=days)


def customer(hours: float = 0, days: float = 0) -> Actor:
    """Julian, who needs a suit."""
    return Actor("julian", "Julian Reed", "customer", when(hours, days))


def clan(hours: float = 0, days: float = 0) -> Actor:
    """Marian, who makes it with him."""
    return Actor("marian", "Marian Holt", "clan", when(hours, days))


def of(side: Side, hours: float = 0) -> Actor:
    """Whoever stands for a side."""
    return customer(hours) if side == "customer" else clan(hours)


def begun() -> Case:
    """The case as the customer begins it."""
    return course.begin(SUIT, customer(), "A suit for my daughter's wedding", "Wedding suit", "GBP")


def put(case: Case, actor: Actor, stage: str, **lines: object) -> Case:
    """Write lines, having seen each as it is now."""
    return course.write(case, actor, stage, lines, {key: case.line_seq(stage, key) for key in lines})


def need_signed() -> Case:
    """The need understood by both; the cloth is under way."""
    case = put(begun(), customer(), "need", conditions=ROWS)
    return course.sign(course.sign(case, customer(), "need"), clan(), "need")


def cloth_signed() -> Case:
    """The cloth chosen, reviewed and signed; the fitting is under way."""
    case = put(need_signed(), clan(), "cloth", code="W 81")
    case = course.review(case, customer(), "cloth", "fit", "accepted")
    return course.sign(course.sign(case, clan(), "cloth"), customer(), "cloth")


def fitted() -> Case:
    """The fitting held; the finishing is under way."""
    case = course.propose_times(cloth_signed(), clan(), "fitting", "visit", (when(days=9), when(days=8)))
    case = course.pick_time(case, customer(), "fitting", "visit", when(days=8))
    return course.sign(course.sign(case, clan(), "fitting"), customer(), "fitting")


def inspected() -> Case:
    """Everything ticked; only the customer's signature is missing in the last stage."""
    case = course.tick(fitted(), clan(), "finishing", "inspection", "buttons")
    return course.tick(case, clan(), "finishing", "inspection", "pressed")


def finished() -> Case:
    """Every stage signed; the customer judges the conditions."""
    return course.sign(inspected(), customer(), "finishing")


def keys(case: Case) -> list[str]:
    """The digests of the conditions, in their order."""
    return [key for key, _, _ in case.conditions()]


def fulfilled() -> Case:
    """The customer has said that both conditions are met."""
    case = finished()
    for key in keys(case):
        case = course.met(case, customer(), key)
    return case


def kept(case: Case) -> bool:
    """Whether the stored document gives the same case back."""
    return Case.model_validate(document(case)) == case


def refusal(deed: Callable[..., Case], *args: object, **named: object) -> str:
    """The sentence with which a deed is refused."""
    with pytest.raises(Refused) as refused:
        deed(*args, **named)
    return str(refused.value)


def moves(case: Case) -> list[tuple[str, str, str]]:
    """What is open: whose step, of which kind, at what."""
    return [(step.side, step.kind, step.target) for step in steps(case)]
