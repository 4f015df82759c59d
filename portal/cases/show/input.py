"""The controls of a line that is being written, filled with what it holds, a draft, or what was typed."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from portal.cases.show.files import files
from portal.cases.show.given import Desk, FileView, Words
from workflows.case import Json
from workflows.grammar import Choice, Column, Field
from workflows.language import N_, _, pgettext
from workflows.results import to_measure
from workflows.values.lengths import spell
from workflows.values.manner import Length
from workflows.values.money import amount, typed
from workflows.values.numbers import figure
from workflows.values.tables import as_field

MARKDOWN = N_("Plain words are enough. *So* stresses a word, a line that begins with - makes a list.")
BASES = {
    "skin": N_("on the skin"),
    "finished": N_("on the finished piece"),
    "try_on": N_("on the try-on"),
}
MARKS = tuple((mark, mark) for mark in "12345")
EMPTY_ROWS = 2
_INCH = Fraction(127, 5)


@dataclass(frozen=True)
class OptionView:
    """One answer of a choice."""

    key: str
    label: str
    help: str
    picture: str
    price: str
    picked: bool


@dataclass(frozen=True)
class CellView:
    """One cell of a table that is being written."""

    name: str
    label: str
    type: str
    value: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class InputView:
    """The controls of one line. Their names begin with `prefix`, their ids with `id`."""

    stage: str
    key: str
    id: str
    prefix: str
    type: str
    label: str
    help: str
    hint: str
    picture: str
    required: bool
    error: str
    value: str
    options: tuple[OptionView, ...]
    people: tuple[tuple[str, str], ...]
    unit: str
    units: tuple[str, ...]
    basis: str
    why: str
    bases: tuple[tuple[str, str], ...]
    repeat: str
    two_readings: bool
    rows: tuple[tuple[CellView, ...], ...]
    files: tuple[FileView, ...]
    most: int
    seen: int
    draft: bool


def control(
    desk: Desk, stage: str, line: Field, words: Words | None = None, *, error: str = "", prefix: str = ""
) -> InputView:
    """The controls of a line. `words` are a draft or what was typed; without them it shows what it holds."""
    case = desk.case
    stored = case.value(f"{stage}.{line.key}")
    stored = to_measure(case, line) or None if stored is None and line.against else stored
    said = held(desk, line, stored) if words is None else words
    seen = _number(first(said, "seen"))
    return InputView(
        stage=stage,
        key=line.key,
        id=f"in-{stage}-{line.key}",
        prefix=prefix,
        type=line.type,
        label=line.label,
        help=line.help,
        hint=hint(desk, line),
        picture=line.picture,
        required=line.required,
        error=error,
        value=first(said, "value"),
        options=_options(desk, line, said.get("value", ())),
        people=tuple((handle, card.name) for handle, card in desk.look.people.items())
        if line.type == "person"
        else (),
        unit=first(said, "unit") or desk.look.viewer.length,
        units=("cm", "in", "mm") if line.type == "measure" else (),
        basis=first(said, "basis"),
        why=first(said, "why"),
        bases=tuple((basis, _(BASES[basis])) for basis in line.basis),
        repeat=first(said, "repeat"),
        two_readings=line.type == "measure" and line.tolerance is not None,
        rows=_rows(line, said, prefix),
        files=_kept(desk, stage, line, words) if line.type in ("file", "photo") else (),
        most=line.max_length or 0,
        seen=case.line_seq(stage, line.key) if seen is None else seen,
        draft=words is not None and not error,
    )


def held(desk: Desk, line: Field, value: Json) -> Words:
    """What the controls of a line would say if somebody had typed what it holds."""
    if value is None or line.type in ("file", "photo"):
        return {}
    if line.type == "table":
        cells = ((row, column) for row in range(len(value)) for column in line.columns)
        return {
            f"value-{row}-{column.key}": [_text(desk, as_field(column), value[row].get(column.key))]
            for row, column in cells
        }
    if line.type == "measure":
        return _measure(value, desk.look.viewer.length)
    return {"value": list(value) if line.type == "multichoice" else [_text(desk, line, value)]}


def first(words: Words, name: str) -> str:
    """The first word a form says under a name."""
    return next(iter(words.get(name, ())), "")


def _kept(desk: Desk, stage: str, line: Field, words: Words | None) -> tuple[FileView, ...]:
    """What the form of a line keeps: what is on it and what waits for it, or what of these was ticked."""
    waiting = desk.look.waiting.get(f"{stage}.{line.key}", ())
    held = (*files(desk, desk.case.line(stage, line.key)), *waiting)
    if words is None:
        return held
    kept = words.get("keep", ())
    return tuple(replace(one, words=first(words, f"caption-{one.id}")) for one in held if one.id in kept)


def hint(desk: Desk, line: Field) -> str:
    """What fits into the line, in a sentence."""
    if line.type == "longtext":
        return _(MARKDOWN)
    parts = [_("In %(unit)s.", unit=line.unit) if line.unit and line.type in ("int", "decimal") else ""]
    if line.min is not None and line.max is not None and line.type in ("int", "decimal", "measure"):
        least, most = _limit(desk, line, line.min), _limit(desk, line, line.max)
        parts.append(_("From %(least)s to %(most)s.", least=least, most=most))
    return " ".join(part for part in parts if part)


def _limit(desk: Desk, line: Field, limit: Decimal) -> str:
    return spell(limit, desk.look.viewer.length) if line.type == "measure" else figure(limit)


def _text(desk: Desk, line: Field, value: Json) -> str:
    """One stored value as it would be typed."""
    if value is None:
        return ""
    if line.type == "money":
        return typed(value["amount"], value["currency"])
    if line.type == "datetime":
        return f"{datetime.fromisoformat(value).astimezone(desk.look.viewer.zone):%Y-%m-%dT%H:%M}"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _measure(value: Json, unit: Length) -> Words:
    said = {
        "value": [_length(value["mm"], unit)],
        "unit": [str(unit)],
        "basis": [str(value.get("basis", ""))],
    }
    return said | ({"repeat": [_length(value["repeat"], unit)]} if "repeat" in value else {})


def _length(mm: int, unit: Length) -> str:
    """A length to be typed again without moving it: in eighths of an inch only where these are exact."""
    eighths = round(Fraction(mm) / _INCH * 8)
    if unit == "in" and round(eighths * _INCH / 8) != mm:
        return f"{mm / 25.4:.2f}"
    return spell(mm, unit).rpartition(" ")[0]


def _options(desk: Desk, line: Field, picked: object) -> tuple[OptionView, ...]:
    held = tuple(picked) if isinstance(picked, list | tuple) else ()
    offered = [
        OptionView(one.key, one.label, one.help, one.picture, _price(desk, one), one.key in held)
        for one in line.choices
    ]
    fixed = yes_no() if line.type == "bool" else MARKS if line.type == "rating" else ()
    offered += [OptionView(key, words, "", "", "", key in held) for key, words in fixed]
    if line.type in ("choice", "bool", "rating") and not line.required:
        offered.append(OptionView("", _("Not decided yet"), "", "", "", held in ((), ("",))))
    return tuple(offered)


def yes_no() -> tuple[tuple[str, str], ...]:
    """The two answers to a question."""
    return (("yes", pgettext("answer", "Yes")), ("no", pgettext("answer", "No")))


def _price(desk: Desk, choice: Choice) -> str:
    """What a choice adds: + £85."""
    if not choice.price:
        return ""
    return f"{'+' if choice.price > 0 else '−'} {amount(abs(choice.price), desk.case.currency)}"


def _rows(line: Field, said: Words, prefix: str) -> tuple[tuple[CellView, ...], ...]:
    """The rows that hold anything, and two empty ones to go on with."""
    if line.type != "table":
        return ()
    numbers = {int(name.split("-")[1]) for name, words in said.items() if _is_cell(name) and any(words)}
    kept = [*sorted(numbers)[:100], *[-1] * EMPTY_ROWS]
    return tuple(
        tuple(
            _cell(column, f"{prefix}value-{place}-{column.key}", first(said, f"value-{row}-{column.key}"))
            for column in line.columns
        )
        for place, row in enumerate(kept)
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _is_cell(name: str) -> bool:
    parts = name.split("-", 2)
    return len(parts) == 3 and parts[0] == "value" and _number(parts[1]) is not None


def _cell(column: Column, name: str, value: str) -> CellView:
    options = tuple((one.key, one.label) for one in column.choices)
    options = yes_no() if column.type == "bool" else options
    label = f"{column.label}, {column.unit}" if column.unit else column.label
    return CellView(name, label, column.type, value, options)
