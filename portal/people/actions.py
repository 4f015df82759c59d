"""Doing things with people, accounts, seats and the house. Sign-in and invitations stand beside."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from portal.kernel import clock, journal
from portal.kernel.db import DOOR, reaching, session
from portal.kernel.verbs import Act, NotNow
from portal.people.entry import Token
from portal.people.model import Account, House, Person, Seat
from portal.people.queries import by_handle, digest
from portal.people.seating import moved
from portal.people.verbs import accounts, houses, persons
from portal.people.writing import home_stream, letters, put, slug
from workflows.language import _

DESCRIBED = ("name", "title", "department", "roles")
QUIET = ("quiet_from", "quiet_until", "quiet_days")
PREFERRED = ("language", "theme", "length_unit", "zone", "single_keys", "letters", "named", *QUIET)
DAYS = ("working_days", "holidays")
OF_HOUSE = ("name", "telephone", "address", "currency", "zone", *DAYS)


@dataclass(frozen=True)
class Operator:
    """Whoever sits at the machine's own command line: may what an administrator may, and is no colleague."""

    id: int = 0
    handle: str = "operator"
    name: str = "The operator"
    email: str = ""
    side: str = "clan"
    account_id: int | None = None
    roles: Sequence[str] = ("administrator",)
    left: None = None


OPERATOR = Operator()


# ---------------------------------------------------------------- persons


def add_person(
    who: Any,
    name: str,
    email: str,
    *,
    side: str = "clan",
    account: Account | None = None,
    handle: str = "",
    **more: Any,
) -> Person:
    """Give somebody a place without an invitation, from the command line or when an invitation is accepted.

    `more` are title, department, roles, theme, length_unit.

    Raises:
        NotNow: somebody has this email address already.
    """
    email = email.strip().lower()
    with reaching(DOOR):
        known = session().scalar(select(Person.id).where(Person.email == email))
    if known:
        raise NotNow(_("%(email)s belongs to somebody here already.", email=email))
    person = Person(name=name, email=email, side=side, account_id=account.id if account else None)
    person.handle = handle or f"{slug(name)}-{letters()}"
    for field, value in {"roles": [], **more}.items():
        setattr(person, field, value)
    person.account = account
    session().add(person)
    session().flush()
    said = journal.Who(who.handle, who.name, who.side)
    facts = {"person": name} | ({"department": person.department} if person.department else {})
    journal.append(home_stream(person), said, clock.now(), "person.add", facts, [])
    return person


@persons.action
def describe(act: Act, /, person: Person, **said: Any) -> None:
    """Change what others read about a person: name, title, department and buying roles."""
    changes = put(person, DESCRIBED, said)
    if not changes:
        return act.nothing()
    act.tell(home_stream(person), changes)


def prefer(who: Person, **said: Any) -> None:
    """Keep how a person wants the portal to be. It concerns nobody else, so no journal hears of it."""
    put(session().get_one(Person, who.id), PREFERRED, said)


# ---------------------------------------------------------------- accounts and seats


def add_account(who: Any, name: str, handle: str = "") -> Account:
    """Open an account, from the command line."""
    return open_(who, None, name, handle)


@accounts.action
def open_(act: Act, _house: None, name: str, handle: str = "") -> Account:
    """Open an account; who opens it stands for it, as a senior."""
    taken = session().scalar(select(Account.id).where(Account.handle == (handle or slug(name))))
    handle = handle or (f"{slug(name)}-{letters()}" if taken else slug(name))
    account = Account(name=name, handle=handle, since=act.at)
    session().add(account)
    session().flush()
    if act.who.id:
        session().add(Seat(account_id=account.id, person_id=act.who.id, senior=True, since=act.at))
    act.note(account=name)
    act.tell(f"account:{account.id}")
    return account


