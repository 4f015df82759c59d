"""What changes cost, which were agreed, and which one side asks the other for, as a program is told."""

from datetime import date, datetime
from typing import Any, Literal

from portal.api.blocks import Answer
from portal.api.fittings import Hand
from workflows.grammar import Side

Day = date  # an impact has a member of that name


class Cost(Answer):
    """Money in the smallest coin of the order's currency: `amount` is all of it together.

    `options` is what the new answers cost more than the old ones; below zero when they cost less.
    """

    amount: int
    currency: str
    labour: int
    material: int
    rush: int
    options: int


class Later(Answer):
    """What the same change costs once `stage` is finished."""

    stage: str
    cost: Cost
    days: int
    possible: bool


class Impact(Answer):
    """What a change takes if it is made now; nothing is written by asking.

    `days` are working days, by which `before`, the day of the hand-over as it is planned, becomes `date`. The
    stages that it `reopens` and those whose signatures it `voids` are keys; `yeses` are the departments asked
    again, as "stage.block.department". Lines that are `missing`, as "stage.line", must be written before it
    can be priced. `alternatives` say what is still possible when it is not. `quote` is what to send back to
    have exactly this; null when it cannot be had.
    """

    cost: Cost
    days: int
    date: Day | None
    before: Day | None
    reopens: list[str]
    voids: list[str]
    yeses: list[str]
    possible: bool
    alternatives: list[str]
    missing: list[str]
    free: bool
    later: Later | None
    quote: str | None


class ByHand(Answer):
    """What the clan says that it takes: money and working days."""

    cost: Cost
    days: int


class Round(Answer):
    """One round of a proposal: the value that the line would have, a way in words, or both.

    It holds through the day `until`. Without a price `by_hand`, the rules of the order say what it takes.
    """

    by: str
    side: Side
    at: datetime
    value: Any
    way: str
    why: str
    by_hand: ByHand | None
    until: date


class Proposal(Answer):
    """A change that one side asks the other for, round by round; `was` is what the line held at first.

    `impact` is what the last round takes if it is agreed to now, null once the proposal has `ended`. The side
    that did not speak last answers it. `why` is the reason of a no.
    """

    key: str
    stage: str
    field: str
    was: Any
    rounds: list[Round]
    state: Literal["open", "accepted", "declined", "withdrawn"]
    impact: Impact | None
    why: str
    ended: Hand | None


class ChangedLine(Answer):
    """What a line held before a change, and after it."""

    stage: str
    field: str
    was: Any
    now: Any


class Change(Hand):
    """A change with a price, booked as it was shown. `before` and `after` are the day of the hand-over.

    `proposal` is the key of the one that it ended, if it was proposed; `taken_back` is by whom it was undone.
    """

    key: str
    side: Side
    lines: list[ChangedLine]
    cost: Cost
    days: int
    before: date | None
    after: date | None
    reopens: list[str]
    way: str
    why: str
    proposal: str | None
    taken_back: Hand | None
