"""Tables of clans: what members are here for, seats that wait, what a customer asked, cards and errands.

Who stands for whom is a seat (portal/people/model.py). What happened to these rows stands in the stream
`clan:<account>`, which both sides read.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person


class Footing(Base):
    """What somebody is to one customer, in their own words, or in those of a senior who wrote them down."""

    __tablename__ = "footing"
    __table_args__ = (UniqueConstraint("account_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    why: Mapped[str] = mapped_column(String(300), default="")
    hours: Mapped[int | None]  # a month
    decides: Mapped[str] = mapped_column(String(300), default="")
    by_name: Mapped[str] = mapped_column(String(120), default="")  # who wrote it last, unless it is their own


class OpenSeat(Base):
    """A seat that waits for somebody: of one department, or of a senior."""

    __tablename__ = "open_seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    department: Mapped[str] = mapped_column(String(80))
    senior: Mapped[bool] = mapped_column(default=False)
    what_for: Mapped[str] = mapped_column(String(300))
    opened: Mapped[datetime] = mapped_column(Moment)
    by_name: Mapped[str] = mapped_column(String(120))
    ended: Mapped[datetime | None] = mapped_column(Moment)  # filled, or closed with a reason


class Question(Base):
    """Who is our person in this department? It is a senior's to answer, or waits at a senior's open seat."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    department: Mapped[str] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(String(300))
    asked: Mapped[datetime] = mapped_column(Moment)
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due: Mapped[date]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("open_seat.id"))  # where it waits without an owner
    answered: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(String(600), default="")
    answerer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    named_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # whom the answer names
    answer_told: Mapped[bool] = mapped_column(default=False, server_default=false())

    account: Mapped[Account] = relationship(lazy="raise")
    asker: Mapped[Person] = relationship(lazy="raise", foreign_keys=[asker_id])
    owner: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[owner_id])
    answerer: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[answerer_id])
    named: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[named_id])


class Card(Base):
    """What an area has to say on the page of a customer, worked out when something is done (decision 030)."""

    __tablename__ = "card"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    side: Mapped[str] = mapped_column(String(10))  # whose it is alone: `customer` or `clan`; empty for both
    said: Mapped[dict[str, Any]]


class Errand(Base):
    """Something of one area that waits for a person, mostly in the clan of a customer (decision 037)."""

    __tablename__ = "errand"
    __table_args__ = (UniqueConstraint("person_id", "area", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # None where it concerns no customer: then the words of its area do not ask for one.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    area: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(80))  # what the area calls it
    due: Mapped[date | None]
    said: Mapped[dict[str, Any]]
    told: Mapped[bool]  # whether its letter is written

    account: Mapped[Account] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")
