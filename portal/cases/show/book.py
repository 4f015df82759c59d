"""The open book: what the price is made of for the clan, and whether the customer reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from portal.cases.show.cost import money
from portal.cases.show.given import By, Desk
from portal.cases.show.offers import answers
from workflows.language import _
from workflows.openbook import PARTS, State, state
from workflows.records import other
from workflows.totals import total
from workflows.values.money import typed


class Written(Protocol):
    """What the price is made of, in smallest coins."""

    labour: int
    material: int
    overhead: int
    margin: int


@dataclass(frozen=True)
class BookView:
    """The figures, if the viewer may read them, and what may be done: ask, answer, close, write.

    `differs` says by how much the figures and the price differ; `said` is what stands in the clan's form.
    """

    state: State
    parts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]
    whole: str
    differs: str
    by: By | None
    does: str
    answers: bool
    asks: bool
    closes: bool
    writes: bool
    said: Mapping[str, str]
    problem: str
    whose: str


def book(
    desk: Desk, held: Written | None, said: Mapping[str, str] | None = None, problem: str = ""
) -> BookView:
    """The book as the viewer may read it; `held` is None where they may not, or nothing is written."""
    me, now, one = desk.look.viewer.side, state(desk.case), desk.case.book
    sums = {key: getattr(held, key) for key in PARTS} if held else {}
    mark = one.opened or one.asked or one.closed
    asked_by = one.asked.side if one.asked else me
    return BookView(
        state=now,
        parts=tuple((key, _(label)) for key, label in PARTS.items()),
        rows=tuple((_(label), money(desk, sums[key])) for key, label in PARTS.items()) if sums else (),
        whole=money(desk, sum(sums.values())) if sums else "",
        differs=_differs(desk, sum(sums.values())) if sums else "",
        by=desk.by(mark) if mark else None,
        does=_("opened it") if one.opened else _("asks to open it") if one.asked else _("closed it"),
        answers=desk.open and now == "asked" and asked_by != me,
        asks=desk.open and now == "closed",
        closes=now == "open" or (desk.open and now == "asked"),
        writes=desk.open and me == "clan",
        said=said or {key: typed(sums[key], desk.case.currency) if sums else "" for key in PARTS},
        problem=problem,
        whose=answers(desk, other(me)) if now == "asked" and asked_by == me else "",
    )


def _differs(desk: Desk, whole: int) -> str:
    """By how much the figures are not the price; empty when they are it, or there is none."""
    price = total(desk.case)
    if price is None or price.whole == whole:
        return ""
    gap = money(desk, abs(price.whole - whole))
    return _("The price is %(price)s, so %(gap)s is not told here.", price=money(desk, price.whole), gap=gap)
