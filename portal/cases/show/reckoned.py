"""What is reckoned from the lines of an order, sum by sum: what was saved and for whom, who bears what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from portal.cases.show import words as say
from portal.cases.show.given import Desk
from portal.cases.show.paper import Paper, Row
from workflows.blocks import savings, settlement
from workflows.blocks.savings import Saving
from workflows.blocks.settlement import Settled
from workflows.grammar import SIDES, SavingsBlock, SettlementBlock, Side, Stage
from workflows.language import N_, _, pgettext
from workflows.records import other
from workflows.values.money import amount

Called = Literal["you", "us", "customer", "clan"]  # a side, as whoever reads would call it
HOW = "({before} − {after}) ÷ {per} × {units} × {rate}"


@dataclass(frozen=True)
class SumView:
    """One sum: what it is, how it came about, and what is to be known of it, in a tone: g for good, p not."""

    label: str
    how: str
    money: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class ReckonedView:
    """Sums that are reckoned from lines; `sentence` says what they mean, or why there are none yet.

    While it is not `asked`, nothing is shown but its place, so that it can come when another line changes.
    """

    kind: Literal["reckoned"]
    id: str
    key: str
    title: str
    help: str
    sums: tuple[SumView, ...]
    figures: tuple[SumView, ...]  # the same sum, as each side has reckoned it
    sentence: str
    asked: bool


def saved(desk: Desk, stage: Stage, block: SavingsBlock) -> ReckonedView:
    """What both saved in a year, beside what each side reckons."""
    reckoned = savings.reckon(desk.case, stage, block)
    found = reckoned.saving
    return ReckonedView(
        kind="reckoned",
        id=f"block-{stage.key}-{block.key}",
        key=block.key,
        title=block.title,
        help=block.help,
        sums=tuple(sums(desk, stage, block, found)) if found else (),
        figures=tuple(_figures(desk, stage, block, found)) if found else (),
        sentence=_meaning(desk, stage, block, found) if found else _nothing(desk, reckoned),
        asked=True,
    )


def sums(desk: Desk, stage: Stage, block: SavingsBlock, saving: Saving) -> Iterator[SumView]:
    """How the net saving comes about, and how it is shared."""
    paths = savings.named(stage, block)
    terms = {word: _held(desk, paths[word]) for word in ("before", "after", "per", "units", "rate")}
    yield SumView(_("Saved in a year"), HOW.format(**terms), _money(desk, saving.year))
    for side in SIDES:
        yield SumView(_label(desk, paths[f"costs.{side}"]), "", _money(desk, saving.costs[side]))
    whole = _("A loss") if saving.net < 0 else _("Net saving")
    yield SumView(whole, _("What a year saves, less what it cost both"), _money(desk, saving.net))
    for side in SIDES:
        path = paths[f"shares.{side}"]
        share = _held(desk, path)
        if side == "customer" and saving.odd:
            share = _("%(share)s, and the odd coin", share=share)
        yield SumView(_label(desk, path), share, _money(desk, saving.shares[side]))


def settled(desk: Desk, stage: Stage, block: SettlementBlock) -> ReckonedView:
    """Who bears what, once something is stopped."""
    asked = desk.case.shown(stage, block)
    found = settlement.settle(desk.case, stage, block) if asked else None
    waits = _waits(desk, settlement.missing(desk.case, stage, block)) if asked else ""
    return ReckonedView(
        kind="reckoned",
        id=f"block-{stage.key}-{block.key}",
        key=block.key,
        title=block.title,
        help=block.help,
        sums=tuple(borne(desk, stage, block, found, _names(desk))) if found else (),
        figures=(),
        sentence="" if found else waits,
        asked=asked,
    )


def borne(
    desk: Desk, stage: Stage, block: SettlementBlock, found: Settled, names: Mapping[Side, Called]
) -> Iterator[SumView]:
    """What each side has spent, what it bears of it, and what one pays the other; `names` is who is who."""
    paths = settlement.named(stage, block)
    for side in SIDES:
        spent = _("Spent: %(money)s", money=_money(desk, found.spent[side]))
        yield SumView(_(_BORNE[names[side]]), spent, _money(desk, found.bears[side]))
    rule = f"{_label(desk, paths['rule'])}: {say.lower(_held(desk, paths['rule']))}"
    if found.pays:
        label = _(_PAYS[names[found.pays], names[other(found.pays)]])
        yield SumView(label, rule, _money(desk, found.due))
    else:
        yield SumView(_("Nobody pays the other"), rule, _money(desk, 0))


_BORNE: dict[Called, str] = {
    "you": N_("Borne by you"),
    "us": N_("Borne by us"),
    "customer": N_("Borne by the customer"),
    "clan": N_("Borne by the clan"),
}
_PAYS: dict[tuple[Called, Called], str] = {
    ("you", "us"): N_("From you to us"),
    ("us", "you"): N_("From us to you"),
    ("customer", "us"): N_("From the customer to us"),
    ("us", "customer"): N_("From us to the customer"),
    ("customer", "clan"): N_("From the customer to the clan"),
    ("clan", "customer"): N_("From the clan to the customer"),
}


def saved_on_paper(paper: Paper, stage: Stage, block: SavingsBlock) -> Iterator[Row]:
    """The sums on paper, once they can be worked out."""
    if found := savings.reckon(paper.case, stage, block).saving:
        yield from (_row(paper, one) for one in sums(paper, stage, block, found))


def settled_on_paper(paper: Paper, stage: Stage, block: SettlementBlock) -> Iterator[Row]:
    """Who bears what, on paper."""
    found = settlement.settle(paper.case, stage, block) if paper.case.shown(stage, block) else None
    if found:
        names: dict[Side, Called] = {"customer": "customer", "clan": "clan"}
        yield from (_row(paper, one) for one in borne(paper, stage, block, found, names))


def _row(paper: Paper, one: SumView) -> Row:
    return paper.row(one.label, None, " · ".join(filter(None, (one.money, one.how))), figures=True)


def _figures(desk: Desk, stage: Stage, block: SavingsBlock, saving: Saving) -> Iterator[SumView]:
    """The net saving as each side reckons it, and as the lines give it."""
    paths = savings.named(stage, block)
    for side in SIDES:
        path = paths[f"figures.{side}"]
        held = desk.case.value(path)
        if held is None:
            yield SumView(_label(desk, path), "", "", _("not written yet"))
            continue
        away = abs(held["amount"] - saving.net)
        differs = _("differs by %(money)s", money=_money(desk, away))
        note, tone = (differs, "p") if away else (pgettext("a sum", "the same"), "g")
        yield SumView(_label(desk, path), "", _held(desk, path), note, tone)
    yield SumView(_("Net saving, as the lines give it"), "", _money(desk, saving.net))


def _meaning(desk: Desk, stage: Stage, block: SavingsBlock, saving: Saving) -> str:
    written = all(desk.case.value(savings.named(stage, block)[f"figures.{side}"]) for side in SIDES)
    if savings.differing(desk.case, stage, block):
        told = _("These figures differ, and nobody can sign while they do. Look at the lines together.")
    elif written:
        told = _("Both sides reckon the same.")
    else:
        told = _("Both sides still reckon for themselves.")
    if saving.net >= 0:
        return told
    more = _money(desk, -saving.net)
    loss = _("It costs %(money)s more than a year saves. That is shared in the same way.", money=more)
    return f"{loss} {told}"


def _nothing(desk: Desk, reckoned: savings.Reckoned) -> str:
    if reckoned.zero:
        line = _label(desk, reckoned.zero)
        return _("%(line)s is 0, and nothing can be divided by that. Write what it is.", line=line)
    return _waits(desk, reckoned.missing)


def _waits(desk: Desk, paths: tuple[str, ...] | list[str]) -> str:
    lines = say.listed([_label(desk, path) for path in paths])
    return _("Worked out once these are written: %(lines)s.", lines=lines)


def _names(desk: Desk) -> dict[Side, Called]:
    """Whose money it is, as the viewer says it."""
    return {"customer": "you" if desk.look.viewer.side == "customer" else "customer", "clan": "us"}


def _label(desk: Desk, path: str) -> str:
    stage, _dot, key = path.partition(".")
    return next(iter(desk.labels(stage, [key])), path)


def _held(desk: Desk, path: str) -> str:
    stage, _dot, key = path.partition(".")
    field = desk.case.stages[stage].field(key)
    return desk.show(field, desk.case.value(path)) if field else ""


def _money(desk: Desk, coins: int) -> str:
    return amount(coins, desk.case.currency)
