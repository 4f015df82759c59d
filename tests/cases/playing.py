"""Orders to test with: a short workflow that has every kind of block and line, played by the cast."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from portal.cases import actions, queries, redrawing, together
from portal.kernel import clock, journal
from portal.kernel.db import Database
from portal.kernel.verbs import sentence
from portal.people.queries import account_by_handle
from tests.workflows import sample
from workflows.case import Case as Thread
from workflows.grammar import Field, FieldsBlock, Workflow
from workflows.redrawn import Kind, Redraw

NEED = "A coat that keeps the rain out on the way to work.\n\nIt may look worn.\n\nIt must not be black."
ROWS = [{"text": "Dry after an hour of rain", "how": "I walk home"}, {"text": "It is blue"}]
TOMORROW = (clock.now() + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
BESIDE = FieldsBlock(
    kind="fields",
    key="beside",
    title="Beside it",
    fields=(
        Field(key="chest", label="Chest", type="measure", min=700, max=1500, warn_max=1400, basis=("skin",)),
        Field(key="price", label="Price", type="money", min=0),
        Field(key="photos", label="Pictures", type="photo"),
        Field(key="papers", label="Papers", type="file"),
        Field(key="comes", label="When it comes", type="datetime"),
        Field(key="fitter", label="Who fits it", type="person"),
    ),
)


def workflow() -> Workflow:
    """The sample of `tests/workflows`, its cloth with more kinds of lines beside."""
    cloth = sample.CLOTH.model_copy(update={"blocks": (*sample.CLOTH.blocks, BESIDE)})
    stages = tuple(cloth if stage.key == "cloth" else stage for stage in sample.SUIT.stages)
    return sample.SUIT.model_copy(update={"key": "coat", "title": "Coat", "stages": stages})


@dataclass(frozen=True)
class Order:
    """One order of a test: its addresses, and what the database says of it at this moment."""

    database: Database
    person: Any
    ref: str

    # ---- addresses
    def at(self, rest: str = "") -> str:
        """An address of this order."""
        return f"/orders/{self.ref}{rest}"

    def line(self, path: str, rest: str = "") -> str:
        """The address of one line, named as "stage.field"."""
        stage, _, field = path.partition(".")
        return self.at(f"/stages/{stage}/lines/{field}{rest}")

    def stage(self, key: str, deed: str = "") -> str:
        """The address of one stage, or of something done with it."""
        return self.at(f"/stages/{key}{'/' if deed else ''}{deed}")

    # ---- what it is now
    @property
    def thread(self) -> Thread:
        """The document as the rules read it."""
        with self.database.unit(write=False):
            return queries.get(self.person, self.ref).thread

    def held(self, path: str) -> Any:
        """What a line holds."""
        return self.thread.value(path)

    def seq(self, path: str) -> int:
        """The number of a line's last change."""
        stage, _, field = path.partition(".")
        return self.thread.line_seq(stage, field)

    @property
    def condition(self) -> str:
        """The key of the first condition of satisfaction."""
        return self.thread.conditions()[0][0]

    def told(self, last: int = 1) -> list[str]:
        """The newest sentences of the journal, newest first."""
        with self.database.unit(write=False):
            stream = queries.get(self.person, self.ref).stream
            return [f"{e.name} {sentence(e.verb, e.facts)}" for e in journal.newest(stream, last)]

    @property
    def last(self) -> str:
        """The newest sentence of the journal."""
        return self.told()[0]

    def sound(self) -> bool:
        """Whether every link of the journal's chain holds."""
        with self.database.unit(write=False):
            return journal.broken(queries.get(self.person, self.ref).stream) is None

    # ---- playing it on, past the pages
    def do(self, person: Any, deed: Callable[..., Any], *said: Any, **more: Any) -> Any:
        """Do one of the actions as somebody."""
        with self.database.unit(write=True):
            return deed(person, queries.get(person, self.ref), *said, **more)

    def replan(self, person: Any, other: Any, kind: Kind, stage: str, why: str) -> None:
        """Change the plan as somebody; `other` agrees, where that moves what is promised."""
        if not self.do(person, redrawing.replan, Redraw(kind=kind, stage=stage, why=why)):
            self.do(other, redrawing.agree_redraw, f"r{self.thread.seq}")

    def put(self, person: Any, path: str, value: Any, why: str = "") -> int:
        """Write one line, having seen it as it is now; returns the number of the change."""
        stage, _, field = path.partition(".")
        with self.database.unit(write=True):
            case = queries.get(person, self.ref)
            seen = {field: case.thread.line_seq(stage, field)}
            actions.write(person, case, stage, {field: value}, seen, why)
            return case.thread.line_seq(stage, field)


def begin(
    database: Database,
    person: Any,
    account: Any,
    need: str = NEED,
    title: str = "A coat for the rain",
    follows: Workflow | None = None,
) -> Order:
    """An order of that account, begun by this person; it follows the short workflow unless told otherwise."""
    with database.unit(write=True):
        here = account_by_handle(account.handle)
        case = actions.begin(person, here, follows or workflow(), need, title, "GBP")
    return Order(database, person, case.ref)


def to_cloth(order: Order, customer: Any, clan: Any) -> Order:
    """The need is written and signed by both: the cloth is under way."""
    order.put(customer, "need.conditions", ROWS)
    for person in (customer, clan):
        order.do(person, actions.sign, "need")
    return order


def to_fitting(order: Order, customer: Any, clan: Any) -> Order:
    """The cloth is chosen, looked at and signed: the fitting is under way."""
    to_cloth(order, customer, clan)
    order.put(clan, "cloth.code", "W 81")
    order.do(customer, together.review, "cloth", "fit", "accepted")
    for person in (clan, customer):
        order.do(person, actions.sign, "cloth")
    return order


def to_the_end(order: Order, customer: Any, clan: Any) -> Order:
    """Every stage is done: the customer judges the conditions."""
    to_fitting(order, customer, clan)
    order.replan(clan, customer, "skip", "fitting", "It fits already")
    for item in ("buttons", "pressed"):
        order.do(clan, together.tick, "finishing", "inspection", item, True)
    order.do(customer, actions.sign, "finishing")
    return order
