"""Tables of the red cord: what was pulled, which stewards hear of it, who read it, and how it went since.

What happened to a cord stands in a stream of its own, `cord:<id>`, and what its stewards alone read in
`cordroom:<id>`; that one was published, in `cords`, which all people of the house read. What people wrote
stands here alone.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person


class Cord(Base):
    """A promise that somebody sees broken, to whom they went with it past everybody between, the answer."""

    __tablename__ = "cord"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # who pulled it
    executive_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    case_ref: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(200))  # what the order was called then
    pulled: Mapped[datetime] = mapped_column(Moment)
    promise: Mapped[str] = mapped_column(String(300))
    evidence: Mapped[str] = mapped_column(String(1000))
    due: Mapped[date]
    answered: Mapped[datetime | None] = mapped_column(Moment)
    decision: Mapped[str] = mapped_column(String(1000), default="")
    told: Mapped[bool] = mapped_column(default=True)  # whether the letter with the answer is written

    published: Mapped[datetime | None] = mapped_column(Moment)
    public_promise: Mapped[str] = mapped_column(String(300), default="")  # in words for all of the house
    outcome: Mapped[str] = mapped_column(String(600), default="")
    named: Mapped[bool] = mapped_column(default=False)  # whether who pulled it agrees to be named there

    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
    executive: Mapped[Person] = relationship(lazy="raise", foreign_keys=[executive_id])
    account: Mapped[Account | None] = relationship(lazy="raise")
    stewards: Mapped[list["CordSteward"]] = relationship(lazy="raise", order_by="CordSteward.id")
    readings: Mapped[list["CordReading"]] = relationship(lazy="raise", order_by="CordReading.first")
    questions: Mapped[list["CordQuestion"]] = relationship(lazy="raise", order_by="CordQuestion.days")

    @property
    def stream(self) -> str:
        """What is read by who pulled it, its executive and its stewards."""
        return f"cord:{self.id}"

    @property
    def room(self) -> str:
        """What its stewards alone read."""
        return f"cordroom:{self.id}"


class CordSteward(Base):
    """A steward who hears of a cord."""

    __tablename__ = "cord_steward"
    __table_args__ = (UniqueConstraint("cord_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cord_id: Mapped[int] = mapped_column(ForeignKey("cord.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    drawn: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="raise")


class CordReading(Base):
    """Who read a cord, first and last: for who pulled it, and its stewards."""

    __tablename__ = "cord_reading"
    __table_args__ = (UniqueConstraint("cord_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cord_id: Mapped[int] = mapped_column(ForeignKey("cord.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    first: Mapped[datetime] = mapped_column(Moment)
    last: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="raise")


class CordQuestion(Base):
    """Has anything been worse since? Asked of who pulled a cord; the answer is read by its stewards alone."""

    __tablename__ = "cord_question"
    __table_args__ = (UniqueConstraint("cord_id", "days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cord_id: Mapped[int] = mapped_column(ForeignKey("cord.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    days: Mapped[int]
    asked: Mapped[datetime] = mapped_column(Moment)
    answered: Mapped[datetime | None] = mapped_column(Moment)
    worse: Mapped[bool | None]
    words: Mapped[str] = mapped_column(String(600), default="")
