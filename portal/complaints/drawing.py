"""Who answers a complaint in person: what the draw looks at, gathered from the house as it is today."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from portal.clans.queries import calendar, day_of, today
from portal.complaints.model import Assignment, Complaint, Duty, Event
from portal.kernel.db import session
from portal.people.model import Person
from portal.people.queries import holds
from workflows.complaints import draw, duty
from workflows.complaints.draw import Bar, Drawn, Executive, Waiting

GRADES = ("severity", "complexity", "impact")
SOON = 3  # days: who is away on one of them may not ring within two working days


def drawn(row: Complaint) -> Drawn:
    """Whom the draw gives this complaint today, and what it looked at."""
    return draw.draw(_waiting(row), executives(row), today())


def in_turn(rows: Iterable[Complaint]) -> list[Complaint]:
    """Complaints that wait for a draw, the hardest first."""
    known = {row.id: row for row in rows}
    return [known[one.number] for one in draw.order(map(_waiting, known.values()))]


def stands_in(row: Complaint, handle: str) -> str:
    """Who is here and free to stand in for an executive, who is away; nothing where nobody is."""
    known = executives(row)
    away = next((one for one in known if one.handle == handle), None)
    return draw.stand_in(away, known) if away else ""


def for_event(rows: Iterable[Complaint], grades: Mapping[str, Any], at: datetime) -> Drawn:
    """Whom the draw gives an event behind many complaints: nobody who may not have one of them."""
    bars: dict[str, Bar] = {}
    for row in rows:
        bars |= _bars(row)
    number = 1 + (session().scalar(select(func.max(Event.id))) or 0)
    waits = Waiting(number=number, since=at, **{grade: grades[grade] for grade in GRADES})
    return draw.draw(waits, of_month(today(), assignments(today()), bars), today())


def with_event(row: Complaint) -> Person | None:
    """Who answers the event that a complaint is to be answered with, if they are here and may have it."""
    together = row.it.event
    if together is None or together.answer == "no":
        return None
    owner = session().get_one(Person, session().get_one(Event, together.event).owner_id)
    gone = owner.left or "executive" not in owner.roles
    return None if gone or owner.handle in _bars(row) else owner


def may_choose(row: Complaint, person: Person) -> str:
    """Why an executive may not take this complaint by choice; nothing if they may."""
    one = next((held for held in executives(row) if held.handle == person.handle), None)
    return duty.may_choose(one, assignments(today()), today()) if one else ""


def _waiting(row: Complaint) -> Waiting:
    held = row.it.assessment
    severity, complexity, impact = (held.severity, held.complexity, held.impact) if held else (3, 3, "one")
    return Waiting(number=row.id, severity=severity, complexity=complexity, impact=impact, since=row.received)


def executives(row: Complaint) -> list[Executive]:
    """The executives of the house with what they were given this month and this year, and who is barred."""
    return of_month(today(), assignments(today()), _bars(row))


def of_month(
    month: date, history: Iterable[duty.Assignment], bars: Mapping[str, Bar] | None = None
) -> list[Executive]:
    """The executives of the house as a month counts them, from what they were given."""
    known, days, people = list(history), _working_days(month), _people()
    names = {person.id: person.handle for person, _held in people}
    found = []
    for person, held in people:
        away = held.gone if held else set()
        own = [one for one in known if one.handle == person.handle]
        target = _target(person, held)
        one = Executive(
            handle=person.handle,
            target=target,
            present=sum(day not in away for day in days),
            days=len(days),
            earlier_share=target * _months_before(own, month),
            away=any(month + timedelta(days=number) in away for number in range(SOON)),
            substitute=names.get(held.substitute_id or 0, "") if held else "",
            barred=(bars or {}).get(person.handle, ""),
        )
        found.append(duty.with_history(one, own, month))
    return found


def _people() -> list[tuple[Person, Duty | None]]:
    """Executives and whoever stands in for one, with what each owes."""
    stands_in = select(Duty.substitute_id).where(Duty.substitute_id.is_not(None))
    has = or_(holds("executive"), Person.id.in_(stands_in))
    asked = select(Person, Duty).outerjoin(Duty, Duty.person_id == Person.id).where(has)
    here = asked.where(Person.side == "clan", Person.left.is_(None)).order_by(Person.handle)
    return [(person, held) for person, held in session().execute(here)]


def _target(person: Person, held: Duty | None) -> int:
    if "executive" not in person.roles:
        return 0  # who only stands in for others
    return held.target if held else draw.TARGET


def _working_days(month: date) -> list[date]:
    """The working days of the house in that month."""
    works, days = calendar().works, [month.replace(day=1) + timedelta(days=number) for number in range(31)]
    return [day for day in days if day.month == month.month and works(day)]


def _months_before(own: Iterable[duty.Assignment], month: date) -> int:
    """For how many of the eleven months before this one they were among those drawn."""
    first = min((one.given for one in own), default=month)
    return min(11, max(0, 12 * (month.year - first.year) + month.month - first.month))


def assignments(month: date, *, within: int = 366) -> list[duty.Assignment]:
    """What executives were given in the last twelve months, or confirmed in it, in days of the house."""
    since = datetime.combine(month, datetime.min.time(), UTC) - timedelta(days=within)
    asked = select(Assignment, Person.handle, Complaint.event_id)
    asked = asked.join(Person, Person.id == Assignment.person_id)
    asked = asked.join(Complaint, Complaint.id == Assignment.complaint_id)
    asked = asked.where(or_(Assignment.at > since, Assignment.confirmed > since)).order_by(Assignment.id)
    return [_plain(one, handle) for one, handle in _once(session().execute(asked))]


def _once(given: Iterable[Any]) -> Iterator[tuple[Assignment, str]]:
    """Assignments with their people: an event counts once, and besides each talk that was confirmed in it."""
    seen: set[tuple[int, str]] = set()
    for one, handle, event in given:
        if one.how != "event" or one.confirmed or event is None:
            yield one, handle
        elif one.ended is None and (event, handle) not in seen:
            seen.add((event, handle))
            yield one, handle


def _plain(one: Assignment, handle: str) -> duty.Assignment:
    return duty.Assignment(
        by_letter=one.how == "event" and one.confirmed is None,
        handle=handle,
        given=day_of(one.at),
        chosen=one.how == "chosen",
        handed_on=one.ended is not None or one.how == "stands_in",
        confirmed=day_of(one.confirmed) if one.confirmed else None,
    )


def _bars(row: Complaint) -> dict[str, Bar]:
    """Who may not have this complaint, and why: it is about them, or it was taken from them."""
    bars: dict[str, Bar] = {}
    for owner in row.it.owners:
        if owner.because in ("conflict", "refused", "anew"):
            bars[owner.who] = owner.because
    about = row.it.heard.about
    return {**bars, about: "about"} if about else bars


def known(handle: str) -> Person:
    """Somebody of the house who was drawn or named."""
    return session().scalars(select(Person).where(Person.handle == handle)).one()
