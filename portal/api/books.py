"""The open book, as a program is told of it."""

from datetime import datetime
from typing import Literal

from portal.api.blocks import Answer
from portal.cases import bookkeeping
from portal.cases.model import Case
from portal.people.model import Person
from workflows.grammar import Side
from workflows.openbook import PARTS, state


class Figures(Answer):
    """What the price is made of for the clan, in smallest coins, and when that was written."""

    at: datetime

    labour: int
    material: int
    overhead: int
    margin: int


class Book(Answer):
    """Whether the customer reads what the price is made of; `asked` is the side that asks for it.

    `figures` are null for a customer while the book is not open, and while nothing is written.
    """

    state: Literal["closed", "asked", "open"]
    asked: Side | None
    currency: str
    figures: Figures | None


def book(who: Person, case: Case) -> Book:
    """The book as this person may read it."""
    row, thread = bookkeeping.figures(who, case), case.thread
    found = None
    if row is not None:
        found = Figures(**{name: getattr(row, name) for name in PARTS}, at=row.at)
    asked = thread.book.asked
    return Book(
        state=state(thread),
        asked=asked.side if asked else None,
        currency=thread.currency,
        figures=found,
    )
