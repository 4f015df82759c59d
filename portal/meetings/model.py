"""Tables of meetings: what they are about, who is called to which part, ideas with their ends, and dots.

What happened stands in the stream of the clan's room, without a word of what anybody wrote: whom the words
are for depends on the part, and before the reveal nobody is to know whose ideas there are. So words stand
here alone, no row says when an idea was written, and nothing in an address or a list says in which order.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person

LINES = JSON().with_variant(JSONB(), "postgresql")


class ClanMeeting(Base):
    """A meeting about one customer. `number` is drawn, so that it counts nothing."""

    __tablename__ = "clan_meeting"
    __table_args__ = (UniqueConstraint("account_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    why: Mapped[str] = mapped_column(String(1000))
    starts: Mapped[datetime] = mapped_column(Moment, index=True)
    minutes: Mapped[int]
    zone: Mapped[str] = mapped_column(String(60))  # in which its hour was said
    place: Mapped[str] = mapped_column(String(300))
    agenda: Mapped[list[Any]] = mapped_column(LINES)
    questions: Mapped[list[Any]] = mapped_column(LINES)  # beside the first, which is always asked
    quorum: Mapped[int]
    dots: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # of its open ideas
    called: Mapped[datetime] = mapped_column(Moment)
    begun: Mapped[datetime | None] = mapped_column(Moment)
    revealed: Mapped[datetime | None] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)  # held, missed or called off
    off_why: Mapped[str] = mapped_column(String(300), default="")
    again_of_id: Mapped[int | None] = mapped_column(ForeignKey("clan_meeting.id"), index=True)
    late_told: Mapped[bool] = mapped_column(default=False)  # its seniors know of ideas without an end
    uid: Mapped[str] = mapped_column(String(80), unique=True)  # its name in calendars
    sequence: Mapped[int] = mapped_column(default=0)
    changed: Mapped[datetime] = mapped_column(Moment)

    account: Mapped[Account] = relationship(lazy="raise")
    by: Mapped[Person] = relationship(lazy="raise", foreign_keys=[by_id])
    keeper: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[keeper_id])
    calls: Mapped[list["Call"]] = relationship(lazy="raise", back_populates="meeting")
    ideas: Mapped[list["Idea"]] = relationship(lazy="raise", back_populates="meeting")


class Call(Base):
    """Somebody who is called to a meeting. `told` is the last sequence that a letter told them."""

    __tablename__ = "meeting_call"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("clan_meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    parts: Mapped[list[Any]] = mapped_column(LINES)  # that they read
    colleague: Mapped[bool]  # of the house, and not of this clan: the call alone is their right
    answer: Mapped[str] = mapped_column(String(10), default="")
    present: Mapped[bool] = mapped_column(default=False)
    told: Mapped[int] = mapped_column(default=-1)
    told_for: Mapped[datetime | None] = mapped_column(Moment)

    meeting: Mapped[ClanMeeting] = relationship(lazy="raise", back_populates="calls")
    person: Mapped[Person] = relationship(lazy="raise")


class Idea(Base):
    """What somebody wrote in the silent round, and how it ended. `key` is drawn, and is all that names it.

    `since` is the day from which it is open: that of the reveal, or the one to which it was parked.
    """

    __tablename__ = "meeting_idea"
    __table_args__ = (UniqueConstraint("meeting_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("clan_meeting.id"))
    key: Mapped[str] = mapped_column(String(8))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    department: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(String(1000))
    effort: Mapped[str] = mapped_column(String(1))
    value: Mapped[str] = mapped_column(String(300))  # to the customer
    end: Mapped[str] = mapped_column(String(10), default="")
    since: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(300), default="")
    action: Mapped[str] = mapped_column(String(300), default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    due: Mapped[date | None]
    done: Mapped[datetime | None] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)  # what it became
    case_ref: Mapped[str] = mapped_column(String(60), default="")
    redraw: Mapped[str] = mapped_column(String(20), default="")  # the change of its plan; empty for all of it

    meeting: Mapped[ClanMeeting] = relationship(lazy="raise", back_populates="ideas")
    author: Mapped[Person] = relationship(lazy="raise", foreign_keys=[author_id])
    owner: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[owner_id])
    ended_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[ended_by_id])
    dots: Mapped[list["Dot"]] = relationship(lazy="raise")


class Dot(Base):
    """One dot that somebody gave to an idea."""

    __tablename__ = "meeting_dot"

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("meeting_idea.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
