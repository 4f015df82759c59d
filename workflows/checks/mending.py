"""A definition whose shape is wrong, mended just enough to look for mistakes of sense in the rest.

So that an author hears of everything at once. What is put in here is never kept: the definition is refused.
"""

import copy
import difflib
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workflows.checks.places import Finding, Place
from workflows.checks.shapes import KINDS, Loc, inside, locate, slug
from workflows.grammar import ColumnType, FieldType, Workflow

_ROUNDS = 6  # a mended part may show a mistake that its wrongness hid
_TYPES = (*get_args(FieldType), *get_args(ColumnType))
_SIDED = ("holder", "of")


Touched = set[tuple[Place, str]]  # a place, and the word there that was wrong


def mended(data: Any, errors: list[ErrorDetails]) -> tuple[Workflow | None, Touched]:
    """The definition without its mistakes of shape, and where those were; None when too little is left."""
    data = copy.deepcopy(data)
    touched: Touched = set()
    for _ in range(_ROUNDS):
        before = _places(data, errors)
        for error in sorted(errors, key=_last_first):
            _mend(data, error)
        touched |= before | _places(data, errors)
        try:
            return Workflow.model_validate(data), touched
        except ValidationError as still:
            errors = still.errors(include_url=False)
    return None, touched


def follows(finding: Finding, touched: Touched) -> bool:
    """Whether a mistake of sense may only follow from how the definition was mended."""
    return any(
        finding.place[: len(place)] == place if place else f'"{word}"' in finding.message
        for place, word in touched
    )


def _places(data: Any, errors: list[ErrorDetails]) -> Touched:
    found = [locate(data, error["loc"]) for error in errors]
    return {(place, word) for place, _, word in found}


def _last_first(error: ErrorDetails) -> tuple[str, ...]:
    """Parts are taken out of lists from the end, so that the numbers of the others stay true."""
    return tuple(f"{9999 - step:04}" if isinstance(step, int) else str(step) for step in error["loc"])


def _mend(data: Any, error: ErrorDetails) -> None:
    *way, last = _written(data, error["loc"])
    for step in way:
        data = data[step]
    if error["type"].startswith("union_tag"):
        data[last]["kind"] = _kind(data[last])
    elif isinstance(data, dict) and (error["type"] == "missing" or last in ("key", "type", *_SIDED)):
        data[last] = _stand_in(str(last), data)
    elif isinstance(data, dict | list):
        del data[last]


def _written(data: Any, loc: Loc) -> list[Any]:
    """The way to a mistake through the data as it is written, without the kinds that pydantic names."""
    way: list[Any] = []
    for step in loc:
        if isinstance(data, dict) and data.get("kind") == step and step not in data:
            continue
        way.append(step)
        data = inside(data, step)
    return way


def _kind(block: Any) -> str:
    near = difflib.get_close_matches(str(block.get("kind")), KINDS, n=1)
    telling = {"fields": "fields", "says": "signature", "items": "checklist", "decisions": "review"}
    return near[0] if near else next((kind for word, kind in telling.items() if word in block), "commitment")


def _stand_in(word: str, part: dict[str, Any]) -> Any:
    if word == "type":
        near = difflib.get_close_matches(str(part.get("type")), _TYPES, n=1)
        return (
            near[0] if near else "choice" if "choices" in part else "table" if "columns" in part else "text"
        )
    if word == "key":
        return slug(
            str(part.get("key", part.get("label", part.get("title", "x")))), "-" if "stages" in part else "_"
        )
    if word == "by":
        return ["customer", "clan"] if part.get("kind") == "signature" else "clan"
    if word in _SIDED:
        return "clan"
    return {"version": 1, "is": ["yes"], "stages": [], "blocks": []}.get(word, "x")
