"""What stands in a line: read from people and programs, warned about, and shown in words.

Stored shapes, all plain JSON: text, longtext, person, choice a string · int, rating a whole number ·
decimal an exact decimal as text · money `{"amount": smallest coin, "currency": "GBP"}` · date
"YYYY-MM-DD" · datetime ISO 8601 in UTC · bool · multichoice a list of keys · measure `{"mm": …, "basis": …,
"repeat": …}` · table a list of rows by column key · file, photo a list of `{"id", "name", "type", "size"}`.
"""

from datetime import UTC, tzinfo
from decimal import Decimal
from functools import partial

from workflows.grammar import Field
from workflows.language import _
from workflows.records import Json
from workflows.values.cells import measured, nothing, read_cell, show_cell
from workflows.values.invalid import Invalid
from workflows.values.lengths import own_unit, spell
from workflows.values.manner import Length, Manner
from workflows.values.tables import as_field, read_table, show_table

__all__ = ["Invalid", "Length", "as_field", "read", "show", "spell", "warn"]

# What goes wrong when a value has the shape of another type.
_MISFIT = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def read(field: Field, raw: Json, *, currency: str) -> Json:
    """The stored value for what a form or the API sent; None for an empty line.

    Reading a stored value gives it back unchanged.

    Raises:
        Invalid: it does not fit the line; the message says what would.
    """
    if nothing(raw):
        return None
    if field.type == "table":
        return read_table(field, raw, currency)
    return read_cell(field, raw, currency)


def warn(field: Field, value: Json, length: Length | None = None) -> str:
    """One sentence that asks to look again when a value is unusual; empty when it is not.

    Lengths are told in the reader's unit, or else in that of the line.
    """
    try:
        size = None if value is None else measured(field, value)
    except _MISFIT:
        return ""
    if size is None:
        return ""
    told = partial(_told, field, length or own_unit(field))
    if field.warn_min is not None and size < field.warn_min:
        few = {"line": field.label, "least": told(field.warn_min), "size": told(size)}
        return _("%(line)s is seldom below %(least)s. Look at %(size)s again.", **few)
    if field.warn_max is not None and size > field.warn_max:
        many = {"line": field.label, "most": told(field.warn_max), "size": told(size)}
        return _("%(line)s is seldom above %(most)s. Look at %(size)s again.", **many)
    return ""


def show(field: Field, value: Json, *, length: Length = "cm", zone: tzinfo = UTC) -> str:
    """A stored value in the reader's words, as the trade writes it; empty for an empty line.

    A value that an earlier shape of the line left behind is shown as it is: a page must never fail on it.
    """
    if value is None:
        return ""
    manner = Manner(length, zone)
    try:
        return show_table(field, value, manner) if field.type == "table" else show_cell(field, value, manner)
    except _MISFIT:
        return str(value)


def _told(field: Field, length: Length, size: Decimal) -> str:
    whole = {"mm": size} if field.type == "measure" else size
    return show_cell(field, whole, Manner(length))
