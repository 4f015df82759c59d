"""What is written down of pictures: what they show, and the pins in them."""

from pydantic import Field as Checked

from workflows.grammar import SIDES, Side, Word
from workflows.records import Mark, other


class Said(Mark):
    """What somebody said."""

    text: str


class Caption(Mark):
    """What a picture shows, in somebody's words, and from where it was taken (`Field.views`), if said."""

    text: str
    view: str = ""


class Spot(Word):
    """A place in a picture of a line, in thousandths of the picture's width and height."""

    stage: str
    field: str
    file: str
    x: int
    y: int


class Pin(Spot):
    """A pin in a picture: what it is about, its talk by change number, and the initials of each side that
    has nothing left to say.
    """

    title: str
    put: Mark
    talk: dict[str, Said]
    settled: dict[Side, Mark] = Checked(default_factory=dict)

    @property
    def open(self) -> bool:
        """Whether a side has not settled it."""
        return len(self.settled) < len(SIDES)

    @property
    def waits_for(self) -> Side | None:
        """Who has not settled it, else who did not speak last; None when both have settled it."""
        if not self.open:
            return None
        if self.settled:
            return other(next(iter(self.settled)))
        last: Mark = list(self.talk.values())[-1] if self.talk else self.put
        return other(last.side)
