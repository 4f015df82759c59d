"""Lines that are asked only sometimes: what they wait for must be able to come true."""

from collections.abc import Iterator

from workflows.checks.places import Finding, instead, lines
from workflows.grammar import Field, ShownWhen, Stage, Workflow


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Every `shown_when` that could never come true, or that goes round in a circle."""
    for line in lines(workflow):
        if line.field.shown_when:
            place = (*line.place, "shown_when")
            for message in wrong(line.stage, line.field.shown_when):
                yield Finding(place, message)
            if _goes_round(line.stage, line.field):
                yield Finding(
                    place, "In the end it waits for itself, so the line is never asked. Cut the circle."
                )


def wrong(stage: Stage, condition: ShownWhen) -> Iterator[str]:
    """What is wrong with what a line or a block of this stage waits for."""
    other = stage.field(condition.field)
    if other is None:
        known = instead(condition.field, (one.key for one in stage.fields() if _answers(one)))
        yield f"It waits for {condition.field}, which is no line of this stage.{known}"
        return
    answers = _answers(other)
    if not answers:
        yield f"It waits for {other.key}, which is {other.type}. Only choices, yes and no can be waited for."
    for value in condition.values if answers else ():
        if value not in answers:
            yield f"It waits for {value}, but {other.key} is one of: {', '.join(answers)}."


def _answers(field: Field) -> tuple[str, ...]:
    if field.type == "bool":
        return ("yes", "no")
    return tuple(choice.key for choice in field.choices)


def _goes_round(stage: Stage, field: Field) -> bool:
    """Whether following shown_when from this line comes back to it."""
    seen: set[str] = set()
    here: Field | None = field
    while here and here.shown_when and here.key not in seen:
        seen.add(here.key)
        here = stage.field(here.shown_when.field)
    return here is not None and here.key == field.key
