"""The table of objections: what a member of a clan objects to in the customer's name, and the answer.

What happened to one stands in the clan's own room, the stream `clanside:<account>`. What people wrote stands
here alone.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person


class Objection(Base):
    """A decision somebody objects to, what it does to the customer, what would be better, and the answer."""

    __tablename__ = "objection"
    __table_args__ = (UniqueConstraint("account_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int]  # of those of this customer
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    department: Mapped[str] = mapped_column(String(80))  # of the author, when it was raised
    raised: Mapped[datetime] = mapped_column(Moment)
    about: Mapped[str] = mapped_column(String(10))  # see workflows/objections.ABOUT
    decision: Mapped[str] = mapped_column(String(200))
    harm: Mapped[str] = mapped_column(String(600))
    better: Mapped[str] = mapped_column(String(600))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    case_ref: Mapped[str] = mapped_column(String(60))
    stage: Mapped[str] = mapped_column(String(60))  # empty for a whole order, or for how we work
    place: Mapped[str] = mapped_column(String(200))  # what the order and stage were called then
    hold: Mapped[str] = mapped_column(String(20))  # its key in the order; empty for a note
    answerer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # who is to answer
    due: Mapped[date]
    outcome: Mapped[str] = mapped_column(String(10), default="")  # empty while it is open
    answer: Mapped[str] = mapped_column(String(1000), default="")
    ended: Mapped[datetime | None] = mapped_column(Moment)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    told: Mapped[bool] = mapped_column(default=True)  # whether the letter with the answer is written

    account: Mapped[Account] = relationship(lazy="raise")
    author: Mapped[Person] = relationship(lazy="raise", foreign_keys=[author_id])
    answerer: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[answerer_id])
    ended_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[ended_by_id])

    @property
    def open(self) -> bool:
        """Whether nobody has answered it, and it was not taken back."""
        return not self.outcome
