"""The lines every case must have: its name, the need, how it is judged, the day and the price."""

from collections.abc import Callable, Iterator

from workflows.checks.places import Finding, Line, find, no_line, no_stage, order
from workflows.grammar import SIDES, Workflow

_TYPES = {
    "title_field": "text",
    "need_field": "longtext",
    "conditions_field": "table",
    "date_field": "date",
    "price_field": "money",
    "band_low_field": "money",
    "band_high_field": "money",
    "allowances_field": "table",
    "payments_field": "table",
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
    yield from _band(workflow)
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


def _allowances(workflow: Workflow, line: Line) -> Iterator[Finding]:
    columns = {column.key: column for column in line.field.columns}
    for key in ("allowed", "chosen"):
        column = columns.get(key)
        if column is None or column.type != "money":
            yield Finding(line.place, f'Allowances need a column "{key}" of type money.')
        elif column.min is None or column.min < 0:
            yield Finding(line.place, f'A sum is never less than nothing. Write "min" = 0 in column {key}.')
    if "what" not in columns:
        yield Finding(line.place, 'Allowances need a column "what", which says what they are for.')
    if not workflow.price_field:
        yield Finding((), 'Allowances are part of a price, so the workflow needs "price_field".')


def _of_band(_workflow: Workflow, line: Line) -> Iterator[Finding]:
    if line.field.min is None or line.field.min < 0:
        yield Finding(line.place, 'A sum is never less than nothing. Write "min" = 0.')
    if set(line.stage.signed_by()) != set(SIDES):
        yield Finding(line.place, f"Both agree to the band, so both must sign {line.stage.key}.")


def _band(workflow: Workflow) -> Iterator[Finding]:
    """Both ends of the band, in one stage, around a price."""
    low, high = workflow.band_low_field, workflow.band_high_field
    if not low and not high:
        return
    if not low or not high:
        yield Finding((), 'A band has two ends. Write both "band_low_field" and "band_high_field".')
    elif low == high or low.partition(".")[0] != high.partition(".")[0]:
        yield Finding((), "The two ends of the band are two lines of one stage, which is signed at once.")
    if not workflow.price_field:
        yield Finding((), 'A band is for the price, so the workflow needs "price_field".')


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
    "band_low_field": _of_band,
    "band_high_field": _of_band,
    "allowances_field": _allowances,
}
