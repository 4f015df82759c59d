"""Tables: rows of cells, each read by the type of its column."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from workflows.grammar import Column, Field
from workflows.language import _, ngettext
from workflows.records import Json
from workflows.values.cells import read_cell, show_cell
from workflows.values.invalid import Invalid
from workflows.values.manner import Manner
from workflows.values.numbers import figure

MOST = 100  # rows
Row = dict[str, Json]


def read_table(field: Field, raw: Json, currency: str) -> list[Row] | None:
    """Rows as dictionaries by column key, without empty cells and empty rows; None when no row is left.

    Raises:
        Invalid: one sentence that names every row and column with a problem.
    """
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise Invalid(_("%(line)s is a table: a list of rows, each with its columns.", line=field.label))
    if len(raw) > MOST:
        raise Invalid(
            _(
                "%(line)s holds %(most)s rows at most; these are %(number)s.",
                line=field.label,
                most=MOST,
                number=len(raw),
            )
        )
    problems: list[str] = []
    rows = [_row(field, number, row, currency, problems) for number, row in enumerate(raw, 1)]
    rows = [row for row in rows if row]
    if not rows and not problems:
        return None
    problems += [] if problems else _whole(field, rows)
    if problems:
        raise Invalid(_("%(line)s: %(problems)s.", line=field.label, problems="; ".join(problems)))
    return rows


def show_table(field: Field, value: Json, manner: Manner) -> str:
    """How many rows; for a single column, what stands in it."""
    if len(field.columns) == 1:
        column = field.columns[0]
        return ", ".join(
            show_cell(as_field(column), row[column.key], manner) for row in value if column.key in row
        )
    return ngettext("%(num)s row", "%(num)s rows", len(value))


@lru_cache(maxsize=1024)
def as_field(column: Column) -> Field:
    """A column seen as a line of its own, so that a cell is read and shown like any other value."""
    return Field(
        key=column.key,
        label=column.label,
        type=column.type,
        unit=column.unit,
        choices=column.choices,
        min=column.min,
        max=column.max,
        max_length=column.max_length,
    )


def _row(field: Field, number: int, raw: Row, currency: str, problems: list[str]) -> Row:
    known = {column.key for column in field.columns}
    problems += [
        _("row %(row)s has no column called %(name)s", row=number, name=key[:40])
        for key in raw
        if key not in known
    ]
    row: Row = {}
    for column in field.columns:
        try:
            value = read_cell(as_field(column), raw.get(column.key), currency)
        except Invalid as invalid:
            problems.append(_("row %(row)s: %(problem)s", row=number, problem=str(invalid).rstrip(".")))
            value = ...  # something stands there, so it is not missing too
        if value is not None:
            row[column.key] = value
    if row:
        problems += [
            _("row %(row)s: %(column)s is empty", row=number, column=column.label)
            for column in _missing(field, row)
        ]
    return row


def _missing(field: Field, row: Row) -> Iterator[Column]:
    return (column for column in field.columns if column.required and column.key not in row)


def _whole(field: Field, rows: list[Row]) -> list[str]:
    problems = []
    if field.min_rows and len(rows) < field.min_rows:
        problems.append(
            ngettext("it needs at least %(num)s row", "it needs at least %(num)s rows", field.min_rows)
        )
    if field.sum_is is not None:
        total = sum((Decimal(row.get(field.sum_of, 0)) for row in rows), Decimal(0))
        if total != field.sum_is:
            name = {column.key: column.label for column in field.columns}[field.sum_of]
            makes = {"column": name, "total": figure(total), "whole": figure(field.sum_is)}
            problems.append(_("%(column)s adds up to %(total)s and should make %(whole)s", **makes))
    return problems
