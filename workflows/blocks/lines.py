"""Lines to settle together: written by either side, never over what somebody else just wrote."""

from collections.abc import Iterator, Mapping

from workflows.case import Case
from workflows.grammar import Field, LinesBlock, Side, Stage
from workflows.records import Clash, Conflict, Json, Mark, Refused, Step, Value, digest
from workflows.results import unmeasured
from workflows.texts import said
from workflows.values import read


def left(case: Case, stage: Stage, block: LinesBlock) -> Iterator[Step]:
    """The required lines that are empty, or lack results, each for the side that gives it."""
    for field in _open(case, stage, block):
        side = _giver(stage, field)
        yield Step(side=side, kind="line", stage=stage.key, target=field.key, label=field.label)


def unmet(case: Case, stage: Stage, block: LinesBlock) -> Iterator[str]:
    """The required lines that are empty, or lack results."""
    return (field.label for field in _open(case, stage, block))


def write(
    case: Case, mark: Mark, stage: str, lines: Mapping[str, Json], seen: Mapping[str, int], why: str = ""
) -> Case:
    """Write one or several lines of a stage. `seen` is the seq of each line as the writer saw it.

    A line whose value is already what is written stays as it is. Nothing is written when any line conflicts.

    Raises:
        Refused: no such stage or line, or this side may not write it.
        workflows.values.Invalid: the value does not fit the line.
        Conflict: a line changed since it was seen, to something else.
    """
    case.stage(stage)
    new = {key: _read(case, mark.side, stage, key, raw) for key, raw in lines.items()}
    new = {key: value for key, value in new.items() if not _holds(case, stage, key, value)}
    clashes = {
        key: _clash(case, stage, key, lines[key], seen.get(key, 0))
        for key in new
        if seen.get(key, 0) != case.line_seq(stage, key)
    }
    if clashes:
        raise Conflict(clashes, stage)
    reason = said(why, "The reason")
    for key, value in new.items():
        case = written(case, mark, stage, key, value, reason)
    return case


def put_back(case: Case, mark: Mark, stage: str, field: str, value: Json) -> Case:
    """Write a value that a line held before, as a new change; history stays.

    Raises:
        Refused: no such line, this side may not write it, or it says so already.
        workflows.values.Invalid: the line has changed its shape since, and the old value does not fit.
    """
    old = _read(case, mark.side, stage, field, value)
    if _holds(case, stage, field, old):
        raise Refused("That is what the line says already.")
    return written(case, mark, stage, field, old, "put back")


def first(case: Case, mark: Mark, path: str, text: str, otherwise: str) -> Case:
    """The case with a line written that it begins with; Refused in the given words when there is nothing."""
    stage, _, key = path.partition(".")
    value = read(_line(case, stage, key), text, currency=case.currency)
    if value is None:
        raise Refused(otherwise)
    return written(case, mark, stage, key, value, "")


def written(case: Case, mark: Mark, stage: str, field: str, value: Json, why: str) -> Case:
    """The case with one line written."""
    line = case.line(stage, field)
    new = Value(**mark.model_dump(), value=value, why=why, was=line.value if line else None)
    return case.with_entries("values", stage, {field: new})


def _open(case: Case, stage: Stage, block: LinesBlock) -> Iterator[Field]:
    asked = (field for field in block.fields if field.required and case.shown(stage, field))
    return (
        field
        for field in asked
        if case.empty(stage.key, field.key) or (field.against and unmeasured(case, stage.key, field))
    )


def _giver(stage: Stage, field: Field) -> Side:
    """Who is expected to write a line: whom the definition names, else the holder, if that side may."""
    if field.given_by:
        return field.given_by
    return stage.holder if stage.holder in field.editable_by else field.editable_by[0]


def _read(case: Case, side: Side, stage: str, key: str, raw: Json) -> Json:
    field = _line(case, stage, key)
    if side not in field.editable_by:
        raise Refused(f"{field.label} is written by the other side. Ask them, or say what you would like.")
    return read(field, raw, currency=case.currency)


def _line(case: Case, stage: str, key: str) -> Field:
    field = case.stage(stage).field(key)
    if field is None:
        raise Refused(f"{case.stage(stage).title} has no line called {key}.")
    return field


def _holds(case: Case, stage: str, key: str, value: Json) -> bool:
    return digest(case.value(f"{stage}.{key}")) == digest(value)


def _clash(case: Case, stage: str, key: str, raw: Json, seen: int) -> Clash:
    return Clash(theirs=case.line(stage, key), yours=raw, seq=case.line_seq(stage, key), seen=seen)
