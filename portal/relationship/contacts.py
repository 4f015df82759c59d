"""Keeping who reached out to whom, in the transaction of the deed: one row for a person, order and day."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from sqlalchemy import delete

from portal.cases.model import Case
from portal.kernel.db import insert, session
from portal.kernel.journal import Entry
from portal.relationship import visits
from portal.relationship.model import Contact, Touch
from workflows.ties import CASE, reaches

CLAN, DENIED = "clan:", "quest.deny"
STEPS = ("quest.note", DENIED)  # of first weeks, as their stream tells them
KEY = ("account_id", "person", "day", "place")


def heard(entry: Entry) -> None:
    """Keep that somebody reached out in an order or in their first weeks, if this entry says so."""
    if entry.verb in STEPS:
        visits.heard(entry)
        return _step(entry)
    if not reaches(entry.stream, entry.verb):
        return
    case = session().get(Case, int(entry.stream.removeprefix(CASE)))
    if case is None:
        return
    new = insert(Contact).values(
        account_id=case.account_id,
        person=entry.actor,
        day=entry.at.astimezone(UTC).date(),
        place=entry.stream,
        other="",
        first=True,
        latest=entry.at,
    )
    later = {"latest": new.excluded.latest}
    session().execute(
        new.on_conflict_do_update(index_elements=KEY, set_=later, where=Contact.latest < new.excluded.latest)
    )


def _step(entry: Entry) -> None:
    """Keep a step of somebody's first weeks as a contact with who is named in it; none that was otherwise."""
    place, other = f"quest:{entry.facts['step']}", entry.facts.get("contact")
    if entry.verb == DENIED:
        session().execute(delete(Contact).where(Contact.place == place))
    elif other:
        day, account = date.fromisoformat(entry.facts["day"]), int(entry.stream.removeprefix(CLAN))
        _both(account, day, place, ((entry.actor, other, True), (other, entry.actor, False)))


def noted(touch: Touch) -> None:
    """Keep what somebody noted by hand as a contact of both its people; none of what was taken back."""
    session().flush()
    visits.noted(touch)
    session().execute(delete(Contact).where(Contact.place == touch.place))
    if touch.gone is not None:
        return
    member, person = touch.member, touch.person
    sides = (
        (member.handle, person.handle, member.side == touch.first),
        (person.handle, member.handle, person.side == touch.first),
    )
    _both(touch.account_id, touch.on, touch.place, sides)


def _both(account: int, day: date, place: str, sides: Iterable[tuple[str, str, bool]]) -> None:
    """A contact of two people on a day: of each the other one, and whether it was they who reached out."""
    shared = {"account_id": account, "day": day, "place": place}
    latest = datetime.combine(day, time(12), UTC)  # of a day is noted no hour
    for person, other, first in sides:
        session().add(Contact(**shared, person=person, other=other, first=first, latest=latest))
    session().flush()
