"""Giving a complaint to an executive, and taking it from them: each a complaint in, a complaint out."""

from datetime import date

from workflows.complaints.complaint import Complaint
from workflows.complaints.handling import opened
from workflows.complaints.ownership import Absence, Ownership, chain
from workflows.complaints.steps import to_draw
from workflows.language import _
from workflows.records import Mark, Refused

WHENEVER = ("left", "role")  # who is gone is gone, also from what is closed: it may come back


def give(one: Complaint, owner: Ownership) -> Complaint:
    """Give it to the executive who was drawn, or who chose it.

    Raises:
        Refused: somebody has it already, or it is closed and nothing is left to learn from it.
    """
    if not to_draw(one):
        opened(one)
    if one.owner:
        raise Refused(_("%(name)s has it already.", name=one.owner.called))
    return one.having(owners=(*one.owners, owner))


def let_go(one: Complaint, mark: Mark, because: str, reason: int = 0) -> Complaint:
    """Take it from its executive, with the reason: a conflict, a refusal, a redraw, or they are gone.

    Raises:
        Refused: nobody has it, or the complaint is closed.
    """
    if because not in WHENEVER:
        opened(one)
    _had(one)
    return one.changing("owners", len(one.owners) - 1, ended=mark, because=because, reason=reason)


def stand_in(one: Complaint, mark: Mark, other: Ownership) -> Complaint:
    """Let another stand in for its executive, who is away.

    Raises:
        Refused: nobody has it.
    """
    _had(one)
    gone = one.owners[-1].model_copy(update={"ended": mark, "because": "away"})
    return one.having(owners=(*one.owners[:-1], gone, other))


def come_back(one: Complaint, mark: Mark, because: str) -> Complaint:
    """Give it back to whom it was given: they are here again, or who stood in is not.

    Raises:
        Refused: nobody stands in.
    """
    if _had(one).how != "stands_in":
        raise Refused(_("Nobody stands in."))
    first, last = chain(one.owners)[0], one.owners[-1]
    over = last.model_copy(update={"ended": mark, "because": because})
    again = Ownership(**mark.model_dump(), who=first.who, called=first.called, how="back")
    return one.having(owners=(*one.owners[:-1], over, again))


def ask_anew(one: Complaint, mark: Mark, until: date) -> Complaint:
    """Ask the stewards for somebody else: its executive is away until a day, and nobody stands in.

    Raises:
        Refused: nobody has it.
    """
    _had(one)
    return one.changing("owners", len(one.owners) - 1, asked=Absence(**mark.model_dump(), until=until))


def _had(one: Complaint) -> Ownership:
    if one.owner is None:
        raise Refused(_("Nobody has it yet."))
    return one.owner
