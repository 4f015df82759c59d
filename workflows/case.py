"""The document of one running case, and what can be read from it.

A case owns a copy of its stages, so that this order may change its own process without touching another.
It is one JSON document: everything that grows is a dictionary by key, so that the difference of two
documents (`workflows.changes`) is small and says exactly what happened.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime
from pydantic import Field as Checked

from workflows.grammar import (
    AppointmentBlock,
    ChecklistBlock,
    Field,
    ReviewBlock,
    Side,
    Stage,
    Word,
    Workflow,
)

Json = Any  # a JSON value; each field type's own shape is in workflows.values
StageState = Literal["done", "skipped", "now", "next"]
ACCEPTING = ("accepted", "accepted_with_changes")


class Refused(Exception):
    """The rules of the case do not allow this; the message is a sentence for people."""


class Conflict(Exception):
    """Someone changed the same line meanwhile: nothing was written, both values are here."""

    def __init__(self, lines: "dict[str, Clash]", stage: str) -> None:
        super().__init__("Two people changed this line at the same time. Nothing is lost.")
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


class Clash(Word):
    """The two values of a line that two people changed at once; `base` is what both had seen."""

    theirs: Value | None
    yours: Json
    seq: int


class Signature(Mark):
    """A sign-off: `covers` holds a digest of every line as it stood when it was signed."""

    covers: dict[str, str]


class Reviewed(Mark):
    """A decision on what a stage holds; like a signature it means what was on the page."""

    decision: str
    note: str = ""
    covers: dict[str, str]


class Proposed(Mark):
    """Times that one side offers for an appointment."""

    times: tuple[AwareDatetime, ...]
    place: str = ""


class Appointment(Word):
    """An appointment of one stage: proposed, then picked by the other side, or cancelled with a reason."""

    proposed: Proposed | None = None
    picked: AwareDatetime | None = None
    picked_by: Mark | None = None
    cancelled: str = ""


class Commitment(Word):
    """A promise in its four states. The side that asked closes it."""

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
    """The customer's word on one condition of satisfaction, kept by the digest of its text."""

    met: bool
    why: str = ""


class Skipped(Mark):
    """A stage left out, with the reason."""

    why: str


class Progress(Word):
    """How far one stage is: opened, closed, left out, or opened again with a reason."""

    opened: AwareDatetime | None = None
    closed: AwareDatetime | None = None
    skipped: Skipped | None = None
    reopened: str = ""


class Turn(Word):
    """Who moves next, since when, and how many seconds each side has been waited for so far."""

    side: Side | None
    since: AwareDatetime
    waited: dict[Side, int]


