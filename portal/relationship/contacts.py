"""Keeping who reached out to whom, in the transaction of the deed: one row for a person, order and day."""

from datetime import UTC, datetime, time

from sqlalchemy import delete

from portal.cases.model import Case
from portal.kernel.db import insert, session
from portal.kernel.journal import Entry
from portal.relationship.model import Contact, Touch
from workflows.ties import CASE, reaches

KEY = ("account_id", "person", "day", "place")


def heard(entry: Entry) -> None:
    """Keep that somebody reached out in an order, if this entry says so."""
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


def noted(touch: Touch) -> None:
    """Keep what somebody noted by hand as a contact of both its people; none of what was taken back."""
    session().flush()
    session().execute(delete(Contact).where(Contact.place == touch.place))
    if touch.gone is not None:
        return
    shared = {"account_id": touch.account_id, "day": touch.on, "place": touch.place}
    shared["latest"] = datetime.combine(touch.on, time(12), UTC)  # of a day is noted no hour
    for one, other in ((touch.member, touch.person), (touch.person, touch.member)):
        own = {"person": one.handle, "other": other.handle, "first": one.side == touch.first}
        session().add(Contact(**shared, **own))
    session().flush()
