"""A part for a firm: its drawing and its price are settled, and its people say yes before it orders."""

from tests.workflows import sample
from workflows import course
from workflows.approved import Approver, Asked
from workflows.case import Actor, Case
from workflows.grammar import (
    ApprovalsBlock,
    Choice,
    Department,
    Field,
    FieldsBlock,
    SignatureBlock,
    Stage,
    When,
    Workflow,
)

DOCS = tuple(Choice(key=key, label=key.upper()) for key in ("fai", "coc"))
FAI, DEAR = When(field="drawing.docs", values=("fai",)), When(field="drawing.price", over=5000)
BOTH = SignatureBlock(kind="signature", by=("customer", "clan"), says="Agreed.")
DRAWING = Stage(
    key="drawing",
    title="Drawing",
    holder="customer",
    blocks=(
        FieldsBlock(
            kind="fields",
            key="what",
            fields=(
                Field(key="material", label="Material", type="text"),
                Field(key="price", label="Price", type="money"),
                Field(key="docs", label="Papers", type="multichoice", choices=DOCS),
            ),
        ),
        BOTH,
    ),
)
DEPARTMENTS = (
    Department(key="engineering", label="Engineering", scope=("drawing.material",)),
    Department(
        key="quality",
        label="Quality",
        scope=("drawing",),
        needs=2,
        when=When(field="drawing.docs", values=("fai",)),
    ),
    Department(
        key="finance",
        label="Finance",
        scope=("drawing.price",),
        order=2,
        when=When(field="drawing.price", over=5000),
    ),
)
YESES = ApprovalsBlock(kind="approvals", key="yeses", title="Who says yes", departments=DEPARTMENTS)
LANE = Stage(
    key="lane",
    title="Yeses",
    holder="customer",
    blocks=(
        ApprovalsBlock(kind="approvals", key="yeses", title="Who says yes", departments=DEPARTMENTS),
        BOTH,
    ),
)
PART = Workflow(
    key="part",
    version=1,
    title="Part",
    title_field="need.title",
    need_field="need.need",
    conditions_field="need.conditions",
    stages=(sample.NEED, DRAWING, LANE),
)
NAMES = {"engineering": ("colin",), "quality": ("dev", "lena", "sam"), "finance": ("jo",)}


def of(handle: str, hours: float = 0, days: float = 0) -> Actor:
    """One of the customer's people, or Marian of the clan."""
    side = "clan" if handle == "marian" else "customer"
    return Actor(handle, handle.capitalize(), side, sample.when(hours, days))


def people(*handles: str) -> tuple[Approver, ...]:
    """People who are asked."""
    return tuple(Approver(person=one, name=one.capitalize()) for one in handles)


def asked(**names: tuple[str, ...]) -> dict[str, Asked]:
    """The departments that the definition proposes, with these people in them."""
    by_key = {one.key: one for one in DEPARTMENTS}
    return {key: Asked(**by_key[key].model_dump(), people=people(*who)) for key, who in names.items()}


def begun() -> Case:
    """The drawing is settled and signed: the yeses are under way, with no plan."""
    case = course.begin(PART, of("ruth"), "A bracket", "Bracket", "GBP")
    case = sample.put(case, of("ruth"), "need", conditions=sample.ROWS)
    lines = {"material": "EN AW-6082", "price": "7000", "docs": ["fai"]}
    for stage in ("need", "drawing"):
        case = sample.put(case, of("ruth"), "drawing", **lines)
        case = course.sign(course.sign(case, of("ruth"), stage), of("marian"), stage)
    return case


def planned(hours: float = 1) -> Case:
    """The same with everybody named."""
    return course.plan_yeses(begun(), of("ruth", hours), "lane", "yeses", asked(**NAMES), "", 0)


def at(department: str, person: str) -> tuple[str, str, str, str]:
    """The place of one person's yes."""
    return ("lane", "yeses", department, person)


def yes(case: Case, department: str, *handles: str, days: float = 0) -> Case:
    """Each of them says yes."""
    for handle in handles:
        case = course.say_yes(case, of(handle, days=days), at(department, handle))
    return case
