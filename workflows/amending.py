"""A process that people change: what they propose, as data, applied to its newest version. Pure.

Each change remembers what it found. Where that reads otherwise by now, it is refused and not done to
something else. What comes out is checked like any definition (docs/decisions/046).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field as Checked
from pydantic import TypeAdapter

from workflows import check
from workflows.grammar import Block, Field, FieldsBlock, Key, Label, LinesBlock, Stage, Word, Workflow
from workflows.language import _
from workflows.records import Refused


class Wording(Word):
    """What a line is called, and the hint below it."""

    label: Label
    help: str = ""


class Change(Word):
    """One change: `stage` is where, `title` what that stage was called when it was proposed."""

    stage: Key
    title: Label


class Reword(Change):
    """Another label or hint of a line."""

    kind: Literal["reword"] = "reword"
    line: Key
    was: Wording
    now: Wording


class AddLine(Change):
    """A new line in a block, after the line `after` or first; in a block of its own if there is none."""

    kind: Literal["add_line"] = "add_line"
    block: str = ""
    after: str = ""
    line: Field


class DropLine(Change):
    """A line that goes."""

    kind: Literal["drop_line"] = "drop_line"
    line: Key
    label: Label


class SetDays(Change):
    """How many working days a stage usually takes."""

    kind: Literal["days"] = "days"
    was: int
    now: int = Checked(ge=0, le=400)


class AddStage(Change):
    """A new stage, right after another."""

    kind: Literal["add_stage"] = "add_stage"
    new: Stage


class DropStage(Change):
    """A stage that goes, because what brought it is taken back."""

    kind: Literal["drop_stage"] = "drop_stage"


Op = Annotated[Reword | AddLine | DropLine | SetDays | AddStage | DropStage, Checked(discriminator="kind")]
_OPS: TypeAdapter[tuple[Op, ...]] = TypeAdapter(tuple[Op, ...])


def read(kept: Any) -> tuple[Op, ...]:
    """Changes as they were kept."""
    return _OPS.validate_python(kept)


def kept(ops: Iterable[Op]) -> list[dict[str, Any]]:
    """Changes as plain data."""
    return [op.model_dump(mode="json") for op in ops]


def amended(workflow: Workflow, ops: Sequence[Op]) -> Workflow:
    """The next version of a process, with these changes made.

    Raises:
        Refused: nothing would change, something reads otherwise by now, or no order could follow it.
    """
    if not ops:
        raise Refused(_("Nothing would change. Change at least one thing."))
    after = workflow
    for op in ops:
        after = _DO[op.kind](after, op)
    data = after.model_dump(mode="json") | {"version": workflow.version + 1}
    try:
        return check.build(data, "")
    except check.Unsound as unsound:
        problems = " ".join(str(problem) for problem in unsound.problems)
        raise Refused(_("No order could follow it like this. %(problems)s", problems=problems)) from None


def undoing(before: Workflow, ops: Sequence[Op]) -> tuple[Op, ...]:
    """The changes that take these back, which were made to `before`."""
    return tuple(_UNDO[op.kind](before, op) for op in reversed(ops))


def free_key(name: str, taken: Iterable[str], otherwise: str) -> str:
    """A key that is like a name, and that nothing else has."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in name.lower())
    words = "_".join(word for word in plain.split("_") if word)[:32].strip("_")
    key = words if words[:1].isalpha() else otherwise
    used, number, found = set(taken), 1, key
    while found in used:
        number += 1
        found = f"{key}_{number}"
    return found


def stage_of(workflow: Workflow, key: str) -> Stage:
    """A stage of a process.

    Raises:
        Refused: there is none of that key.
    """
    found = next((one for one in workflow.stages if one.key == key), None)
    if found is None:
        raise Refused(_("Version %(number)s has no such stage any more.", number=workflow.version))
    return found


def _with_stage(workflow: Workflow, new: Stage) -> Workflow:
    stages = tuple(new if one.key == new.key else one for one in workflow.stages)
    return workflow.model_copy(update={"stages": stages})


