"""What is written down of payments, each with its day and what its paper says; and who opened the book."""

from datetime import date

from pydantic import Field as Checked

from workflows.grammar import Word
from workflows.records import Mark


class Paid(Mark):
    """A payment that the clan wrote down: so many of the smallest coin, on a day, received or given `back`.

    Whoever wrote it may have been wrong: then it is `undone`, with the reason, and counts no more.
    """

    amount: int = Checked(gt=0)
    day: date
    reference: str = ""
    back: bool = False
    undone: Mark | None = None
    why: str = ""


class Book(Word):
    """Who asked that the customer reads what the price is made of, who agreed, and who closed it last."""

    asked: Mark | None = None
    opened: Mark | None = None
    closed: Mark | None = None
