"""A month of orders: appointments and what is due or promised, day by day, on the reader's clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from portal.cases.model import Case, Meeting
from portal.cases.verbs import seen_by
from portal.kernel.db import session
from portal.kernel.queries import NotFound
from workflows.language import _

MOST = 500  # appointments, and orders, of one month


@dataclass(frozen=True)
class Happening:
    """One thing on a day: at what time, what it is, the stage of an appointment, and the order it is of."""

    at: str
    what: str
    stage: str
    case: Case


@dataclass(frozen=True)
class Day:
    """A day on which something is, and what."""

    day: date
    things: tuple[Happening, ...]


@dataclass(frozen=True)
class Month:
    """A month: its days with something in them, and the months beside it, as addresses say them."""

    first: date
    before: str
    after: str
    days: tuple[Day, ...]


def month(person: Any, said: str, today: date, zone: ZoneInfo) -> Month:
    """The month that an address says ("2026-12"), or the present one.

    Raises:
        NotFound: there is no such month.
    """
    first = _first(said, today)
    after = (first + timedelta(days=32)).replace(day=1)
    found: dict[date, list[Happening]] = {}
    for meeting in _meetings(person, first, after, zone):
        starts = meeting.starts.astimezone(zone)
        what = meeting.title if meeting.state == "arranged" else _("%(what)s, offered", what=meeting.title)
        thing = Happening(f"{starts:%H:%M}", what, meeting.stage, meeting.case)
        found.setdefault(starts.date(), []).append(thing)
    for case in _due(person, first, after):
        what = _("Due: %(stage)s", stage=case.summary["stage"] or _("The last word"))
        found.setdefault(case.due or first, []).append(Happening("", what, "", case))
    days = tuple(Day(day, tuple(sorted(found[day], key=lambda one: one.at))) for day in sorted(found))
    return Month(first, f"{first - timedelta(days=1):%Y-%m}", f"{after:%Y-%m}", days)


def _first(said: str, today: date) -> date:
    if not said:
        return today.replace(day=1)
    try:
        first = datetime.strptime(said, "%Y-%m").date()  # noqa: DTZ007  a month has no zone
    except ValueError:
        raise NotFound from None
    if not 2000 <= first.year < 2200:
        raise NotFound
    return first


def _meetings(person: Any, first: date, after: date, zone: ZoneInfo) -> list[Meeting]:
    begins, ends = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, after))
    chosen = select(Meeting).join(Meeting.case).join(Case.account)
    chosen = chosen.options(contains_eager(Meeting.case).contains_eager(Case.account))
    within = (Meeting.starts >= begins, Meeting.starts < ends, Meeting.state.in_(("arranged", "offered")))
    return list(
        session().scalars(chosen.where(seen_by(person), *within).order_by(Meeting.starts).limit(MOST))
    )


def _due(person: Any, first: date, after: date) -> list[Case]:
    chosen = select(Case).join(Case.account).options(contains_eager(Case.account))
    within = (Case.status == "open", Case.due >= first, Case.due < after)
    return list(
        session().scalars(chosen.where(seen_by(person), *within).order_by(Case.due, Case.ref).limit(MOST))
    )
