"""What is written down in a case: each record small, frozen, with the hand and the moment that made it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import AwareDatetime, field_validator

from workflows.grammar import Side, Word
from workflows.language import _

StepKind = Literal[
    "line",
    "appointment",
    "review",
    "change",
    "checklist",
    "pin",
    "note",
    "judge_note",
    "to_do",
    "hold",
    "plan",
    "yes",
    "sign",
    "look_again",
    "proposal",
    "ask_anew",
    "redraw",
    "redraw_anew",
    "promise",
    "judge",
    "payment",
    "book",
    "condition",
    "finish",
]
Json = Any  # a JSON value; each field type's own shape is in workflows.values
HOLDS = timedelta(days=7)  # how long a price that was shown holds, and what one side asks of the other
ACCEPTING = ("accepted", "accepted_with_changes")


class Refused(Exception):
    """The rules of the case do not allow this; the message is a sentence for people."""


class Conflict(Exception):
    """Someone changed the same line meanwhile: nothing was written, both values are here."""

    def __init__(self, lines: "dict[str, Clash]", stage: str) -> None:
        super().__init__(_("Two people changed this line at the same time. Nothing is lost."))
        self.stage, self.lines = stage, lines


@dataclass(frozen=True)
class Actor:
    """Whoever does something to a case: the person's handle and name, their side, and when it is."""

    handle: str
    name: str
    side: Side
    at: datetime


class Mark(Word):
    """Who did it and when: `by` is the person's handle, `seq` the case's number at that moment."""

    by: str
    name: str
    side: Side
    at: AwareDatetime
    seq: int


class Value(Mark):
    """What a line holds, whose hand wrote it, why, and what it was before."""

    value: Json = None
    why: str = ""
    was: Json = None

    @cached_property
    def digest(self) -> str:
        """The fingerprint of what the line holds, worked out once: a long order asks for it often."""
        return digest(self.value)

    def __copy__(self) -> Self:
        """A copy, as `model_copy` makes it: its value may be another, so it finds its own fingerprint."""
        copied = super().__copy__()
        copied.__dict__.pop("digest", None)
        return copied


class Clash(Word):
    """The two values of a line that two people changed at once.

    `seq` is the line's number now, `seen` the one that the second writer had read, with which both began.
    """

    theirs: Value | None = None
    yours: Json
    seq: int
    seen: int = 0


class Signature(Mark):
    """A sign-off: `covers` holds a digest of every line as it stood when it was signed."""

    covers: dict[str, str]


class Reviewed(Mark):
    """A decision on what a stage holds; like a signature it means what was on the page.

    `asks` are the keys of the promises that its changes became, one for each.
    """

    decision: str
    note: str = ""
    asks: tuple[str, ...] = ()
    covers: dict[str, str]

    @field_validator("asks", mode="before")
    @classmethod
    def _several(cls, asks: Any) -> Any:
        """Until version 2 of the suit, a decision became one promise, which was kept as a word."""
        return ((asks,) if asks else ()) if isinstance(asks, str) else asks


class Terms(Word):
    """Where people meet, which may be the https link of a video call, and who comes, by their handles."""

    place: str = ""
    comes: tuple[str, ...] = ()


class Proposed(Mark):
    """Times that one side offers for an appointment; `why` it asks to move one that is arranged."""

    times: tuple[AwareDatetime, ...]
    place: str = ""
    comes: tuple[str, ...] = ()
    why: str = ""

    @property
    def terms(self) -> Terms:
        """Where and with whom."""
        return Terms(place=self.place, comes=self.comes)


class Appointment(Word):
    """An appointment of one stage: proposed, then picked by the other side, or cancelled with a reason.

    `since` is the number of the change that arranged it: its name in calendars. `sequence` counts what was
    changed in it afterwards. `moving` are other times that one side asks for while the picked one stands.
    """

    proposed: Proposed | None = None
    picked: AwareDatetime | None = None
    picked_by: Mark | None = None
    since: int = 0
    sequence: int = 0
    moving: Proposed | None = None
    cancelled: str = ""
    cancelled_by: Mark | None = None


class Commitment(Word):
    """A promise in its four states. The other side than the one that was asked closes it."""

    stage: str
    text: str
    of: Side  # the side that is asked
    asked: Mark
    state: Literal["asked", "promised", "done", "satisfied", "not_yet"] = "asked"
    due: str = ""  # the promised day, YYYY-MM-DD
    promised: Mark | None = None
    done: Mark | None = None
    judged: Mark | None = None
    why: str = ""


class Verdict(Mark):
    """The customer's word on one condition of satisfaction, kept by the digest of its text.

    When it is not met, `asks` is the key of the promise that this became.
    """

    met: bool
    why: str = ""
    asks: str = ""


class Skipped(Mark):
    """A stage left out, with the reason."""

    why: str


class Planned(Mark):
    """A stage that people added, or one more round of one, with the reason."""

    why: str


class Progress(Word):
    """How far one stage is: added to the plan, opened, closed, left out, opened again with a reason.

    `opened` is when it last came under way; `locked` when its locked lines were first signed; `lead` its
    working days this time, where a change made them other than usual.
    """

    opened: AwareDatetime | None = None
    closed: AwareDatetime | None = None
    locked: AwareDatetime | None = None
    skipped: Skipped | None = None
    planned: Planned | None = None
    reopened: str = ""
    lead: int | None = None


class Step(Word):
    """One thing to do next, at its `target`; `who` is the one person it is for, empty for a whole side."""

    side: Side
    kind: StepKind
    stage: str
    target: str  # a field, a block, a commitment; of a yes "block.department"
    label: str
    who: str = ""


def other(side: Side) -> Side:
    """The side across the table."""
    return "clan" if side == "customer" else "customer"


def fixed(time: datetime) -> datetime:
    """The same moment on the same clock, with the plain offset that survives storage.

    Raises:
        ValueError: the time has no zone, so nobody knows which moment is meant.
    """
    if (offset := time.utcoffset()) is None:
        raise ValueError(f"{time} has no zone")
    return time.astimezone(timezone(offset))


def digest(value: Json) -> str:
    """A short fingerprint of a JSON value: equal values, equal digests."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:20]
