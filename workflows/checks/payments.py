"""What is paid when: the plan that a definition gives, and the line on which both sides write their own."""

from collections.abc import Iterator

from workflows.checks.places import Finding, Line, Place, find, no_stage, order
from workflows.grammar import Column, Instalment, Workflow

_COLUMNS = {"what": "text", "due": "choice", "percent": "decimal", "amount": "money"}


def findings(workflow: Workflow) -> Iterator[Finding]:
    """A plan that nobody could keep, or a line on which none could be written."""
    if (workflow.payments or workflow.payments_field) and not workflow.price_field:
        yield Finding((), 'Payments are parts of a price, so the workflow needs "price_field".')
    yield from _plan(workflow)
    line = find(workflow, workflow.payments_field)
    if line is not None and line.field.type == "table":
        yield from _line(workflow, line)


def _plan(workflow: Workflow) -> Iterator[Finding]:
    when = order(workflow)
    for one in workflow.payments:
        place = _at(one)
        if one.due not in when:
            yield Finding(place, f'"due" names {no_stage(one.due, when)}')
        if one.amount is not None:
            yield Finding(place, 'A definition knows no price yet. Write a share: "percent".')
    yield from _shares(workflow)


def _shares(workflow: Workflow) -> Iterator[Finding]:
    """Shares make a hundred, or less when the last takes what is left."""
    for one in workflow.payments[:-1]:
        if one.percent is None:
            yield Finding(_at(one), 'Only the last payment takes what is left. Write "percent" here.')
    shares = [one.percent for one in workflow.payments if one.percent is not None]
    short = sum(shares) < 100 and len(shares) == len(workflow.payments)
    if shares and (sum(shares) > 100 or short):
        yield Finding((), f'The shares of "payments" make {sum(shares)} of 100 per cent.')


def _line(workflow: Workflow, line: Line) -> Iterator[Finding]:
    columns = {column.key: column for column in line.field.columns}
    for key, type_ in _COLUMNS.items():
        column = columns.get(key)
        if column is None or column.type != type_:
            yield Finding(line.place, f'Payments need a column "{key}" of type {type_}.')
        else:
            yield from _column(workflow, line.place, column)


def _column(workflow: Workflow, place: Place, column: Column) -> Iterator[Finding]:
    if column.key in ("what", "due") and not column.required:
        yield Finding(place, f'Every payment says that. Write "required" = true in column {column.key}.')
    if column.key in ("percent", "amount") and (column.min is None or column.min < 0):
        yield Finding(place, f'Nobody pays less than nothing. Write "min" = 0 in column {column.key}.')
    when = order(workflow)
    for choice in column.choices if column.key == "due" else ():
        if choice.key not in when:
            yield Finding(place, f"Column due names {no_stage(choice.key, when)}")


def _at(one: Instalment) -> Place:
    return (f"payment {one.what}",)
