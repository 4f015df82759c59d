"""Reading copies: those of a person, and one of them. Nobody reads another's."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.kernel.db import session
from portal.kernel.queries import NotFound, one_or_404
from portal.people.model import Account, Person
from portal.people.queries import by_email, homes
from portal.privacy.model import Copy

__all__ = ["Copy"]  # views know a copy only from here
PAGE = 20


def mine(person: Person) -> list[Copy]:
    """The newest copies of a person, with who asked for each."""
    chosen = select(Copy).where(Copy.person_id == person.id).order_by(Copy.id.desc()).limit(PAGE)
    return list(session().scalars(chosen.options(joinedload(Copy.by))))


def fetched(person: Person, number: int) -> Copy:
    """A copy whose file is there, for the person it was made for.

    Raises:
        NotFound: there is none of that number for them, or its file is gone.
    """
    ready = (Copy.made.is_not(None), Copy.ended.is_(None))
    found = one_or_404(select(Copy).where(Copy.id == number, Copy.person_id == person.id, *ready))
    if found.account_id not in (None, person.account_id):
        raise NotFound
    return found


def own_account(person: Person) -> Account:
    """The customer to whom somebody belongs.

    Raises:
        NotFound: they belong to none.
    """
    account = Account.id.in_(homes(person)) & (Account.id == person.account_id)
    return one_or_404(select(Account).where(account))


def of_customer(email: str) -> Person | None:
    """Who of a customer has this address today: whom an administrator names by it."""
    found = by_email(email.strip().lower())
    return found if found is not None and found.side == "customer" else None