def digest(value: Json) -> str:
    """A short fingerprint of a JSON value: equal values, equal digests."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


class Case(Word):
    """One running case. `seq` counts its changes; every line carries the seq of its last change."""

    workflow: str
    version: int
    workflow_title: str
    title_field: str
    need_field: str
    conditions_field: str
    date_field: str = ""
    currency: str
    status: Literal["open", "fulfilled"] = "open"
    seq: int = 0
    begun: Mark
    plan: tuple[str, ...]
    stages: dict[str, Stage]
    progress: dict[str, Progress]
    turn: Turn
    values: dict[str, dict[str, Value]] = Checked(default_factory=dict)
    signatures: dict[str, dict[Side, Signature]] = Checked(default_factory=dict)
    reviews: dict[str, dict[str, Reviewed]] = Checked(default_factory=dict)
    ticks: dict[str, dict[str, Mark]] = Checked(default_factory=dict)
    appointments: dict[str, dict[str, Appointment]] = Checked(default_factory=dict)
    commitments: dict[str, Commitment] = Checked(default_factory=dict)
    verdicts: dict[str, Verdict] = Checked(default_factory=dict)

    # ---- stages
    def stage(self, key: str) -> Stage:
        """The stage of that key; Refused when this case has none."""
        if key not in self.stages:
            raise Refused(f"This order has no stage called {key}.")
        return self.stages[key]

    def in_order(self) -> Iterator[Stage]:
        """The stages of this case from first to last."""
        return (self.stages[key] for key in self.plan)

    def state(self, key: str) -> StageState:
        """Whether a stage is done, skipped, under way now or still to come."""
        progress = self.progress[key]
        if progress.skipped:
            return "skipped"
        if progress.closed:
            return "done"
        return "now" if key == self.now else "next"

    @property
    def now(self) -> str | None:
        """The key of the stage under way: the first that is neither done nor skipped."""
        return next((k for k in self.plan if not self.progress[k].closed and not self.progress[k].skipped), None)

    # ---- lines
    def line(self, stage: str, field: str) -> Value | None:
        """What a line holds, with its author; None while nobody has written it."""
        return self.values.get(stage, {}).get(field)

    def value(self, path: str) -> Json:
        """The bare value at "stage.field"; None while nobody has written it."""
        stage, _, field = path.partition(".")
        line = self.line(stage, field)
        return line.value if line else None

    def line_seq(self, stage: str, field: str) -> int:
        """The seq of the line's last change; 0 while nobody has written it."""
        line = self.line(stage, field)
        return line.seq if line else 0

    def shown(self, stage: Stage, field: Field) -> bool:
        """Whether the line is asked at all, given what the other lines of the stage hold."""
        if field.shown_when is None:
            return True
        other = self.value(f"{stage.key}.{field.shown_when.field}")
        held = other if isinstance(other, list) else [other]
        return any(_word(one) in field.shown_when.values for one in held)

    def missing(self, stage: Stage) -> list[Field]:
        """The required lines that are still empty."""
        return [f for f in stage.fields() if f.required and self.shown(stage, f) and self.empty(stage.key, f.key)]

    def empty(self, stage: str, field: str) -> bool:
        """Whether a line holds nothing."""
        line = self.line(stage, field)
        return line is None or line.value in (None, "", [], {})

    # ---- signatures and reviews
    def covers(self, stage: str) -> dict[str, str]:
        """The digest of every written line of a stage: what a signature given now would cover."""
        return {key: digest(line.value) for key, line in sorted(self.values.get(stage, {}).items())}

    def changed_since(self, stage: str, covers: dict[str, str]) -> list[str]:
        """The lines that no longer stand as they did when this was signed or reviewed."""
        now = self.covers(stage)
        return [key for key in sorted(now.keys() | covers.keys()) if now.get(key) != covers.get(key)]

    def void(self, stage: str, side: Side) -> list[str]:
        """The lines for which that side's signature no longer stands; empty when it stands or is absent."""
        signed = self.signatures.get(stage, {}).get(side)
        return self.changed_since(stage, signed.covers) if signed else []

    def stands(self, stage: str, side: Side) -> bool:
        """Whether that side has signed the stage exactly as it stands now."""
        return side in self.signatures.get(stage, {}) and not self.void(stage, side)

    def reviewed(self, stage: str, block: str) -> Reviewed | None:
        """The decision of a review while it still means what the stage holds; None otherwise."""
        review = self.reviews.get(stage, {}).get(block)
        return review if review and not self.changed_since(stage, review.covers) else None

    def unmet(self, stage: Stage) -> list[str]:
        """What besides signatures keeps a stage from being signed, in words for people."""
        named = [field.label for field in self.missing(stage)]
        for block in stage.blocks:
            if isinstance(block, ReviewBlock) and block.required:
                review = self.reviewed(stage.key, block.key)
                named += [] if review and review.decision in ACCEPTING else [block.title]
            elif isinstance(block, AppointmentBlock) and block.required:
                meeting = self.appointments.get(stage.key, {}).get(block.key)
                named += [] if meeting and meeting.picked else [block.title]
            elif isinstance(block, ChecklistBlock):
                ticked = self.ticks.get(stage.key, {})
                named += [i.label for i in block.items if i.required and f"{block.key}.{i.key}" not in ticked]
        return named

    # ---- the conditions of satisfaction
    def conditions(self) -> list[tuple[str, dict[str, Json], Verdict | None]]:
        """Each condition: its digest, its row, and the customer's word on it so far."""
        rows = self.value(self.conditions_field) or []
        return [(digest(row), row, self.verdicts.get(digest(row))) for row in rows]

    def all_met(self) -> bool:
        """Whether the customer has declared every condition met."""
        conditions = self.conditions()
        return bool(conditions) and all(verdict is not None and verdict.met for _, _, verdict in conditions)


def _word(value: Json) -> str:
    """A value as a definition writes it: yes and no for a boolean."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def own_copy(workflow: Workflow) -> dict[str, Stage]:
    """The stages of a definition as a new case takes them over."""
    return {stage.key: stage for stage in workflow.stages}
