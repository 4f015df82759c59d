"""Whether the blocks of a fitting, its measures and its notes, can do their part."""

from collections.abc import Iterator

from workflows.checks.places import Finding, Place, blocks, instead, no_stage, order
from workflows.grammar import MeasuresBlock, NotesBlock, Stage, ToDoBlock, Workflow


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Every line that is no measure, action that is none, and work for notes that are not there."""
    when = order(workflow)
    noted = {stage.key for stage, block, _ in blocks(workflow) if isinstance(block, NotesBlock)}
    for stage, block, place in blocks(workflow):
        if isinstance(block, NotesBlock):
            yield from _leaves(block, place)
        elif isinstance(block, MeasuresBlock):
            yield from _measures(block, place)
        elif isinstance(block, ToDoBlock):
            yield from _of(block, stage, place, when, noted)


def _leaves(block: NotesBlock, place: Place) -> Iterator[Finding]:
    known = [action.key for action in block.actions]
    for written in (one for one in block.leaves if one not in known):
        yield Finding(place, f'"leaves" names {written}, which is no action here.{instead(written, known)}')


def _measures(block: MeasuresBlock, place: Place) -> Iterator[Finding]:
    for field in block.fields:
        if field.type != "measure":
            here = (*place, f"line {field.key}")
            yield Finding(here, f'This block holds measures, and this is {field.type}. Move it to "fields".')


def _of(
    block: ToDoBlock, stage: Stage, place: Place, when: dict[str, int], noted: set[str]
) -> Iterator[Finding]:
    if block.of not in when:
        yield Finding(place, f'"of" names {no_stage(block.of, when)}')
    elif block.of not in noted:
        yield Finding(place, f'"of" names {block.of}, which has no block of kind "notes".')
    elif when[block.of] >= when[stage.key]:
        yield Finding(place, f'"of" names {block.of}, which does not come before this stage.')
