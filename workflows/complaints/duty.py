"""What each executive answered in person in a month, and what they may choose themselves.

It counts in the month in which the customer confirms "yes, she rang me herself". What is delegated or was
never confirmed does not count, whoever was given it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from workflows.complaints.draw import Bar, Executive
from workflows.grammar import Word
from workflows.language import N_, _

NOT_YOURS: dict[Bar, str] = {
    "about": N_("This complaint is about you."),
    "conflict": N_("You said that you are not free to judge this complaint."),
    "refused": N_("The customer asked for somebody else."),
    "anew": N_("A steward took this complaint from you, to have somebody else drawn."),
}


class Assignment(Word):
    """That an executive was given a complaint, and what became of it; all days as the house counts them."""

    handle: str
    given: date
    chosen: bool = False  # by themselves; otherwise it was drawn
    handed_on: bool = False
    delegated: bool = False
    by_letter: bool = False  # an event, answered in one letter: it is a load, and no talk is to be confirmed
    confirmed: date | None = None  # the customer said that they spoke with the executive in person

    @property
    def theirs(self) -> bool:
        """Whether it still counts as given to them: they kept it, or had spoken with the customer before."""
        return not self.handed_on or self.confirmed is not None


class Record(Word):
    """The month of one executive: `counted` of `share`, and what became of all they were given in it."""

    handle: str
    share: int
    counted: int = 0
    given: int = 0
    chosen: int = 0
    unconfirmed: int = 0
    delegated: int = 0
    handed_on: int = 0

    @property
    def below(self) -> bool:
        """Whether they answered fewer in person than their share."""
        return self.counted < self.share


def record(assignments: Iterable[Assignment], month: date, shares: Mapping[str, int]) -> list[Record]:
    """The month of each executive who has a share in it or was given one, by handle."""
    known: dict[str, list[Assignment]] = {handle: [] for handle in shares}
    for handle, own in groupby(sorted(assignments, key=attrgetter("handle")), key=attrgetter("handle")):
        known[handle] = list(own)
    found = (_month_of(handle, own, month, shares.get(handle, 0)) for handle, own in sorted(known.items()))
    return [one for one in found if one.handle in shares or one.given or one.counted]


def in_words(record: Record) -> str:
    """The month of an executive in a few words: 2 of 3, 1 still to be confirmed."""
    figures = {"counted": record.counted, "share": record.share}
    if not record.unconfirmed:
        return _("%(counted)s of %(share)s", **figures)
    return _("%(counted)s of %(share)s, %(num)s still to be confirmed", num=record.unconfirmed, **figures)


def may_choose(executive: Executive, assignments: Iterable[Assignment], month: date) -> str:
    """Why an executive may not choose this complaint themselves, in a sentence; nothing if they may."""
    if executive.barred:
        return _(NOT_YOURS[executive.barred])
    if executive.away:
        return _("You are away, and the customer is to be rung within two working days.")
    own = (one for one in assignments if one.handle == executive.handle)
    if any(one.chosen and _in(one.given, month) for one in own):
        return _("You have chosen a complaint this month already. The others are drawn.")
    return ""


def with_history(executive: Executive, assignments: Iterable[Assignment], month: date) -> Executive:
    """An executive with what they were given this month, in the eleven months before, and when last."""
    own = [one for one in assignments if one.handle == executive.handle and one.theirs]
    ago = [_months(one.given, month) for one in own]
    return executive.model_copy(
        update={
            "served": ago.count(0),
            "earlier_served": sum(1 for months in ago if 1 <= months <= 11),
            "last": max((one.given for one in own), default=None),
        }
    )


def _month_of(handle: str, own: Sequence[Assignment], month: date, share: int) -> Record:
    given = [one for one in own if _in(one.given, month)]
    kept = [one for one in given if one.theirs]
    confirmed = (one for one in own if one.confirmed and _in(one.confirmed, month))
    return Record(
        handle=handle,
        share=share,
        counted=sum(1 for one in confirmed if not one.delegated),
        given=len(given),
        chosen=sum(one.chosen for one in given),
        unconfirmed=sum(1 for one in kept if _is_to_be_confirmed(one, month)),
        delegated=sum(one.delegated for one in kept),
        handed_on=len(given) - len(kept),
    )


def _is_to_be_confirmed(one: Assignment, month: date) -> bool:
    return not one.delegated and not one.by_letter and not _confirmed_by(one, month)


def _confirmed_by(assignment: Assignment, month: date) -> bool:
    """Whether it was confirmed before the month ended."""
    return assignment.confirmed is not None and _months(assignment.confirmed, month) >= 0


def _in(day: date, month: date) -> bool:
    return _months(day, month) == 0


def _months(day: date, month: date) -> int:
    """How many months a day lies before a month."""
    return 12 * (month.year - day.year) + month.month - day.month
