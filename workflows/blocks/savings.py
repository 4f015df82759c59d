"""What both saved together, less what it cost, and each side's part of it: reckoned from the lines, exactly.

Each side reckons for itself and writes its figure; the stage is signed once both are what the lines give.
Source: docs/workflows.md, "What was saved"; the worked number 3 there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from workflows.blocks.lines import line_of
from workflows.case import Case
from workflows.grammar import SIDES, SavingsBlock, Side, Stage
from workflows.language import _
from workflows.records import Json, Step
from workflows.rounds import at_round


@dataclass(frozen=True)
class Saving:
    """Sums in the smallest coin; a net below zero is a loss. `shares` add up to it, to the coin.

    `each` is what one saves, in the unit of its line. A year is rounded to a whole coin, half a coin up. The
    clan's share is rounded down; what is left of a coin, `odd`, is the customer's.
    """

    each: Decimal
    year: int
    costs: dict[Side, int]
    net: int
    shares: dict[Side, int]
    odd: Fraction


@dataclass(frozen=True)
class Reckoned:
    """What the lines give; or why they give nothing: lines that nobody has written, or a division by 0.

    `missing` and `zero` name lines as "stage.field".
    """

    saving: Saving | None
    missing: tuple[str, ...] = ()
    zero: str = ""


def named(stage: Stage, block: SavingsBlock) -> dict[str, str]:
    """The lines that the block names, as "stage.field": those of this stage are those of this round of it."""
    words = {word: getattr(block, word) for word in ("before", "after", "per", "units", "rate")}
    for word in ("costs", "shares", "figures"):
        words |= {f"{word}.{side}": getattr(getattr(block, word), side) for side in SIDES}
    return {word: at_round(stage.key, path) for word, path in words.items()}


def reckon(case: Case, stage: Stage, block: SavingsBlock) -> Reckoned:
    """What both saved in a year, less what it cost, and how that is shared."""
    paths = named(stage, block)
    wanted = (path for word, path in paths.items() if not word.startswith("figures"))
    if missing := tuple(dict.fromkeys(path for path in wanted if case.value(path) is None)):
        return Reckoned(None, missing)
    number = {word: Decimal(case.value(paths[word])) for word in ("before", "after", "per", "units")}
    if not number["per"]:
        return Reckoned(None, zero=paths["per"])
    each = number["before"] - number["after"]
    year = _whole(
        Fraction(each) / Fraction(number["per"]) * Fraction(number["units"]) * _coins(case, paths["rate"])
    )
    costs: dict[Side, int] = {side: _coins(case, paths[f"costs.{side}"]) for side in SIDES}
    net = year - sum(costs.values())
    exact = net * Fraction(Decimal(case.value(paths["shares.clan"]))) / 100
    clan = floor(exact)
    return Reckoned(Saving(each, year, costs, net, {"customer": net - clan, "clan": clan}, exact - clan))


def differing(case: Case, stage: Stage, block: SavingsBlock) -> list[Side]:
    """The sides that have written another net saving than the lines give."""
    saving, paths = reckon(case, stage, block).saving, named(stage, block)
    if saving is None:
        return []
    held: dict[Side, Json] = {side: case.value(paths[f"figures.{side}"]) for side in SIDES}
    return [side for side, figure in held.items() if figure is not None and figure["amount"] != saving.net]


def left(case: Case, stage: Stage, block: SavingsBlock) -> Iterator[Step]:
    """Whoever has reckoned another net saving looks at it again."""
    for side in differing(case, stage, block):
        path = named(stage, block)[f"figures.{side}"]
        key = path.partition(".")[2]
        yield Step(side=side, kind="line", stage=stage.key, target=key, label=_label(case, path))


def unmet(case: Case, stage: Stage, block: SavingsBlock) -> Iterator[str]:
    """The figures that are not what the lines give, and what keeps them from giving anything.

    An empty line of this very stage is asked for where it stands.
    """
    reckoned = reckon(case, stage, block)
    missing = [path for path in reckoned.missing if path.partition(".")[0] != stage.key]
    yield from (_label(case, path) for path in missing)
    if reckoned.zero:
        line = _label(case, reckoned.zero)
        yield _("%(line)s, which is 0, and nothing can be divided by that", line=line)
    figures = (named(stage, block)[f"figures.{side}"] for side in differing(case, stage, block))
    for path in figures:
        yield _("%(line)s, which differs from what the lines give", line=_label(case, path))


def _coins(case: Case, path: str) -> int:
    return int(case.value(path)["amount"])


def _whole(amount: Fraction) -> int:
    """A sum as whole coins; half a coin counts as one, above zero and below it alike."""
    size = floor(abs(amount) + Fraction(1, 2))
    return size if amount >= 0 else -size


def _label(case: Case, path: str) -> str:
    stage, _dot, key = path.partition(".")
    return line_of(case, stage, key).label
