"""What an order costs and what that is made of: the price agreed, and every change that was booked since."""

from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.cost import made_of, money, moves
from portal.cases.show.given import By, Desk
from workflows.booked import Booked, Changed
from workflows.booking import standing, undoable


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
class PriceView:
    """The sums in one look, and the changes that they are made of, the newest first."""

    sums: tuple[tuple[str, str], ...]
    changes: tuple[BookedView, ...]


def sums(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The agreed price, the changes since and both together; empty while no price is agreed."""
    case = desk.case
    agreed = case.value(case.price_field) if case.price_field else None
    changes = [one.cost.total for one in standing(case).values()]
    if not agreed:
        return (("Changes", money(desk, sum(changes))),) if changes else ()
    told = [("Agreed", money(desk, agreed["amount"]))]
    if changes:
        told.append((say.count(len(changes), "change"), money(desk, sum(changes))))
        told.append(("Together", money(desk, agreed["amount"] + sum(changes))))
    return tuple(told)


def price(desk: Desk) -> PriceView:
    """The page of the price."""
    newest = sorted(desk.case.booked.items(), key=lambda named: -named[1].seq)
    return PriceView(sums(desk), tuple(_booked(desk, key, one) for key, one in newest))


def _booked(desk: Desk, key: str, one: Booked) -> BookedView:
    lines = tuple(changed(desk, path, held) for path, held in one.lines.items())
    facts = [
        ("Made of", made_of(desk, one.cost)),
        ("Days", say.count(one.days, "working day") if one.days else ""),
        ("Hand-over", moves(desk, one.before, one.after)),
        ("Opened again", say.listed([desk.case.stages[stage].title for stage in one.reopens])),
    ]
    return BookedView(
        key=key,
        title=say.listed([label for label, _, _ in lines]) or "Another way",
        lines=lines,
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
    stage, _, key = path.partition(".")
    field = desk.case.stages[stage].field(key)
    if field is None:
        return key, "", ""
    was, now = desk.show(field, held.was), desk.show(field, held.now)
    return field.label, say.cut(was, 200) or "nothing", say.cut(now, 200) or "nothing"
