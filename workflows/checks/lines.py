"""Whether each line can be filled: the right words for its type, limits with room, a hand to write it."""

from collections.abc import Iterator
from decimal import Decimal
from math import ceil, floor

from workflows.checks.places import Finding, Line, Place, lines
from workflows.grammar import Column, Field, Workflow
from workflows.values.tables import MOST as MOST_ROWS

# Which words belong to which types. A word elsewhere would be read by nobody, so it is a mistake.
_BELONGS: dict[str, tuple[str, ...]] = {
    "choices": ("choice", "multichoice"),
    "columns": ("table",),
    "min_rows": ("table",),
    "sum_of": ("table",),
    "sum_is": ("table",),
    "min": ("int", "decimal", "money", "measure"),
    "max": ("int", "decimal", "money", "measure"),
    "warn_min": ("int", "decimal", "measure"),
    "warn_max": ("int", "decimal", "measure"),
    "max_length": ("text", "longtext"),
    "basis": ("measure",),
    "tolerance": ("measure",),
    "unit": ("int", "decimal", "measure"),
}
_LONGEST = 100_000  # characters


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Everything that would keep a line from being written, or that its type does not know."""
    for line in lines(workflow):
        yield from _belongs(line.place, line.field)
        yield from _limits(line.place, line.field)
        yield from _parts(line.place, line.field)
        yield from _table(line.place, line.field)
        yield from _hands(line)


def _belongs(place: Place, field: Field | Column) -> Iterator[Finding]:
    for word, types in _BELONGS.items():
        if getattr(field, word, None) not in (None, "", ()) and field.type not in types:
            known = " or ".join([", ".join(types[:-1]), types[-1]] if len(types) > 1 else types)
            yield Finding(place, f'"{word}" belongs to {known}, and this is {field.type}. Take it away.')


def _limits(place: Place, field: Field | Column) -> Iterator[Finding]:
    yield from _pair(place, "min", field.min, "max", field.max)
    if field.type in ("int", "measure") and _no_whole_number(field.min, field.max):
        yield Finding(place, f'No whole number lies between "min" {field.min} and "max" {field.max}.')
    if field.max_length is not None and not 1 <= field.max_length <= _LONGEST:
        yield Finding(place, f'"max_length" is from 1 to {_LONGEST:,} characters.')
    if isinstance(field, Field):
        yield from _pair(place, "warn_min", field.warn_min, "warn_max", field.warn_max)
        yield from _pair(place, "min", field.min, "warn_min", field.warn_min)
        yield from _pair(place, "warn_max", field.warn_max, "max", field.max)
        if field.tolerance is not None and field.tolerance < 0:
            yield Finding(place, '"tolerance" is a number of mm, 0 or more.')


def _no_whole_number(least: Decimal | None, most: Decimal | None) -> bool:
    return least is not None and most is not None and least <= most and ceil(least) > floor(most)


def _pair(
    place: Place, low: str, least: Decimal | None, high: str, most: Decimal | None
) -> Iterator[Finding]:
    if least is not None and most is not None and least > most:
        yield Finding(place, f'"{low}" is {least} and "{high}" is {most}; turn them round.')


def _parts(place: Place, field: Field) -> Iterator[Finding]:
    if field.type in ("choice", "multichoice") and not field.choices:
        yield Finding(place, 'There is nothing to choose from. Write "choices", each with a key and a label.')
    if field.type == "table" and not field.columns:
        yield Finding(place, 'A table needs "columns", each with a key and a label.')
    if field.type == "measure" and field.unit not in ("", "mm", "cm", "in"):
        yield Finding(place, f'A measure is typed in mm, cm or in, not in {field.unit}. Change "unit".')
    for column in field.columns:
        here = (*place, f"column {column.key}")
        yield from _belongs(here, column)
        yield from _limits(here, column)
        if column.type == "choice" and not column.choices:
            yield Finding(
                here, 'There is nothing to choose from. Write "choices", each with a key and a label.'
            )


def _table(place: Place, field: Field) -> Iterator[Finding]:
    if field.min_rows is not None and not 1 <= field.min_rows <= MOST_ROWS:
        yield Finding(place, f'"min_rows" is from 1 to {MOST_ROWS}.')
    if bool(field.sum_of) != (field.sum_is is not None):
        yield Finding(place, '"sum_of" and "sum_is" go together: which column, and what it must add up to.')
    numbers = [column.key for column in field.columns if column.type in ("int", "decimal")]
    if field.sum_of and field.sum_of not in numbers:
        yield Finding(place, f'"sum_of" names {field.sum_of}, which is no column of numbers in this table.')


def _hands(line: Line) -> Iterator[Finding]:
    field = line.field
    if not field.editable_by:
        yield Finding(line.place, 'Nobody may write this line. Name at least one side in "editable_by".')
    elif field.given_by and field.given_by not in field.editable_by:
        yield Finding(
            line.place, f'The {field.given_by} gives this line but may not write it. Add it to "editable_by".'
        )
