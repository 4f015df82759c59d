"""Promises as people read them: asked, promised with a day, done, satisfied or not yet."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from portal.cases.show import words as say
from portal.cases.show.given import By, Desk
from workflows.case import Commitment, Mark
from workflows.grammar import CommitmentBlock, Stage
from workflows.language import N_, _, pgettext
from workflows.records import other

_LABELS = {
    "done": (N_("satisfied?"), ""),
    "satisfied": (N_("satisfied"), "g"),
    "not_yet": (N_("not yet"), "p"),
}


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
        title=block.title if block else _("Promises"),
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
        return (_("broken"), "p") if late else ("", "")
    label, tone = _LABELS[one.state]
    return _(label), tone


def _says(desk: Desk, one: Commitment) -> str:
    """What stands under the promise, after the name of whoever moved it last, or after "you"."""
    me = desk.by(_latest(one)).who.me
    if one.state == "asked":
        return _asked(desk, one, me)
    if one.state == "promised":
        day = say.day(date.fromisoformat(one.due), desk.today)
        mine, theirs = (
            pgettext("after “you”", "promised it by %(day)s", day=day),
            _("promised it by %(day)s", day=day),
        )
    elif one.state == "not_yet":
        mine, theirs = _("are not satisfied yet"), _("is not satisfied yet")
    elif one.state == "done":
        mine, theirs = _("say it is done"), _("says it is done")
    else:
        mine, theirs = _("are satisfied"), _("is satisfied")
    return mine if me else theirs


def _asked(desk: Desk, one: Commitment, me: bool) -> str:
    """Whom somebody asked, after their name or after "you"."""
    if one.of == desk.look.viewer.side:
        return pgettext("after “you”", "asked you") if me else _("asked you")
    name = desk.name(one.of)
    return pgettext("after “you”", "asked %(name)s", name=name) if me else _("asked %(name)s", name=name)


def _more(one: Commitment) -> str:
    return _("nobody has promised yet") if one.state == "asked" else say.quoted(one.why) if one.why else ""


def _can(desk: Desk, one: Commitment) -> tuple[str, ...]:
    me = desk.look.viewer.side
    if one.of == me:
        return ("promise", "done") if one.state in ("asked", "promised", "not_yet") else ()
    return ("judge",) if one.state == "done" and other(one.of) == me else ()
