"""Reading who reached out to whom: a month of it added up, and when each was last heard of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, false, func, literal, or_, select
from sqlalchemy.orm import joinedload

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.queries import one_or_404
from portal.people.model import Account, Person
from portal.relationship.model import Contact, Touch
from workflows import ties

PAGE = 20  # notes on one page


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


def touches(found: Account, terms: Collection[str], before: tuple[date, int] | None) -> list[Touch]:
    """What was noted of this customer by hand, newest first: a page of it, and one more if there is one."""
    chosen = _touches(found).order_by(Touch.on.desc(), Touch.id.desc()).limit(PAGE + 1)
    for term in terms:
        chosen = chosen.where(Touch.folded.contains(f" {term}", autoescape=True))
    if before is not None:
        day, number = before
        chosen = chosen.where(or_(Touch.on < day, and_(Touch.on == day, Touch.id < number)))
    return list(session().scalars(chosen))


def touch(found: Account, number: int) -> Touch:
    """One note of this customer.

    Raises:
        NotFound: it was taken back, or never was.
    """
    return one_or_404(_touches(found).where(Touch.id == number))


def _touches(found: Account) -> Select[Touch]:
    people = (Touch.member, Touch.person, Touch.by)
    own = (Touch.account_id == found.id, Touch.gone.is_(None))
    return select(Touch).where(*own).options(*map(joinedload, people))
