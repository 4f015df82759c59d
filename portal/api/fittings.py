"""What pictures show, pins and fitting notes, as a program is told of them."""

from datetime import datetime

from portal.api.blocks import Answer
from workflows.grammar import Side
from workflows.noted import Judgement


class Word(Answer):
    """What somebody said."""

    by: str
    at: datetime
    text: str


class Initials(Answer):
    """Who settled a pin, or agreed to a note, for their side."""

    side: Side
    by: str
    at: datetime


class Hand(Answer):
    """Who did something, and when."""

    by: str
    at: datetime


class Judged(Hand):
    """How a note stood at a later fitting; it counts once both sides `agreed`."""

    stage: str
    how: Judgement
    why: str
    agreed: bool


class Note(Hand):
    """A fitting note, in the keys of its block; `amount` in mm. Both agreed when `waits_for` is null.

    `seq` is the number of its last change, `again` the note that was not fixed and came back as this one.
    """

    key: str
    stage: str
    block: str
    area: str
    part: str
    said_by: str
    observation: str
    action: str
    amount: int | None
    pin: str
    seq: int
    initials: list[Initials]
    waits_for: Side | None
    done: Hand | None
    judged: Judged | None
    again: str | None


class Caption(Answer):
    """What a picture shows, by the `id` of its file; `view` is from where, empty when nobody has said it."""

    file: str
    text: str
    view: str
    by: str
    at: datetime


class Kept(Hand):
    """A picture that your side keeps to itself, by the `id` of its file; `stage` and `field` are its line."""

    id: str
    name: str
    type: str
    size: int
    stage: str
    field: str


class Ours(Answer):
    """What your side keeps to itself in an order. Nobody else can tell that there is anything."""

    items: list[Kept]


class Pin(Answer):
    """A place in a picture and the talk about it; settled by both sides when `waits_for` is null."""

    key: str
    stage: str
    field: str
    file: str
    x: int
    y: int
    title: str
    by: str
    at: datetime
    talk: list[Word]
    settled: list[Initials]
    waits_for: Side | None
