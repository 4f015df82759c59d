"""Which reader and which writer belong to which type of line; tables are made of these."""

from collections.abc import Callable
from decimal import Decimal

from workflows.grammar import Field
from workflows.records import Json
from workflows.values.choosing import (
    read_bool,
    read_choice,
    read_multichoice,
    show_bool,
    show_choice,
    show_multichoice,
)
from workflows.values.files import read_files, show_files
from workflows.values.lengths import read_measure, show_measure
from workflows.values.manner import Manner
from workflows.values.money import read_money, show_money
from workflows.values.numbers import read_decimal, read_int, read_rating, show_number, show_rating
from workflows.values.texts import invisible, read_longtext, read_person, read_text
from workflows.values.times import read_date, read_datetime, show_date, show_datetime

Reader = Callable[[Field, Json, str], Json]
Shower = Callable[[Field, Json, Manner], str]

_READ: dict[str, Reader] = {
    "text": read_text,
    "longtext": read_longtext,
    "int": read_int,
    "decimal": read_decimal,
    "money": read_money,
    "date": read_date,
    "datetime": read_datetime,
    "bool": read_bool,
    "choice": read_choice,
    "multichoice": read_multichoice,
    "measure": read_measure,
    "person": read_person,
    "file": read_files,
    "photo": read_files,
    "rating": read_rating,
}
_SHOW: dict[str, Shower] = {
    "int": show_number,
    "decimal": show_number,
    "money": show_money,
    "date": show_date,
    "datetime": show_datetime,
    "bool": show_bool,
    "choice": show_choice,
    "multichoice": show_multichoice,
    "measure": show_measure,
    "file": show_files,
    "photo": show_files,
    "rating": show_rating,
}


def nothing(raw: Json) -> bool:
    """Whether a form or the API sent an empty line, which clears it."""
    if isinstance(raw, str):
        return invisible(raw)
    return raw is None or raw in ([], {}) or (isinstance(raw, list) and all(one in ("", None) for one in raw))


def read_cell(field: Field, raw: Json, currency: str) -> Json:
    """The stored value of a line that is no table; None when it is empty."""
    return None if nothing(raw) else _READ[field.type](field, raw, currency)


def show_cell(field: Field, value: Json, manner: Manner) -> str:
    """A stored value in words; words stay as they are."""
    return _SHOW[field.type](field, value, manner) if field.type in _SHOW else str(value)


def measured(field: Field, value: Json) -> Decimal | None:
    """The number that limits are compared with; None for what has no size."""
    if field.type == "measure":
        return Decimal(value["mm"])
    return Decimal(value) if field.type in ("int", "decimal") else None
