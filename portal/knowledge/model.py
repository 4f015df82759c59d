"""Tables of knowledge given to customers, what its receivers say of it, and what is given no more.

What happened to these rows stands in the stream `clan:<account>`, which both sides read; the words stand here
alone.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Person

LIST = JSON().with_variant(JSONB(), "postgresql")


class Gift(Base):
    """Something the clan gave the customer to know: what, by whom, when."""

    __tablename__ = "gift"
    __table_args__ = (UniqueConstraint("account_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int]  # of the entry of the journal that told of it
    kind: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(String(600))
    link: Mapped[str] = mapped_column(String(500))
    given_on: Mapped[date]
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    gone: Mapped[datetime | None] = mapped_column(Moment)  # it was a mistake, says who gave it

    giver: Mapped[Person] = relationship(lazy="raise")
    receipts: Mapped[list["Receipt"]] = relationship(lazy="raise", order_by="Receipt.id")


class Receipt(Base):
    """One of the customer's people to whom something was given, and how they rate it."""

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("gift_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    gift_id: Mapped[int] = mapped_column(ForeignKey("gift.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    rating: Mapped[int | None]
    where: Mapped[str] = mapped_column(String(300), default="")  # it was used
    rated: Mapped[datetime | None] = mapped_column(Moment)
    earlier: Mapped[list[dict[str, Any]]] = mapped_column(LIST)  # how it was rated before, oldest first

    gift: Mapped[Gift] = relationship(lazy="raise", back_populates="receipts")
    person: Mapped[Person] = relationship(lazy="raise")


class Halt(Base):
    """What was decided after two of no use in a row: to stop giving these kinds to somebody, or to go on."""

    __tablename__ = "halt"
    __table_args__ = (UniqueConstraint("account_id", "person_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[int]  # of the gift after which it was decided
    kinds: Mapped[list[str]] = mapped_column(LIST)
    stopped: Mapped[bool]
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_name: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
