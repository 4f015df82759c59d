"""Tables of first weeks: whose they are, the steps taken in them, and what the customer offers to show.

What happened to these rows stands in the stream `clan:<account>`, which both sides read.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person


class Quest(Base):
    """Somebody's first weeks with the customer in whose clan they got a seat when they were entered."""

    __tablename__ = "quest"
    __table_args__ = (UniqueConstraint("account_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    begun: Mapped[datetime] = mapped_column(Moment)
    due: Mapped[date]
    done: Mapped[datetime | None] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)  # they do not stand here any more
    told: Mapped[bool] = mapped_column(default=False)  # the letter that says whom they stand for is written

    account: Mapped[Account] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")
    steps: Mapped[list["QuestStep"]] = relationship(lazy="raise", order_by="QuestStep.id")
    offers: Mapped[list["QuestOffer"]] = relationship(lazy="raise", order_by="QuestOffer.id")


class QuestStep(Base):
    """A step that a newcomer took, with its proof: the day, who showed it to them, and what they saw.

    `contact` is the person of the customer who is asked whether it was so.
    """

    __tablename__ = "quest_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    quest_id: Mapped[int] = mapped_column(ForeignKey("quest.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date]
    words: Mapped[str] = mapped_column(String(1000))
    source: Mapped[str] = mapped_column(String(120))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    noted: Mapped[datetime] = mapped_column(Moment)
    asked: Mapped[bool] = mapped_column(default=False)  # the letter that asks the contact is written
    answered: Mapped[datetime | None] = mapped_column(Moment)
    was_so: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(String(300), default="")

    quest: Mapped[Quest] = relationship(lazy="raise", back_populates="steps")
    contact: Mapped[Person | None] = relationship(lazy="raise")


class QuestOffer(Base):
    """What a customer offers to show a newcomer: ride the early train with us on Tuesday."""

    __tablename__ = "quest_offer"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    quest_id: Mapped[int] = mapped_column(ForeignKey("quest.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    what: Mapped[str] = mapped_column(String(300))
    day: Mapped[date]
    where: Mapped[str] = mapped_column(String(200))
    offered: Mapped[datetime] = mapped_column(Moment)
    told: Mapped[bool] = mapped_column(default=False)  # the letter to the newcomer is written
    answered: Mapped[datetime | None] = mapped_column(Moment)
    comes: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(String(300), default="")
    answer_told: Mapped[bool] = mapped_column(default=False)  # the letter to who offered is written

    quest: Mapped[Quest] = relationship(lazy="raise", back_populates="offers")
    by: Mapped[Person] = relationship(lazy="raise")
