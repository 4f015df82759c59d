"""The difference of two documents as data: what the journal keeps, and what can be replayed.

A change is `{"path": [...], "was": …, "now": …}`; `was` is left out where nothing was, `now` where nothing
is left. Dictionaries are compared key by key, everything else as a whole.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from workflows.case import Case

Document = dict[str, Any]
Change = dict[str, Any]

_NOTHING = object()


def document(case: Case) -> Document:
    """A case as the plain JSON document that is stored; `Case.model_validate` gives the same case back."""
    return case.model_dump(mode="json", by_alias=True, exclude_none=True)


def document_after(before: Case, held: Document, after: Case) -> Document:
    """The document of `after`, where `held` is that of `before`.

    A change leaves most of a case the very same objects; their part of the document is taken over as it is,
    so that the cost is that of the change, not of the length of the order.
    """
    touched = {name for name in Case.model_fields if getattr(after, name) is not getattr(before, name)}
    fresh = after.model_dump(mode="json", by_alias=True, exclude_none=True, include=touched)
    return {**{name: part for name, part in held.items() if name not in touched}, **fresh}


def diff(before: Document, after: Document) -> list[Change]:
    """Everything that is different in `after`, each with its path, what it was and what it is now."""
    return list(_compare([], before, after))


def apply(before: Document, changes: Iterable[Change]) -> Document:
    """The document after the changes; `before` is left as it was.

    Raises:
        ValueError: a change does not fit, that is, the document does not hold what it says it was.
    """
    after = before
    for change in changes:
        after = _put(after, change["path"], change)
    return after


def undo(after: Document, changes: Iterable[Change]) -> Document:
    """The document before the changes.

    Raises:
        ValueError: something was built on them, so that the document no longer holds what they left.
    """
    turned = [_turned(change) for change in changes]
    return apply(after, reversed(turned))


def _compare(path: list[str], before: Document, after: Document) -> Iterator[Change]:
    for key in sorted(before.keys() | after.keys()):
        here = [*path, key]
        was, now = before.get(key, _NOTHING), after.get(key, _NOTHING)
        if _same(was, now):
            continue
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _compare(here, was, now)
        else:
            yield _change(here, was, now)


def _change(path: list[str], was: Any, now: Any) -> Change:
    change: Change = {"path": path}
    if was is not _NOTHING:
        change["was"] = was
    if now is not _NOTHING:
        change["now"] = now
    return change


def _same(one: Any, two: Any) -> bool:
    """Whether two values are the same in JSON, where 1, 1.0 and true are not."""
    if one is two:
        return True
    return bool(one == two) and json.dumps(one, sort_keys=True) == json.dumps(two, sort_keys=True)


def _put(document: Document, path: list[str], change: Change) -> Document:
    key, rest = path[0], path[1:]
    if rest:
        if not isinstance(document.get(key), dict):
            raise ValueError(f"{'.'.join(change['path'])} leads nowhere in this document")
        return {**document, key: _put(document[key], rest, change)}
    if not _same(document.get(key, _NOTHING), change.get("was", _NOTHING)):
        raise ValueError(f"{'.'.join(change['path'])} does not hold what the change says it was")
    if "now" in change:
        return {**document, key: change["now"]}
    return {other: value for other, value in document.items() if other != key}


def _turned(change: Change) -> Change:
    return _change(change["path"], change.get("now", _NOTHING), change.get("was", _NOTHING))
