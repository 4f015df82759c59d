"""What changes cost, which were agreed, and which one side asks the other for, as a program is told."""

from datetime import date, datetime
from typing import Any, Literal

from portal.api.blocks import Answer
from portal.api.fittings import Hand
from workflows.grammar import Side

Day = date  # an impact has a member of that name


class Cost(Answer):
    """Money in the smallest coin of the order's currency: `amount` is all of it together.

    `options` is what the new answers cost more than the old ones, `allowances` what was chosen costs more
    than the sum that was allowed for it; each is below zero when it costs less.
    """

    amount: int
    currency: str
    labour: int
    material: int
    rush: int
    options: int
    allowances: int


class BandEffect(Answer):
    """What a change does to the band that both agreed for the whole, in smallest coins: from `low` to `high`.

    The whole is so much `before` and `after` it; `outside` is how far that lies above or below. With `asks`
    the change leaves the band, so that it can only be proposed.
    """

    low: int
    high: int
    currency: str
    before: int
    after: int
    where: Literal["inside", "above", "below"]
    outside: int
    asks: bool


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
    can be priced. `alternatives` say what is still possible when it is not. `band` is null where no band is
    agreed, or the whole stays as it is. `quote` is what to send back to have exactly this; null when it
    cannot be had.
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
    band: BandEffect | None
    later: Later | None
    quote: str | None


class Band(Answer):
    """The range that the whole is to stay in, in smallest coins.

    `where` is where the total lies, and how far `outside`. The range is `agreed` once both have signed these
    sums, `changed` when other sums were written since.
    """

    low: int
    high: int
    state: Literal["agreed", "changed", "written"]
    where: Literal["inside", "above", "below"] | None
    outside: int


class DuePayment(Answer):
    """A payment of the plan: its sum and how much of it is there; `due` since its stage was reached."""

    what: str
    stage: str
    amount: int
    paid: int
    due: bool
    since: datetime | None


class Payment(Hand):
    """A payment that was written down, never collected: received, or given `back`.

    One that was `undone` was written down wrongly, for the reason `why`, and counts no more.
    """

    key: str
    amount: int
    day: Day
    reference: str
    back: bool
    undone: Hand | None
    why: str


class Price(Answer):
    """What the order costs as it stands, in the smallest coin of `currency`: the parts add up to `total`.

    `agreed` is the price line, null while it is empty, and `total` with it; `changes` are hands, material and
    rush of what was booked since, `options` and `allowances` what was chosen since. `plan` is what is paid
    when, its last payment what is left; `received` is what is there of it, and `payments` how it came.
    """

    currency: str
    agreed: int | None
    options: int
    allowances: int
    changes: int
    total: int | None
    band: Band | None
    plan: list[DuePayment]
    received: int
    payments: list[Payment]


class ByHand(Answer):
    """What the clan says that it takes: money and working days."""

    cost: Cost
    days: int


class Round(Answer):
    """One round of a proposal: the value that the line would have, a way in words, or both. `also` is what
    other lines of its stage would have with it, by key.

    It holds through the day `until`. Without a price `by_hand`, the rules of the order say what it takes.
    """

    by: str
    side: Side
    at: datetime
    value: Any
    also: dict[str, Any]
    way: str
    why: str
    by_hand: ByHand | None
    until: date


class Proposal(Answer):
    """A change that one side asks the other for, round by round; `was` is what the line held at first, `also`
    what other lines held that are asked for with it, by key.

    `impact` is what the last round takes if it is agreed to now, null once the proposal has `ended`. The side
    that did not speak last answers it. `why` is the reason of a no.
    """

    key: str
    stage: str
    field: str
    was: Any
    also: dict[str, Any]
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
