"""Lines to settle together: written by either side, never over what somebody else just wrote."""

from collections.abc import Iterator
from datetime import date

from workflows.case import Case
from workflows.grammar import Field, LinesBlock, Side, Stage
from workflows.language import _, day_and_year
from workflows.records import Json, Mark, Refused, Step, Value, digest
from workflows.results import unmeasured
from workflows.values import Invalid, read


def left(case: Case, stage: Stage, block: LinesBlock) -> Iterator[Step]:
    """The required lines that are empty, or lack results, each for the side that gives it."""
    for field in _open(case, stage, block):
        side = _giver(stage, field)
        yield Step(side=side, kind="line", stage=stage.key, target=field.key, label=field.label)


def unmet(case: Case, stage: Stage, block: LinesBlock) -> Iterator[str]:
    """The required lines that are empty, or lack results."""
    return (field.label for field in _open(case, stage, block))


def first(case: Case, mark: Mark, path: str, text: str, otherwise: str) -> Case:
    """The case with a line written that it begins with; Refused in the given words when there is nothing."""
    stage, _dot, key = path.partition(".")
    value = read(line_of(case, stage, key), text, currency=case.currency)
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


def reading(case: Case, side: Side, stage: str, key: str, raw: Json) -> Json:
    """The value that a side writes on a line, as it is stored.

    Raises:
        Refused: no such line, or this side may not write it.
        workflows.values.Invalid: it does not fit the line.
    """
    field = line_of(case, stage, key)
    if side not in field.editable_by:
        raise Refused(
            _(
                "%(line)s is written by the other side. Ask them, or say what you would like.",
                line=field.label,
            )
        )
    return read(field, raw, currency=case.currency)


def fitting(case: Case, stage: str, key: str, raw: Json) -> Json:
    """A value that would stand on a line, whoever says it: what one side proposes, the other agrees to.

    Raises:
        Refused: no such line.
        workflows.values.Invalid: it does not fit the line.
    """
    return read(line_of(case, stage, key), raw, currency=case.currency)


def to_come(case: Case, path: str, value: Json, today: date) -> None:
    """The day that an order is for lies ahead when it is written.

    Raises:
        workflows.values.Invalid: it is past.
    """
    if path != case.date_field or not value or value == case.value(path):
        return
    day, stage, key = date.fromisoformat(value), *path.split(".")
    if day < today:
        raise Invalid(
            _(
                "%(line)s: %(day)s is past. Choose a day to come.",
                line=line_of(case, stage, key).label,
                day=day_and_year(day),
            )
        )


def line_of(case: Case, stage: str, key: str) -> Field:
    """The line of that name; Refused when there is none."""
    field = case.stage(stage).field(key)
    if field is None:
        raise Refused(_("%(stage)s has no line called %(name)s.", stage=case.stage(stage).title, name=key))
    return field


def holds(case: Case, stage: str, key: str, value: Json) -> bool:
    """Whether a line says exactly this."""
    return digest(case.value(f"{stage}.{key}")) == digest(value)
