"""What pydantic says of a definition's shape, in plain sentences that say what to write instead."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from workflows.checks.places import Finding, Place
from workflows.grammar import (
    AddsUp,
    AppointmentBlock,
    ApprovalsBlock,
    Ask,
    ChecklistBlock,
    Choice,
    Column,
    CommitmentBlock,
    Department,
    Field,
    FieldsBlock,
    Item,
    LateChange,
    LateStep,
    MeasuresBlock,
    NotesBlock,
    OfBoth,
    ReviewBlock,
    SavingsBlock,
    SettlementBlock,
    ShownWhen,
    SignatureBlock,
    Stage,
    ToDoBlock,
    When,
    Workflow,
)

KINDS: dict[str, type[BaseModel]] = {
    "fields": FieldsBlock,
    "measures": MeasuresBlock,
    "appointment": AppointmentBlock,
    "commitment": CommitmentBlock,
    "review": ReviewBlock,
    "signature": SignatureBlock,
    "checklist": ChecklistBlock,
    "notes": NotesBlock,
    "todo": ToDoBlock,
    "approvals": ApprovalsBlock,
    "savings": SavingsBlock,
    "settlement": SettlementBlock,
}
# What one part of each list is called, and which words it may use.
_PARTS: dict[str, tuple[str, type[BaseModel]]] = {
    "stages": ("stage", Stage),
    "blocks": ("block", FieldsBlock),
    "fields": ("line", Field),
    "choices": ("choice", Choice),
    "parts": ("part", Choice),
    "areas": ("area", Choice),
    "voices": ("voice", Choice),
    "actions": ("action", Choice),
    "columns": ("column", Column),
    "items": ("item", Item),
    "asks": ("ask", Ask),
    "late_changes": ("late change", LateChange),
    "steps": ("step", LateStep),
    "departments": ("department", Department),
}
_INSIDE: dict[str, type[BaseModel]] = {  # parts without a key
    "shown_when": ShownWhen,
    "when": When,
    "adds_up": AddsUp,
    "costs": OfBoth,
    "shares": OfBoth,
    "figures": OfBoth,
}
_WANTED = {
    "int": "a whole number, such as 3",
    "float": "a number, such as 3.5",
    "decimal": "a number, such as 3.5",
    "finite": "a number, such as 3.5",
    "bool": "true or false",
    "string": 'words in quotation marks, such as "cloth"',
    "tuple": 'a list in square brackets, such as ["clan"]',
    "model": "a table with words of its own",
    "dict": "a table with words of its own",
}
Loc = tuple[int | str, ...]


def mistakes(error: ValidationError) -> list[ErrorDetails]:
    """The mistakes that somebody made; pydantic also calls a list empty when all its parts are wrong."""
    found = error.errors(include_url=False)
    return [one for one in found if one["type"] != "too_short" or not one["input"]]


def written(loc: Loc) -> Loc:
    """The way to a mistake as its author wrote it: pydantic names the kind after each block besides."""
    return tuple(
        step
        for number, step in enumerate(loc)
        if not (number > 1 and isinstance(loc[number - 1], int) and loc[number - 2] == "blocks")
    )


def finding(data: Any, error: ErrorDetails) -> Finding:
    """One mistake in the shape of the raw definition, at its place and in plain words."""
    place, owner, word = locate(data, error["loc"])
    return Finding(place, _message(error, owner, word))


def locate(data: Any, loc: Loc) -> tuple[Place, type[BaseModel], str]:
    """Where an error is: the place of the part, the words that part may use, and the word that is wrong."""
    place: list[str] = []
    owner: type[BaseModel] = Workflow
    word, name = "", ""
    for step in written(loc):
        data = inside(data, step)
        if isinstance(step, int) and name in _PARTS and isinstance(data, Mapping):
            place.append(_called(name, step, data))
            owner, word = _owner(name, data), ""
        elif step in _INSIDE and isinstance(data, Mapping):
            place.append(str(step))
            owner, word = _INSIDE[str(step)], str(step)
        elif isinstance(step, str):
            name, word = step, step
    return tuple(place), owner, word


def inside(data: Any, step: int | str) -> Any:
    """What a step leads to in the raw definition; None when there is nothing."""
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _called(name: str, number: int, part: Mapping[str, Any]) -> str:
    usual = (
        "signature" if part.get("kind") == "signature" else None
    )  # the only part that may go without a key
    key = part.get("key", part.get("after", usual))
    between = " after " if name == "steps" else " "
    return (
        f"{_PARTS[name][0]}{between}{key}"
        if isinstance(key, str)
        else f"{_PARTS[name][0]} number {number + 1}"
    )


def _owner(name: str, part: Mapping[str, Any]) -> type[BaseModel]:
    return KINDS.get(str(part.get("kind")), FieldsBlock) if name == "blocks" else _PARTS[name][1]


def _message(error: ErrorDetails, owner: type[BaseModel], word: str) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return f'There is no word "{word}" here.{_near(word, words(owner))}'
    if kind == "missing":
        return f'"{word}" is missing. Write {_example(word)}.'
    if kind.startswith("union_tag"):
        return f'A block says what it is: "kind" is one of {", ".join(KINDS)}.{_near(error["input"], KINDS)}'
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", context["expected"])
        return f'"{word}" is one of {", ".join(known)}.{_near(error["input"], known)}'
    if kind == "string_pattern_mismatch":
        return _pattern(word, error["input"], owner)
    return _other(kind, context, word, error["loc"][-1])


def _other(kind: str, context: Mapping[str, Any], word: str, last: int | str) -> str:
    limits = {
        "string_too_short": f'"{word}" is empty. Write {_example(word)}.',
        "string_too_long": f'"{word}" is too long; {context.get("max_length")} characters are the most.',
        "too_short": f'"{word}" is empty. Write at least one.',
        "greater_than_equal": f'"{word}" is at least {context.get("ge")}.',
        "less_than_equal": f'"{word}" is at most {context.get("le")}.',
    }
    if kind in limits:
        return limits[kind]
    if kind.startswith("model") and isinstance(last, int):
        return f'Each of "{word}" is a table with words of its own, such as {{ key = "plain", … }}.'
    return f'"{word}" is written as {_WANTED.get(kind.partition("_")[0], "its place asks for")}.'


def words(owner: type[BaseModel]) -> list[str]:
    """The words that a part of a definition may use, as its author writes them."""
    return [field.alias or name for name, field in owner.model_fields.items()]


def _near(written: object, known: Iterable[str]) -> str:
    tag = written.get("kind") if isinstance(written, Mapping) else written
    near = difflib.get_close_matches(str(tag), list(known), n=1)
    return f' Did you mean "{near[0]}"?' if near else ""


def _pattern(word: str, written: object, owner: type[BaseModel]) -> str:
    mark, name = ("-", "hyphens") if owner is Workflow else ("_", "underscores")
    could = slug(str(written), mark)
    rule = f"begins with a small letter and has small letters, figures and {name}, 40 at most"
    return f'"{word}" {rule}: "{could}".'


def slug(written: str, mark: str) -> str:
    """A key that reads much like what was written."""
    could = re.sub(r"[^a-z0-9]+", mark, written.lower()).strip(mark)
    return (could if could[:1].isalpha() else f"x{mark}{could}".strip(mark))[:40].strip(mark)


def _example(word: str) -> str:
    examples = {
        "key": 'key = "cloth"',
        "label": 'label = "Cloth"',
        "title": 'title = "Cloth"',
        "type": 'type = "text"',
        "by": 'by = "customer" (in a signature a list: ["customer", "clan"])',
        "of": 'of = "clan"',
        "holder": 'holder = "clan"',
        "is": 'is = ["yes"]',
        "version": "version = 1",
        "after": 'after = "cloth"',
        "field": 'field = "vents"',
        "fields": "the lines it asks for, each under [[stages.blocks.fields]]",
        "departments": "who is asked, each under [[stages.blocks.departments]]",
        "scope": 'scope = ["cloth"]',
        "items": 'items = [{ key = "pressed", label = "Pressed" }]',
        "blocks": "what it is made of, each under [[stages.blocks]]",
        "stages": "at least one, each under [[stages]]",
        "title_field": 'title_field = "need.title"',
        "need_field": 'need_field = "need.need"',
        "conditions_field": 'conditions_field = "need.conditions"',
        "says": 'says = "We agree on this."',
        "customer": 'customer = "check.cost_customer"',
        "clan": 'clan = "check.cost_clan"',
    }
    return examples.get(word, f"{word} = …")
