"""Where in a definition something stands, in the words its author uses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from workflows.grammar import Block, Field, FieldsBlock, Stage, Workflow

Place = tuple[str, ...]  # from the outside in: ("stage cloth", "block choice", "line weight")


class Finding(NamedTuple):
    """Something that is wrong at a place, as a sentence that says what to write instead."""

    place: Place
    message: str


@dataclass(frozen=True)
class Line:
    """One field of a definition together with where it stands."""

    stage: Stage
    field: Field
    place: Place

    @property
    def path(self) -> str:
        """The name by which other parts of the definition refer to it: "stage.field"."""
        return f"{self.stage.key}.{self.field.key}"


def at_stage(stage: Stage) -> Place:
    """The place of a stage."""
    return (f"stage {stage.key}",)


def at_block(stage: Stage, block: Block) -> Place:
    """The place of a block."""
    return (*at_stage(stage), f"block {block.key}")


def blocks(workflow: Workflow) -> Iterator[tuple[Stage, Block, Place]]:
    """Every block of a definition with its stage and its place."""
    for stage in workflow.stages:
        for block in stage.blocks:
            yield stage, block, at_block(stage, block)


def lines(workflow: Workflow) -> Iterator[Line]:
    """Every line of a definition."""
    for stage, block, place in blocks(workflow):
        for field in block.fields if isinstance(block, FieldsBlock) else ():
            yield Line(stage, field, (*place, f"line {field.key}"))


def find(workflow: Workflow, path: str) -> Line | None:
    """The line that "stage.field" names; None when there is none."""
    return next((line for line in lines(workflow) if line.path == path), None)


def order(workflow: Workflow) -> dict[str, int]:
    """Which stage comes when: 0 for the first."""
    return {stage.key: number for number, stage in reversed(list(enumerate(workflow.stages)))}
