"""Lengths on a body or a garment: whole millimetres, written and read in the trade's own way.

An inch is 25.4 mm exactly. A measure may carry what it was taken on (`basis`) and a second reading
(`repeat`), which must not differ from the first by more than the line's tolerance.
"""

import re
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from workflows.grammar import Basis, Field
from workflows.language import _, pgettext
from workflows.records import Json
from workflows.values.invalid import Invalid
from workflows.values.manner import Length, Manner
from workflows.values.numbers import exact, figure, plain, within

TOLERANCE = 10  # mm between two readings, where the definition says nothing
LONGEST = 100_000  # mm
_INCH = Fraction(127, 5)
_UNITS: dict[str, Fraction] = {
    **dict.fromkeys(("mm", "millimetre", "millimetres"), Fraction(1)),
    **dict.fromkeys(("cm", "centimetre", "centimetres"), Fraction(10)),
    **dict.fromkeys(("m", "metre", "metres"), Fraction(1000)),
    **dict.fromkeys(("in", "inch", "inches", '"', "″", "”", "''"), _INCH),
}
_FRACTIONS = {
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
    "⅓": "1/3",
    "⅔": "2/3",
}
_EIGHTHS = ("", "⅛", "¼", "⅜", "½", "⅝", "¾", "⅞")
_FEET = re.compile(r"(\d{1,2})\s*(?:ft|foot|feet|'|\u2032|’)(?!')\s*(.*)", re.ASCII)
_LENGTH = re.compile(r"(?P<sign>[-+]?)\s*(?P<number>[\d.][\d.,/\s]*?)\s*(?P<unit>[^\d.,/\s]*)\.?", re.ASCII)
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})", re.ASCII)
_SPELT: tuple[Length, ...] = ("mm", "cm", "in")
_KEYS = {"mm", "value", "unit", "basis", "repeat"}


def read_measure(field: Field, raw: Json, _currency: str) -> dict[str, Json] | None:
    """A length as `{"mm": int, "basis": …, "repeat": int}`, the last two where there are any.

    `raw` is text ("25½ in", "64 cm", "5 ft 11"), a number in the line's unit, the stored dictionary, or
    `{"value": text, "unit": …, "basis": …, "repeat": text}` as a form sends it.

    Raises:
        Invalid: no length, unknown unit or basis, outside the limits, or two readings too far apart.
    """
    given = raw if isinstance(raw, dict) else {"value": raw}
    if not given.keys() <= _KEYS:
        raise Invalid(
            _(
                "%(line)s is sent as mm, or as value and unit, with basis and repeat; nothing else.",
                line=field.label,
            )
        )
    first, second = _readings(field, given)
    if first is None and second is None:
        return None
    if first is None:
        raise Invalid(_("%(line)s has a second reading but no first one. Write both.", line=field.label))
    _fits(field, first, given)
    measure: dict[str, Json] = {"mm": first}
    if basis := _basis(field, given.get("basis")):
        measure["basis"] = basis
    if second is not None:
        measure["repeat"] = _agreeing(field, first, second)
    return measure


def show_measure(_field: Field, value: Json, manner: Manner) -> str:
    """A length as the reader likes it: 64.8 cm, 25½ in or 648 mm."""
    return spell(int(value["mm"]), manner.length)


def spell(mm: int | Decimal, unit: Length) -> str:
    """Millimetres in words: whole mm, cm with at most one place, inches to the nearest eighth."""
    if unit == "in":
        return f"{_inches(Fraction(mm))} in"
    return f"{figure(Decimal(mm) / 10)} cm" if unit == "cm" else f"{figure(Decimal(mm))} mm"


def own_unit(field: Field) -> Length:
    """The unit in which the house types this line."""
    return field.unit if field.unit in ("mm", "in") else "cm"  # type: ignore[return-value]


def _inches(mm: Fraction) -> str:
    eighths = _half_up(abs(mm) / _INCH * 8)
    whole, rest = divmod(eighths, 8)
    minus = "-" if mm < 0 and eighths else ""
    return f"{minus}{whole if whole or not rest else ''}{_EIGHTHS[rest]}"


def _readings(field: Field, given: dict[str, Json]) -> tuple[int | None, int | None]:
    if "mm" in given:
        if "value" in given or "unit" in given:
            raise Invalid(
                _("%(line)s is sent either in mm or as a value with its unit, not both.", line=field.label)
            )
        return _whole(field, given["mm"]), _whole(field, given.get("repeat"))
    unit = given.get("unit") or own_unit(field)
    return _length(field, given.get("value"), unit), _length(field, given.get("repeat"), unit)


def _whole(field: Field, raw: Json) -> int | None:
    if raw is None:
        return None
    number = exact(field, raw) if not isinstance(raw, str) else None
    if number is None or number != number.to_integral_value():
        raise Invalid(_("%(line)s counts whole millimetres.", line=field.label))
    return int(number)


