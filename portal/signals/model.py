"""Tables of signals, the drum and offers of help.

What happened stands in the stream `clan:<account>`, which both sides read; of a signal that the clan keeps to
itself in `clanside:<account>`. What people wrote stands here alone, and the journal names it by its number.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person


class Signal(Base):
    """A sentence about how a customer fares: what, how much, compared with what, from where, on which day."""

    __tablename__ = "signal"
    __table_args__ = (UniqueConstraint("stream", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    stream: Mapped[str] = mapped_column(String(80))  # who reads it, and nothing else says so
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))  # see workflows/signals.KINDS
    text: Mapped[str] = mapped_column(String(300))
    value: Mapped[str] = mapped_column(String(60))
    baseline: Mapped[str] = mapped_column(String(60))
    source: Mapped[str] = mapped_column(String(200))
    seen_on: Mapped[date]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    noted: Mapped[datetime] = mapped_column(Moment)
    taken_back: Mapped[datetime | None] = mapped_column(Moment)  # or not so any more, by a rule
    # Of a rule: which one, the limit that it had, and what was counted; its words are said when it is read.
    rule: Mapped[str] = mapped_column(String(12), default="")
    limit: Mapped[int] = mapped_column(default=0)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)

    author: Mapped[Person | None] = relationship(lazy="raise")

    @property
    def in_room(self) -> bool:
        """Whether only the clan reads it."""
        return self.stream.startswith("clanside:")

    @property
    def ref(self) -> str:
        """How addresses name it."""
        return f"r{self.number}" if self.in_room else str(self.number)


class WatchRule(Base):
    """A rule as somebody of this house has set it; one that nobody has touched has no row."""

    __tablename__ = "watch_rule"

    key: Mapped[str] = mapped_column(String(12), primary_key=True)  # see workflows/watching.RULES
    limit: Mapped[int]
    on: Mapped[bool]
    changed: Mapped[datetime] = mapped_column(Moment)  # its weight counts from here


class Drum(Base):
    """A call to the whole clan at once. One at most is open for a customer; who strikes too adds a voice."""

    __tablename__ = "drum"
    __table_args__ = (UniqueConstraint("account_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int]  # of those of this customer
    struck: Mapped[datetime] = mapped_column(Moment)
    due: Mapped[date]  # by which the meeting is held
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("clan_meeting.id"))  # called for it last
    called: Mapped[datetime | None] = mapped_column(Moment)
    called_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    end: Mapped[str] = mapped_column(String(10), default="")  # empty while it is open
    reason: Mapped[str] = mapped_column(String(600), default="")
    closed: Mapped[datetime | None] = mapped_column(Moment)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    account: Mapped[Account] = relationship(lazy="raise")
    called_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[called_by_id])
    closed_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[closed_by_id])
    voices: Mapped[list["Voice"]] = relationship(lazy="raise", order_by="Voice.id", back_populates="drum")
    offers: Mapped[list["Offer"]] = relationship(lazy="raise", order_by="Offer.id", back_populates="drum")

    @property
    def open(self) -> bool:
        """Whether nobody has closed it."""
        return not self.end


class Voice(Base):
    """Why somebody struck the drum, or struck it too."""

    __tablename__ = "drum_voice"

    id: Mapped[int] = mapped_column(primary_key=True)
    drum_id: Mapped[int] = mapped_column(ForeignKey("drum.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    words: Mapped[str] = mapped_column(String(600))
    at: Mapped[datetime] = mapped_column(Moment)
    signal_id: Mapped[int | None] = mapped_column(
        ForeignKey("signal.id"), index=True
    )  # of a rule that struck

    drum: Mapped[Drum] = relationship(lazy="raise", back_populates="voices")
    person: Mapped[Person | None] = relationship(lazy="raise")
    signal: Mapped[Signal | None] = relationship(lazy="raise")


class Offer(Base):
    """What somebody of the clan offers to do for a customer under strain, and what the customer says."""

    __tablename__ = "help_offer"
    __table_args__ = (UniqueConstraint("drum_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    drum_id: Mapped[int] = mapped_column(ForeignKey("drum.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    number: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    words: Mapped[str] = mapped_column(String(600))
    by_day: Mapped[date | None]
    made: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10))  # see workflows/signals.OFFERS
    answer: Mapped[str] = mapped_column(String(300), default="")
    answered: Mapped[datetime | None] = mapped_column(Moment)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    drum: Mapped[Drum] = relationship(lazy="raise", back_populates="offers")
    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
    answered_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[answered_by_id])
