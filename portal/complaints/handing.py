"""Giving a complaint to an executive and taking it from them, each a deed that its journal tells.

What follows by itself is done by the rules of the house (`settling`), never inside another deed, so that the
journal tells one after the other.
"""

from datetime import date
from typing import Any

from portal.complaints import drawing
from portal.complaints.keeping import hold, keep, letter, put
from portal.complaints.model import Complaint
from portal.complaints.verbs import complaints
from portal.kernel.verbs import Act, NotNow
from portal.people.model import Person
from workflows.complaints import handing
from workflows.complaints.complaint import Complaint as Document
from workflows.complaints.ownership import Ownership, chain
from workflows.language import _
from workflows.records import Mark


@complaints.action
def draw(act: Act, row: Complaint) -> None:
    """Give it to the executive whose turn it is; the journal keeps everything the draw looked at.

    Raises:
        NotNow: nobody is here and free to answer it.
    """
    one, mark = hold(act, row)
    found = drawing.drawn(row)
    if not found.chosen:
        raise NotNow(_("Nobody is here and free to answer it. Ask somebody by name."))
    _give(act, row, one, mark, found.chosen, "drawn", found.facts)


@complaints.action
def choose(act: Act, row: Complaint) -> None:
    """Take it by choice, as an executive: one of three a month at most.

    Raises:
        NotNow: one was chosen this month already, or it is not theirs to take.
    """
    one, mark = hold(act, row)
    if problem := drawing.may_choose(row, act.who):
        raise NotNow(problem)
    _give(act, row, one, mark, act.who.handle, "chosen", {})


@complaints.action
def appoint(act: Act, row: Complaint, person: Person) -> None:
    """Ask somebody by name, as a steward, where the draw finds nobody."""
    one, mark = hold(act, row)
    _give(act, row, one, mark, person.handle, "steward", {})


def _give(
    act: Act, row: Complaint, one: Document, mark: Mark, handle: str, how: Any, facts: dict[str, Any]
) -> None:
    keep(act, row, handing.give(one, _owner(mark, handle, how, facts=facts)), person=_name(handle))
    _tell(row)


@complaints.action
def refuse_owner(act: Act, row: Complaint, reason: str) -> None:
    """Ask for somebody else, for the customer, with the reason."""
    _let_go(act, row, "refused", reason)


@complaints.action
def hand_back(act: Act, row: Complaint, reason: str) -> None:
    """Give it back for a conflict of interest, with the reason."""
    _let_go(act, row, "conflict", reason)


@complaints.action
def redraw(act: Act, row: Complaint, reason: str) -> None:
    """Take it from its executive as a steward, with the reason, so that somebody else is drawn."""
    _let_go(act, row, "anew", reason)


def _let_go(act: Act, row: Complaint, because: str, reason: str) -> None:
    one, mark = hold(act, row)
    after = handing.let_go(one, mark, because, put(row, reason))
    keep(act, row, after, person=after.owners[-1].called)


@complaints.action
def let_go(act: Act, row: Complaint, because: str) -> None:
    """Take it from an executive who has left, or answers no complaints any more."""
    one, mark = hold(act, row)
    after = handing.let_go(one, mark, because)
    keep(act, row, after, person=after.owners[-1].called, because=because)


@complaints.action
def stand_in(act: Act, row: Complaint, handle: str, until: date) -> None:
    """Let another stand in for its executive, who is away until a day."""
    one, mark = hold(act, row)
    before = chain(one.owners)[0].called
    after = handing.stand_in(one, mark, _owner(mark, handle, "stands_in", until=until))
    keep(act, row, after, person=_name(handle), before=before, until=until.isoformat())
    _tell(row)


@complaints.action
def come_back(act: Act, row: Complaint, because: str) -> None:
    """Give it back to its executive: they are here again, or whoever stood in is not."""
    one, mark = hold(act, row)
    after = handing.come_back(one, mark, because)
    keep(act, row, after, person=after.owners[-1].called)
    if because == "back":  # else the next who stands in is told of
        _tell(row)


@complaints.action
def ask_anew(act: Act, row: Complaint, until: date) -> None:
    """Ask the stewards for somebody else: its executive is away until a day, and nobody stands in."""
    one, mark = hold(act, row)
    after = handing.ask_anew(one, mark, until)
    keep(act, row, after, person=after.owners[-1].called, until=until.isoformat())


def _owner(mark: Mark, handle: str, how: Any, **more: Any) -> Ownership:
    return Ownership(**mark.model_dump(), who=handle, called=_name(handle), how=how, **more)


def _name(handle: str) -> str:
    return drawing.known(handle).name


def _tell(row: Complaint) -> None:
    """Let whoever complained know who answers them; what is closed is not in anybody's hands for them."""
    if row.status == "open":
        letter(row, "owner", len(row.it.owners))
