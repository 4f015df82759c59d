"""The running total of an order: the price agreed and everything booked since; and the band it is to stay in.

The band is a range for the whole that both sides have signed. A change that takes the total out of it is for
both to agree (docs/decisions/014). Source: docs/workflows.md, "The price".
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from workflows.booked import Booked
from workflows.case import Case
from workflows.grammar import SIDES, Word
from workflows.language import _
from workflows.records import Json
from workflows.values import Invalid

Where = Literal["inside", "above", "below"]


class Total(NamedTuple):
    """What an order costs, part by part, in the smallest coin; all but `agreed` may be below zero."""

    agreed: int
    options: int
    allowances: int
    work: int  # hands, material and rush of the changes that were booked

    @property
    def whole(self) -> int:
        """All of it together."""
        return sum(self)


class Band(Word):
    """The range that the whole is to stay in, in the smallest coin.

    It is `agreed` once both have signed just these sums, `changed` when somebody wrote others since, and
    only `written` before.
    """

    low: int
    high: int
    state: Literal["agreed", "changed", "written"]


class BandEffect(Word):
    """What a change does to the band: the whole `before` and `after` it, and `where` that lies.

    `outside` is how far above or below. With `asks` the change takes the whole out of the band, or farther
    out, so that it is made only when both agree.
    """

    low: int
    high: int
    before: int
    after: int
    where: Where
    outside: int
    asks: bool


def standing(case: Case) -> dict[str, Booked]:
    """The changes that were booked and not taken back, oldest first."""
    held = [(key, one) for key, one in case.booked.items() if one.ended is None]
    return dict(sorted(held, key=lambda named: named[1].seq))


def total(case: Case) -> Total | None:
    """What the order costs as it stands; None while no price is written."""
    agreed = _sum(case, case.price_field)
    if agreed is None:
        return None
    costs = [one.cost for one in standing(case).values()]
    return Total(
        agreed=agreed,
        options=sum(one.options for one in costs),
        allowances=sum(one.allowances for one in costs),
        work=sum(one.labour + one.material + one.rush for one in costs),
    )


def band(case: Case) -> Band | None:
    """The range for the whole; None while one of its ends is not written."""
    low, high = (_sum(case, path) for path in (case.band_low_field, case.band_high_field))
    if low is None or high is None:
        return None
    ends = (case.band_low_field, case.band_high_field)
    if both_signed(case, *ends):
        return Band(low=low, high=high, state="agreed")
    signed = case.signatures.get(ends[0].partition(".")[0], {})
    return Band(low=low, high=high, state="changed" if all(side in signed for side in SIDES) else "written")


def both_signed(case: Case, *paths: str) -> bool:
    """Whether both sides have signed just what these lines of one stage hold, whatever else changed in it."""
    stage = paths[0].partition(".")[0]
    signed = case.signatures.get(stage, {})
    now = {path.partition(".")[2]: line.digest for path in paths if (line := case.line(*path.split(".")))}
    covers = [signed[side].covers for side in SIDES if side in signed]
    return len(covers) == len(SIDES) and all(held.get(key) == now[key] for held in covers for key in now)


def where(low: int, high: int, whole: int) -> tuple[Where, int]:
    """Whether a sum lies inside a range, and how far outside."""
    if whole > high:
        return "above", whole - high
    return ("below", low - whole) if whole < low else ("inside", 0)


def effect(case: Case, new: Mapping[str, Json], cost: int) -> BandEffect | None:
    """What writing these lines at this cost does to the band; None while there is no band, or no price.

    A band that was signed and changed since holds nothing, so that nobody widens it alone to stay inside.
    """
    agreed, now = band(case), total(case)
    if agreed is None or now is None or agreed.state == "written":
        return None
    price = new.get(case.price_field)
    moved = cost + (price["amount"] - now.agreed if price else 0)
    if not moved:
        return None
    after = now.whole + moved
    place, outside = where(agreed.low, agreed.high, after)
    farther = outside > where(agreed.low, agreed.high, now.whole)[1]
    return BandEffect(
        low=agreed.low,
        high=agreed.high,
        before=now.whole,
        after=after,
        where=place,
        outside=outside,
        asks=farther or agreed.state == "changed",
    )


def right_way_round(case: Case, new: Mapping[str, Json]) -> None:
    """The band is written from its lower end to its upper one.

    Raises:
        workflows.values.Invalid: the upper end would lie below the lower one.
    """
    ends = (case.band_low_field, case.band_high_field)
    if not any(path and path in new for path in ends):
        return
    low, high = (new.get(path, case.value(path)) for path in ends)
    if low and high and low["amount"] > high["amount"]:
        labels = [_label(case, path) for path in ends]
        raise Invalid(
            _(
                "%(upper)s is less than “%(lower)s”. Write the lower sum first.",
                upper=labels[1],
                lower=labels[0],
            )
        )


def _sum(case: Case, path: str) -> int | None:
    held = case.value(path) if path else None
    return held["amount"] if held else None


def _label(case: Case, path: str) -> str:
    stage, _dot, key = path.partition(".")
    field = case.stage(stage).field(key)
    return field.label if field else key
