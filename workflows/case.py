"""The document of one running case, and what can be read from it.

A case owns a copy of its stages, so that this order may change its own process without touching another.
It is one JSON document: what grows is a dictionary by key, so a difference (`workflows.changes`) is small.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, Self

from pydantic import Field as Checked

from workflows.approved import Approvals
from workflows.booked import Booked, Proposal
from workflows.grammar import (
    ChecklistBlock,
    Field,
    Instalment,
    Item,
    LateChange,
    SettlementBlock,
    Side,
    Stage,
    Word,
)
from workflows.held import Hold
from workflows.language import _
from workflows.ledger import Turn
from workflows.noted import Note
from workflows.paid import Book, Paid
from workflows.pinned import Caption, Pin
from workflows.records import (
    ACCEPTING,
    Actor,
    Appointment,
    Commitment,
    Conflict,
    Json,
    Mark,
    Progress,
    Proposed,
    Refused,
    Reviewed,
    Signature,
    Value,
    Verdict,
    digest,
)
from workflows.redrawn import Adopting, Redrawn
from workflows.reminded import Reminded

__all__ = [
    "ACCEPTING",
    "Actor",
    "Appointment",
    "Case",
    "Commitment",
    "Conflict",
    "Json",
    "Mark",
    "Progress",
    "Proposed",
    "Refused",
    "Reviewed",
    "Signature",
    "StageState",
    "Turn",
    "Value",
    "Verdict",
    "digest",
]

StageState = Literal["done", "skipped", "now", "next"]


class Case(Word):
    """One running case. `seq` counts its changes; every line carries the seq of its last change."""

    workflow: str
    version: int
    workflow_title: str
    title_field: str
    need_field: str
    conditions_field: str
    date_field: str = ""
    price_field: str = ""
    band_low_field: str = ""
    band_high_field: str = ""
    allowances_field: str = ""
    payments_field: str = ""
    payments: tuple[Instalment, ...] = ()
    handover: str = ""
    hourly_rate: int = 0  # of late changes, in the smallest coin
    late_changes: tuple[LateChange, ...] = ()
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
    pins: dict[str, Pin] = Checked(default_factory=dict)
    notes: dict[str, Note] = Checked(default_factory=dict)
    holds: dict[str, Hold] = Checked(default_factory=dict)
    approvals: dict[str, dict[str, Approvals]] = Checked(default_factory=dict)
    captions: dict[str, Caption] = Checked(default_factory=dict)
    verdicts: dict[str, Verdict] = Checked(default_factory=dict)
    booked: dict[str, Booked] = Checked(default_factory=dict)
    book: Book = Book()
    paid: dict[str, Paid] = Checked(default_factory=dict)
    proposals: dict[str, Proposal] = Checked(default_factory=dict)
    reminded: dict[Side, Reminded] = Checked(default_factory=dict)  # each side, the last time
    redraws: dict[str, Redrawn] = Checked(default_factory=dict)
    versions: dict[str, Adopting] = Checked(default_factory=dict)

    # ---- another case with one part changed
    def having(self, **parts: Any) -> Self:
        """A copy of this case with some of its parts replaced."""
        return self.model_copy(update=parts)

    def with_whole(self, part: str, key: str, whole: object) -> Self:
        """A copy in which one key of a part (one stage of the values, one promise) is replaced."""
        return self.having(**{part: {**getattr(self, part), key: whole}})

    def with_entries(self, part: str, stage: str, new: Mapping[str, object]) -> Self:
        """A copy in which some entries of one stage are new; its other entries stay."""
        return self.with_whole(part, stage, {**getattr(self, part).get(stage, {}), **new})

    # ---- stages
    def stage(self, key: str) -> Stage:
        """The stage of that key; Refused when this case has none."""
        if key not in self.stages:
            raise Refused(_("There is no stage called %(name)s here.", name=key))
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
        return next((key for key in self.plan if not _behind(self.progress[key])), None)

    # ---- lines
    def line(self, stage: str, field: str) -> Value | None:
        """What a line holds, with its author; None while nobody has written it."""
        return self.values.get(stage, {}).get(field)

    def value(self, path: str) -> Json:
        """The bare value at "stage.field"; None while nobody has written it."""
        stage, _dot, field = path.partition(".")
        line = self.line(stage, field)
        return line.value if line else None

    def line_seq(self, stage: str, field: str) -> int:
        """The seq of the line's last change; 0 while nobody has written it."""
        line = self.line(stage, field)
        return line.seq if line else 0

    def shown(self, stage: Stage, field: Field | SettlementBlock) -> bool:
        """Whether the line is asked at all, or the block, given what the other lines of the stage hold."""
        if field.shown_when is None:
            return True
        other = self.value(f"{stage.key}.{field.shown_when.field}")
        held = other if isinstance(other, list) else [other]
        return any(_word(one) in field.shown_when.values for one in held)

    def empty(self, stage: str, field: str) -> bool:
        """Whether a line holds nothing."""
        return _nothing(self.value(f"{stage}.{field}"))

    # ---- signatures and reviews
    def covers(self, stage: str) -> dict[str, str]:
        """The digest of each line of a stage that holds something: what a signature given now would cover."""
        lines = sorted(self.values.get(stage, {}).items())
        return {key: line.digest for key, line in lines if not _nothing(line.value)}

    def changed_since(self, stage: str, covers: Mapping[str, str]) -> list[str]:
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

    def unsigned(self, stage: Stage) -> list[Side]:
        """The sides whose signature a stage needs and that have not signed it as it stands now."""
        return [side for side in stage.signed_by() if not self.stands(stage.key, side)]

    def reviewed(self, stage: str, block: str) -> Reviewed | None:
        """The decision of a review while it still means what the stage holds; None otherwise."""
        review = self.reviews.get(stage, {}).get(block)
        return review if review and not self.changed_since(stage, review.covers) else None

    def accepted(self, stage: str, block: str) -> bool:
        """Whether a review has said yes to what the stage holds now, if only with changes to come."""
        review = self.reviewed(stage, block)
        return review is not None and review.decision in ACCEPTING

    # ---- what is left to do in a stage
    def unpicked(self, stage: str, block: str) -> bool:
        """Whether an appointment has no time that both sides agree to."""
        meeting = self.appointments.get(stage, {}).get(block)
        return meeting is None or meeting.picked is None

    def unticked(self, stage: str, block: ChecklistBlock) -> list[Item]:
        """The required things of a checklist that nobody has ticked."""
        ticked = self.ticks.get(stage, {})
        return [item for item in block.items if item.required and f"{block.key}.{item.key}" not in ticked]

    # ---- the conditions of satisfaction
    def conditions(self) -> list[tuple[str, Json, Verdict | None]]:
        """Each condition, once: the digest of its words, its row, and the customer's word on it so far."""
        held = self.value(self.conditions_field)
        rows = {digest(row): row for row in (held if isinstance(held, list) else [held]) if not _nothing(row)}
        return [(key, row, self.verdicts.get(key)) for key, row in rows.items()]

    def all_met(self) -> bool:
        """Whether the customer has declared every condition met; never while there is none."""
        conditions = self.conditions()
        return bool(conditions) and all(
            verdict is not None and verdict.met for _unused, _unused, verdict in conditions
        )


def _behind(progress: Progress) -> bool:
    return progress.closed is not None or progress.skipped is not None


def _nothing(value: Json) -> bool:
    return value is None or value in ("", [], {})


def _word(value: Json) -> str:
    """A value as a definition writes it: yes and no for a boolean."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
