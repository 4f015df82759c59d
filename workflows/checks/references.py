"""The lines every case must have: its name, the need, how it is judged, the day and the price."""

from collections.abc import Callable, Iterator

from workflows.checks.places import Finding, Line, find, no_line, no_stage, order
from workflows.grammar import Workflow

_TYPES = {
    "title_field": "text",
    "need_field": "longtext",
    "conditions_field": "table",
    "date_field": "date",
    "price_field": "money",
}
_ALWAYS = ("title_field", "need_field", "conditions_field")


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Every reference that leads nowhere, to the wrong type, or to a line that cannot do its part."""
    for word, type_ in _TYPES.items():
        path = getattr(workflow, word)
        line = find(workflow, path)
        if line is None and (path or word in _ALWAYS):
            named = no_line(workflow, path, type_) if path else 'nothing. Write it as "stage.line".'
            yield Finding((), f'"{word}" names {named}')
        elif line is not None and line.field.type != type_:
            yield Finding(line.place, f'"{word}" names this line, so its type must be {type_}.')
        elif line is not None:
            yield from _MORE.get(word, _nothing_more)(workflow, line)
    when = order(workflow)
    if workflow.handover and workflow.handover not in when:
        yield Finding((), f'"handover" names {no_stage(workflow.handover, when)}')


def _need(workflow: Workflow, line: Line) -> Iterator[Finding]:
    yield from _always_asked(line, "the need")
    if line.stage.key != workflow.stages[0].key:
        yield Finding(line.place, "A case begins with the need, so this line belongs in the first stage.")


def _conditions(_workflow: Workflow, line: Line) -> Iterator[Finding]:
    yield from _always_asked(line, "how the customer judges")
    columns = {column.key: column for column in line.field.columns}
    text = columns.get("text")
    if not text or text.type != "text" or not text.required:
        yield Finding(line.place, 'The conditions need a column "text" of type text that is required.')
    if "how_judged" not in columns:
        yield Finding(line.place, 'The conditions need a column "how_judged".')
    if not line.field.min_rows:
        yield Finding(line.place, 'Without a condition a case never ends. Write "min_rows" = 1.')


def _always_asked(line: Line, what: str) -> Iterator[Finding]:
    if not line.field.required:
        yield Finding(line.place, f'This line holds {what}. Write "required" = true.')
    if line.field.shown_when:
        yield Finding(line.place, f"This line holds {what}, so it is always asked. Take shown_when away.")
    if "customer" not in line.field.editable_by:
        yield Finding(line.place, f'This line holds {what}. Add "customer" to "editable_by".')


def _nothing_more(_workflow: Workflow, _line: Line) -> Iterator[Finding]:
    yield from ()


_MORE: dict[str, Callable[[Workflow, Line], Iterator[Finding]]] = {
    "need_field": _need,
    "conditions_field": _conditions,
}