def _length(field: Field, raw: Json, unit: Json) -> int | None:
    """Any way of writing a length, in whole millimetres; None when nothing is written."""
    if not isinstance(unit, str) or unit not in _UNITS:
        raise _no_length(field)
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if not isinstance(raw, str):
        return _half_up(Fraction(exact(field, raw)) * _UNITS[unit])
    text = plain(raw).lower()
    if feet := _FEET.fullmatch(text):
        rest = _typed(field, feet[2], "in") if feet[2] else Fraction(0)
        return _half_up(int(feet[1]) * 12 * _INCH + rest)
    return _half_up(_typed(field, text, unit))


def _typed(field: Field, text: str, unit: str) -> Fraction:
    for sign, written in _FRACTIONS.items():
        text = text.replace(sign, f" {written}")
    match = _LENGTH.fullmatch(text.strip())
    if not match or (match["unit"] or unit) not in _UNITS:
        raise _no_length(field)
    length = _number(field, match["number"].split()) * _UNITS[match["unit"] or unit]
    return -length if match["sign"] == "-" else length


def _number(field: Field, words: list[str]) -> Fraction:
    fraction = _FRACTION.fullmatch(words[-1])
    if not fraction:
        if len(words) > 1:
            raise _no_length(field)
        return Fraction(exact(field, words[0]))
    whole = words[:-1] or ["0"]
    if len(whole) > 1 or not whole[0].isdecimal() or not int(fraction[2]):
        raise _no_length(field)
    return int(whole[0]) + Fraction(int(fraction[1]), int(fraction[2]))


def _fits(field: Field, mm: int, given: dict[str, Json]) -> None:
    """Refuse a length beyond the limits, which are told in the unit of whoever wrote it.

    Far beyond them, the same number may fit in another unit: that is asked, never guessed.
    """
    if abs(mm) > LONGEST or (field.min is None and mm < 0):
        raise _no_length(field)
    unit = _written_in(field, given)
    try:
        within(field, Decimal(mm), lambda limit: spell(limit, unit))
    except Invalid as beyond:
        asked = _meant(field, given.get("value")) if _far(field, mm) else ""
        raise Invalid(f"{beyond} {asked}" if asked else str(beyond)) from None


def _written_in(field: Field, given: dict[str, Json]) -> Length:
    """The unit somebody wrote: beside the number, else the one chosen for it, else the line's own."""
    value = given.get("value")
    match = _LENGTH.fullmatch(plain(value).lower().strip()) if isinstance(value, str) else None
    beside = _UNITS.get(match["unit"]) if match else None
    chosen = next((unit for unit in _SPELT if _UNITS[unit] == beside), given.get("unit"))
    return chosen if chosen in _SPELT else own_unit(field)


def _far(field: Field, mm: int) -> bool:
    """Whether a length is so far beyond the limits that another unit is likely to be meant."""
    return mm * 5 < (field.min or 0) * 4 or (field.max is not None and mm * 4 > field.max * 5)


def _meant(field: Field, written: Json) -> str:
    """A question for each unit in which a number that was typed would fit; nothing when none does."""
    match = _LENGTH.fullmatch(plain(written).lower().strip()) if isinstance(written, str) else None
    if not match:
        return ""
    number = match["number"].strip()
    sizes = {unit: _half_up(_typed(field, number, unit)) for unit in _SPELT}
    fitting = [f"{number} {unit}" for unit, mm in sizes.items() if _inside(field, mm)]
    return _("Did you mean %(lengths)s?", lengths=reduce(_or, fitting)) if fitting else ""


def _or(one: str, other: str) -> str:
    return _("%(one)s or %(other)s", one=one, other=other)


def _inside(field: Field, mm: int) -> bool:
    return (field.min is None or field.min <= mm) and (field.max is None or mm <= field.max)


def _basis(field: Field, raw: Json) -> str:
    """What the measure was taken on; the first that the line knows, when nothing is said."""
    if not raw:
        return field.basis[0] if field.basis else ""
    if raw not in field.basis:
        bases = _bases()
        known = ", ".join(bases[one] for one in field.basis) or _("nothing in particular")
        raise Invalid(_("%(line)s is measured on: %(known)s.", line=field.label, known=known))
    return str(raw)


def _bases() -> dict[Basis, str]:
    return {
        "skin": pgettext("measured on", "skin"),
        "finished": pgettext("measured on", "finished"),
        "try_on": pgettext("measured on", "try on"),
    }


def _agreeing(field: Field, first: int, second: int) -> int:
    allowed = TOLERANCE if field.tolerance is None else field.tolerance
    apart = abs(first - second)
    if apart > allowed:
        raise Invalid(
            _(
                "%(line)s: the two readings lie %(apart)s mm apart; %(most)s mm is the most. Measure again.",
                line=field.label,
                apart=apart,
                most=allowed,
            )
        )
    return second


def _half_up(number: Fraction) -> int:
    return (number + Fraction(1, 2)).__floor__()


def _no_length(field: Field) -> Invalid:
    return Invalid(_("%(line)s is a length. Write it like 64 cm, 640 mm or 25½ in.", line=field.label))
