"""Tables of complaints: the document in one row, what people wrote beside it, and who owes how many.

The document and the journal name texts by number only, so that a text can be erased and its trace stays.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person
from workflows.complaints.complaint import Complaint as Document


class Event(Base):
    """One event of which many complaints came, and who answers it for the house (docs/decisions/049)."""

    __tablename__ = "complaint_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))  # whoever complained of it reads this and the words
    words: Mapped[str] = mapped_column(Text)
    happened: Mapped[date]
    assessed: Mapped[dict[str, Any]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    opener_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened: Mapped[datetime] = mapped_column(Moment)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))  # of the draw
    offered: Mapped[bool]  # who says that something is wrong is asked whether it is this
    letter: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # of the letter
    written: Mapped[datetime | None] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)  # nothing more is put to it

    opener: Mapped[Person] = relationship(lazy="raise", foreign_keys=[opener_id])
    owner: Mapped[Person] = relationship(lazy="raise", foreign_keys=[owner_id])
    author: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[author_id])

    @property
    def stream(self) -> str:
        """The journal stream of what was done with all of them."""
        return f"complaintevent:{self.id}"


class Complaint(Base):
    """One complaint. `document` is the truth; every other column is read from it at each change."""

    __tablename__ = "complaint"
    __table_args__ = (
        UniqueConstraint("account_id", "number"),
        Index("ix_complaint_account_id_status", "account_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(60), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int]  # of those of this customer
    title: Mapped[str] = mapped_column(String(120))  # in the words of whoever complains
    complainant_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    told_by: Mapped[str] = mapped_column(String(120))  # somebody of theirs who is not known to the house
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # whom of the house it is about
    event_id: Mapped[int | None] = mapped_column(ForeignKey("complaint_event.id"), index=True)
    gathered: Mapped[bool] = mapped_column(default=False)  # its owner has it with the event, not by itself
    only_me: Mapped[bool]  # nobody else of the customer learns of it
    restricted: Mapped[bool]  # of the house only who deals with it reads it, and each reading is noted
    care: Mapped[bool] = mapped_column(default=False)  # asked for; erased with the words
    legal: Mapped[bool]
    needs_second: Mapped[bool]  # an offer waits for another executive
    status: Mapped[str] = mapped_column(String(10))
    turn: Mapped[str] = mapped_column(String(10))  # whose move it is, or nobody's
    due: Mapped[datetime | None] = mapped_column(Moment)  # what the house owes next
    look_again: Mapped[datetime | None] = mapped_column(Moment, index=True)  # when days alone change it
    seq: Mapped[int]
    received: Mapped[datetime] = mapped_column(Moment)
    moved: Mapped[datetime] = mapped_column(Moment)
    erased: Mapped[datetime | None] = mapped_column(Moment)
    document: Mapped[dict[str, Any]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))

    account: Mapped[Account] = relationship(lazy="raise")
    complainant: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[complainant_id])
    receiver: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[receiver_id])
    owner: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[owner_id])
    event: Mapped[Event | None] = relationship(lazy="raise")  # with its owner and author

    @property
    def stream(self) -> str:
        """The journal stream of this complaint, which its readers read."""
        return f"complaint:{self.id}"

    @property
    def room(self) -> str:
        """The stream of what the house says about it among itself."""
        return f"complaintroom:{self.id}"

    @property
    def it(self) -> Document:
        """The document as the rules read it."""
        kept: tuple[int, Document] | None = self.__dict__.get("_it")
        if kept is None or kept[0] != self.seq:
            kept = self.__dict__["_it"] = (self.seq, Document.model_validate(self.document))
        return kept[1]


class ComplaintText(Base):
    """Something that was written in a complaint; empty once it is erased.."""

    __tablename__ = "complaint_text"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class ComplaintLetter(Base):
    """A letter about a complaint that leaves the house by mail, once."""

    __tablename__ = "complaint_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[int]  # the number of a text, or of a talk; 0 for none
    told: Mapped[bool] = mapped_column(default=False, index=True)

    complaint: Mapped[Complaint] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")


class ClanWord(Base):
    """What the house says among itself about a complaint: a place of its own that no customer reads."""

    __tablename__ = "complaint_clan_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(String(2000))

    author: Mapped[Person] = relationship(lazy="raise")


class Reading(Base):
    """That somebody of the house read a complaint, once for each day; a restricted one, each time.

    Whoever of the customer reads the complaint sees it.
    """

    __tablename__ = "complaint_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="raise")


class Assignment(Base):
    """That a complaint was an executive's: how, from when until when, and when their talk was confirmed."""

    __tablename__ = "complaint_assignment"
    __table_args__ = (UniqueConstraint("complaint_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    number: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    how: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    ended: Mapped[datetime | None] = mapped_column(Moment)
    confirmed: Mapped[datetime | None] = mapped_column(Moment, index=True)


class MonthShown(Base):
    """What customers read of the month of executives: nothing, how many together, or by name. One row."""

    __tablename__ = "complaint_month_shown"

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(10), default="nothing")


class Duty(Base):
    """What an executive owes each month, up to what they may promise alone, and when they are away."""

    __tablename__ = "complaint_duty"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    target: Mapped[int] = mapped_column(default=3)
    most: Mapped[int]  # in the smallest coin
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    away: Mapped[list[list[str]]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"), default=list)

    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])

    @property
    def spans(self) -> list[tuple[date, date]]:
        """The first and last day of each absence."""
        return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in self.away]

    @property
    def gone(self) -> set[date]:
        """Every day on which somebody is away."""
        return {
            first + timedelta(days=n) for first, last in self.spans for n in range((last - first).days + 1)
        }

    def away_until(self, day: date) -> date | None:
        """The last day of the absence in which a day lies; None where they are here."""
        gone, last = self.gone, day
        while last in gone:
            last += timedelta(days=1)
        return last - timedelta(days=1) if last > day else None


class Lesson(Base):
    """What one round of a complaint teaches, in columns that are counted (learning.py)."""

    __tablename__ = "complaint_lesson"
    __table_args__ = (UniqueConstraint("complaint_id", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    round: Mapped[int]
    month: Mapped[str] = mapped_column(String(7), index=True)  # in which it came, or came back
    cause: Mapped[str] = mapped_column(String(20))  # empty while nobody has said why
    verdict: Mapped[str] = mapped_column(String(10))
    change: Mapped[str] = mapped_column(String(10))  # made, named, nothing, or empty: nobody has said
    place: Mapped[str] = mapped_column(Text)  # where the change is made
    process: Mapped[str] = mapped_column(String(60), default="", server_default="", index=True)
    who: Mapped[str] = mapped_column(String(120))
    words: Mapped[int]
