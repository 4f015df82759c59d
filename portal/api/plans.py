"""How the plan of an order was changed, as a program is told."""

from datetime import date
from typing import Literal

from portal.api.blocks import Answer
from portal.api.fittings import Hand
from workflows.grammar import Side
from workflows.redrawn import Kind


class PlanChange(Hand):
    """A change of the plan: made, asked for (`open`), or how it ended. `text` is it in words.

    `before` and `after` are the day of the hand-over as it was planned, and as it is with the change. `made`
    is the key of the stage that came of it. It may be agreed to through the day `until`; after that it is to
    be asked anew. `no` is the reason of a no, `ended` who answered.
    """

    key: str
    kind: Kind
    side: Side
    stage: str
    place: str
    text: str
    why: str
    state: Literal["open", "made", "declined", "withdrawn", "run_out"]
    until: date
    before: date | None
    after: date | None
    made: str
    no: str
    ended: Hand | None


class Different(Answer):
    """What differs in one stage, or in the rules: its title, and each thing in a few words."""

    title: str
    told: list[str]


class Process(Answer):
    """The process that an order follows, and the version that the house offers to it: null if there is none.

    `problem` says why that does not fit this order. `before` and `after` are the day of the hand-over. It is
    taken once both sides are in `agreed`; `no` is the reason of whoever said no last.
    """

    workflow: str
    version: int
    offered: int | None
    problem: str
    differs: list[Different]
    before: date | None
    after: date | None
    agreed: list[Side]
    no: str
