"""Tables of the relationship of a customer and its clan: who reached out to whom, and when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Person
from workflows.language import N_

WAYS = {
    "met": N_("met"),
    "telephone": N_("by telephone"),
    "letter": N_("by letter or mail"),
    "visit": N_("a visit"),
    "other": N_("another way"),
}


class Contact(Base):
    """One person at one place on one day: that they reached out there, or were spoken with.

    A place is an order, `case:7`, where they reach all who have a hand in it. What somebody noted by hand is
    a place of its own with both its people, each the `other` to the other. Kept from the journal
    (portal/relationship/contacts.py), and nothing that could not be worked out from it anew.
    """

    __tablename__ = "contact"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), primary_key=True)  # by handle, as the journal names them
    day: Mapped[date] = mapped_column(primary_key=True)  # in UTC
    place: Mapped[str] = mapped_column(String(80), primary_key=True)
    other: Mapped[str] = mapped_column(String(80), default="")
    first: Mapped[bool] = mapped_column(default=True)  # whether it was they who reached out
    latest: Mapped[datetime] = mapped_column(Moment)


class Visit(Base):
    """A day on which one of the house was at a customer's place: what says so, and whom they saw there.

    Kept from notes of contacts and from the journal (portal/relationship/visits.py), and nothing else.
    """

    __tablename__ = "day_there"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), primary_key=True)  # by handle
    day: Mapped[date] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)  # touch:4 or quest:7
    whom: Mapped[str] = mapped_column(String(120))


class Touch(Base):
    """A contact that somebody noted by hand: who of the clan, with whom of the customer, and about what.

    Both sides read it. Whoever noted it corrects it or takes it back; the other side says beside it what was
    otherwise. What it held before stands in the stream `clan:<account>`.
    """

    __tablename__ = "touch"
    __table_args__ = (Index("ix_touch_account_id_on", "account_id", "on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # of the clan
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # of the customer
    on: Mapped[date]
    way: Mapped[str] = mapped_column(String(12))  # see WAYS
    first: Mapped[str] = mapped_column(String(10))  # the side that reached out
    about: Mapped[str] = mapped_column(String(300))
    next: Mapped[str] = mapped_column(String(200), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    otherwise: Mapped[str] = mapped_column(String(300), default="")  # in the words of the other side
    otherwise_name: Mapped[str] = mapped_column(String(120), default="")
    gone: Mapped[datetime | None] = mapped_column(Moment)
    folded: Mapped[str] = mapped_column(Text)  # its words, as a search looks for them

    member: Mapped[Person] = relationship(lazy="raise", foreign_keys=[member_id])
    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
    by: Mapped[Person] = relationship(lazy="raise", foreign_keys=[by_id])

    @property
    def place(self) -> str:
        """What its contacts are kept under."""
        return f"touch:{self.id}"
