"""Days at the customer's place: kept from notes of visits and from steps of first weeks, a row a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select

from portal.kernel.db import session
from portal.kernel.journal import Entry
from portal.people.model import Account, Person
from portal.relationship.model import Touch, Visit
from workflows.quests import Kind

THERE = (Kind.VISITED, Kind.SHADOWED)  # steps of first weeks that are taken where the customer is
STEP, DENIED = "quest.note", "quest.deny"


def heard(entry: Entry) -> None:
    """Keep a step of first weeks that was taken at the customer's place; none that was otherwise."""
    if entry.verb == DENIED:
        _forget(f"quest:{entry.facts['step']}")
    elif entry.verb == STEP and entry.facts["kind"] in THERE:
        account = int(entry.stream.removeprefix("clan:"))
        place, day = f"quest:{entry.facts['step']}", date.fromisoformat(entry.facts["day"])
        _keep(account, entry.actor, day, place, str(entry.facts["source"]))


def noted(touch: Touch) -> None:
    """Keep a visit that somebody noted by hand; none of what was taken back, or was no visit after all."""
    _forget(touch.place)
    if touch.gone is None and touch.way == "visit":
        _keep(touch.account_id, touch.member.handle, touch.on, touch.place, touch.person.name)


def _forget(place: str) -> None:
    session().execute(delete(Visit).where(Visit.place == place))


def _keep(account: int, person: str, day: date, place: str, whom: str) -> None:
    session().add(Visit(account_id=account, person=person, day=day, place=place, whom=whom[:120]))
    session().flush()


@dataclass(frozen=True)
class Day:
    """Somebody at the customer's place on one day, and whom they saw there."""

    person: Person
    day: date
    whom: list[str]


def days(found: Account, since: date) -> dict[str, list[Day]]:
    """The days at a customer's place after one, newest first, by department of the house; all are named.

    Two notes of one person on one day are one day.
    """
    here = select(Person.department).where(Person.side == "clan", Person.left.is_(None)).distinct()
    told: dict[str, list[Day]] = {name: [] for name in sorted(session().scalars(here)) if name}
    chosen = select(Visit, Person).join(Person, Person.handle == Visit.person)
    chosen = chosen.where(Visit.account_id == found.id, Visit.day > since)
    last: dict[tuple[int, date], Day] = {}
    for visit, person in session().execute(chosen.order_by(Visit.day.desc(), Person.name, Visit.place)):
        key = (person.id, visit.day)
        if key not in last:
            last[key] = Day(person, visit.day, [])
            told.setdefault(person.department, []).append(last[key])
        if visit.whom and visit.whom not in last[key].whom:
            last[key].whom.append(visit.whom)
    return told
