"""The difference of two documents as data: what the journal keeps, and what can be replayed.

A change is `{"path": [...], "was": …, "now": …}`; `was` is left out where nothing was, `now` where nothing
is left. Dictionaries are compared key by key, everything else as a whole.
"""

from collections.abc import Iterable
from typing import Any

from workflows.case import Case

Document = dict[str, Any]
Change = dict[str, Any]


def document(case: Case) -> Document:
    """A case as the plain JSON document that is stored."""
    return case.model_dump(mode="json", by_alias=True, exclude_none=True)


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
    """The document before the changes."""
    turned = [_turned(change) for change in changes]
    return apply(after, reversed(turned))


def _compare(path: list[str], before: Document, after: Document) -> Iterable[Change]:
    for key in sorted(before.keys() | after.keys()):
        here = [*path, key]
        if key not in before:
            yield {"path": here, "now": after[key]}
        elif key not in after:
            yield {"path": here, "was": before[key]}
        elif isinstance(before[key], dict) and isinstance(after[key], dict):
            yield from _compare(here, before[key], after[key])
        elif before[key] != after[key] or type(before[key]) is not type(after[key]):
            yield {"path": here, "was": before[key], "now": after[key]}


def _put(document: Document, path: list[str], change: Change) -> Document:
    key, rest = path[0], path[1:]
    if rest:
        if not isinstance(document.get(key), dict):
            raise ValueError(f"{'.'.join(change['path'])} leads nowhere in this document")
        return {**document, key: _put(document[key], rest, change)}
    if document.get(key, _NOTHING) != change.get("was", _NOTHING):
        raise ValueError(f"{'.'.join(change['path'])} does not hold what the change says it was")
    without = {k: v for k, v in document.items() if k != key}
    return {**without, key: change["now"]} if "now" in change else without


def _turned(change: Change) -> Change:
    turned: Change = {"path": change["path"]}
    if "now" in change:
        turned["was"] = change["now"]
    if "was" in change:
        turned["now"] = change["was"]
    return turned


_NOTHING = object()