def _line(workflow: Workflow, op: Reword | DropLine) -> tuple[Stage, LinesBlock, Field]:
    """The line that is changed, as it was found.

    Raises:
        Refused: it is gone, or is called otherwise by now.
    """
    stage, label = stage_of(workflow, op.stage), op.was.label if isinstance(op, Reword) else op.label
    for block in stage.blocks:
        if isinstance(block, LinesBlock):
            for field in block.fields:
                if field.key == op.line and field.label == label:
                    return stage, block, field
    raise Refused(
        _("The line “%(line)s” of %(stage)s was changed or taken out since.", line=label, stage=stage.title)
    )


def _with_fields(workflow: Workflow, stage: Stage, block: Block, fields: tuple[Field, ...]) -> Workflow:
    new = block.model_copy(update={"fields": fields})
    blocks = tuple(new if one.key == block.key else one for one in stage.blocks)
    return _with_stage(workflow, stage.model_copy(update={"blocks": blocks}))


def _reword(workflow: Workflow, op: Reword) -> Workflow:
    stage, block, field = _line(workflow, op)
    if field.help != op.was.help:
        raise Refused(
            _("The hint of “%(line)s” in %(stage)s was changed since.", line=field.label, stage=stage.title)
        )
    new = field.model_copy(update={"label": op.now.label, "help": op.now.help})
    fields = tuple(new if one.key == field.key else one for one in block.fields)
    return _with_fields(workflow, stage, block, fields)  # type: ignore[arg-type]  # it is one of the stage


def _drop_line(workflow: Workflow, op: DropLine) -> Workflow:
    stage, block, field = _line(workflow, op)
    fields = tuple(one for one in block.fields if one.key != field.key)
    if not fields:
        raise Refused(
            _("“%(line)s” is the only line of its part of %(stage)s.", line=field.label, stage=stage.title)
        )
    return _with_fields(workflow, stage, block, fields)  # type: ignore[arg-type]  # it is one of the stage


def _add_line(workflow: Workflow, op: AddLine) -> Workflow:
    stage = stage_of(workflow, op.stage)
    block = stage.block(op.block) if op.block else None
    if isinstance(block, LinesBlock):
        keys = [one.key for one in block.fields]
        at = keys.index(op.after) + 1 if op.after in keys else len(keys) if op.after else 0
        fields = (*block.fields[:at], op.line, *block.fields[at:])
        return _with_fields(workflow, stage, block, fields)
    key = free_key("lines", [one.key for one in stage.blocks], "lines")
    own = FieldsBlock(kind="fields", key=key, fields=(op.line,))
    return _with_stage(workflow, stage.model_copy(update={"blocks": (own, *stage.blocks)}))


def _days(workflow: Workflow, op: SetDays) -> Workflow:
    stage = stage_of(workflow, op.stage)
    if stage.lead_days != op.was:
        raise Refused(_("The days of %(stage)s were changed since.", stage=stage.title))
    return _with_stage(workflow, stage.model_copy(update={"lead_days": op.now}))


def _add_stage(workflow: Workflow, op: AddStage) -> Workflow:
    at = workflow.stages.index(stage_of(workflow, op.stage)) + 1
    stages = (*workflow.stages[:at], op.new, *workflow.stages[at:])
    return workflow.model_copy(update={"stages": stages})


def _drop_stage(workflow: Workflow, op: DropStage) -> Workflow:
    gone = stage_of(workflow, op.stage)
    return workflow.model_copy(update={"stages": tuple(one for one in workflow.stages if one is not gone)})


def _place(before: Workflow, op: DropLine) -> AddLine:
    """A line put back where it stood."""
    _stage, block, field = _line(before, op)
    at = block.fields.index(field)
    after = block.fields[at - 1].key if at else ""
    return AddLine(stage=op.stage, title=op.title, block=block.key, after=after, line=field)


_DO: dict[str, Callable[[Workflow, Any], Workflow]] = {
    "reword": _reword,
    "add_line": _add_line,
    "drop_line": _drop_line,
    "days": _days,
    "add_stage": _add_stage,
    "drop_stage": _drop_stage,
}
_UNDO: dict[str, Callable[[Workflow, Any], Op]] = {
    "reword": lambda _before, op: op.model_copy(update={"was": op.now, "now": op.was}),
    "add_line": lambda _before, op: DropLine(
        stage=op.stage, title=op.title, line=op.line.key, label=op.line.label
    ),
    "drop_line": _place,
    "days": lambda _before, op: op.model_copy(update={"was": op.now, "now": op.was}),
    "add_stage": lambda _before, op: DropStage(stage=op.new.key, title=op.new.title),
}
