"""Names that must be there once, and how many of anything a definition may have."""

from collections import Counter
from collections.abc import Iterable, Iterator

from workflows.blocks.plans import MOST as DEPARTMENTS
from workflows.checks.places import Finding, Place, at_stage, blocks, lines
from workflows.grammar import (
    ApprovalsBlock,
    Block,
    ChecklistBlock,
    Choice,
    CommitmentBlock,
    NotesBlock,
    ReviewBlock,
    SignatureBlock,
    Stage,
    Workflow,
)

STAGES, BLOCKS, LINES, PARTS = 40, 20, 200, 60  # more than this nobody reads to its end


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Every name that is there twice, and everything there is too much of."""
    yield from _twice((), "stage", (stage.key for stage in workflow.stages))
    yield from _twice((), "late change", (late.key for late in workflow.late_changes))
    yield from _asks(workflow)
    for stage in workflow.stages:
        yield from _stage(stage)
    for _, block, place in blocks(workflow):
        yield from _block(block, place)
    for line in lines(workflow):
        yield from _choices(line.place, line.field.choices)
        yield from _twice(line.place, "column", (column.key for column in line.field.columns))
        yield from _twice(line.place, "basis", line.field.basis)
        yield from _twice(line.place, "view", line.field.views)
        yield from _twice(line.place, "side in editable_by", line.field.editable_by)
        for column in line.field.columns:
            yield from _choices((*line.place, f"column {column.key}"), column.choices)
    yield from _too_many(workflow)


def _stage(stage: Stage) -> Iterator[Finding]:
    place = at_stage(stage)
    if "__" in stage.key:
        yield Finding(place, 'A stage key has no "__": that is how a second round of a stage is named.')
    yield from _twice(place, "block", (block.key for block in stage.blocks))
    yield from _twice(place, "line", (field.key for field in stage.fields()))


def _block(block: Block, place: Place) -> Iterator[Finding]:
    if isinstance(block, ChecklistBlock):
        yield from _twice(place, "item", (item.key for item in block.items))
    elif isinstance(block, ReviewBlock):
        yield from _twice(place, "decision", block.decisions)
    elif isinstance(block, SignatureBlock):
        yield from _twice(place, "side", block.by)
    elif isinstance(block, ApprovalsBlock):
        yield from _twice(place, "department", (one.key for one in block.departments))
    for name in ("parts", "areas", "voices", "actions") if isinstance(block, NotesBlock) else ():
        yield from _choices((*place, name), getattr(block, name))
        yield from _most((*place, name), "choices", len(getattr(block, name)), PARTS)


def _asks(workflow: Workflow) -> Iterator[Finding]:
    """A running case names a first promise by stage and key together, so these must differ as a whole."""
    first: dict[str, Place] = {}
    for stage, block, place in blocks(workflow):
        for ask in block.asks if isinstance(block, CommitmentBlock) else ():
            name, here = f"{stage.key}_{ask.key}", (*place, f"ask {ask.key}")
            if name in first:
                yield Finding(here, f"Its name in a case, {name}, is taken already. Give it another key.")
            first.setdefault(name, here)


def _choices(place: Place, choices: tuple[Choice, ...]) -> Iterator[Finding]:
    yield from _twice(place, "choice", (choice.key for choice in choices))
    labels = Counter(choice.label.strip().lower() for choice in choices)
    for label in (label for label, count in labels.items() if count > 1):
        yield Finding(place, f'Two choices read "{label}"; nobody could tell them apart. Change one label.')


def _twice(place: Place, what: str, names: Iterable[str]) -> Iterator[Finding]:
    for name in (name for name, count in Counter(names).items() if count > 1):
        yield Finding(
            place, f"The {what} {name} is there more than once. Give each its own key, or take one away."
        )


def _too_many(workflow: Workflow) -> Iterator[Finding]:
    yield from _most((), "stages", len(workflow.stages), STAGES)
    yield from _most((), "lines", len(list(lines(workflow))), LINES)
    yield from _most((), "late changes", len(workflow.late_changes), PARTS)
    for stage in workflow.stages:
        yield from _most(at_stage(stage), "blocks", len(stage.blocks), BLOCKS)
    for _, block, place in blocks(workflow):
        for what in ("items", "asks", "departments"):
            yield from _most(
                place, what, len(getattr(block, what, ())), DEPARTMENTS if what == "departments" else PARTS
            )
    for line in lines(workflow):
        yield from _most(line.place, "choices", len(line.field.choices), PARTS)
        yield from _most(line.place, "columns", len(line.field.columns), PARTS)


def _most(place: Place, what: str, count: int, most: int) -> Iterator[Finding]:
    if count > most:
        yield Finding(place, f"There are {count} {what}; {most} is the most. Leave some out.")
