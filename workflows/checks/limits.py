"""Limits with room between them and sums that rows can make, so that a required line can be written."""

from collections.abc import Iterator
from decimal import Decimal
from math import ceil, floor

from workflows.checks.places import Finding, Place, instead
from workflows.grammar import Column, Field
from workflows.values.lengths import LONGEST
from workflows.values.numbers import DIGITS, PLACES
from workflows.values.tables import MOST as MOST_ROWS

_TEXT = 100_000  # characters
_MOST = Decimal(10**DIGITS - 1)
_FINEST = Decimal(1).scaleb(-PLACES)
# What each type can hold at all and in which steps. Money counts whole pounds here, which every currency has.
_HOLDS = {
    "int": (-_MOST, _MOST, Decimal(1)),
    "decimal": (-_MOST, _MOST, _FINEST),
    "money": (Decimal(-(10**9)), Decimal(10**9), Decimal(1)),
    "measure": (Decimal(-LONGEST), Decimal(LONGEST), Decimal(1)),
}


def findings(place: Place, field: Field | Column) -> Iterator[Finding]:
    """Everything wrong with the limits of one line or column."""
    yield from _pair(place, "min", field.min, "max", field.max)
    if field.type in _HOLDS and not _room(field):
        yield Finding(place, f"Nothing fits {_between(field)}. Widen the limits.")
    if field.max_length is not None and not 1 <= field.max_length <= _TEXT:
        yield Finding(place, f'"max_length" is from 1 to {_TEXT:,} characters.')
    if isinstance(field, Field):
        yield from _pair(place, "warn_min", field.warn_min, "warn_max", field.warn_max)
        yield from _pair(place, "min", field.min, "warn_min", field.warn_min)
        yield from _pair(place, "warn_max", field.warn_max, "max", field.max)
        if field.tolerance is not None and field.tolerance < 0:
            yield Finding(place, '"tolerance" is a number of mm, 0 or more.')


def sums(place: Place, field: Field) -> Iterator[Finding]:
    """What is wrong with the rows of a table and what they must add up to."""
    if field.min_rows is not None and not 1 <= field.min_rows <= MOST_ROWS:
        yield Finding(place, f'"min_rows" is from 1 to {MOST_ROWS}.')
    if bool(field.sum_of) != (field.sum_is is not None):
        yield Finding(place, '"sum_of" and "sum_is" go together: which column, and what it must add up to.')
    if field.sum_of:
        numbers = {column.key: column for column in field.columns if column.type in ("int", "decimal")}
        if field.sum_of not in numbers:
            yield Finding(
                place,
                f'"sum_of" names {field.sum_of}, which is no column of numbers in this table.'
                f"{instead(field.sum_of, numbers)}",
            )
        elif field.sum_is is not None and not _reached(field, numbers[field.sum_of], field.sum_is):
            yield Finding(
                place, f"No rows of {field.sum_of} can add up to {field.sum_is}. Change its limits."
            )


def _pair(
    place: Place, low: str, least: Decimal | None, high: str, most: Decimal | None
) -> Iterator[Finding]:
    if least is not None and most is not None and least > most:
        yield Finding(place, f'"{low}" is {least} and "{high}" is {most}; turn them round.')


def _room(field: Field | Column) -> bool:
    """Whether any value fits; limits the wrong way round are told as such."""
    least, most, step = _HOLDS[field.type]
    if field.type == "measure" and field.min is None:
        least = Decimal(0)
    low = least if field.min is None else max(least, field.min)
    high = most if field.max is None else min(most, field.max)
    turned = field.min is not None and field.max is not None and field.min > field.max
    return turned or ceil(low / step) <= floor(high / step)


def _between(field: Field | Column) -> str:
    if field.min is not None and field.max is not None:
        return f'between "min" {field.min} and "max" {field.max}'
    return f'above "min" {field.min}' if field.min is not None else f'below "max" {field.max}'


def _reached(field: Field, column: Column, total: Decimal) -> bool:
    """Whether some number of rows can make the sum. A cell that may be empty counts nothing."""
    if column.type == "int" and total != int(total):
        return False
    least = -_MOST if column.min is None else column.min
    most = _MOST if column.max is None else column.max
    fewest = (field.min_rows or 1) if column.required else 0
    return any(count * least <= total <= count * most for count in range(fewest, MOST_ROWS + 1))
