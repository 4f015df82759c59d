"""What is written down when the plan of one order changes: what was asked or made, by whom, how it ended."""

from datetime import date
from typing import Literal

from pydantic import Field as Checked

from workflows.grammar import Label, Side, Stage, Word
from workflows.records import HOLDS, Mark

Kind = Literal["add", "split", "move", "remove", "skip", "again", "reopen"]
MOST_LINES = 20  # lines of a stage that people add, for each side


class NewStage(Word):
    """A stage that somebody wants in this order: what it is, who begins it, what each side gives, who signs.

    `days` are working days. `customer` and `clan` are the labels of the lines that each side is to write.
    """

    title: Label
    help: str = ""
    days: int = Checked(default=0, ge=0, le=400)
    holder: Side
    customer: tuple[Label, ...] = Checked(default=(), max_length=MOST_LINES)
    clan: tuple[Label, ...] = Checked(default=(), max_length=MOST_LINES)
    meet: bool = False
    pictures: bool = False
    signed_by: tuple[Side, ...] = Checked(min_length=1)


class Redraw(Word):
    """A change of the plan. `stage` is the one that it is about, `after` the one that it comes right after.

    Of a stage that is added, `new` says what it is; of one that is split, `title`, `days` and `parts` are
    those of the second part, whose parts are blocks ("block") and lines ("block.line"). Of any other change
    `title` is what the stage was called.
    """

    kind: Kind
    stage: str = ""
    after: str = ""
    new: NewStage | None = None
    title: str = ""
    days: int = Checked(default=0, ge=0, le=400)
    parts: tuple[str, ...] = ()
    why: str = ""


class Redrawn(Word):
    """A change of the plan that was made, or that one side asks the other for because it moves a promise.

    `before` and `after` are the day of the hand-over as it was planned and as it then was to be. `made` is
    the key of the stage that came of it, `was` a stage as it was before it was split.
    """

    how: Redraw
    asked: Mark
    before: date | None = None
    after: date | None = None
    state: Literal["open", "made", "declined", "withdrawn", "run_out"] = "open"
    ended: Mark | None = None
    why: str = ""
    made: str = ""
    was: Stage | None = None

    @property
    def until(self) -> date:
        """The last day on which the other side may agree to it."""
        return self.asked.at.date() + HOLDS

    def run_out(self, today: date) -> bool:
        """Whether nobody answered while it held: it is asked anew, or taken back."""
        return self.state == "open" and today > self.until


class Adopting(Word):
    """What both sides said so far to a version of the process: their yes, or the no that was said last."""

    yes: dict[Side, Mark] = Checked(default_factory=dict)
    no: Mark | None = None
    why: str = ""
