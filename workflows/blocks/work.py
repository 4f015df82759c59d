"""What a stage still waits for besides signatures: one row here for each kind of block that can wait."""

from collections.abc import Iterator
from typing import Any, Protocol

from workflows import holds, pins
from workflows.blocks import (
    appointment,
    approvals,
    checklist,
    lines,
    measures,
    notes,
    review,
    savings,
    settlement,
    todo,
)
from workflows.case import Case
from workflows.grammar import Stage
from workflows.language import _
from workflows.records import Step


class Work(Protocol):
    """A module beside this one whose block can keep a stage open."""

    def left(self, case: Case, stage: Stage, block: Any) -> Iterator[Step]:
        """What is to be done in the block, and by which side."""

    def unmet(self, case: Case, stage: Stage, block: Any) -> Iterator[str]:
        """What in the block keeps the stage from being signed, in words for people."""


# Promises hold nothing up, and signing comes after all of these.
_KINDS: dict[str, Work] = {
    "fields": lines,
    "measures": measures,
    "appointment": appointment,
    "review": review,
    "checklist": checklist,
    "notes": notes,
    "todo": todo,
    "approvals": approvals,
    "savings": savings,
    "settlement": settlement,
}


def left(case: Case, stage: Stage) -> list[Step]:
    """What there is to do in a stage that has begun, before anybody signs it; and its open pins and holds."""
    pinned = [*pins.left(case, stage), *holds.left(case, stage)]
    if case.state(stage.key) not in ("now", "done"):
        return pinned
    blocks = (block for block in stage.blocks if block.kind in _KINDS)
    return [step for block in blocks for step in _KINDS[block.kind].left(case, stage, block)] + pinned


def unmet(case: Case, stage: Stage) -> list[str]:
    """What besides signatures keeps a stage from being signed, in words for people."""
    blocks = (block for block in stage.blocks if block.kind in _KINDS)
    named = [name for block in blocks for name in _KINDS[block.kind].unmet(case, stage, block)]
    open_pins = (pin for pin in case.pins.values() if pin.stage == stage.key and pin.open)
    named += [_("the pin “%(pin)s”", pin=pin.title) for pin in open_pins]
    return [*named, *holds.unmet(case, stage)]
