"""The open book: what the price is made of for its maker, shown to the customer while both consent.

Here is only who asked, who agreed and who closed it. The figures are never part of a case, for its document
and journal are read by both sides (docs/decisions/020).
"""

from collections.abc import Iterator
from typing import Literal

from workflows.case import Case
from workflows.language import N_, _
from workflows.paid import Book
from workflows.records import Mark, Refused, Step, other

# What a price is made of, as people read it; said with `_`.
PARTS = {
    "labour": N_("Hands"),
    "material": N_("Material"),
    "overhead": N_("What the house costs"),
    "margin": N_("What is earned"),
}
State = Literal["closed", "asked", "open"]


def state(case: Case) -> State:
    """Whether the customer reads the maker's figures, one side asks that they do, or neither."""
    book = case.book
    return "open" if book.opened else "asked" if book.asked else "closed"


def ask(case: Case, mark: Mark) -> Case:
    """Ask the other side to open the book.

    Raises:
        Refused: it is open, or was asked for.
    """
    if state(case) != "closed":
        raise Refused(_("The book is open.") if case.book.opened else _("That was asked already."))
    return case.having(book=Book(asked=mark))


def consent(case: Case, mark: Mark) -> Case:
    """Agree that the book is opened: both read it from now on.

    Raises:
        Refused: nobody asks for it, or one's own side does.
    """
    if case.book.asked is None or case.book.opened:
        raise Refused(_("Nobody asks for that now."))
    if case.book.asked.side == mark.side:
        raise Refused(_("You asked for this. It is for the other side to agree."))
    return case.having(book=case.book.model_copy(update={"opened": mark}))


def close(case: Case, mark: Mark) -> Case:
    """Close the book, say no to opening it, or take back that one asked: either side, at any time.

    Raises:
        Refused: it is closed.
    """
    if state(case) == "closed":
        raise Refused(_("The book is closed."))
    return case.having(book=Book(closed=mark))


def left(case: Case) -> Iterator[Step]:
    """The question whether the book is opened, for the side that is asked; it holds up nothing."""
    asked = case.book.asked
    if asked and state(case) == "asked":
        label = _("Say whether the book is opened")
        yield Step(side=other(asked.side), kind="book", stage=case.plan[-1], target="book", label=label)
