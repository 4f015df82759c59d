"""Whether the yeses of the customer's people can be asked for: what they are to, when, and who signs."""

from collections.abc import Iterator

from workflows.checks.places import Finding, Place, blocks, find, no_line, no_stage, order
from workflows.grammar import ApprovalsBlock, Department, Stage, When, Workflow

_CHOICES = ("choice", "multichoice")


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Every department that would say yes to nothing, or that nobody could tell whether to ask."""
    for stage, block, place in blocks(workflow):
        if not isinstance(block, ApprovalsBlock):
            continue
        if "customer" not in stage.signed_by():
            yield Finding(place, 'The customer does not sign here. Add "customer" to the signature\'s "by".')
        for one in block.departments:
            yield from _department(workflow, stage, one, (*place, f"department {one.key}"))


def _department(workflow: Workflow, stage: Stage, one: Department, place: Place) -> Iterator[Finding]:
    when = order(workflow)
    for scope in one.scope:
        named, _, field = scope.partition(".")
        if field and find(workflow, scope) is None:
            yield Finding(place, f'"scope" names {no_line(workflow, scope)}')
        elif not field and named not in when:
            yield Finding(place, f'"scope" names {no_stage(named, when)}')
        elif when[named] > when[stage.key]:
            yield Finding(place, f'"scope" names {scope}, which is written only after this stage.')
    if one.when:
        yield from _when(workflow, one.when, place)


def _when(workflow: Workflow, when: When, place: Place) -> Iterator[Finding]:
    line = find(workflow, when.field)
    if line is None:
        yield Finding(place, f'"when" names {no_line(workflow, when.field)}')
    elif (when.over is None) == (not when.values):
        yield Finding(place, '"when" has either "over", an amount in pounds, or "is", a list of answers.')
    elif when.over is not None and line.field.type != "money":
        yield Finding(place, f'"over" belongs to money, and {when.field} is {line.field.type}. Write "is".')
    elif when.values and line.field.type not in _CHOICES:
        yield Finding(place, f'"is" belongs to choice or multichoice, and {when.field} is {line.field.type}.')
    else:
        known = [choice.key for choice in line.field.choices]
        for value in (value for value in when.values if value not in known):
            yield Finding(place, f'"when" waits for {value}. {when.field} can be: {", ".join(known)}.')
