"""What an order costs and what that is made of: the price agreed, every change since, and the agreed band."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.cost import made_of, money, moves
from portal.cases.show.given import By, Desk
from workflows.booked import Booked, Changed
from workflows.booking import undoable
from workflows.grammar import Field
from workflows.language import N_, _, ngettext, pgettext
from workflows.pricing import comes_to
from workflows.records import Json
from workflows.takes import working_days
from workflows.totals import Total, band, standing, total, where

BAND = N_("Agreed band")


@dataclass(frozen=True)
class BookedView:
    """A change with a price. `fresh`: the viewer may still undo it."""

    key: str
    title: str
    lines: tuple[tuple[str, str, str], ...]  # label, was, now
    way: str
    why: str
    money: str
    facts: tuple[tuple[str, str], ...]
    by: By
    ended: bool
    fresh: bool


@dataclass(frozen=True)
class PartView:
    """A part of the total with its sum, and what it is made of."""

    label: str
    money: str
    of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class BandView:
    """The range for the whole, as a sentence, and drawn: where it begins and ends and where the whole lies,
    in thousandths from the left. `at` is None while there is no price.
    """

    says: str
    state: str  # agreed, changed, written
    ends: tuple[str, str]
    begin: int
    end: int
    at: int | None
    where: str


@dataclass(frozen=True)
class AllowanceView:
    """A sum that was allowed for something, what was chosen costs, and by how much they differ."""

    what: str
    allowed: str
    chosen: str
    differs: str


@dataclass(frozen=True)
class PriceView:
    """The parts that add up to the whole, the band, the allowances; and the changes, the newest first."""

    parts: tuple[PartView, ...]
    whole: str
    band: BandView | None
    allowances: tuple[AllowanceView, ...]
    allowances_at: tuple[str, str]  # their stage and line
    changes: tuple[BookedView, ...]


def sums(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The agreed price, the changes since and both together; empty while no price is agreed."""
    changes = [one.cost.total for one in standing(desk.case).values()]
    now = total(desk.case)
    if now is None:
        return ((_("Changes"), money(desk, sum(changes))),) if changes else ()
    told = [(_("Agreed"), money(desk, now.agreed))]
    if changes:
        many = ngettext("%(num)s change", "%(num)s changes", len(changes))
        told += [(many, money(desk, sum(changes))), (_("Together"), money(desk, now.whole))]
    if held := band(desk.case):
        place, outside = where(held.low, held.high, now.whole)
        ends = {"low": money(desk, held.low), "high": money(desk, held.high)}
        name = _(BAND) if held.state == "agreed" else _("Band, not agreed yet")
        told.append((name, _(_LIES[place], gap=money(desk, outside), **ends)))
    return tuple(told)


def price(desk: Desk) -> PriceView:
    """The page of the price."""
    newest = sorted(desk.case.booked.items(), key=lambda named: -named[1].seq)
    now = total(desk.case)
    stage, _dot, key = desk.case.allowances_field.partition(".")
    return PriceView(
        parts=tuple(_parts(desk, now)) if now else (),
        whole=money(desk, now.whole) if now else "",
        band=_band(desk, now),
        allowances=tuple(_allowances(desk)),
        allowances_at=(stage, key),
        changes=tuple(_booked(desk, key, one) for key, one in newest),
    )


def _parts(desk: Desk, now: Total) -> Iterator[PartView]:
    """The price agreed and each part that was added since, with the changes that it comes from."""
    yield PartView(_("The price we agreed"), money(desk, now.agreed), tuple(_within(desk)))
    booked = [(_title(desk, one), one.cost) for one in standing(desk.case).values()]
    parts = (
        (_("Chosen since"), now.options, [(title, cost.options) for title, cost in booked]),
        (_("Allowances"), now.allowances, [(title, cost.allowances) for title, cost in booked]),
        (
            _("Changes"),
            now.work,
            [(title, cost.total - cost.options - cost.allowances) for title, cost in booked],
        ),
    )
    for label, coins, of in parts:
        made = tuple((title, money(desk, part)) for title, part in of if part)
        if made:
            yield PartView(label, money(desk, coins), made)


def _within(desk: Desk) -> Iterator[tuple[str, str]]:
    """What the agreed price holds that has a sum of its own: the answers that it was agreed with."""
    for stage in desk.case.in_order():
        for field in stage.fields():
            yield from _added(desk, f"{stage.key}.{field.key}", field)