@accounts.action
def seat(act: Act, account: Account, person: Person, *, senior: bool = False) -> None:
    """Give one of the house a seat in the clan of an account, or make it a senior's.

    Raises:
        NotNow: the person is a customer, or has left.
    """
    if person.side != "clan" or person.left is not None:
        raise NotNow(_("%(name)s cannot stand for a customer.", name=person.name))
    held = session().scalar(select(Seat).where(Seat.account_id == account.id, Seat.person_id == person.id))
    if held and held.senior == senior:
        return act.nothing()
    if held:
        held.senior = senior
    else:
        session().add(Seat(account_id=account.id, person_id=person.id, senior=senior, since=act.at))
    session().flush()
    moved(act.who, account.id)
    act.note(person=person.name, senior=senior)
    act.tell(f"account:{account.id}")


@accounts.action
def unseat(act: Act, account: Account, person: Person) -> None:
    """Take a person's seat in the clan of an account; they see nothing of it from now on."""
    held = session().scalar(select(Seat).where(Seat.account_id == account.id, Seat.person_id == person.id))
    if held is None:
        return act.nothing()
    session().delete(held)
    session().flush()
    moved(act.who, account.id)
    act.note(person=person.name)
    act.tell(f"account:{account.id}")


@accounts.action
def set_days(act: Act, /, account: Account, **said: Any) -> None:
    """Say on which days a customer works; without weekdays those of the house count for it again."""
    changes = put(account, DAYS, said)
    if not changes:
        return act.nothing()
    act.note(account=account.name)
    act.tell(f"account:{account.id}", changes)


# ---------------------------------------------------------------- the house


def open_house(  # noqa: PLR0913  one call founds a house
    name: str,
    telephone: str,
    address: str,
    currency: str,
    zone: str,
    admin_name: str,
    admin_email: str,
    *,
    demo: bool = False,
) -> Person:
    """Open the house with its first administrator.

    Raises:
        NotNow: it is open already.
    """
    if session().scalar(select(House.id)):
        raise NotNow("The house is open already. Change it under Settings, The house.")
    house = House(
        id=1, name=name, telephone=telephone, address=address, currency=currency, zone=zone, demo=demo
    )
    house.working_days, house.holidays = "12345", []
    session().add(house)
    said = journal.Who(OPERATOR.handle, OPERATOR.name, OPERATOR.side)
    journal.append("house", said, clock.now(), "house.open", {"house": name}, [])
    return add_person(OPERATOR, admin_name, admin_email, roles=["administrator"])


@houses.action
def change(act: Act, /, house: House, **said: Any) -> None:
    """Change what the house says about itself and when it works."""
    changes = put(house, OF_HOUSE, said)
    if not changes:
        return act.nothing()
    act.tell("house", changes)


@houses.action
def offer_version(act: Act, /, house: House, workflow: str, version: int, title: str) -> None:
    """Offer a version of a process to all running orders of it; none for version 0."""
    others = {key: one for key, one in house.offered.items() if key != workflow}
    offered = {**others, workflow: version} if version else others
    if not (changes := put(house, ("offered",), {"offered": offered})):
        return act.nothing()
    what = f"version {version} of {title} to its orders" if version else f"no version of {title}"
    act.note(what=f"offers {what}")
    act.tell("house", changes)


# ---------------------------------------------------------------- tokens


def make_token(handle: str) -> str:
    """Make an API token for a person; it is shown once and kept only as a digest.

    Raises:
        NotNow: there is nobody of that name, or they have left.
    """
    person = by_handle(handle)
    if person is None or person.left is not None:
        raise NotNow(f"There is nobody called {handle} here. `commonthread people` lists everyone.")
    secret = f"ct_{secrets.token_urlsafe(32)}"
    session().add(Token(secret=digest(secret), person_id=person.id, at=clock.now()))
    return secret


def end_token(who: Person, token_id: int) -> None:
    """End one of a person's own tokens."""
    own = update(Token).where(Token.id == token_id, Token.person_id == who.id, Token.ended.is_(None))
    session().execute(own.values(ended=clock.now()))
