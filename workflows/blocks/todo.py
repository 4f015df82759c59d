"""What is to be done between two fittings: the notes of a stage, each done by name and time."""

from collections.abc import Iterator

from workflows.case import Case
from workflows.grammar import NotesBlock, Stage, ToDoBlock
from workflows.noted import Note
from workflows.records import Step
from workflows.rounds import origin


def left(case: Case, stage: Stage, block: ToDoBlock) -> Iterator[Step]:
    """One step while a note is not done."""
    if _waiting(case, block):
        yield Step(side="clan", kind="to_do", stage=stage.key, target=block.key, label=block.title)


def unmet(case: Case, stage: Stage, block: ToDoBlock) -> Iterator[str]:
    """The list, while a note in it is not done."""
    return (step.label for step in left(case, stage, block))


def to_do(case: Case, block: ToDoBlock) -> dict[str, Note]:
    """The notes that both agreed to and that ask for work, of every round of the fitting they are from."""
    return {
        key: note
        for key, note in case.notes.items()
        if origin(note.stage) == block.of and not note.open and not _leaves(case, note)
    }


def _waiting(case: Case, block: ToDoBlock) -> bool:
    return any(note.done is None and note.judged is None for note in to_do(case, block).values())


def _leaves(case: Case, note: Note) -> bool:
    """Whether both agreed to leave it as it is."""
    block = case.stages[note.stage].block(note.block)
    return isinstance(block, NotesBlock) and note.action in block.leaves
