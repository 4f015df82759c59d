"""What is written down of a hold: who keeps a stage from moving in the customer's name, and who answers."""

from typing import Literal

from workflows.grammar import Word
from workflows.records import Mark

Outcome = Literal["upheld", "declined", "taken_back"]


class Hold(Word):
    """A member of the clan keeps a stage from moving until `who`, by their handle, has answered in writing.

    Both sides see that it is held, by whom and who answers. What was objected and what was answered is said
    in the clan's own room, so no word of it is here.
    """

    stage: str
    put: Mark
    who: str
    name: str
    outcome: Outcome | None = None
    ended: Mark | None = None

    @property
    def open(self) -> bool:
        """Whether it still keeps the stage from moving."""
        return self.ended is None
