"""Words kept for somebody whose session ended while they typed: found again after the next sign-in.

Only the same person gets them back, and only for a day.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import JSON, String, delete, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock, drafts
from portal.kernel.db import Base, Moment, session

KEPT = timedelta(days=1)
MOST, LONGEST_URL = 10, 500
Words = list[list[str]]  # pairs of name and text, in the order of the form


class Kept(Base):
    """A form that could not be taken: whose, for which address, and what it said."""

    __tablename__ = "kept"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), index=True)
    url: Mapped[str] = mapped_column(String(500))
    words: Mapped[Words] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    at: Mapped[datetime] = mapped_column(Moment)


def keep(person: str, url: str, words: Words) -> None:
    """Keep what somebody typed until they are back: ten forms at most, the oldest goes first."""
    now = clock.now()
    session().execute(delete(Kept).where(Kept.at < now - KEPT))
    older = session().scalars(select(Kept).where(Kept.person == person).order_by(Kept.at.desc()))
    for one in list(older)[MOST - 1 :]:
        session().delete(one)
    if len(url) <= LONGEST_URL:
        session().add(Kept(key=secrets.token_urlsafe(16), person=person, url=url, words=words, at=now))


def newest(person: str) -> Kept | None:
    """The newest words kept for a person."""
    return session().scalar(select(Kept).where(Kept.person == person).order_by(Kept.at.desc()).limit(1))


def once_key(words: Kept) -> str:
    """The one-time key under which kept words are sent again: so they are sent once, ever."""
    return f"kept-{words.key}"


def taken(person: str, once_key: str, draft: str) -> None:
    """Let go of kept words and of a draft that have just been taken, in the transaction that took them."""
    if once_key.startswith("kept-"):
        session().execute(delete(Kept).where(Kept.key == once_key.removeprefix("kept-")))
    if draft:
        drafts.let_go(person, draft)


def let_go(person: str, key: str) -> None:
    """Let go of one form that was kept for a person."""
    session().execute(delete(Kept).where(Kept.person == person, Kept.key == key))


def forget(person: str) -> None:
    """Let go of all that was kept for a person."""
    session().execute(delete(Kept).where(Kept.person == person))
