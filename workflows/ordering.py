"""Which stage of an order needs which before it, and moving one without turning that round."""

from collections.abc import Iterator
from itertools import pairwise

from workflows import shaping
from workflows.blocks import savings, settlement
from workflows.case import Case
from workflows.grammar import ApprovalsBlock, Block, SavingsBlock, SettlementBlock, Stage, ToDoBlock
from workflows.language import _
from workflows.records import Mark, Refused
from workflows.redrawn import Redraw
from workflows.rounds import rounds
from workflows.texts import reason


def relocated(case: Case, mark: Mark, how: Redraw) -> Case:
    """A stage to come at another place: right after the stage `after`.

    Raises:
        Refused: it has begun, is the last, is there already, or one of the two needs the other before it.
    """
    reason(how.why)
    return shaping.only_sound(case, _placed(case, shaping.to_come(case, how.stage), how.after))


def fitting_places(case: Case, stage: str) -> list[str]:
    """The stages that a stage to come may be moved right after."""
    found = []
    for place in shaping.places(case):
        try:
            _placed(case, case.stages[stage], place)
        except Refused:
            continue
        found.append(place)
    return found


def _placed(case: Case, stage: Stage, place: str) -> Case:
    """The case with a stage right after another, if nothing is turned round that builds on the other."""
    case.stage(place)
    if stage.key == case.plan[-1]:
        raise Refused(_("The last stage ends the order, so it stays where it is."))
    if place == stage.key or case.plan[case.plan.index(stage.key) - 1] == place:
        raise Refused(_("%(stage)s is there already.", stage=stage.title))
    if place not in shaping.places(case):
        raise Refused(_("A stage to come stays after what is finished, and before the last stage."))
    rest = [key for key in case.plan if key != stage.key]
    at = rest.index(place) + 1
    after = case.having(plan=(*rest[:at], stage.key, *rest[at:]))
    for key, needed in ordering(case):
        if after.plan.index(key) < after.plan.index(needed):
            raise Refused(
                _(
                    "%(stage)s builds on %(needed)s, so it comes after it.",
                    stage=case.stages[key].title,
                    needed=case.stages[needed].title,
                )
            )
    return after


def ordering(case: Case) -> Iterator[tuple[str, str]]:
    """Which stage needs which before it, as (stage, needed): by its definition, and by what it reads."""
    for stage in case.in_order():
        for needed in dict.fromkeys(_needs(stage)):
            for key in rounds(case, needed) if needed in case.stages else ():
                if key != stage.key and case.plan.index(key) < case.plan.index(stage.key):
                    yield stage.key, key
        for one, two in pairwise(rounds(case, stage.key)):
            yield two, one


def _needs(stage: Stage) -> Iterator[str]:
    """The stages that a stage reads from, or is said to build on."""
    yield from stage.builds_on
    for block in stage.blocks:
        yield from (path.partition(".")[0] for path in _read(stage, block))
    yield from (field.against.partition(".")[0] for field in stage.fields() if field.against)
    yield from (field.after for field in stage.fields() if field.after)


def _read(stage: Stage, block: Block) -> Iterator[str]:
    """The stages, or lines of them, that a block reads from."""
    if isinstance(block, ToDoBlock):
        yield block.of
    elif isinstance(block, ApprovalsBlock):
        for department in block.departments:
            yield from (*department.scope, *([department.when.field] if department.when else ()))
    elif isinstance(block, SavingsBlock):
        yield from savings.named(stage, block).values()
    elif isinstance(block, SettlementBlock):
        yield from settlement.named(stage, block).values()
