"""Numbers that people write: counts, exact decimals with their units, and marks from one to five."""

import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal, get_decimal_symbol

from workflows.grammar import Field
from workflows.language import _, locale
from workflows.records import Json
from workflows.values.invalid import Invalid
from workflows.values.manner import Manner
from workflows.values.texts import typed

DIGITS, PLACES = 15, 6  # no honest figure of a house needs more, and a float shows its noise beyond them
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+", re.ASCII)
_COMMA = re.compile(r"[-+]?\d+,\d+", re.ASCII)
_POINTS = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)  # 1.234,5
_TWO_WAYS = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}", re.ASCII)  # 1,234
_WITH_UNIT = re.compile(r"([-+]?\s*[\d.,]+)\s*([^\d(]*)(?:\(.*\))?", re.ASCII | re.DOTALL)
_OUNCE = Decimal(31)  # the cloth trade counts 31 g per running metre as one ounce per yard


def read_int(field: Field, raw: Json, _currency: str) -> int:
    """A whole number in the line's unit.

    Raises:
        Invalid: not a whole number, another unit, or outside the limits.
    """
    number = _read(field, raw, places=0)
    if number != number.to_integral_value():
        raise Invalid(_("%(line)s is a whole number, without a fraction.", line=field.label))
    within(field, number, lambda limit: _with_unit(field, figure(limit)))
    return int(number)


def read_decimal(field: Field, raw: Json, _currency: str) -> str:
    """An exact decimal in the line's unit, written in one canonical way.

    Raises:
        Invalid: not a number, another unit, too many digits, or outside the limits.
    """
    number = _read(field, raw)
    within(field, number, lambda limit: _with_unit(field, figure(limit)))
    return canonical(number)


def read_rating(field: Field, raw: Json, _currency: str) -> int:
    """A mark from 1 to 5.

    Raises:
        Invalid: anything else.
    """
    number = exact(field, raw)
    if number not in (1, 2, 3, 4, 5):
        raise Invalid(_("%(line)s is a mark from 1 to 5.", line=field.label))
    return int(number)


def exact(field: Field, raw: Json, places: int = PLACES) -> Decimal:
    """The number that was written or sent, exactly; `places` it can have after the point.

    Raises:
        Invalid: no number, not finite, or with more digits than anybody means.
    """
    number = _from_text(field, raw, places) if isinstance(raw, str) else _from_json(field, raw)
    return _modest(field, number)


def canonical(number: Decimal) -> str:
    """The one way a decimal is stored: no exponent, no idle zeros, no negative nothing."""
    return format(number.normalize(), "f") if number else "0"


def figure(number: Decimal) -> str:
    """A number as people type it, without signs between its thousands: 1234.5."""
    return canonical(number).replace(".", get_decimal_symbol(locale()))


def within(field: Field, number: Decimal, say: Callable[[Decimal], str]) -> None:
    """Refuse what lies outside the line's limits; `say` writes a limit for people."""
    if field.min is not None and number < field.min:
        raise Invalid(
            _(
                "%(line)s is at least %(least)s, and this says %(said)s.",
                line=field.label,
                least=say(field.min),
                said=say(number),
            )
        )
    if field.max is not None and number > field.max:
        raise Invalid(
            _(
                "%(line)s is at most %(most)s, and this says %(said)s.",
                line=field.label,
                most=say(field.max),
                said=say(number),
            )
        )


def show_number(field: Field, value: Json, _manner: Manner) -> str:
    """A number with its unit; cloth weights in ounces too, as the trade says them."""
    number = Decimal(value)
    text = _with_unit(field, format_decimal(number, "#,##0.######", locale=locale()))
    if field.unit == "g/m":
        return f"{text} ({(number / _OUNCE).quantize(Decimal(1), ROUND_HALF_UP)} oz)"
    return text


def show_rating(_field: Field, value: Json, _manner: Manner) -> str:
    """A mark out of five."""
    return _("%(mark)s of 5", mark=int(value))


def _read(field: Field, raw: Json, places: int = PLACES) -> Decimal:
    if not isinstance(raw, str):
        return exact(field, raw)
    match = _WITH_UNIT.fullmatch(plain(raw))
    if not match:
        raise _no_number(field)
    number, unit = exact(field, match[1], places), match[2].strip().lower()
    if unit not in _units(field):
        raise _other_unit(field, unit, canonical(number))
    return number if unit != "oz" else (number * _OUNCE).quantize(Decimal(1), ROUND_HALF_UP)


def plain(raw: str) -> str:
    """A number as typed, with plain minus signs and spaces."""
    return typed(raw).replace("\u2212", "-").replace("\u00a0", " ").replace("\u202f", " ")


def _units(field: Field) -> tuple[str, ...]:
    if field.unit == "g/m":
        return ("", "g", "g/m", "oz")
    return ("", field.unit.lower())


def _other_unit(field: Field, unit: str, number: str) -> Invalid:
    if field.unit:
        # No suggestion: the same figure in our unit would be another amount, 180 kg for 180 lb.
        return Invalid(
            _(
                "%(line)s is asked in %(asked)s, not in %(unit)s.",
                line=field.label,
                asked=field.unit,
                unit=unit,
            )
        )
    return Invalid(_("%(line)s is a number alone, without %(unit)s.", line=field.label, unit=unit), number)


def _from_text(field: Field, raw: str, places: int) -> Decimal:
    text = plain(raw).replace(" ", "")
    if get_decimal_symbol(locale()) == ",":
        text = _pointed(field, text, places)
    if _NUMBER.fullmatch(text):
        return Decimal(text.replace(",", ""))
    raise _no_number(field, text.replace(",", ".") if _COMMA.fullmatch(text) else "")


def _pointed(field: Field, text: str, places: int) -> str:
    """A number of somebody who writes 1.234,5 for 1234.5, in the way it is kept.

    With a point it stays as it is where it can be a number so already, for so it is kept: 1.234 is less than
    two where a line can hold it. With a comma before three figures it would be two numbers: that is asked,
    never guessed.
    """
    if places > 2 and _TWO_WAYS.fullmatch(text):
        ways = {"whole": text.replace(",", ""), "fraction": text.replace(",", ".")}
        raise Invalid(
            _("%(line)s can be read in two ways. Write %(whole)s or %(fraction)s.", line=field.label, **ways)
        )
    if _POINTS.fullmatch(text) and (places <= 2 or not _NUMBER.fullmatch(text)):
        text = text.replace(".", "")
    if _COMMA.fullmatch(text) and not _TWO_WAYS.fullmatch(text):
        text = text.replace(",", ".")
    return text


def _from_json(field: Field, raw: Json) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise _no_number(field)
    if isinstance(raw, float):
        if not math.isfinite(raw):
            raise _no_number(field)
        return Decimal(repr(raw))
    if abs(raw) >= 10**DIGITS:  # asked before a huge whole number is turned into text, which is slow
        raise _too_many(field)
    return Decimal(raw)


def _modest(field: Field, number: Decimal) -> Decimal:
    if abs(number) >= 10**DIGITS or number != round(number, PLACES):
        raise _too_many(field)
    return number


def _no_number(field: Field, suggestion: str = "") -> Invalid:
    return Invalid(
        _("%(line)s is a number. Write it in figures, such as 3 or 3.5.", line=field.label), suggestion
    )


def _too_many(field: Field) -> Invalid:
    return Invalid(_("%(line)s has more digits than can be meant. Write a shorter number.", line=field.label))


def _with_unit(field: Field, text: str) -> str:
    unit = "g" if field.unit == "g/m" else field.unit
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}".strip()
