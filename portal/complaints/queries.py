"""Reading complaints: one, those somebody reads, and what was written. Nothing here writes."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from portal.cases.model import Case
from portal.clans.queries import today
from portal.complaints.model import ClanWord, Complaint, ComplaintText, Duty, Event, Reading
from portal.complaints.verbs import seen_by
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.queries import one_or_404
from portal.people.model import Account, Person
from portal.people.queries import clan_of, holds, homes

__all__ = ["Complaint", "today"]  # views know a complaint only from here

PAGE, MOMENTS, MOST_OPEN = 30, 5, 200
_PEOPLE = (Complaint.account, Complaint.complainant, Complaint.receiver, Complaint.owner)
_EVENT = [joinedload(Complaint.event).joinedload(who) for who in (Event.owner, Event.author)]


def get(reader: Any, ref: str) -> Complaint:
    """The complaint of that reference, for whoever may read it.

    Raises:
        NotFound: there is none of that name for them.
    """
    return chosen_for(reader, one_or_404(seen(reader).where(Complaint.ref == ref)))


def seen(reader: Any) -> Select[Complaint]:
    """The complaints that somebody may read, each with its people."""
    return select(Complaint).where(seen_by(reader)).options(*map(joinedload, _PEOPLE), *_EVENT)


def chosen_for(reader: Any, row: Complaint) -> Complaint:
    """A complaint that was selected for somebody, so that nobody asks again whether they may read it."""
    row.__dict__["selected_for"] = reader.id
    return row


def some(reader: Any, *, account: Account | None = None, skip: int = 0) -> list[Complaint]:
    """A page of complaints that somebody reads, and one more: open ones, soonest due first, then closed."""
    chosen = seen(reader)
    if account:
        chosen = chosen.where(Complaint.account_id == account.id)
    order = (Complaint.status == "closed", Complaint.due.is_(None), Complaint.due, Complaint.id.desc())
    paged = chosen.order_by(*order).offset(skip).limit(PAGE + 1)
    return [chosen_for(reader, row) for row in session().scalars(paged)]


def on_desk(executive: Any) -> list[Complaint]:
    """What an executive answers in person: what is open, soonest due first, and lately closed."""
    mine = seen(executive).where(Complaint.owner_id == executive.id, Complaint.gathered.is_(False))
    month = datetime.combine(today().replace(day=1), time(), UTC)
    lately = mine.where((Complaint.status == "open") | (Complaint.moved >= month))
    order = (Complaint.status == "closed", Complaint.due.is_(None), Complaint.due, Complaint.id)
    return [chosen_for(executive, row) for row in session().scalars(lately.order_by(*order).limit(PAGE))]


def texts(row: Complaint) -> dict[int, str]:
    """Everything that was written in a complaint, by number."""
    asked = select(ComplaintText.number, ComplaintText.text).where(ComplaintText.complaint_id == row.id)
    return {number: text for number, text in session().execute(asked)}


def said_inside(row: Complaint) -> list[ClanWord]:
    """What the house says about it among itself, oldest first."""
    asked = select(ClanWord).where(ClanWord.complaint_id == row.id).options(joinedload(ClanWord.author))
    return list(session().scalars(asked.order_by(ClanWord.id)))


def readings(row: Complaint) -> list[Reading]:
    """Who of the house read a complaint, newest first."""
    asked = select(Reading).where(Reading.complaint_id == row.id).options(joinedload(Reading.person))
    return list(session().scalars(asked.order_by(Reading.id.desc()).limit(PAGE)))


def accounts(reader: Any) -> list[Account]:
    """The customers of whom somebody of the house may note what they heard, by name."""
    return list(
        session().scalars(select(Account).where(Account.id.in_(homes(reader))).order_by(Account.name))
    )


def executives(apart: Iterable[int] = ()) -> list[tuple[Person, Duty | None]]:
    """Everybody who answers complaints, with what they owe."""
    asked = select(Person, Duty).outerjoin(Duty, Duty.person_id == Person.id).where(holds("executive"))
    here = asked.where(Person.side == "clan", Person.left.is_(None)).order_by(Person.name)
    return [(person, held) for person, held in session().execute(here) if person.id not in apart]


def by_id(reader: Any, number: int) -> Complaint:
    """The complaint of that number, for whom a letter named it.

    Raises:
        NotFound: they may not read it any more.
    """
    return chosen_for(reader, one_or_404(seen(reader).where(Complaint.id == number)))


def of_house(row: Complaint) -> list[Person]:
    """Who of the house may make a change: the clan of this customer, and the executives."""
    clan = [place.person for place in clan_of(row.account_id)]
    return list(dict.fromkeys([*clan, *(person for person, _held in executives())]))


def others(reader: Any, row: Complaint) -> list[tuple[str, str]]:
    """The other open complaints of the same customer that somebody reads."""
    chosen = seen(reader).where(Complaint.account_id == row.account_id, Complaint.status == "open")
    rows = session().scalars(chosen.where(Complaint.id != row.id).order_by(Complaint.id.desc()).limit(PAGE))
    return [(one.ref, f"{one.title} ({one.ref})") for one in rows]


def open_ones(reader: Any) -> list[tuple[str, str]]:
    """The open complaints that somebody reads, the newest first."""
    chosen = seen(reader).where(Complaint.status == "open").order_by(Complaint.id.desc())
    return [
        (one.ref, f"{one.account.name}: {one.title} ({one.ref})")
        for one in session().scalars(chosen.limit(MOST_OPEN))
    ]


def names(handles: Iterable[str]) -> dict[str, str]:
    """What people are called today, by handle."""
    asked = select(Person.handle, Person.name).where(Person.handle.in_(list(handles)))
    return {handle: name for handle, name in session().execute(asked)}


def good_moments(executive: Any) -> list[Case]:
    """Orders that customers declared satisfied this week, as far as an executive may read them."""
    lately = (Case.status == "fulfilled", Case.moved > clock.now() - timedelta(days=7))
    chosen = select(Case).where(Case.account_id.in_(homes(executive)), *lately)
    ordered = chosen.options(joinedload(Case.account)).order_by(Case.moved.desc())
    return list(session().scalars(ordered.limit(MOMENTS)))


def said_since(person: Any, moment: datetime) -> int:
    """How many complaints somebody made since that moment."""
    made = select(func.count(Complaint.id)).where(Complaint.complainant_id == person.id)
    return session().scalar(made.where(Complaint.received > moment)) or 0


def heard_of(reader: Any, named: str) -> Account | None:
    """The customer that somebody of the house names, or None.

    One they stand for by its handle; any other by its whole name, or by the mail address of one of its
    people, which whoever heard them knows. So nobody learns by trying who else is a customer.
    """
    own = next((one for one in accounts(reader) if one.handle == named), None)
    if own or reader.side != "clan":
        return own
    told = select(Person.account_id).where(Person.email == named.lower(), Person.left.is_(None))
    found = select(Account).where((func.lower(Account.name) == named.lower()) | Account.id.in_(told))
    return session().scalars(found.order_by(Account.id).limit(1)).first()


def open_to_all(account_id: int, since: datetime) -> int:
    """How many complaints of a customer that all of theirs may read came in since then.

    What somebody keeps to themselves, or to those who deal with it, is not told by a number either.
    """
    theirs = (Complaint.account_id == account_id, Complaint.received > since)
    apart = (Complaint.only_me.is_(False), Complaint.restricted.is_(False))
    return session().scalar(select(func.count(Complaint.id)).where(*theirs, *apart)) or 0
