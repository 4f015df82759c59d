"""On which days somebody has to look whether the right one still has a complaint."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.clans.queries import day_of
from portal.complaints.model import Complaint, Duty
from portal.kernel.db import session
from portal.people.model import Person
from portal.people.queries import house
from workflows.complaints.ownership import chain
from workflows.complaints.steps import to_draw

DAY = timedelta(days=1)


def look_again(row: Complaint, now: datetime) -> list[datetime]:
    """When the days alone may change who answers it: daily while somebody is missing, else as planned."""
    one, tomorrow = row.it, day_of(now) + DAY
    if one.owner is None:
        return [_begins(tomorrow)] if to_draw(one) else []
    days: set[date] = set()
    people = {one.owner.who, chain(one.owners)[0].who}
    asked = select(Duty).join(Person, Person.id == Duty.person_id).where(Person.handle.in_(people))
    for duty in session().scalars(asked):
        days |= {first for first, _last in duty.spans} | {last + DAY for _first, last in duty.spans}
        days |= {tomorrow} if duty.away_until(day_of(now)) else set()
    return [_begins(day) for day in days if day >= tomorrow]


def _begins(day: date) -> datetime:
    """When that day begins in the house."""
    opened = house()
    return datetime.combine(day, time(), ZoneInfo(opened.zone if opened else "UTC")).astimezone(UTC)
