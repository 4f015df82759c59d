"""Tables of leaders: what the people who serve customers ask of them, and when they listen in.

What happened stands in the stream `leaders`, which all people of the house read. What people wrote stands
here alone, and the journal names it by its number.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person
from workflows.leaders import ASKED, OPEN


class LeaderAsk(Base):
    """One thing that somebody needs of a leader, and what the leader says. Who asked says when it is done."""

    __tablename__ = "leader_ask"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # who asked
    leader_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), index=True
    )  # for whom it matters
    what: Mapped[str] = mapped_column(String(300))
    why: Mapped[str] = mapped_column(String(600))
    cost: Mapped[str] = mapped_column(String(200))
    asked: Mapped[datetime] = mapped_column(Moment)
    due: Mapped[date]  # the answer, and once it is promised what was promised
    state: Mapped[str] = mapped_column(String(10), default=ASKED)
    answered: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(String(600), default="")  # of a no
    ended: Mapped[datetime | None] = mapped_column(Moment)
    told: Mapped[bool] = mapped_column(default=True)  # whether the letter that says no is written

    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
    leader: Mapped[Person] = relationship(lazy="raise", foreign_keys=[leader_id])
    account: Mapped[Account | None] = relationship(lazy="raise")

    @property
    def open(self) -> bool:
        """Whether it is neither done, nor refused, nor taken back."""
        return self.state in OPEN


class Listening(Base):
    """A leader beside somebody who speaks with customers: planned, and then what was heard there.

    Without the consent of whoever was heard, nothing of what they said is kept.
    """

    __tablename__ = "listening"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # who listens
    beside_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # who leads the talk
    day: Mapped[date] = mapped_column(index=True)
    hour: Mapped[str] = mapped_column(String(5))
    planned: Mapped[int]  # minutes
    called_off: Mapped[datetime | None] = mapped_column(Moment)

    recorded: Mapped[datetime | None] = mapped_column(Moment)
    minutes: Mapped[int] = mapped_column(default=0)
    contact: Mapped[str] = mapped_column(String(120), default="")  # whom they heard
    consent: Mapped[bool] = mapped_column(default=False)
    quote: Mapped[str] = mapped_column(String(600), default="")
    felt: Mapped[str] = mapped_column(String(300), default="")
    learned: Mapped[str] = mapped_column(String(1000), default="")
    action: Mapped[str] = mapped_column(String(300), default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    due: Mapped[date | None]
    finished: Mapped[datetime | None] = mapped_column(Moment)  # the action

    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), index=True
    )  # once it is a finding
    finding: Mapped[str] = mapped_column(String(20), default="")  # how addresses name it

    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
    beside: Mapped[Person] = relationship(lazy="raise", foreign_keys=[beside_id])
    owner: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[owner_id])
    account: Mapped[Account | None] = relationship(lazy="raise")
