"""Reading who reached out to whom: a month of it added up, and when each was last heard of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import false, func, literal, select

from portal.kernel import clock
from portal.kernel.db import session
from portal.people.model import Account, Person
from portal.relationship.model import Contact
from workflows import ties


@dataclass(frozen=True)
class Seen:
    """The contacts of some people of one customer: those of a month, and of each the last moment of all."""

    month: list[ties.Contacts]
    last: dict[str, datetime]


def seen(found: Account, handles: Collection[str]) -> Seen:
    """The contacts of these people with this customer, in one statement.

    However many orders there were, only those in which somebody did something this month are added up.
    """
    own, since = Contact.account_id == found.id, ties.since(clock.now())
    latest = select(func.max(Contact.latest)).where(own, Contact.person == Person.handle)
    ever = select(Person.handle, literal(""), literal(""), false(), literal(0), latest.scalar_subquery())
    told = (Contact.person, Contact.place, Contact.other, Contact.first)
    month = select(*told, func.count(), func.max(Contact.latest)).group_by(*told)
    month = month.where(own, Contact.person.in_(handles), Contact.day >= since)
    rows = session().execute(month.union_all(ever.where(Person.handle.in_(handles)))).all()
    return Seen(
        [ties.Contacts(*row[:5]) for row in rows if row[4]],
        {row[0]: row[5] for row in rows if row[4] == 0 and row[5] is not None},
    )
