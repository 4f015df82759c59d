"""What is reckoned from the lines of an order, as a program is told of it."""

from typing import Any

from portal.api.blocks import Answer
from workflows.blocks import savings, settlement
from workflows.case import Case as Thread
from workflows.grammar import SIDES, SavingsBlock, SettlementBlock, Side, Stage
from workflows.records import Json


class Sum(Answer):
    """So many of the smallest coin of a currency; below zero for a loss."""

    amount: int
    currency: str


class Saving(Answer):
    """What both saved in a year, less what it cost; `shares` add up to `net`.

    All sums are null while a line of `missing` is not written, or `zero` names a divisor that is 0.
    `figures` are the net as each side reckons it; the stage is signed once no side is in `differ`.
    """

    key: str
    title: str
    missing: list[str]
    zero: str | None
    year: Sum | None
    costs: dict[Side, Sum] | None
    net: Sum | None
    shares: dict[Side, Sum] | None
    figures: dict[Side, Sum | None]
    differ: list[Side]


class Settlement(Answer):
    """Who bears what of the costs of something that was stopped, and what one side pays the other.

    Nothing is settled, and all sums are null, while `asked` is false or a line of `missing` is not written.
    """

    key: str
    title: str
    asked: bool
    missing: list[str]
    rule: str | None
    spent: dict[Side, Sum] | None
    bears: dict[Side, Sum] | None
    pays: Side | None
    due: Sum | None


def of_stage(thread: Thread, stage: Stage) -> dict[str, Any]:
    """Everything that is reckoned in a stage."""
    blocks = stage.blocks
    return {
        "savings": [_saved(thread, stage, one) for one in blocks if isinstance(one, SavingsBlock)],
        "settlements": [_settled(thread, stage, one) for one in blocks if isinstance(one, SettlementBlock)],
    }


def _saved(thread: Thread, stage: Stage, block: SavingsBlock) -> Saving:
    """What was saved, or why nobody can say so yet."""
    reckoned, paths = savings.reckon(thread, stage, block), savings.named(stage, block)
    found = reckoned.saving
    return Saving(
        key=block.key,
        title=block.title,
        missing=list(reckoned.missing),
        zero=reckoned.zero or None,
        year=_sum(thread, found.year) if found else None,
        costs=_both(thread, found.costs) if found else None,
        net=_sum(thread, found.net) if found else None,
        shares=_both(thread, found.shares) if found else None,
        figures={side: _written(thread.value(paths[f"figures.{side}"])) for side in SIDES},
        differ=savings.differing(thread, stage, block),
    )


def _settled(thread: Thread, stage: Stage, block: SettlementBlock) -> Settlement:
    """Who bears what, once it is stopped."""
    asked = thread.shown(stage, block)
    found = settlement.settle(thread, stage, block) if asked else None
    return Settlement(
        key=block.key,
        title=block.title,
        asked=asked,
        missing=settlement.missing(thread, stage, block) if asked else [],
        rule=found.rule if found else None,
        spent=_both(thread, found.spent) if found else None,
        bears=_both(thread, found.bears) if found else None,
        pays=found.pays if found else None,
        due=_sum(thread, found.due) if found else None,
    )


def _sum(thread: Thread, coins: int) -> Sum:
    return Sum(amount=coins, currency=thread.currency)


def _both(thread: Thread, coins: dict[Side, int]) -> dict[Side, Sum]:
    return {side: _sum(thread, one) for side, one in coins.items()}


def _written(held: Json) -> Sum | None:
    return Sum(**held) if held else None
