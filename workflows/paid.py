"""What is written down of payments: received or given back, each with its day and what its paper says."""

from datetime import date

from pydantic import Field as Checked

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
