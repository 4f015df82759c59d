"""Passwords, for those who want one: argon2id, and as much work for an unknown address as for a known one."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.kernel.db import at_the_door, session
from portal.people import limits, sessions
from portal.people.model import Person
from portal.people.queries import by_email

SHORTEST, LONGEST = 12, 200


@cache
def _hasher(quick: bool) -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if quick else PasswordHasher()


@cache
def _nobodys(quick: bool) -> str:
    """A password hash that fits nothing, checked when there is none, so that time tells nothing."""
    return _hasher(quick).hash("nobody has this password")


@at_the_door
def by_password(email: str, password: str, network: str, *, quick: bool) -> Person | None:
    """Whose address and password these are; None when they do not fit, and then the try counts.

    Raises:
        limits.TooMany: too many tries for this address, or from this network.
    """
    email = email.strip().lower()
    limits.attempt(email, network)
    person = by_email(email)
    known = person.password if person and person.password else ""
    fits = _fits(known or _nobodys(quick), password[:LONGEST], quick)
    if not (fits and person and known):
        return None
    if _hasher(quick).check_needs_rehash(known):
        person.password = _hasher(quick).hash(password)
    return person


def set_password(who: Person, password: str, keep_session: int, *, quick: bool) -> None:
    """Give oneself a password. Every other session ends: a thief's among them, if there is one."""
    session().get_one(Person, who.id).password = _hasher(quick).hash(password)
    sessions.end_others(who, keep_session)


def drop_password(who: Person, keep_session: int) -> None:
    """Go without a password again."""
    session().get_one(Person, who.id).password = ""
    sessions.end_others(who, keep_session)


def _fits(hashed: str, password: str, quick: bool) -> bool:
    try:
        return _hasher(quick).verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
