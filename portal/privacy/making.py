"""Making copies: what the worker does, off every request, and letting go of those that nobody fetches."""

from collections.abc import Callable
from datetime import timedelta

import structlog
from flask import Flask
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from portal.kernel import clock, languages, storage
from portal.kernel.db import Database, session
from portal.kernel.storage import OutOfReach, Storage
from portal.people.model import Account
from portal.people.queries import accounts_seen, people_of
from portal.privacy import of_clan, of_orders, of_person, waiting
from portal.privacy.bundle import Bundle, Row, zipped
from portal.privacy.model import MOST_TRIES, Copy
from portal.privacy.of_orders import Wanted
from workflows.language import _

MOST_BYTES = 200_000_000  # of files in one ZIP
LEASE = timedelta(minutes=10)  # until one that came to nothing is tried again
log = structlog.get_logger()


def make_due(database: Database, place: Storage, app: Callable[[], Flask]) -> bool:
    """Make the copy that waits longest; returns whether there was one.

    Raises:
        portal.kernel.storage.OutOfReach: the storage does not answer.
    """
    number = _taken(database)
    if number is None:
        return False
    try:
        _kept(database, place, number, _made(database, place, app(), number))
    except OutOfReach:
        raise
    except Exception as error:  # one copy that cannot be made must not keep the worker from all else
        log.error("copy", number=number, exc_info=error)
    return True


def tidy(database: Database, place: Storage) -> int:
    """Let go of the files of copies that were ready a day ago, or whose person has left; returns how many.

    Raises:
        portal.kernel.storage.OutOfReach: the storage does not answer.
    """
    with database.unit(write=True):
        there = (
            select(Copy).where(Copy.made.is_not(None), Copy.ended.is_(None)).options(joinedload(Copy.person))
        )
        rows = session().scalars(there.with_for_update(of=Copy, skip_locked=True))
        old = [one for one in rows if one.until < clock.now() or one.person.left is not None]
        for copy in old:
            place.remove(copy.key)
            copy.ended, copy.key = clock.now(), ""
            waiting.take(copy)
    return len(old)


def _taken(database: Database) -> int | None:
    """The copy that waits longest and was not tried too often; who has left gets none any more."""
    with database.unit(write=True):
        rested = or_(Copy.tried.is_(None), Copy.tried < clock.now() - LEASE)
        due = select(Copy).where(Copy.made.is_(None), Copy.ended.is_(None), rested)
        first = due.options(joinedload(Copy.person)).order_by(Copy.id).limit(1)
        copy = session().scalars(first.with_for_update(of=Copy, skip_locked=True)).first()
        if copy is None:
            return None
        if copy.tries >= MOST_TRIES or copy.person.left is not None:
            copy.ended = clock.now()
            waiting.take(copy)
            return None
        copy.tries, copy.tried = copy.tries + 1, clock.now()
        return copy.id


def _made(database: Database, place: Storage, app: Flask, number: int) -> bytes:
    """The ZIP of a copy, as its person reads the house at this moment."""
    with database.unit(write=False), app.test_request_context():
        copy = session().get_one(Copy, number, options=[joinedload(Copy.person), joinedload(Copy.account)])
        with languages.spoken(copy.person.language):
            bundle = _of_person(copy) if copy.scope == "person" else _of_customer(copy)
            bundle.pages["READ-ME.txt"] = _read_me(copy)
            return zipped(bundle, place, MOST_BYTES)


def _of_person(copy: Copy) -> Bundle:
    bundle = Bundle()
    of_person.gather(bundle, copy.person)
    for account in accounts_seen(copy.person):
        _of_account(bundle, Wanted(copy.person, account, mine=True))
    return bundle


def _of_customer(copy: Copy) -> Bundle:
    """Everything about a customer that the person reads; nothing if it is not theirs any more."""
    bundle = Bundle()
    for account in accounts_seen(copy.person):
        if account.id == copy.account_id:
            bundle.put(f"{account.handle}/people", _people(account))
            _of_account(bundle, Wanted(copy.person, account, mine=False))
    return bundle


def _of_account(bundle: Bundle, wanted: Wanted) -> None:
    of_orders.gather(bundle, wanted)
    of_clan.gather(bundle, wanted)


def _people(account: Account) -> list[Row]:
    names = ("name", "email", "title", "department", "roles")
    return [{name: getattr(one, name) for name in names} for one in people_of(account)]


def _read_me(copy: Copy) -> str:
    whom = copy.account.name if copy.scope == "customer" and copy.account else copy.person.name
    return "\n\n".join(
        [
            _("A copy of everything about %(whom)s, made for %(name)s.", whom=whom, name=copy.person.name),
            _(
                "It holds what %(name)s may read at this moment. Every table is there twice: as JSON for "
                "programs, and as CSV for a table program, where a sign before a cell keeps it from being "
                "reckoned with.",
                name=copy.person.name,
            ),
            _(
                "Left out are secrets that open a door, of which the house keeps no more than a fingerprint; "
                "letters with a code or a link that signs somebody in; and what others keep in rooms "
                "of their own."
            ),
            f"{clock.now():%Y-%m-%d %H:%M} UTC\n",
        ]
    )


def _kept(database: Database, place: Storage, number: int, content: bytes) -> None:
    """Store it, and tell whom it is for."""
    key = storage.new_key()
    place.put(key, content)
    with database.unit(write=True):
        copy = session().get_one(Copy, number, options=[joinedload(Copy.person), joinedload(Copy.by)])
        copy.key, copy.size, copy.made = key, len(content), clock.now()
        waiting.give(copy, copy.by)
