"""Where in a definition something stands, in the words its author uses."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from workflows.grammar import Block, Field, LinesBlock, Stage, Workflow

WRITTEN = 'Write it as "stage.line".'  # how other parts name a line
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
        for field in block.fields if isinstance(block, LinesBlock) else ():
            yield Line(stage, field, (*place, f"line {field.key}"))


def find(workflow: Workflow, path: str) -> Line | None:
    """The line that "stage.field" names; None when there is none."""
    return next((line for line in lines(workflow) if line.path == path), None)


def order(workflow: Workflow) -> dict[str, int]:
    """Which stage comes when: 0 for the first."""
    return {stage.key: number for number, stage in reversed(list(enumerate(workflow.stages)))}


def instead(written: str, known: Iterable[str], otherwise: str = "") -> str:
    """What to write for a name that leads nowhere: the nearest that is known, else `otherwise` or all."""
    names = list(known)
    if near := difflib.get_close_matches(written, names, n=1):
        return f' Did you mean "{near[0]}"?'
    if otherwise or not names:
        return f" {otherwise}".rstrip()
    return f" Known here: {', '.join(names)}."


def no_stage(written: str, when: dict[str, int]) -> str:
    """The end of a sentence about a stage that is not there; `when` is `order(workflow)`."""
    return f"{written}, which is no stage here.{instead(written, sorted(when, key=lambda key: when[key]))}"


def no_line(workflow: Workflow, path: str, type_: str = "") -> str:
    """The end of a sentence about a line, of any type or of one, that is not there."""
    known = (line.path for line in lines(workflow) if type_ in ("", line.field.type))
    return f"{path}, and there is no such line.{instead(path, known, WRITTEN)}"
