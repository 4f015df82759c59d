"""Reading people, accounts, seats and the house. Nothing here writes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, false, func, or_, select, true
from sqlalchemy.orm import contains_eager

from portal.kernel import clock
from portal.kernel.db import at_the_door, session
from portal.kernel.queries import one_or_404
from portal.people import reach
from portal.people.entry import SignedIn, Token
from portal.people.model import LETTERS, Account, House, Person, Seat
from portal.people.verbs import homes, seen_by

__all__ = ["LETTERS", "homes", "seen_by"]  # views, and the conditions of other areas, know them from here


def digest(secret: str) -> str:
    """What the database keeps of a secret: enough to know it again, useless to whoever reads it."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True)
class Recognised:
    """Who a session belongs to. Only while it is `live` does it sign them in."""

    session: SignedIn
    person: Person
    house: House | None
    live: bool


def recognise(secret: str) -> Recognised | None:
    """Whose session this secret opens, with person, account and house in one statement; None when unknown."""
    asked = (
        select(SignedIn, House)
        .join(SignedIn.person)
        .outerjoin(Person.account)
        .outerjoin(House, true())
        .options(contains_eager(SignedIn.person).contains_eager(Person.account))
        .where(SignedIn.secret == digest(secret))
    )
    live_ = (SignedIn.ended.is_(None), SignedIn.until > clock.now(), Person.left.is_(None))
    found = session().execute(asked.add_columns(reach.taken(*live_))).first()
    if found is None:
        return None
    signed_in, house_, taken = found
    person = signed_in.person
    live = signed_in.ended is None and signed_in.until > clock.now() and person.left is None
    reach.keep(taken)
    return Recognised(signed_in, person, house_, live)


def still_in(session_id: int) -> Person | None:
    """Who that session signs in at this moment; None once it has ended, or they have left."""
    asked = select(Person).join(SignedIn, SignedIn.person_id == Person.id)
    live = (SignedIn.id == session_id, SignedIn.ended.is_(None), SignedIn.until > clock.now())
    return reach.found(asked.where(*live, Person.left.is_(None)))


def token(secret: str) -> Token | None:
    """An API token with its person; None when it is unknown or ended, or when the person has left."""
    asked = (
        select(Token)
        .join(Token.person)
        .outerjoin(Person.account)
        .options(contains_eager(Token.person).contains_eager(Person.account))
        .where(Token.secret == digest(secret), Token.ended.is_(None), Person.left.is_(None))
    )
    return reach.found(asked)


def house() -> House | None:
    """The house, the one row of its table; None before it was opened."""
    known = session().get(House, 1)
    session().info["house"] = known  # held, for a session forgets what nobody holds and asks again
    return known


@at_the_door
def by_handle(handle: str) -> Person | None:
    """The person of that short name, whoever asks: for the command line and for jobs, never for a page."""
    asked = select(Person).outerjoin(Person.account).options(contains_eager(Person.account))
    return session().scalar(asked.where(Person.handle == handle))


def by_number(number: int) -> Person | None:
    """The person of that number who is here today: for what a signed link names, never for a page."""
    return reach.found(select(Person).where(Person.id == number, Person.left.is_(None)))


@at_the_door
def by_email(email: str) -> Person | None:
    """Who has this address today: for signing in, never for a page."""
    return session().scalar(select(Person).where(Person.email == email, Person.left.is_(None)))


def account_by_handle(handle: str) -> Account | None:
    """The account of that short name, whoever asks: for the command line and for jobs, never for a page."""
    return session().scalar(select(Account).where(Account.handle == handle))


def get(person: Person, handle: str) -> Person:
    """Somebody that `person` may see: on either side of an account that is theirs, or one of the house.

    Raises:
        NotFound: nobody of that name, or nobody that this person may see.
    """
    asked = select(Person).outerjoin(Person.account).options(contains_eager(Person.account))
    return one_or_404(asked.where(Person.handle == handle, seen_by(person)))


def accounts_seen(person: Person) -> list[Account]:
    """The accounts that are the person's own or that they stand for, by name."""
    return list(
        session().scalars(select(Account).where(Account.id.in_(homes(person))).order_by(Account.name))
    )


@dataclass(frozen=True)
class Place:
    """A seat in a clan: who holds it, and whether they are senior."""

    person: Person
    senior: bool


