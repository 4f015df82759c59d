"""Who bears what of the costs of something that was stopped, by the rule that both agreed to at its start.

Source: docs/workflows.md, "When it is stopped".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from workflows.blocks.lines import line_of
from workflows.case import Case
from workflows.grammar import SIDES, SettlementBlock, Side, Stage
from workflows.records import Step
from workflows.rounds import at_round

RULES = ("each_own", "half", "initiator")


@dataclass(frozen=True)
class Settled:
    """What each side has spent and what it bears of it, in the smallest coin; `pays` gives the other `due`.

    An odd coin of two halves is borne by the clan.
    """

    rule: str
    spent: dict[Side, int]
    bears: dict[Side, int]
    pays: Side | None
    due: int


def settle(case: Case, stage: Stage, block: SettlementBlock) -> Settled | None:
    """Who bears what; None while a line that it is settled by is not written."""
    if missing(case, stage, block):
        return None
    paths = named(stage, block)
    spent: dict[Side, int] = {side: int(case.value(paths[f"costs.{side}"])["amount"]) for side in SIDES}
    whole, rule = sum(spent.values()), case.value(paths["rule"])
    parts: dict[str, int] = {
        "each_own": spent["customer"],
        "half": whole // 2,
        "initiator": whole if case.value(paths["begun_by"]) == "customer" else 0,
    }
    bears: dict[Side, int] = {"customer": parts[rule], "clan": whole - parts[rule]}
    pays: Side | None = next((side for side in SIDES if bears[side] > spent[side]), None)
    return Settled(rule, spent, bears, pays, bears[pays] - spent[pays] if pays else 0)


def named(stage: Stage, block: SettlementBlock) -> dict[str, str]:
    """The lines that the block names, as "stage.field": those of this stage are those of this round of it."""
    words = {f"costs.{side}": getattr(block.costs, side) for side in SIDES}
    words |= {"rule": block.rule, "begun_by": block.begun_by}
    return {word: at_round(stage.key, path) for word, path in words.items()}


def missing(case: Case, stage: Stage, block: SettlementBlock) -> list[str]:
    """The lines that it is settled by and that nobody has written, as "stage.field"."""
    return [path for path in named(stage, block).values() if case.value(path) is None]


def left(case: Case, stage: Stage, block: SettlementBlock) -> Iterator[Step]:
    """Nothing of its own: the lines that it is settled by are asked for where they stand."""
    yield from ()


def unmet(case: Case, stage: Stage, block: SettlementBlock) -> Iterator[str]:
    """The lines of other stages that it is settled by; those of its own are asked for where they stand."""
    for path in missing(case, stage, block) if case.shown(stage, block) else ():
        of, _, key = path.partition(".")
        if of != stage.key:
            yield line_of(case, of, key).label
