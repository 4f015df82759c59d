"""What is written down of fitting notes."""

from typing import Literal

from pydantic import Field as Checked

from workflows.grammar import SIDES, Side, Word
from workflows.records import Mark, other

Judgement = Literal["fixed", "partly", "not"]


class Observed(Word):
    """What was seen at a fitting, and what is done about it. Where, who and what are keys of its block.

    `pin` is the key of a pin in a picture; `amount` is in mm, below zero where something is taken away.
    """

    area: str
    part: str = ""
    said_by: str
    observation: str
    action: str
    amount: int | None = None
    pin: str = ""


class Judged(Mark):
    """How a note stands at a later fitting, by one side's word, and the other's once it agrees."""

    stage: str
    how: Judgement
    why: str = ""
    agreed: Mark | None = None


class Note(Observed):
    """A fitting note: its words and whose hand they are by, the initials of each side that agrees to them,
    who did it, and how it was judged at a later fitting.

    `again` is the key of the earlier note that was judged not to be fixed and came back as this one.
    """

    stage: str
    block: str
    written: Mark
    initials: dict[Side, Mark] = Checked(default_factory=dict)
    done: Mark | None = None
    judged: Judged | None = None
    again: str = ""

    @property
    def open(self) -> bool:
        """Whether a side has not put its initials to it."""
        return len(self.initials) < len(SIDES)

    @property
    def verdict(self) -> Judgement | None:
        """How both sides judged it; None until they agree."""
        return self.judged.how if self.judged and self.judged.agreed else None

    @property
    def waits_for(self) -> Side | None:
        """Whose initials it waits for; of two, first those of whoever did not write it."""
        first = self.written.side
        return next((side for side in (other(first), first) if side not in self.initials), None)
