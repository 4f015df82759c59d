"""How the plan of an order was changed, as a program is told."""

from datetime import date
from typing import Literal

from portal.api.fittings import Hand
from workflows.grammar import Side
from workflows.redrawn import Kind


class PlanChange(Hand):
    """A change of the plan: made, asked for (`open`), or how it ended. `text` is it in words.

    `before` and `after` are the day of the hand-over as it was planned, and as it is with the change. `made`
    is the key of the stage that came of it. `no` is the reason of a no, `ended` who answered.
    """

    key: str
    kind: Kind
    side: Side
    stage: str
    place: str
    text: str
    why: str
    state: Literal["open", "made", "declined", "withdrawn"]
    before: date | None
    after: date | None
    made: str
    no: str
    ended: Hand | None
