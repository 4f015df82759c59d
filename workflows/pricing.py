"""What a late change costs by the rules of the order: hands, material and rush, to the smallest coin.

Half a coin counts as a whole one. Source: docs/workflows.md, "Late changes".
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from workflows.booked import Cost
from workflows.case import Case
from workflows.grammar import LateChange, LateStep
from workflows.records import Json
from workflows.rounds import rounds


class Price(NamedTuple):
    """What one late change costs. `missing` are the lines it is reckoned from that hold nothing yet;
    `refused` says what is still possible instead, when it is not.
    """

    cost: Cost
    missing: tuple[str, ...] = ()
    refused: str = ""


def in_force(case: Case, late: LateChange) -> LateStep | None:
    """The step that counts now: the last one whose stage is finished. None while the change is free."""
    return next((step for step in reversed(late.steps) if finished(case, step.after)), None)


def to_come(case: Case, late: LateChange) -> LateStep | None:
    """The step after the one that counts now; None when nothing changes any more."""
    now = in_force(case, late)
    number = late.steps.index(now) + 1 if now else 0
    return next(iter(late.steps[number:]), None)


def finished(case: Case, stage: str) -> bool:
    """Whether a stage is behind, with every round of it."""
    held = rounds(case, stage)
    return bool(held) and all(case.state(key) in ("done", "skipped") for key in held)


def price(case: Case, late: LateChange, step: LateStep) -> Price:
    """What a late change costs by one of its steps, from the order's own lines."""
    if not step.possible:
        return Price(Cost(), refused=step.instead)
    missing = tuple(dict.fromkeys(_missing(case, late, step)))
    if missing:
        return Price(Cost(), missing)
    if step.needs_inlay_mm is not None and (_inlay(case, late) or 0) < step.needs_inlay_mm:
        return Price(Cost(), refused=step.instead)
    hours = step.hours + (sum(_hours(case, late), Decimal(0)) if step.labour_so_far else 0)
    metres = Decimal(case.value(late.metres_field)) if step.all_metres else step.metres
    each = Decimal(case.value(late.price_field)["amount"]) if metres else Decimal(0)
    agreed = case.value(case.price_field) if step.rush_percent and case.price_field else None
    whole = (
        Decimal(agreed["amount"]) if agreed else Decimal(0)
    )  # what is not agreed yet knows the day already
    return Price(
        Cost(
            labour=_coins(hours * case.hourly_rate),
            material=_coins(metres * each),
            rush=_coins(whole * step.rush_percent / 100),
        )
    )


def _missing(case: Case, late: LateChange, step: LateStep) -> Iterator[str]:
    """The lines that this price is reckoned from and that nobody has written."""
    if (step.metres or step.all_metres) and case.value(late.price_field) is None:
        yield late.price_field
    if step.all_metres and case.value(late.metres_field) is None:
        yield late.metres_field
    if step.needs_inlay_mm is not None and _inlay(case, late) is None:
        yield late.inlay_field
    if step.labour_so_far:
        done = (path for path in late.hours_fields if finished(case, path.partition(".")[0]))
        yield from (path for path in done if not any(case.value(one) for one in _of_rounds(case, path)))


def _inlay(case: Case, late: LateChange) -> int | None:
    """How many mm of cloth the seam holds; None while nobody has written it."""
    rows: Json = case.value(late.inlay_field) or []
    held = [
        row["inlay_mm"] for row in rows if row.get("seam") == late.seam and row.get("inlay_mm") is not None
    ]
    return max((int(mm) for mm in held), default=None)


def _hours(case: Case, late: LateChange) -> Iterator[Decimal]:
    """The hours that were worked so far, in every round of the stages that count them."""
    for path in late.hours_fields:
        yield from (Decimal(held) for one in _of_rounds(case, path) if (held := case.value(one)) is not None)


def _of_rounds(case: Case, path: str) -> Iterator[str]:
    stage, _, field = path.partition(".")
    return (f"{key}.{field}" for key in rounds(case, stage))


def _coins(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def options(case: Case, path: str, new: Json) -> int:
    """What another answer costs more than the one that stands, once a price is agreed and its stage is over.

    Until then the price is agreed with the answers in mind.
    """
    stage, _, key = path.partition(".")
    field = case.stage(stage).field(key)
    if field is None or not field.choices or not _price_is_agreed(case) or case.empty(stage, key):
        return 0
    each = {choice.key: choice.price or 0 for choice in field.choices}
    return _chosen(each, new) - _chosen(each, case.value(path))


def allowances(case: Case, path: str, new: Json) -> int:
    """What a new table of allowances comes to more than the one that stands, once a price is agreed.

    A row counts what was chosen, or what was allowed while nothing is.
    """
    if path != case.allowances_field or not _price_is_agreed(case):
        return 0
    return sum(map(comes_to, new or ())) - sum(map(comes_to, case.value(path) or ()))


def comes_to(row: Mapping[str, Json]) -> int:
    """The sum that one allowance counts for: what was chosen, or what is allowed until then."""
    held = row.get("chosen") or row.get("allowed")
    return int(held["amount"]) if held else 0


def _price_is_agreed(case: Case) -> bool:
    """Whether a price is written and the stage in which both agree to it is over."""
    if not case.price_field or case.value(case.price_field) is None:
        return False
    return finished(case, case.price_field.partition(".")[0])


def _chosen(each: Mapping[str, int], value: Json) -> int:
    return sum(each.get(key, 0) for key in (value if isinstance(value, list) else [value]) if key)


class Now(NamedTuple):
    """What a late change costs now (`step` is None while it is free), and the step that comes next."""

    late: LateChange
    step: LateStep | None
    price: Price
    following: LateStep | None


def prices(case: Case) -> Iterator[Now]:
    """What each change of mind costs now, of the lines that are written."""
    for late in case.late_changes:
        if any(case.value(path) is not None for path in late.fields):
            step = in_force(case, late)
            told = price(case, late, step) if step else Price(Cost())
            yield Now(late, step, told, to_come(case, late))
