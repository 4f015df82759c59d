"""Letters that go out: written into the outbox in the same transaction as the deed, sent after it.

Without `MAIL_URL` they stay in the outbox, which only an administrator or the demo house shows. Sending is at
least once: the Message-ID is made when the letter is written, so that a repeat can be recognised.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid
from urllib.parse import unquote, urlsplit

from sqlalchemy import String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock, envelopes
from portal.kernel.db import DOOR, Base, Database, Moment, reaching, session

TRIES = 8
LEASE = timedelta(minutes=2)


@dataclass(frozen=True)
class Part:
    """The same as the text of a letter, for a program that reads it: text/calendar; method=REQUEST."""

    kind: str
    content: str


@dataclass(frozen=True)
class Dress:
    """How a letter about orders goes out: designed, from whom, where answers go, how to stop such letters.

    `stop` is what the header List-Unsubscribe says. `about` are the references of the orders it speaks of.
    """

    html: str = ""
    reply_to: str = ""
    stop: str = ""
    from_name: str = ""
    about: str = ""


Allowed = Callable[["Letter"], str]
BARE = Dress()


class Letter(Base):
    """One letter in the outbox: to whom, what, and when it went or why it did not.

    A letter that is `sealed` speaks of an order: it is for whom it is written to, and not for the office.
    """

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    written: Mapped[datetime] = mapped_column(Moment)
    next_try: Mapped[datetime | None] = mapped_column(Moment, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent: Mapped[datetime | None] = mapped_column(Moment)
    problem: Mapped[str] = mapped_column(String(300), default="")
    part_kind: Mapped[str] = mapped_column(String(80), default="")
    part: Mapped[str] = mapped_column(Text, default="")
    sealed: Mapped[bool] = mapped_column(default=False)
    html: Mapped[str] = mapped_column(Text, default="", server_default="")
    reply_to: Mapped[str] = mapped_column(String(254), default="", server_default="")
    stop: Mapped[str] = mapped_column(String(600), default="", server_default="")
    from_name: Mapped[str] = mapped_column(String(120), default="", server_default="")
    about: Mapped[str] = mapped_column(Text, default="", server_default="")  # references of orders


def write(
    to: str, subject: str, text: str, part: Part | None = None, dress: Dress = BARE, *, sealed: bool = False
) -> Letter:
    """Put a letter into the outbox, in the caller's transaction. Subject and address are single lines.

    Raises:
        ValueError: a line break in the address or subject.
    """
    if any(c in to + subject for c in "\r\n"):
        raise ValueError("an address and a subject are one line each")
    now = clock.now()
    letter = Letter(message_id=make_msgid(domain="commonthread"), to=to, subject=subject[:200], text=text)
    letter.written, letter.next_try, letter.sealed = now, now, sealed
    if part:
        letter.part_kind, letter.part = part.kind, part.content
    letter.html, letter.reply_to, letter.stop = dress.html, dress.reply_to, dress.stop
    letter.from_name, letter.about = dress.from_name[:120], dress.about
    with reaching(DOOR):  # it may be to anybody
        session().add(letter)
    return letter


def hold(letter: Letter, why: str) -> None:
    """Never send this letter; the outbox says why."""
    letter.next_try, letter.problem = None, why


def outbox(limit: int = 50) -> list[Letter]:
    """The newest letters, sent or not."""
    return list(session().scalars(select(Letter).order_by(Letter.id.desc()).limit(limit)))


def written_to(address: str, message_ids: Iterable[str]) -> Letter | None:
    """The letter to this address that has one of these Message-IDs, the newest if there are several."""
    known = select(Letter).where(Letter.to == address, Letter.message_id.in_(list(message_ids)))
    return session().scalar(known.order_by(Letter.id.desc()).limit(1))


def anybody(_letter: Letter) -> str:
    """Nothing is in the way of any letter."""
    return ""


def send_due(database: Database, url: str, sender: str, allowed: Allowed = anybody) -> int:
    """Send what is due through the server at `url`; returns how many letters went.

    The address begins with smtp://, smtps:// or smtp+starttls://. No transaction is open while the network
    is waited for. `allowed` is asked of each letter in the last moment, and says what is in its way, if
    anything: such a letter is held for good.
    """
    letters = _lease(database)
    if not letters:
        return 0
    gone = 0
    try:
        with _server(url) as server:
            for letter in letters:
                if _may_go(database, letter, allowed):
                    gone += _send(database, server, letter, sender)
    except OSError as error:
        for letter in letters:
            _outcome(database, letter.id, f"the mail server cannot be reached ({error})")
    return gone


def _lease(database: Database) -> list[Letter]:
    now = clock.now()
    with database.unit(write=True) as db:
        due = select(Letter).where(Letter.next_try <= now).order_by(Letter.id).limit(20)
        letters = list(db.scalars(due.with_for_update(skip_locked=True)))
        for letter in letters:
            letter.next_try = now + LEASE
    return letters


def _may_go(database: Database, letter: Letter, allowed: Allowed) -> bool:
    with database.unit(write=False):
        why = allowed(letter)
    if why:
        with database.unit(write=True) as db:
            hold(db.get_one(Letter, letter.id), why)
    return not why


def _send(database: Database, server: smtplib.SMTP, letter: Letter, sender: str) -> int:
    try:
        server.send_message(envelopes.message(letter, sender))
    except smtplib.SMTPException as error:
        _outcome(database, letter.id, str(error))
        return 0
    _outcome(database, letter.id, "")
    return 1


def _outcome(database: Database, letter_id: int, problem: str) -> None:
    with database.unit(write=True) as db:
        letter = db.get_one(Letter, letter_id)
        letter.tries += 1
        letter.problem = problem[:300]
        if not problem:
            letter.sent, letter.next_try = clock.now(), None
        elif letter.tries >= TRIES:
            letter.next_try = None
        else:
            letter.next_try = clock.now() + timedelta(minutes=2**letter.tries)


@contextmanager
def _server(url: str) -> Iterator[smtplib.SMTP]:
    parts = urlsplit(url)
    host, secure = parts.hostname or "localhost", ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=20, context=secure)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=20)
    with server:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=secure)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