def directory(account_id: int) -> list[Person]:
    """Everyone on both sides of one account in one statement: customers first, seniors before others.

    Those who left are named too, at the end: what they did is still theirs.
    """
    seated = and_(Seat.person_id == Person.id, Seat.account_id == account_id)
    asked = select(Person).outerjoin(Seat, seated)
    asked = asked.where(or_(Person.account_id == account_id, Seat.id.is_not(None)))
    order = (
        Person.left.is_not(None),
        Person.side.desc(),
        func.coalesce(Seat.senior, false()).desc(),
        Person.name,
    )
    return list(session().scalars(asked.order_by(*order)))


def people_of(account: Account) -> list[Person]:
    """The customer's own people who are here, by name."""
    chosen = select(Person).where(Person.account_id == account.id, Person.left.is_(None))
    return list(session().scalars(chosen.order_by(Person.name)))


def clan_of(account_id: int) -> list[Place]:
    """The people who stand for an account today, seniors first."""
    asked = (
        select(Person, Seat.senior)
        .join(Seat, Seat.person_id == Person.id)
        .where(Seat.account_id == account_id, Person.left.is_(None))
        .order_by(Seat.senior.desc(), Person.name)
    )
    return [Place(person, senior) for person, senior in session().execute(asked)]


def may_see(account_id: Any) -> ColumnElement[bool]:
    """Select the persons to whom what belongs to that account may be shown today: its own, and its clan."""
    seated = select(Seat.id).where(Seat.person_id == Person.id, Seat.account_id == account_id)
    seated = seated.correlate_except(Seat)  # person and account are those outside, however far outside
    return and_(Person.left.is_(None), or_(Person.account_id == account_id, seated.exists()))


def of_house() -> list[Person]:
    """Everybody who works in the house today, by name: they all know each other."""
    asked = select(Person).where(Person.side == "clan", Person.left.is_(None))
    return list(session().scalars(asked.order_by(Person.name)))


def holding(role: str) -> list[Person]:
    """Who holds this role of the house today, by name."""
    asked = select(Person).where(Person.side == "clan", Person.left.is_(None), holds(role))
    return list(session().scalars(asked.order_by(Person.name)))


def holds(role: str) -> ColumnElement[bool]:
    """Select the persons who have this role, as JSON writes it in their list of roles."""
    return cast(Person.roles, Text).contains(f'"{role}"')


def seated(people: Iterable[int]) -> list[int]:
    """Which of these stand for a customer today."""
    asked = select(Seat.person_id).join(Person, Person.id == Seat.person_id).where(Person.left.is_(None))
    return list(session().scalars(asked.where(Seat.person_id.in_(list(people))).distinct()))


def numbers_of(handles: Iterable[str]) -> dict[str, int]:
    """The number of each person by handle, whoever asks."""
    found = session().execute(select(Person.handle, Person.id).where(Person.handle.in_(list(handles))))
    return {handle: number for handle, number in found}


def people_like(person: Person, words: str, limit: int = 20) -> list[Person]:
    """Those whom `person` may see and whose name, title or department holds these words."""
    asked = select(Person).where(seen_by(person), Person.left.is_(None))
    for word in words.split()[:6]:
        fields = (Person.name, Person.title, Person.department)
        asked = asked.where(or_(*(field.icontains(word, autoescape=True) for field in fields)))
    return list(session().scalars(asked.order_by(Person.name).limit(limit)))


def accounts_like(person: Person, words: str, limit: int = 8) -> list[Account]:
    """The accounts that are the person's own or that they stand for, and whose name holds these words."""
    asked = select(Account).where(Account.id.in_(homes(person)))
    for word in words.split()[:6]:
        asked = asked.where(Account.name.icontains(word, autoescape=True))
    return list(session().scalars(asked.order_by(Account.name).limit(limit)))


@dataclass(frozen=True)
class Known:
    """One line of the list of everyone, for the command line."""

    person: Person
    seats: list[tuple[str, bool]]  # handle of the account, senior


def everyone() -> list[Known]:
    """Everybody in the house, those who left included, with account and seats: for the command line only."""
    asked = select(Person).outerjoin(Person.account).options(contains_eager(Person.account))
    held = select(Seat.person_id, Account.handle, Seat.senior).join(Seat.account).order_by(Account.handle)
    seats: dict[int, list[tuple[str, bool]]] = {}
    for person_id, account, senior in session().execute(held):
        seats.setdefault(person_id, []).append((account, senior))
    people = session().scalars(asked.order_by(Person.side.desc(), Person.handle))
    return [Known(person, seats.get(person.id, [])) for person in people]
