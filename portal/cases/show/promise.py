"""Promises as people read them: asked, promised with a day, done, satisfied or not yet."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from portal.cases.show import words as say
from portal.cases.show.given import By, Desk
from workflows.case import Commitment, Mark
from workflows.grammar import CommitmentBlock, Stage
from workflows.records import other

_LABELS = {"done": ("satisfied?", ""), "satisfied": ("satisfied", "g"), "not_yet": ("not yet", "p")}


@dataclass(frozen=True)
class PromiseView:
    """A promise in its state. `can` says what the viewer may do about it: promise, done, judge."""

    key: str
    id: str
    text: str
    state: str
    label: str
    tone: str
    by: By
    says: str
    more: str
    due: str
    can: tuple[str, ...]


@dataclass(frozen=True)
class CommitmentView:
    """The promises of a stage, with a form to ask for one; `theirs` is the other side in words."""

    kind: Literal["commitment"]
    id: str
    key: str
    title: str
    help: str
    promises: tuple[PromiseView, ...]
    open: bool
    me: str
    other: str
    theirs: str


def commitments(desk: Desk, stage: Stage) -> CommitmentView | None:
    """The promises of a stage; None when there are none and none can be asked for here."""
    block = next((block for block in stage.blocks if isinstance(block, CommitmentBlock)), None)
    made = desk.case.commitments.items()
    promises = tuple(promise(desk, key, one) for key, one in made if one.stage == stage.key)
    can_ask = desk.open and desk.case.state(stage.key) == "now"
    if not (promises or can_ask):
        return None
    me = desk.look.viewer.side
    across = "clan" if me == "customer" else "customer"
    return CommitmentView(
        kind="commitment",
        id=f"block-{stage.key}-{block.key if block else 'promises'}",
        key=block.key if block else "promises",
        title=block.title if block else "Promises",
        help=block.help if block else "",
        promises=promises,
        open=can_ask,
        me=me,
        other=across,
        theirs=desk.name(across),
    )


def promise(desk: Desk, key: str, one: Commitment) -> PromiseView:
    """One promise, with what is said of it and what comes next."""
    label, tone = _label(desk, one)
    return PromiseView(
        key=key,
        id=f"promise-{key}",
        text=one.text,
        state=one.state,
        label=label,
        tone=tone,
        by=desk.by(_latest(one)),
        says=_says(desk, one),
        more=_more(one),
        due=one.due,
        can=_can(desk, one) if desk.open else (),
    )


def _latest(one: Commitment) -> Mark:
    marks = {"promised": one.promised, "done": one.done, "satisfied": one.judged, "not_yet": one.judged}
    return marks.get(one.state) or one.asked


def _label(desk: Desk, one: Commitment) -> tuple[str, str]:
    late = one.due and date.fromisoformat(one.due) < desk.today
    if one.state in ("asked", "promised"):
        return ("broken", "p") if late else ("", "")
    return _LABELS[one.state]


def _says(desk: Desk, one: Commitment) -> str:
    """What stands under the promise, after the name of whoever moved it last, or after "you"."""
    asked, me = desk.name(one.of), desk.by(_latest(one)).who.me
    if one.state == "asked":
        return f"asked {asked}"
    if one.state == "promised":
        return f"promised it by {say.day(date.fromisoformat(one.due), desk.today)}"
    if one.state == "not_yet":
        return f"{'are' if me else 'is'} not satisfied yet"
    if one.state == "done":
        return f"{'say' if me else 'says'} it is done"
    return f"{'are' if me else 'is'} satisfied"


def _more(one: Commitment) -> str:
    return "nobody has promised yet" if one.state == "asked" else f"“{one.why}”" if one.why else ""


def _can(desk: Desk, one: Commitment) -> tuple[str, ...]:
    me = desk.look.viewer.side
    if one.of == me:
        return ("promise", "done") if one.state in ("asked", "promised", "not_yet") else ()
    return ("judge",) if one.state == "done" and other(one.of) == me else ()
