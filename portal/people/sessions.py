"""Sessions: a row for each device somebody is signed in on. Its end is the end of every copied cookie.

What is noted here of sessions and of tokens is when they were last used, for their owner to see.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, update

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.pulse import beat
from portal.people.devices import Device
from portal.people.entry import SignedIn, Token
from portal.people.model import Person
from portal.people.queries import digest

LASTS = timedelta(days=90)
NOTED_EVERY = timedelta(minutes=5)
FORGOTTEN = timedelta(days=365)


def begin(person: Person, how: str, device: str) -> str:
    """Begin a session for somebody who has shown who they are; its secret goes into their cookie only."""
    secret, now = secrets.token_urlsafe(32), clock.now()
    row = SignedIn(secret=digest(secret), person_id=person.id, at=now, last_seen=now, until=now + LASTS)
    row.device, row.how = device[:200], how
    session().add(row)
    return secret


def end(secret: str) -> None:
    """End the session that this secret opens."""
    _end(SignedIn.secret == digest(secret))


def end_one(who: Person, session_id: int) -> None:
    """End one of a person's own sessions."""
    _end(SignedIn.person_id == who.id, SignedIn.id == session_id)


def end_others(who: Person, but: int) -> None:
    """End all sessions of a person but one."""
    _end(SignedIn.person_id == who.id, SignedIn.id != but)


def _end(*which: ColumnElement[bool]) -> None:
    ended = update(SignedIn).where(*which, SignedIn.ended.is_(None)).values(ended=clock.now())
    over = session().execute(ended.returning(SignedIn.id, SignedIn.person_id)).all()
    for person in {person for _, person in over}:
        beat(f"person:{person}")  # their open pages are told at once
    if over:
        session().execute(delete(Device).where(Device.session_id.in_([number for number, _ in over])))


def seen_of_late(row: SignedIn) -> bool:
    """Whether it is noted already that somebody is here."""
    return clock.now() - row.last_seen < NOTED_EVERY


def note_seen(session_id: int) -> None:
    """Note that somebody is here."""
    now = clock.now()
    due = update(SignedIn).where(SignedIn.id == session_id, SignedIn.last_seen < now - NOTED_EVERY)
    session().execute(due.values(last_seen=now))


def used_of_late(row: Token) -> bool:
    """Whether it is noted already that a program used this token."""
    return row.last_used is not None and clock.now() - row.last_used < NOTED_EVERY


def note_used(token_id: int) -> None:
    """Note that a program used a token."""
    session().execute(update(Token).where(Token.id == token_id).values(last_used=clock.now()))


def forget(now: datetime) -> int:
    """Forget sessions that ended or ran out a year ago; returns how many."""
    long_ago = now - FORGOTTEN
    old = or_(SignedIn.ended < long_ago, SignedIn.until < long_ago)
    return int(getattr(session().execute(delete(SignedIn).where(old)), "rowcount", 0))
