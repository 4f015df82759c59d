"""The private address under which somebody's calendar reads their appointments; kept as a digest."""

import secrets

from sqlalchemy import select, update
from sqlalchemy.orm import contains_eager

from portal.kernel import clock
from portal.kernel.db import session
from portal.people import reach
from portal.people.entry import Calendar
from portal.people.model import Person
from portal.people.queries import digest
from portal.people.sessions import NOTED_EVERY


def make(who: Person) -> str:
    """Make the address of a person's feed; it is shown once. The one before ends."""
    end(who)
    secret = secrets.token_urlsafe(32)
    session().add(Calendar(secret=digest(secret), person_id=who.id, at=clock.now()))
    return secret


def end(who: Person) -> None:
    """End a person's own feed: nobody who has its address reads anything from now on."""
    own = update(Calendar).where(Calendar.person_id == who.id, Calendar.ended.is_(None))
    session().execute(own.values(ended=clock.now()))


def of(who: Person) -> Calendar | None:
    """The feed that a person has today."""
    own = select(Calendar).where(Calendar.person_id == who.id, Calendar.ended.is_(None))
    return session().scalar(own)


def whose(secret: str) -> Calendar | None:
    """The feed of that address with its person; None when it is unknown or ended, or they have left."""
    asked = select(Calendar).join(Calendar.person).options(contains_eager(Calendar.person))
    known = (Calendar.secret == digest(secret), Calendar.ended.is_(None), Person.left.is_(None))
    return reach.found(asked.where(*known))


def used_of_late(feed: Calendar) -> bool:
    """Whether it is noted already that a calendar read this feed."""
    return feed.last_used is not None and clock.now() - feed.last_used < NOTED_EVERY


def note_used(feed_id: int) -> None:
    """Note that a calendar read a feed."""
    session().execute(update(Calendar).where(Calendar.id == feed_id).values(last_used=clock.now()))
