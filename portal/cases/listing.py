"""Lists of cases: what they are narrowed to, in which order, and page by page.

A page goes on after a place in the list, said in its own values ("2026-12-01T09:00:00Z~okoro-3"), so
that it stays where it is when the order that stood there has moved meanwhile.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, func, literal, or_, select
from sqlalchemy.orm import contains_eager

from portal.cases.finding import cases_holding
from portal.cases.model import Case
from portal.cases.verbs import seen_by
from portal.kernel.db import session
from portal.kernel.queries import NotFound
from portal.kernel.terms import looked_for
from portal.people.model import Account

PAGE = 20
MOST_CHOSEN = 50  # cases that somebody chooses from a list at once
WEEK = timedelta(days=7)
NEVER = date(9999, 12, 31)  # when what has no day is due, in a list by days


@dataclass(frozen=True)
class Sort:
    """One way to order a list: its column, how a value of it is read from an address, and its direction."""

    column: Callable[[], ColumnElement[Any]]
    read: Callable[[str], Any]
    value: Callable[[Case], Any]
    down: bool = False


def _due() -> ColumnElement[Any]:
    return func.coalesce(Case.due, literal(NEVER, Date))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


SORTS = {
    "moved": Sort(lambda: Case.moved.expression, datetime.fromisoformat, lambda case: _utc(case.moved), True),
    "due": Sort(_due, date.fromisoformat, lambda case: (case.due or NEVER).isoformat()),
    "customer": Sort(lambda: Account.name.expression, str, lambda case: case.account.name),
    "stage": Sort(Case.summary["number"].as_integer, int, lambda case: str(case.summary["number"])),
}
DUE = ("late", "week", "month", "none")


@dataclass(frozen=True)
class Wanted:
    """What a list of cases is narrowed to; what is empty narrows nothing.

    `due` is one of `DUE`, reckoned from the day `today`; `sort` one of `SORTS`; `after` the place of a page's
    last case, as `some` gave it.
    """

    status: str = ""
    turn: str = ""
    words: str = ""
    account: str = ""
    stage: str = ""
    workflow: str = ""
    due: str = ""
    sort: str = "moved"
    after: str = ""
    today: date | None = None
    limit: int = PAGE


def some(person: Any, wanted: Wanted) -> tuple[list[Case], str | None]:
    """A page of the cases that `person` sees, in the order that is wanted, and the place to go on after.

    Raises:
        NotFound: there is no such order of a list, or no such place in it.
    """
    sort = SORTS.get(wanted.sort)
    if sort is None:
        raise NotFound
    chosen = select(Case).join(Case.account).options(contains_eager(Case.account)).where(seen_by(person))
    chosen = chosen.where(*_narrowed(person, wanted), *_after(sort, wanted.after))
    column = sort.column()
    order = (column.desc(), Case.ref.desc()) if sort.down else (column, Case.ref)
    found = list(session().scalars(chosen.order_by(*order).limit(wanted.limit + 1)))
    last = found[wanted.limit - 1] if len(found) > wanted.limit else None
    return found[: wanted.limit], f"{sort.value(last)}~{last.ref}" if last else None


def chosen(person: Any, refs: Sequence[str]) -> list[Case]:
    """Those of these cases that `person` sees, by customer."""
    asked = select(Case).join(Case.account).options(contains_eager(Case.account))
    asked = asked.where(Case.ref.in_(refs), seen_by(person)).order_by(Account.name, Case.ref)
    return list(session().scalars(asked))


def _after(sort: Sort, place: str) -> Iterator[ColumnElement[bool]]:
    """Select what comes after a place in a list."""
    if not place:
        return
    said, _, ref = place.rpartition("~")
    try:
        value = sort.read(said)
    except ValueError:
        raise NotFound from None
    if isinstance(value, datetime) and value.tzinfo is None:
        raise NotFound
    column = sort.column()
    if sort.down:
        yield or_(column < value, and_(column == value, Case.ref < ref))
    else:
        yield or_(column > value, and_(column == value, Case.ref > ref))


def _narrowed(person: Any, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    plain = (
        (Case.status, wanted.status),
        (Case.turn_side, wanted.turn),
        (Account.handle, wanted.account),
        (Case.stage, wanted.stage),
        (Case.workflow, wanted.workflow),
    )
    yield from (column == value for column, value in plain if value)
    if wanted.due:
        yield _by(wanted.due, wanted.today)
    looked = looked_for(wanted.words)
    yield from cases_holding(person, looked.terms)
    if wanted.words.strip() and not looked.terms:
        yield Case.id.is_(None)  # signs alone are in no word


def _by(due: str, today: date | None) -> ColumnElement[bool]:
    """Select the open cases that are due so."""
    if due == "none":
        return and_(Case.status == "open", Case.due.is_(None))
    day = today or date.min
    until = {"late": day - timedelta(days=1), "week": day + WEEK, "month": day + 4 * WEEK}.get(due, date.min)
    return and_(Case.status == "open", Case.due <= until)
