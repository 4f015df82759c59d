"""What a change of mind costs, in words and numbers: the same for both sides, known before it is made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.cases.show import words as say
from portal.cases.show.given import Desk
from workflows.booked import Cost
from workflows.grammar import LateChange
from workflows.impact import Impact, Later
from workflows.pricing import Now, prices
from workflows.totals import BandEffect
from workflows.values.money import amount, takes


@dataclass(frozen=True)
class CostView:
    """What it costs to change some lines. `take`: the viewer may take the `quote` by themselves; `both`: it
    leaves the agreed band, so that nobody may. `facts` are sentences with their names.
    """

    kind: str  # free, priced, unpriced, impossible
    sentence: str
    money: str
    made_of: str
    days: str
    moves: str
    facts: tuple[tuple[str, str], ...]
    later: str
    alternatives: tuple[str, ...]
    moved: str
    quote: str
    take: bool
    both: bool


@dataclass(frozen=True)
class MindView:
    """One row of "Changing your mind": what a change costs now, and until when."""

    title: str
    costs: str
    until: str


def cost(desk: Desk, told: Impact, moved: str = "") -> CostView:
    """What a change costs. `moved` says why a price that was shown does not hold any more."""
    kind = _kind(told)
    both = kind == "priced" and told.band is not None and told.band.asks
    return CostView(
        kind=kind,
        sentence=_SENTENCES[kind],
        money=money(desk, told.cost.total) if told.cost.total else "Nothing",
        made_of=made_of(desk, told.cost),
        days=say.count(told.days, "working day") if told.days else "No delay",
        moves=moves(desk, told.before, told.after) if told.days else "",
        facts=(*_banded(desk, told), *_facts(desk, told)),
        later=_later(desk, told.later) if told.later else "",
        alternatives=told.alternatives,
        moved=moved,
        quote=told.quote,
        take=kind == "priced" and desk.look.viewer.side == "customer" and not both,
        both=both,
    )


_SENTENCES = {
    "free": "This change is free now.",
    "priced": "This change has a price now.",
    "unpriced": "Nobody can say yet what this costs.",
    "impossible": "This is not possible any more.",
}


def mind(desk: Desk) -> tuple[MindView, ...]:
    """What each change of mind costs now, for the table beside the order."""
    return tuple(MindView(now.late.title, _costs(desk, now), _until(desk, now)) for now in prices(desk.case))


def standing(desk: Desk, late: LateChange) -> str:
    """What a change of a line costs now, before anybody has said what it shall be."""
    now = next((one for one in prices(desk.case) if one.late.key == late.key), None)
    if now is None:
        return ""
    if now.step is None:
        until = _until(desk, now)
        return f"A change is free{f' {until}' if until else ''}."
    if now.price.refused:
        return f"This cannot be changed any more. {now.price.refused}"
    return f"A change now costs {_costs(desk, now)}."


def money(desk: Desk, coins: int) -> str:
    """A sum in the order's currency: £796."""
    return amount(coins, desk.case.currency)


def made_of(desk: Desk, parts: Cost) -> str:
    """What a sum is made of: £720 hands, £76 material."""
    named = (
        (parts.labour, "hands"),
        (parts.material, "material"),
        (parts.rush, "for the rush"),
        (parts.options, "for what is chosen"),
        (parts.allowances, "beside what was allowed"),
    )
    return ", ".join(f"{money(desk, coins)} {name}" for coins, name in named if coins)


def moves(desk: Desk, before: date | None, after: date | None) -> str:
    """How the day of the hand-over moves: 9 January → 22 January."""
    if before is None or after is None or before == after:
        return ""
    return f"{say.month_day(before, desk.today)} → {say.month_day(after, desk.today)}"


def _kind(told: Impact) -> str:
    if not told.possible:
        return "impossible"
    return "unpriced" if told.missing else "free" if told.free else "priced"


def _facts(desk: Desk, told: Impact) -> Iterator[tuple[str, str]]:
    if told.missing:
        yield "Still to write", f"{say.listed(_labels(desk, told.missing))}. Then it has a price."
    if told.reopens:
        yield "Opens again", f"{say.listed(_titles(desk, told.reopens))}."
    if told.voids:
        yield "Asks again", f"Both sign {say.listed(_titles(desk, told.voids))} once more."
    if told.yeses:
        yield "Yeses again", f"{say.listed(_departments(desk, told.yeses))}."
    if told.days and told.after and (needed := _needed(desk)):
        fits = "Still before" if told.after <= needed else "Too late for"
        yield "The day", f"{fits} {say.day(needed, desk.today)}."


def _banded(desk: Desk, told: Impact) -> Iterator[tuple[str, str]]:
    if told.band:
        yield "The band", _of_band(desk, told.band)


def _of_band(desk: Desk, band: BandEffect) -> str:
    """What a change does to the agreed band: £3,520 in all is £120 above the agreed £3,000 to £3,400."""
    range_ = f"the agreed {money(desk, band.low)} to {money(desk, band.high)}"
    whole = f"{money(desk, band.after)} in all"
    if band.where == "inside":
        held = f"{whole} stays inside {range_}."
    else:
        held = f"{whole} is {money(desk, band.outside)} {band.where} {range_}"
        held += ": both agree anew." if band.asks else ", nearer than before."
    if band.asks and band.where == "inside":
        return f"{held} That was changed and is not signed by both yet, so both agree anew."
    return held


def _later(desk: Desk, later: Later) -> str:
    stage = desk.case.stages[later.stage].title if later.stage in desk.case.stages else later.stage
    if not later.possible:
        return f"Once {stage} is over it is not possible any more."
    told = takes(later.cost.total, later.days, desk.case.currency)
    return f"Once {stage} is over it costs {told}." if told else ""


def _costs(desk: Desk, now: Now) -> str:
    if now.step is None:
        return "free"
    if now.price.refused:
        return "not any more"
    if now.price.missing:
        return "asks for a price"
    parts = [money(desk, now.price.cost.total)] if now.price.cost.total else []
    parts += [say.count(now.step.days, "day")] if now.step.days else []
    return ", ".join(parts) or "free"


def _until(desk: Desk, now: Now) -> str:
    """The planned day on which the next step begins."""
    if now.following is None:
        return ""
    ends = desk.look.planned.get(now.following.after, (None, None))[1]
    return f"to {say.short_day(ends)}" if ends else ""


def _needed(desk: Desk) -> date | None:
    held = desk.case.value(desk.case.date_field) if desk.case.date_field else None
    return date.fromisoformat(held) if held else None


def _titles(desk: Desk, stages: Iterable[str]) -> list[str]:
    return [desk.case.stages[key].title for key in stages]


def _labels(desk: Desk, paths: Iterable[str]) -> list[str]:
    found = ((path.partition(".")[0], path.partition(".")[2]) for path in paths)
    return [label for stage, field in found for label in desk.labels(stage, [field])]


def _departments(desk: Desk, yeses: Iterable[str]) -> list[str]:
    parts = (one.split(".") for one in yeses)
    return [desk.case.approvals[stage][block].asked[key].label for stage, block, key in parts]
