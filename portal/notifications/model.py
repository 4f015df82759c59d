"""Tables of letters about orders: who wants which, what was told, and every mail that came in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.cases.model import Case
from portal.kernel.db import Base, Moment
from portal.people.model import Person


class OrderLetters(Base):
    """Which letters a person wants about one order, and how far they were told of it.

    `how` is empty while it is as for all their orders. News up to entry `told` of its journal were told;
    `due` is when the next may be, None while there is nothing to tell.
    """

    __tablename__ = "order_letters"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    how: Mapped[str] = mapped_column(String(8), default="", server_default="")
    told: Mapped[int] = mapped_column(default=0, server_default="0")
    due: Mapped[datetime | None] = mapped_column(Moment, index=True)


class OrderNews(Base):
    """How far the journal of an order has been looked through for news that letters tell."""

    __tablename__ = "order_news"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    seq: Mapped[int]


class Mail(Base):
    """A mail that came in, known by its Message-ID, so that the same one is taken once.

    It was `taken` into an order, is `held` for somebody to look at, was `ignored` because no person wrote it,
    or is `gone`. `person_id` and `case_id` are what its address names. While it is held or ignored, the whole
    of it lies in the storage under `raw`; `for_id` is who it was handed to.
    """

    __tablename__ = "mail_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    sender: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), index=True)
    why: Mapped[str] = mapped_column(String(300), default="")
    raw: Mapped[str] = mapped_column(String(32), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    for_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)

    case: Mapped[Case | None] = relationship(lazy="raise")
    receiver: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[for_id])
