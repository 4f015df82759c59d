"""Lines that are asked only sometimes: what they wait for must be able to come true."""

from collections.abc import Iterator

from workflows.checks.places import Finding, Line, lines
from workflows.grammar import Field, Stage, Workflow


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Every `shown_when` that could never come true, or that goes round in a circle."""
    for line in lines(workflow):
        if line.field.shown_when:
            yield from _condition(line)
            if _goes_round(line.stage, line.field):
                yield Finding(
                    line.place, "Its shown_when leads back to itself, so it is never asked. Cut the circle."
                )


def _condition(line: Line) -> Iterator[Finding]:
    condition = line.field.shown_when
    assert condition is not None  # noqa: S101  findings asks only where there is one
    other = line.stage.field(condition.field)
    if other is None:
        yield Finding(line.place, f"Its shown_when names {condition.field}, which is no line of this stage.")
        return
    answers = _answers(other)
    if not answers:
        yield Finding(
            line.place,
            f"Its shown_when names {other.key}, which is {other.type}. Only choices and bool work.",
        )
        return
    for value in condition.values:
        if value not in answers:
            yield Finding(
                line.place,
                f"Its shown_when waits for {value}, but {other.key} is one of: {', '.join(answers)}.",
            )


def _answers(field: Field) -> tuple[str, ...]:
    if field.type == "bool":
        return ("yes", "no")
    return tuple(choice.key for choice in field.choices) if field.type in ("choice", "multichoice") else ()


def _goes_round(stage: Stage, field: Field) -> bool:
    """Whether following shown_when from this line comes back to it."""
    seen: set[str] = set()
    here: Field | None = field
    while here and here.shown_when and here.key not in seen:
        seen.add(here.key)
        here = stage.field(here.shown_when.field)
    return here is not None and here.key == field.key and field.key in seen
