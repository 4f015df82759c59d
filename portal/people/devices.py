"""Devices on which somebody wants to be told: what their browser said of itself, and what is to be sent.

A device belongs to one person and to the session in which it was switched on, and ends with that. What is to
be sent is written in the transaction of the letter beside it; `portal.notifications.pushing` sends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Select, String, Text, and_, delete, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import abroad, clock, sealing
from portal.kernel.db import Base, Moment, at_the_door, session
from portal.kernel.verbs import NotNow
from portal.people.entry import SignedIn
from portal.people.model import Person
from portal.people.queries import house
from portal.people.quiet import may_be_written_to
from workflows.language import _

MOST = 10  # of one person
KEPT = timedelta(days=7)  # what was sent, for whoever asks why it was not
LONGEST_KEY, LONGEST_SECRET = 100, 30  # characters, as browsers write them


class Device(Base):
    """A browser that may be told: where, and the keys that only it can open messages with.

    `key` is the mark of the house's key for which it was switched on.
    """

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("signed_in.id", ondelete="CASCADE"), unique=True)
    endpoint: Mapped[str] = mapped_column(String(abroad.LONGEST), unique=True)
    theirs: Mapped[str] = mapped_column(String(LONGEST_KEY))
    secret: Mapped[str] = mapped_column(String(LONGEST_SECRET))
    key: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200))  # what the browser calls itself
    at: Mapped[datetime] = mapped_column(Moment)


class Push(Base):
    """A few words for one device; `about` are the references of the orders it speaks of.

    `next_try` is empty once it is sent, given up, or just being sent: so no device is told twice.
    """

    __tablename__ = "push"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(String(300))
    link: Mapped[str] = mapped_column(String(300))
    about: Mapped[str] = mapped_column(Text)
    written: Mapped[datetime] = mapped_column(Moment)
    next_try: Mapped[datetime | None] = mapped_column(Moment, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent: Mapped[datetime | None] = mapped_column(Moment)
    problem: Mapped[str] = mapped_column(String(300), default="")


@dataclass(frozen=True)
class Short:
    """What a device shows: which order and whose move, one sentence, and where a press leads."""

    title: str
    text: str
    link: str


@dataclass(frozen=True)
class Browser:
    """What a browser says of itself when it is switched on."""

    endpoint: str
    theirs: str
    secret: str
    name: str


def of(who: Any, key: str) -> list[Device]:
    """The devices on which somebody is told today, the newest first; `key` is that of the house."""
    return list(session().scalars(live(key).where(Device.person_id == who.id).order_by(Device.id.desc())))


def live(key: str) -> Select[Device]:
    """Devices whose person has their place and is still signed in there."""
    return (
        select(Device)
        .join(SignedIn, SignedIn.id == Device.session_id)
        .join(Person, Person.id == Device.person_id)
        .where(SignedIn.ended.is_(None), SignedIn.until > clock.now(), Person.left.is_(None))
        .where(SignedIn.person_id == Device.person_id, Device.key == sealing.mark(key))
    )


@at_the_door  # this browser may have been somebody else's
def switch_on(who: Any, session_id: int, browser: Browser, key: str) -> None:
    """Tell somebody on the device that they sit at; it is nobody else's from then on.

    Raises:
        NotNow: they have as many as anybody may.
    """
    session().get_one(Person, who.id, with_for_update=True)  # two presses at once are one after the other
    old = and_(Device.person_id == who.id, Device.key != sealing.mark(key))
    here = or_(Device.session_id == session_id, Device.endpoint == browser.endpoint)
    session().execute(delete(Device).where(or_(old, here)))
    if (session().scalar(select(func.count()).where(Device.person_id == who.id)) or 0) >= MOST:
        raise NotNow(
            _("You are told on %(most)s devices already. Switch one of them off, and try again.", most=MOST)
        )
    told = {"endpoint": browser.endpoint, "theirs": browser.theirs, "secret": browser.secret}
    row = Device(person_id=who.id, session_id=session_id, key=sealing.mark(key), at=clock.now(), **told)
    row.name = browser.name[:200]
    session().add(row)


def switch_off(who: Any, number: int) -> None:
    """Tell somebody nothing more on one of their devices."""
    session().execute(delete(Device).where(Device.id == number, Device.person_id == who.id))


def write(person: Person, short: Short, about: Sequence[str], key: str) -> None:
    """Tell a person something on each of their devices, as soon as it is not in their quiet time."""
    found, opened = of(person, key), house()
    if not found or opened is None:
        return
    now = clock.now()
    begins = may_be_written_to(person, opened, now)
    told = {"title": short.title[:200], "text": short.text[:300], "link": short.link[:300]}
    for device in found:
        row = Push(device_id=device.id, person_id=person.id, written=now, next_try=begins, **told)
        row.about = " ".join(about)
        session().add(row)


def tidy() -> None:
    """Forget what was sent or given up a week ago, and devices where nobody is signed in any more."""
    session().execute(delete(Push).where(Push.next_try.is_(None), Push.written < clock.now() - KEPT))
    over = select(SignedIn.id).where(or_(SignedIn.ended.is_not(None), SignedIn.until < clock.now()))
    session().execute(delete(Device).where(Device.session_id.in_(over)))
