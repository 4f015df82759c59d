"""Whether each line can be filled: the right words for its type, limits with room, a hand to write it."""

import re
from collections.abc import Iterator

from workflows.checks import limits
from workflows.checks.places import Finding, Line, Place, find, lines, no_line, order
from workflows.grammar import Column, Field, Workflow

# Which words belong to which types. A word elsewhere would be read by nobody, so it is a mistake.
_BELONGS: dict[str, tuple[str, ...]] = {
    "choices": ("choice", "multichoice"),
    "columns": ("table",),
    "min_rows": ("table",),
    "sum_of": ("table",),
    "sum_is": ("table",),
    "against": ("table",),
    "min": ("int", "decimal", "money", "measure"),
    "max": ("int", "decimal", "money", "measure"),
    "warn_min": ("int", "decimal", "measure"),
    "warn_max": ("int", "decimal", "measure"),
    "max_length": ("text", "longtext"),
    "basis": ("measure",),
    "views": ("photo",),
    "tolerance": ("measure",),
    "unit": ("int", "decimal", "measure"),
}
# No address of another machine, which browsers are told not to ask, and nothing outside the folder.
_PICTURE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Everything that would keep a line from being written, or that its type does not know."""
    for line in lines(workflow):
        yield from _belongs(line.place, line.field)
        yield from limits.findings(line.place, line.field)
        yield from _parts(line.place, line.field)
        yield from _pictures(line.place, line.field)
        yield from limits.sums(line.place, line.field)
        yield from _hands(line)
        yield from _against(workflow, line)


def _belongs(place: Place, field: Field | Column) -> Iterator[Finding]:
    for word, types in _BELONGS.items():
        if getattr(field, word, None) not in (None, "", ()) and field.type not in types:
            known = " or ".join([", ".join(types[:-1]), types[-1]] if len(types) > 1 else types)
            yield Finding(place, f'"{word}" belongs to {known}, and this is {field.type}. Take it away.')


def _parts(place: Place, field: Field) -> Iterator[Finding]:
    if field.type in ("choice", "multichoice") and not field.choices:
        yield Finding(place, 'There is nothing to choose from. Write "choices", each with a key and a label.')
    if field.type == "table" and not field.columns:
        yield Finding(place, 'A table needs "columns", each with a key and a label.')
    if field.type == "measure" and field.unit not in ("", "mm", "cm", "in"):
        yield Finding(place, f'A measure is typed in mm, cm or in, not in {field.unit}. Change "unit".')
    for column in field.columns:
        here = (*place, f"column {column.key}")
        yield from _belongs(here, column)
        yield from limits.findings(here, column)
        if column.type == "choice" and not column.choices:
            yield Finding(
                here, 'There is nothing to choose from. Write "choices", each with a key and a label.'
            )


def _pictures(place: Place, field: Field) -> Iterator[Finding]:
    named = [(place, field.picture)]
    named += [((*place, f"choice {choice.key}"), choice.picture) for choice in field.choices]
    for here, picture in named:
        if picture and not _PICTURE.fullmatch(picture):
            yield Finding(
                here,
                f'"picture" names a file in static/, such as "cloths/plain.webp"; this is {picture}.',
            )


def _hands(line: Line) -> Iterator[Finding]:
    field = line.field
    if not field.editable_by:
        yield Finding(line.place, 'Nobody may write this line. Name at least one side in "editable_by".')
    elif field.given_by and field.given_by not in field.editable_by:
        yield Finding(
            line.place, f'The {field.given_by} gives this line but may not write it. Add it to "editable_by".'
        )


def _against(workflow: Workflow, line: Line) -> Iterator[Finding]:
    """A table of results needs another, written before it, whose rows say the limits."""
    if not line.field.against or line.field.type != "table":
        return
    other = find(workflow, line.field.against)
    when = order(workflow)
    if other is None or other.field.type != "table":
        yield Finding(line.place, f'"against" names {no_line(workflow, line.field.against, "table")}')
        return
    if when[other.stage.key] > when[line.stage.key]:
        yield Finding(line.place, f'"against" names {other.path}, which is written only after this line.')
    for field, words in ((line.field, ("id", "result")), (other.field, ("id", "lower", "upper"))):
        kinds = {column.key: column.type for column in field.columns}
        wanted = {word: "text" if word == "id" else "decimal" for word in words}
        for word in (word for word, kind in wanted.items() if kinds.get(word) != kind):
            table = line.field.key if field is line.field else other.path
            yield Finding(line.place, f'{table} needs a column "{word}" of type {wanted[word]}.')
