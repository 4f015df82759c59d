"""Reading for the pages about people: accounts with both sides, a person, invitations, one's own things."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from portal.kernel import clock
from portal.kernel.db import at_the_door, session
from portal.kernel.queries import one_or_404
from portal.people.entry import Passkey, SignedIn, Token
from portal.people.model import Account, Invitation, Person, Seat
from portal.people.queries import Place, accounts_seen, digest
from portal.people.verbs import homes


class Seated(Protocol):
    """Somebody with a seat."""

    @property
    def person(self) -> Person:
        """Who holds it."""


Holder = TypeVar("Holder", bound=Seated)


@dataclass
class Circle:
    """An account with the people of both its sides today, and who is invited to it."""

    account: Account
    people: list[Person] = field(default_factory=list)
    clan: list[Place] = field(default_factory=list)
    invited: list[Invitation] = field(default_factory=list)

    @property
    def departments(self) -> list[tuple[str, list[Place]]]:
        """The clan by department, those without one last."""
        return by_department(self.clan)


def by_department(places: Iterable[Holder]) -> list[tuple[str, list[Holder]]]:
    """Seats by department, in each as they came (seniors first); those without a department last."""
    ordered = sorted(places, key=lambda place: (not place.person.department, place.person.department))
    return [(name, list(group)) for name, group in groupby(ordered, lambda place: place.person.department)]


def circles(person: Person) -> list[Circle]:
    """Every account that the person sees, with its people, in four statements however many there are."""
    found = {account.id: Circle(account) for account in accounts_seen(person)}
    here, db = Person.left.is_(None), session()
    for one in db.scalars(
        select(Person).where(Person.account_id.in_(homes(person)), here).order_by(Person.name)
    ):
        found[one.account_id or 0].people.append(one)
    seats = select(Seat.account_id, Person, Seat.senior).join(Person, Person.id == Seat.person_id)
    seats = seats.where(Seat.account_id.in_(homes(person)), here).order_by(Seat.senior.desc(), Person.name)
    for account_id, one, senior in db.execute(seats):
        found[account_id].clan.append(Place(one, senior))
    for invitation in db.scalars(_open(Invitation.account_id.in_(homes(person)))):
        found[invitation.account_id or 0].invited.append(invitation)
    return list(found.values())


def house_people(person: Person) -> list[Place]:
    """The people of the house, for each other."""
    if person.side != "clan":
        return []
    asked = select(Person).where(Person.side == "clan", Person.left.is_(None)).order_by(Person.name)
    return [Place(one, False) for one in session().scalars(asked)]


def house_invited(person: Person) -> list[Invitation]:
    """Who is invited into the house, for administrators."""
    if "administrator" not in person.roles:
        return []
    return list(session().scalars(_open(Invitation.account_id.is_(None))))


@dataclass(frozen=True)
class Standing:
    """A customer that somebody stands for, whether as a senior, and whether the viewer sees that customer."""

    account: Account
    senior: bool
    seen: bool


def stands_for(viewer: Person, person: Person) -> list[Standing]:
    """The customers that somebody stands for. The people of the house read it of each other; of other
    customers it tells them no more than the name. A customer reads only that they stand for itself.
    """
    seen = Account.id.in_(homes(viewer))
    asked = select(Account, Seat.senior, seen).join(Seat, Seat.account_id == Account.id)
    asked = asked.where(Seat.person_id == person.id).order_by(Account.name)
    if viewer.side == "customer":
        asked = asked.where(seen)
    return [Standing(account, senior, bool(theirs)) for account, senior, theirs in session().execute(asked)]


def every_seat(administrator: Person, person: Person) -> list[tuple[Account, str]]:
    """Every account with a person's seat in its clan: none, member or senior. For administrators."""
    if "administrator" not in administrator.roles:
        return []
    held = and_(Seat.account_id == Account.id, Seat.person_id == person.id)
    asked = select(Account, Seat.senior).outerjoin(Seat, held).order_by(Account.name)
    names = {None: "none", False: "member", True: "senior"}
    return [(account, names[senior]) for account, senior in session().execute(asked)]


def account(person: Person, handle: str) -> Account:
    """An account that the person sees; an administrator, to give seats, any.

    Raises:
        NotFound: there is none of that name for them.
    """
    seen: ColumnElement[bool] = Account.id.in_(homes(person))
    if "administrator" in person.roles:
        seen = or_(seen, Account.id.is_not(None))
    return one_or_404(select(Account).where(Account.handle == handle, seen))


def invitation(person: Person, invitation_id: int) -> Invitation:
    """An invitation to an account that the person sees, or into the house for an administrator.

    Raises:
        NotFound: there is none of that number for them.
    """
    seen: ColumnElement[bool] = Invitation.account_id.in_(homes(person))
    if "administrator" in person.roles:
        seen = or_(seen, Invitation.account_id.is_(None))
    return one_or_404(select(Invitation).where(Invitation.id == invitation_id, seen))


@dataclass(frozen=True)
class Welcome:
    """What the link of an invitation shows: who invites to what, and whether it still holds."""

    invitation: Invitation
    account: Account | None
    state: str  # open, accepted, withdrawn, late


@at_the_door
def welcome(secret: str) -> Welcome:
    """What an invitation's link is about.

    Raises:
        NotFound: no such invitation was ever sent.
    """
    asked = select(Invitation).where(Invitation.secret == digest(secret))
    found = one_or_404(asked.options(joinedload(Invitation.by)))
    place = session().get(Account, found.account_id) if found.account_id else None
    return Welcome(found, place, _state(found))


def _state(found: Invitation) -> str:
    if found.accepted:
        return "accepted"
    if found.withdrawn:
        return "withdrawn"
    return "open" if found.until > clock.now() else "late"


def _open(which: ColumnElement[bool]) -> Select[Invitation]:
    open_ = (Invitation.accepted.is_(None), Invitation.withdrawn.is_(None), Invitation.until > clock.now())
    return select(Invitation).where(which, *open_).order_by(Invitation.at).options(joinedload(Invitation.by))


@dataclass(frozen=True)
class Own:
    """What only the person themselves reads: where they are signed in, their passkeys and tokens."""

    sessions: list[SignedIn]
    passkeys: list[Passkey]
    tokens: list[Token]


def own(person: Person) -> Own:
    """The sessions, passkeys and tokens of a person that hold today."""
    now, db = clock.now(), session()
    sessions = select(SignedIn).where(SignedIn.person_id == person.id, SignedIn.ended.is_(None))
    sessions = sessions.where(SignedIn.until > now).order_by(SignedIn.last_seen.desc())
    passkeys = select(Passkey).where(Passkey.person_id == person.id).order_by(Passkey.at)
    tokens = select(Token).where(Token.person_id == person.id, Token.ended.is_(None)).order_by(Token.at)
    return Own(list(db.scalars(sessions)), list(db.scalars(passkeys)), list(db.scalars(tokens)))


@at_the_door
def cast() -> list[tuple[str, list[Person]]]:
    """Everybody who could sign in, by account and then the house: only for the door of a demo house."""
    asked = select(Person).where(Person.left.is_(None)).options(joinedload(Person.account))
    people = list(session().scalars(asked.order_by(Person.side.desc(), Person.id)))
    named = sorted(people, key=lambda one: (one.side == "clan", one.account.name if one.account else ""))
    return [
        (name, list(group))
        for name, group in groupby(named, lambda one: one.account.name if one.account else "")
    ]
