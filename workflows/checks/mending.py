"""A definition whose shape is wrong, mended just enough to look for mistakes of sense in the rest.

So that an author hears of everything at once. What is put in here is never kept: the definition is refused.
"""

import copy
import difflib
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workflows.checks.places import Finding, Place
from workflows.checks.shapes import locate, mistakes, slug, written
from workflows.grammar import FieldType, Workflow

_ROUNDS = 9  # a mended part may show a mistake that its wrongness hid
_NEEDED = ("key", "type", "by", "holder", "of")  # mended where they stand; other words are left out
Touched = set[tuple[Place, str]]  # a place, and the word there that was wrong


def mended(data: Any, errors: list[ErrorDetails]) -> tuple[Workflow | None, Touched]:
    """The definition without its mistakes of shape, and where those were; None when too little is left."""
    data = copy.deepcopy(data)
    touched: Touched = set()
    for _ in range(_ROUNDS):
        touched |= _places(data, errors)
        for error in sorted(errors, key=_last_first):
            _mend(data, error)
        touched |= _places(data, [error for error in errors if error["loc"][-1] == "key"])
        try:
            return Workflow.model_validate(data), touched
        except ValidationError as still:
            errors = mistakes(still)
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


def _mend(part: Any, error: ErrorDetails) -> None:
    way = written(error["loc"])
    last: Any = way[-1]
    for step in way[:-1]:
        part = part[step]
    if error["type"].startswith("union_tag"):
        part[last]["kind"] = "signature" if "says" in part[last] else "fields"
    elif error["type"] == "missing" or (last in _NEEDED and error["type"] != "extra_forbidden"):
        part[last] = _stand_in(last, part, "x_" + "_".join(map(str, way))[-38:])
    else:
        del part[last]


def _stand_in(word: str, part: dict[str, Any], own: str) -> Any:
    """Something for a word that a part needs. `own` is a name that no other part has."""
    if word == "key":
        return slug(str(part.get("key", own)), "-" if "stages" in part else "_")
    if word == "type":
        near = difflib.get_close_matches(str(part.get("type")), get_args(FieldType), n=1)
        return near[0] if near else "table"
    if word == "by":
        return ["customer", "clan"] if part.get("kind") == "signature" else "clan"
    if word == "fields":
        pair = ["x_a", "x_b"] if "is" in part else ["x.x"]  # of two that make a whole, or of a late change
        return [{}] if "kind" in part else pair
    others: dict[str, Any] = {"version": 1, "holder": "clan", "of": "clan", "items": [{}]}
    others["is"] = 100 if "fields" in part else ["yes"]
    return [{"kind": "signature"}] if word == "blocks" else others.get(word, own)