def _added(desk: Desk, path: str, field: Field) -> Iterator[tuple[str, str]]:
    """The answers with a price that a line had when the price was agreed."""
    since = (one for one in standing(desk.case).values() if one.cost.options)
    first = next((one.lines[path] for one in since if path in one.lines), None)
    held: Json = first.was if first else desk.case.value(path)
    chosen = held if isinstance(held, list) else [held]
    for choice in field.choices:
        if choice.price and choice.key in chosen:
            yield _("of which %(choice)s", choice=say.lower(choice.label)), money(desk, choice.price)


def _band(desk: Desk, now: Total | None) -> BandView | None:
    held = band(desk.case)
    if held is None:
        return None
    low, high = (money(desk, coins) for coins in (held.low, held.high))
    place, outside = where(held.low, held.high, now.whole) if now else ("", 0)
    margin = max((held.high - held.low) // 2, outside + outside // 8, 1)
    first, width = held.low - margin, held.high - held.low + 2 * margin
    said = _(_STATES[held.state], low=low, high=high)
    if now and place:
        said = f"{said} {_(_PLACES[place], whole=money(desk, now.whole), gap=money(desk, outside))}"
    return BandView(
        says=said,
        state=held.state,
        ends=(low, high),
        begin=_thousandths(held.low - first, width),
        end=_thousandths(held.high - first, width),
        at=_thousandths(now.whole - first, width) if now else None,
        where=place,
    )


_STATES = {
    "agreed": N_("Both agreed that the whole stays between %(low)s and %(high)s."),
    "changed": N_("The band was changed to %(low)s to %(high)s, and both have yet to sign that."),
    "written": N_("The whole is to stay between %(low)s and %(high)s, once both have signed it."),
}
_LIES = {
    "inside": N_("inside %(low)s to %(high)s"),
    "above": N_("%(gap)s above %(low)s to %(high)s"),
    "below": N_("%(gap)s below %(low)s to %(high)s"),
}
_PLACES = {
    "inside": N_("%(whole)s lies inside it."),
    "above": N_("%(whole)s lies %(gap)s above it."),
    "below": N_("%(whole)s lies %(gap)s below it."),
}


def _thousandths(part: int, whole: int) -> int:
    return round(1000 * part / whole)


def _allowances(desk: Desk) -> Iterator[AllowanceView]:
    """Each sum that was allowed, as the line has it now."""
    rows = desk.case.value(desk.case.allowances_field) if desk.case.allowances_field else None
    for row in rows or ():
        allowed, chosen = (row.get(key, {}).get("amount") for key in ("allowed", "chosen"))
        yield AllowanceView(
            what=str(row.get("what", "")),
            allowed="" if allowed is None else money(desk, allowed),
            chosen="" if chosen is None else money(desk, chosen),
            differs="" if chosen is None else _more(desk, chosen - (allowed or 0)),
        )


def _counted(desk: Desk, rows: Json) -> str:
    """What each allowance counts for, in one line."""
    told = [f"{row.get('what', '')} {money(desk, comes_to(row))}" for row in rows or ()]
    return say.listed(told) or say.nothing()


def _more(desk: Desk, coins: int) -> str:
    if not coins:
        return pgettext("a sum", "the same")
    gap = money(desk, abs(coins))
    return _("%(money)s more", money=gap) if coins > 0 else _("%(money)s less", money=gap)


def _title(desk: Desk, one: Booked) -> str:
    return say.listed([changed(desk, path, held)[0] for path, held in one.lines.items()]) or _("Another way")


def _booked(desk: Desk, key: str, one: Booked) -> BookedView:
    facts = [
        (_("Made of"), made_of(desk, one.cost)),
        (_("Days"), working_days(one.days) if one.days else ""),
        (_("Hand-over"), moves(desk, one.before, one.after)),
        (_("Opened again"), say.listed([desk.case.stages[stage].title for stage in one.reopens])),
    ]
    return BookedView(
        key=key,
        title=_title(desk, one),
        lines=tuple(changed(desk, path, held) for path, held in one.lines.items()),
        way=one.way,
        why=one.why,
        money=money(desk, one.cost.total),
        facts=tuple((name, text) for name, text in facts if text),
        by=desk.by(one),
        ended=one.ended is not None,
        fresh=desk.open and undoable(desk.case, one, desk.look.viewer.side),
    )


def changed(desk: Desk, path: str, held: Changed) -> tuple[str, str, str]:
    """The label of a line that was changed at a price, what it was and what it became."""
    stage, _dot, key = path.partition(".")
    field = desk.case.stages[stage].field(key)
    if field is None:
        return key, "", ""
    if path == desk.case.allowances_field:
        return field.label, _counted(desk, held.was), _counted(desk, held.now)
    was, now = desk.show(field, held.was), desk.show(field, held.now)
    return field.label, say.cut(was, 200) or say.nothing(), say.cut(now, 200) or say.nothing()
