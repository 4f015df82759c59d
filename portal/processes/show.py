"""Proposed changes of processes as pages show them, to whoever reads: nobody is named who may not be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from portal.kernel.verbs import may
from portal.processes.model import ProcessChange, ProcessWord
from portal.processes.verbs import close_to
from workflows.amended import Bead, Told, days, drawn, longer, told
from workflows.amending import amended
from workflows.grammar import SIDES, Workflow
from workflows.language import N_, _
from workflows.processes import STATES, Standing
from workflows.records import Refused

DID = {
    "yes": N_("agreed"),
    "otherwise": N_("asks for another way"),
    "said": N_("said"),
    "changed": N_("put the proposal differently; everybody is asked anew"),
}
TONES = {"merged": "g", "declined": "p", "reverted": "p"}
MISSING = {
    "customer": N_("somebody whose customer has an order of this process"),
    "clan": N_("a senior or an administrator of the house"),
}


@dataclass(frozen=True)
class Line:
    """A proposal in a list."""

    row: ProcessChange
    author: str
    state: str
    tone: str
    yours: bool  # it waits for its reader


@dataclass(frozen=True)
class Past:
    """A version in the history of a process: what changed, and who is thanked, where they may be named."""

    row: ProcessChange
    changes: Sequence[Told]
    thanks: str
    readable: bool


@dataclass(frozen=True)
class WordView:
    """What somebody said, and what they did with it."""

    row: ProcessWord
    did: str


@dataclass(frozen=True)
class AnswerView:
    """What somebody says by now, with their name where its reader may know it."""

    who: Any  # None for somebody of another customer
    side: str
    yes: bool


@dataclass(frozen=True)
class ChangeView:
    """The page of one proposal for one reader."""

    line: Line
    changes: Sequence[Told]
    problem: str  # why it does not fit any more
    before: Sequence[Bead]
    after: Sequence[Bead]
    longer: str
    next: int
    answers: Sequence[AnswerView]
    missing: Sequence[str]
    otherwise: bool
    words: Sequence[WordView]
    ready: bool


def author(found: ProcessChange, reader: Any) -> str:
    """Who proposed it, as its reader may know: by name, or only that it was a customer."""
    if found.author.side == "clan" or found.credit or close_to(reader, found):
        return found.author.name
    return _("somebody of another customer")


def line(found: ProcessChange, reader: Any, *, yours: bool = False) -> Line:
    """A proposal in a list."""
    state = _(STATES[found.state], number=found.version)
    return Line(found, author(found, reader), state, TONES.get(found.state, ""), yours)


def past(rows: Iterable[ProcessChange], reader: Any) -> list[Past]:
    """The versions that were made of proposals. Whose they were is told where that person may be named."""
    return [Past(one, told(one.changes), _thanks(one, reader), _readable(one, reader)) for one in rows]


def _thanks(found: ProcessChange, reader: Any) -> str:
    if found.credit:
        return found.author.name
    if found.author.side == "clan":
        return _("somebody of the house")
    return _("a customer")


def _readable(found: ProcessChange, reader: Any) -> bool:
    return close_to(reader, found) or found.shared


def view(
    found: ProcessChange,
    reader: Any,
    newest: Workflow,
    answers: Sequence[ProcessWord],
    stand: Standing,
    words: Iterable[ProcessWord],
) -> ChangeView:
    """One proposal: before and after are of the newest version, while it is open."""
    after, problem = newest, ""
    if found.state == "open":
        try:
            after = amended(newest, found.changes)
        except Refused as refusal:
            problem = str(refusal)
    moved = longer(newest, after)
    sign = "+" if moved > 0 else "−"
    return ChangeView(
        line=line(found, reader),
        changes=told(found.changes),
        problem=problem,
        before=drawn(newest) if after is not newest else (),
        after=drawn(after, newest) if after is not newest else (),
        longer=f"{sign} {days(abs(moved))}" if moved else _("as long as before"),
        next=newest.version + 1,
        answers=[_answer(one, reader) for one in answers],
        missing=[_(MISSING[side]) for side in SIDES if side in stand.missing],
        otherwise=bool(stand.otherwise),
        words=[WordView(one, _(DID[one.kind])) for one in words],
        ready=stand.ready and not problem and may(reader, "process.make", found),
    )


def _answer(one: ProcessWord, reader: Any) -> AnswerView:
    known = reader.side == "clan" or one.account_id in (None, reader.account_id)
    side = _("for the house") if one.account_id is None else _("for the customers")
    return AnswerView(one.author if known else None, side, one.kind == "yes")
