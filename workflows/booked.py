"""What is written down of changes that cost something: what was agreed, and what is asked for."""

from datetime import date
from typing import Literal

from pydantic import Field as Checked

from workflows.grammar import Side, Word
from workflows.records import Json, Mark, Progress, Signature


class Cost(Word):
    """What a change costs, in the smallest coin of the order's currency.

    `options` is what the new answers cost more than the old ones, `allowances` what was chosen costs more
    than the sum that was allowed for it; each is below zero when it costs less.
    """

    labour: int = Checked(default=0, ge=0)
    material: int = Checked(default=0, ge=0)
    rush: int = Checked(default=0, ge=0)
    options: int = 0
    allowances: int = 0

    @property
    def total(self) -> int:
        """All of it together."""
        return self.labour + self.material + self.rush + self.options + self.allowances

    def __add__(self, other: "Cost") -> "Cost":
        """Two costs together, part by part."""
        return Cost(
            labour=self.labour + other.labour,
            material=self.material + other.material,
            rush=self.rush + other.rush,
            options=self.options + other.options,
            allowances=self.allowances + other.allowances,
        )


class Changed(Word):
    """What a line held before a change, and what it held after it."""

    was: Json = None
    now: Json = None


class Kept(Word):
    """A stage as it was before a change touched it."""

    progress: Progress
    signatures: dict[Side, Signature] = Checked(default_factory=dict)


class Booked(Mark):
    """A change with a price that was agreed: exactly what was shown before it was made.

    `lines` are by "stage.field"; `days` are working days, by which `before`, the day of the hand-over as it
    was planned, became `after`; `reopens` are the stages that it opened again, `kept` is what it touched, as
    it was. `way` says in words how it is done, if not by the rules. `ended` is set once it was taken back.
    """

    lines: dict[str, Changed]
    cost: Cost
    days: int
    reopens: tuple[str, ...] = ()
    before: date | None = None
    after: date | None = None
    why: str = ""
    way: str = ""
    proposal: str = ""
    kept: dict[str, Kept] = Checked(default_factory=dict)
    ended: Mark | None = None


class ByHand(Word):
    """What a way of doing it takes, as somebody of the clan reckons it by hand: money and working days."""

    cost: Cost = Cost()
    days: int = Checked(default=0, ge=0, le=1000)


class Wish(Word):
    """What somebody asks for or offers: a value for the line (None: as it is), a way in words, or both.

    `also` are other lines of its stage, by key, that are asked for with it: all of them or none. `by_hand` is
    what the clan says that it takes; without it the rules of the order say so.
    """

    value: Json = None
    also: dict[str, Json] = Checked(default_factory=dict)
    way: str = ""
    why: str = ""
    by_hand: ByHand | None = None


class Offer(Mark):
    """One round of a proposal: a value for the line, or a way in words, with or without a price by hand.

    `also` are values for the other lines that the proposal is about, by key.
    `shown` is what it cost by the rules when it was made (the quote), empty where it was said `by_hand`. It
    holds through the day `until`.
    """

    value: Json = None
    also: dict[str, Json] = Checked(default_factory=dict)
    way: str = ""
    why: str = ""
    by_hand: ByHand | None = None
    shown: str = ""
    until: date


class Proposal(Word):
    """A change that one side asks the other for: every round of it, and how it ended.

    `was` is what the line held when it was asked for, `also` what other lines of its stage held that are
    asked for with it, by key. The side that did not speak last answers.
    """

    stage: str
    field: str
    was: Json = None
    also: dict[str, Json] = Checked(default_factory=dict)
    rounds: tuple[Offer, ...]
    state: Literal["open", "accepted", "declined", "withdrawn"] = "open"
    ended: Mark | None = None
    why: str = ""

    @property
    def path(self) -> str:
        """The line that it is about, the first of them."""
        return f"{self.stage}.{self.field}"

    @property
    def held(self) -> dict[str, Json]:
        """What every line that it is about held when it was asked for, by "stage.field"."""
        return {self.path: self.was} | {f"{self.stage}.{key}": value for key, value in self.also.items()}

    def wanted(self, offer: Offer) -> dict[str, Json]:
        """What a round wants every line to hold, by "stage.field"."""
        return {self.path: offer.value} | {f"{self.stage}.{key}": value for key, value in offer.also.items()}

    def run_out(self, today: date) -> bool:
        """Whether nobody answered while the offer held: whoever made it asks anew, or takes it back."""
        return self.state == "open" and today > self.last.until

    @property
    def last(self) -> Offer:
        """What is on the table."""
        return self.rounds[-1]
