"""What a change of mind costs, in words and numbers: the same for both sides, known before it is made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.cases.show import words as say
from portal.cases.show.given import Desk
from workflows.booked import Cost
from workflows.grammar import LateChange
from workflows.impact import Impact, Later
from workflows.language import N_, _, pgettext
from workflows.pricing import Now, prices
from workflows.takes import takes, working_days
from workflows.totals import BandEffect
from workflows.values.money import amount


@dataclass(frozen=True)
class CostView:
    """What it costs to change some lines. `take`: the viewer may take the `quote` by themselves; `both`: it
    leaves the agreed band, so that nobody may. `facts` are sentences with their names.
    """

    kind: str  # free, priced, unpriced, impossible
    sentence: str
    costs: bool
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
        sentence=_(_SENTENCES[kind]),
        costs=bool(told.cost.total),
        money=money(desk, told.cost.total) if told.cost.total else _("Nothing"),
        made_of=made_of(desk, told.cost),
        days=working_days(told.days) if told.days else _("No delay"),
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
    "free": N_("This change is free now."),
    "priced": N_("This change has a price now."),
    "unpriced": N_("Nobody can say yet what this costs."),
    "impossible": N_("This is not possible any more."),
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
        return _("A change is free %(until)s.", until=until) if until else _("A change is free.")
    if now.price.refused:
        never = _("This cannot be changed any more.")
        return f"{never} {now.price.refused}"
    return _("A change now costs %(price)s.", price=_costs(desk, now))


def money(desk: Desk, coins: int) -> str:
    """A sum in the order's currency: £796."""
    return amount(coins, desk.case.currency)


def made_of(desk: Desk, parts: Cost) -> str:
    """What a sum is made of: £720 hands, £76 material."""
    named = (
        (parts.labour, N_("%(money)s hands")),
        (parts.material, N_("%(money)s material")),
        (parts.rush, N_("%(money)s for the rush")),
        (parts.options, N_("%(money)s for what is chosen")),
        (parts.allowances, N_("%(money)s beside what was allowed")),
    )
    return ", ".join(_(words, money=money(desk, coins)) for coins, words in named if coins)


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
        lines = say.listed(_labels(desk, told.missing))
        yield _("Still to write"), _("%(lines)s. Then it has a price.", lines=lines)
    if told.reopens:
        yield _("Opens again"), f"{say.listed(_titles(desk, told.reopens))}."
    if told.voids:
        signed = say.listed(_titles(desk, told.voids))
        yield _("Asks again"), _("Both sign %(stages)s once more.", stages=signed)
    if told.yeses:
        yield _("Yeses again"), f"{say.listed(_departments(desk, told.yeses))}."
    if told.days and told.after and (needed := _needed(desk)):
        day = say.day(needed, desk.today)
        fits = told.after <= needed
        yield (
            _("The day"),
            _("Still before %(day)s.", day=day) if fits else _("Too late for %(day)s.", day=day),
        )


def _banded(desk: Desk, told: Impact) -> Iterator[tuple[str, str]]:
    if told.band:
        yield _("The band"), _of_band(desk, told.band)


def _of_band(desk: Desk, band: BandEffect) -> str:
    """What a change does to the agreed band: £3,520 in all is £120 above the agreed £3,000 to £3,400."""
    told = _(
        _BANDS[band.where, band.asks and band.where != "inside"],
        whole=money(desk, band.after),
        gap=money(desk, band.outside),
        low=money(desk, band.low),
        high=money(desk, band.high),
    )
    if band.asks and band.where == "inside":
        unsigned = _("That was changed and is not signed by both yet, so both agree anew.")
        return f"{told} {unsigned}"
    return told


_BANDS = {  # by where the whole lies, and whether both are asked for it
    ("inside", False): N_("%(whole)s in all stays inside the agreed %(low)s to %(high)s."),
    ("above", True): N_("%(whole)s in all is %(gap)s above the agreed %(low)s to %(high)s: both agree anew."),
    ("below", True): N_("%(whole)s in all is %(gap)s below the agreed %(low)s to %(high)s: both agree anew."),
    ("above", False): N_(
        "%(whole)s in all is %(gap)s above the agreed %(low)s to %(high)s, nearer than before."
    ),
    ("below", False): N_(
        "%(whole)s in all is %(gap)s below the agreed %(low)s to %(high)s, nearer than before."
    ),
}


def _later(desk: Desk, later: Later) -> str:
    stage = desk.case.stages[later.stage].title if later.stage in desk.case.stages else later.stage
    if not later.possible:
        return _("Once %(stage)s is over it is not possible any more.", stage=stage)
    if not (later.cost.total or later.days):
        return ""
    told = takes(later.cost.total, later.days, desk.case.currency)
    return _("Once %(stage)s is over it costs %(price)s.", stage=stage, price=told)


def _costs(desk: Desk, now: Now) -> str:
    if now.step is None:
        return pgettext("what a change costs", "free")
    if now.price.refused:
        return pgettext("what a change costs", "not any more")
    if now.price.missing:
        return pgettext("what a change costs", "asks for a price")
    total, days = now.price.cost.total, now.step.days
    free = pgettext("what a change costs", "free")
    return takes(total, days, desk.case.currency) if total or days else free


def _until(desk: Desk, now: Now) -> str:
    """The planned day on which the next step begins."""
    if now.following is None:
        return ""
    ends = desk.look.planned.get(now.following.after, (None, None))[1]
    return _("to %(day)s", day=say.short_day(ends)) if ends else ""


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
