"""Reading what people want of letters, and mails that came in."""

from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.cases.model import Case
from portal.complaints.verbs import has_role
from portal.kernel.db import session
from portal.kernel.queries import NotFound, one_or_404
from portal.kernel.storage import Storage
from portal.notifications.cutting import own_words
from portal.notifications.model import Mail, OrderLetters
from portal.notifications.reading import Came, read
from portal.people.model import Person, Seat
from portal.people.queries import holds, may_see

MOST = 100


def how_about(person: Any, case: Case) -> str:
    """Which letters a person wants about one order; empty when as for all of theirs."""
    row = session().get(OrderLetters, (person.id, case.id))
    return row.how if row else ""


def queue() -> list[Mail]:
    """The newest mails that wait for somebody, or were left aside, newest first."""
    chosen = select(Mail).outerjoin(Mail.receiver).options(contains_eager(Mail.receiver))
    chosen = chosen.where(Mail.state.in_(("held", "ignored"))).order_by(Mail.id.desc()).limit(MOST)
    return list(session().scalars(chosen))


def unplaced() -> int:
    """How many mails wait to be handed to somebody."""
    waiting = select(func.count(Mail.id)).where(Mail.state == "held", Mail.for_id.is_(None))
    return session().scalar(waiting) or 0


def mail(number: int) -> Mail:
    """One mail of the queue, for administrators: never what is in it.

    Raises:
        NotFound: there is none of that number there.
    """
    return one_or_404(select(Mail).where(Mail.id == number, Mail.state.in_(("held", "ignored"))))


def handed(person: Any) -> list[Mail]:
    """The mails that wait for this person."""
    return list(session().scalars(_handed(person).order_by(Mail.id)))


def own(person: Any, number: int) -> Mail:
    """A mail that was handed to this person.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    return one_or_404(_handed(person).where(Mail.id == number))


def _handed(person: Any) -> Select[Mail]:
    """What was handed to a person: a mail about an order only while they may see that order."""
    chosen = select(Mail).outerjoin(Mail.case).options(contains_eager(Mail.case))
    seen = select(Person.id).where(Person.id == person.id, may_see(Case.account_id)).correlate(Case)
    theirs = or_(Mail.case_id.is_(None), seen.exists())
    return chosen.where(Mail.for_id == person.id, theirs, Mail.state.in_(("held", "ignored")))


def readers(mail: Mail) -> list[Person]:
    """To whom a mail may be handed: those who may see the order that its address names.

    Where it names a person and no order it may be about a complaint, which not all of a clan read: that
    person, and stewards. Where it names nobody: the people of the house who serve a customer, stewards, and
    whoever has the address that it came from.
    """
    people = select(Person).where(Person.left.is_(None)).order_by(Person.side, Person.name)
    if mail.case_id is not None:
        case = session().get_one(Case, mail.case_id)
        return list(session().scalars(people.where(may_see(case.account_id))))
    if mail.person_id is not None:
        here = session().scalars(people)
        return [one for one in here if one.id == mail.person_id or has_role(one, "steward")]
    seated = select(Seat.id).where(Seat.person_id == Person.id).exists()
    stewards = and_(Person.side == "clan", holds("steward"))  # it may be about what is wrong
    return list(session().scalars(people.where(or_(seated, stewards, Person.email == mail.sender))))


def belongs_to(mail: Mail) -> int | None:
    """The customer of the order or person that the address of a mail names; None where it names neither."""
    if mail.case_id is not None:
        return session().get_one(Case, mail.case_id).account_id
    return session().get_one(Person, mail.person_id).account_id if mail.person_id else None


def content(place: Storage, mail: Mail) -> Came:
    """What a mail says, read anew from the whole of it.

    Raises:
        NotFound: it is not kept any more.
    """
    try:
        return read(place.get(mail.raw))
    except FileNotFoundError:
        raise NotFound from None


def words(came: Came, name: str = "") -> str:
    """The words of a mail that nobody cut yet; all of them when cutting leaves nothing."""
    return own_words(came.text, (), name) or came.text


def orders_seen(person: Any, limit: int = 40) -> list[Case]:
    """The orders into which a person may put a mail, the newest moved first."""
    chosen = select(Case).join(Case.account).options(joinedload(Case.account)).order_by(Case.moved.desc())
    seen = select(Person.id).where(Person.id == person.id, may_see(Case.account_id)).correlate(Case).exists()
    return list(session().scalars(chosen.where(seen).limit(limit)))
