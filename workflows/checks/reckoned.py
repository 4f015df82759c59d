"""What is reckoned from lines: savings and settlements, whose every line must be there, written, and fit."""

from collections.abc import Iterator
from decimal import Decimal

from workflows.blocks.settlement import RULES
from workflows.checks import shown
from workflows.checks.fixed import NUMBERS
from workflows.checks.places import Finding, Line, Place, blocks, find, instead, lines, order
from workflows.grammar import (
    SIDES,
    FieldsBlock,
    OfBoth,
    SavingsBlock,
    SettlementBlock,
    ShownWhen,
    Stage,
    Workflow,
)

_MONEY, _CHOICE = ("money",), ("choice",)
_SAVED = {"before": NUMBERS, "after": NUMBERS, "per": NUMBERS, "units": NUMBERS, "rate": _MONEY}
_WHOLE = Decimal(100)  # per cent


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Every reckoning that could not be made."""
    for stage, block, place in blocks(workflow):
        if isinstance(block, SavingsBlock):
            yield from _savings(workflow, stage, block, place)
        elif isinstance(block, SettlementBlock):
            yield from _settlement(workflow, stage, block, place)


def _savings(workflow: Workflow, stage: Stage, block: SavingsBlock, place: Place) -> Iterator[Finding]:
    named = {word: (getattr(block, word), types) for word, types in _SAVED.items()}
    named |= _sides("costs", block.costs, _MONEY) | _sides("shares", block.shares, NUMBERS)
    named |= _sides("figures", block.figures, _MONEY)
    yield from _lines(workflow, stage, named, place)
    per = find(workflow, block.per)
    if per and per.field.type in NUMBERS and (per.field.min is None or per.field.min <= 0):
        yield Finding(place, f'"per" names {block.per}, which could be 0. Give it a "min" above 0.')
    if not _makes_a_whole(workflow, block.shares):
        yield Finding(
            place, f'The lines of "shares" make {_WHOLE} together. Say so in the "adds_up" of their block.'
        )
    for side in SIDES:
        line = find(workflow, getattr(block.figures, side))
        if line and (line.field.editable_by != (side,) or line.stage.key != stage.key):
            yield Finding(
                place,
                f"The figure of the {side} is a line of this stage that the {side} alone writes: "
                f'editable_by = ["{side}"].',
            )


def _settlement(workflow: Workflow, stage: Stage, block: SettlementBlock, place: Place) -> Iterator[Finding]:
    named = _sides("costs", block.costs, _MONEY)
    named |= {"rule": (block.rule, _CHOICE), "begun_by": (block.begun_by, _CHOICE)}
    yield from _lines(workflow, stage, named, place, block.shown_when)
    for word, wanted in (("rule", RULES), ("begun_by", SIDES)):
        path = getattr(block, word)
        line = find(workflow, path)
        for strange in [one.key for one in line.field.choices if one.key not in wanted] if line else ():
            yield Finding(place, f'"{word}" can be {", ".join(wanted)}, and {path} can be {strange} too.')
    for message in shown.wrong(stage, block.shown_when):
        yield Finding((*place, "shown_when"), message)


def _sides(word: str, pair: OfBoth, types: tuple[str, ...]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {f"{word}.{side}": (getattr(pair, side), types) for side in SIDES}


def _lines(
    workflow: Workflow,
    stage: Stage,
    named: dict[str, tuple[str, tuple[str, ...]]],
    place: Place,
    when: ShownWhen | None = None,
) -> Iterator[Finding]:
    """Each line is there, of its type, and written by the time that it is reckoned from."""
    for word, (path, types) in named.items():
        line = find(workflow, path)
        if line is None or line.field.type not in types:
            known = instead(path, (one.path for one in lines(workflow) if one.field.type in types))
            yield Finding(
                place, f'"{word}" names {path}, which is no line of type {" or ".join(types)}.{known}'
            )
        elif order(workflow)[line.stage.key] > order(workflow)[stage.key]:
            yield Finding(place, f'"{word}" names {path}, which is written only after this stage.')
        elif not _sure(line, stage, when):
            yield Finding(
                place,
                f'"{word}" names {path}, which may stay empty. Write "required" = true, and ask it always.',
            )


def _sure(line: Line, stage: Stage, when: ShownWhen | None) -> bool:
    """Whether a line is written whenever it is reckoned from."""
    asked = line.field.shown_when
    return line.field.required and (asked is None or (line.stage.key == stage.key and asked == when))


def _makes_a_whole(workflow: Workflow, pair: OfBoth) -> bool:
    """Whether two lines are those of a rule that they make 100; one that is missing is told elsewhere."""
    if not (find(workflow, pair.customer) and find(workflow, pair.clan)):
        return True
    rules = (
        ({f"{stage.key}.{key}" for key in block.adds_up.fields}, block.adds_up.total)
        for stage, block, _ in blocks(workflow)
        if isinstance(block, FieldsBlock) and block.adds_up
    )
    return ({pair.customer, pair.clan}, _WHOLE) in list(rules)
