"""Tables of hunts: orders worth winning, what who was asked says of them, and what is shown of them.

What happened to a hunt stands in the stream `clanside:<account>`, which only the clan reads, and its rows are
never read by the customer. What is shown to it is a row of its own, told of in `clan:<account>`, which both
sides read. What people wrote stands here alone, so that it can be erased.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person
from workflows.hunts import Band, Figures, Voice

Document = JSON().with_variant(JSONB(), "postgresql")


class Hunt(Base):
    """An order worth winning: what it is, what we earn of it, and how it ended."""

    __tablename__ = "hunt"
    __table_args__ = (UniqueConstraint("account_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int]  # of the entry of the clan's room that noted it
    noter_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    noted: Mapped[datetime] = mapped_column(Moment)
    what: Mapped[str] = mapped_column(String(200))
    need: Mapped[str] = mapped_column(String(600))
    offered: Mapped[str] = mapped_column(String(600))  # and at what price, in words that they may read
    currency: Mapped[str] = mapped_column(String(3))
    value: Mapped[int] = mapped_column(BigInteger)  # in smallest coins, as the costs
    costs: Mapped[int | None] = mapped_column(BigInteger)
    margin: Mapped[int | None]  # in hundredths of a per cent, where costs are not written
    band_kind: Mapped[str] = mapped_column(String(10))
    band_low: Mapped[int] = mapped_column(BigInteger)
    band_high: Mapped[int] = mapped_column(BigInteger)
    band_from: Mapped[str] = mapped_column(String(200))  # the order that agreed it, or where it comes from
    decided_by: Mapped[date]
    passed: Mapped[bool] = mapped_column(default=False)  # that day is over, and it was told
    state: Mapped[str] = mapped_column(String(10), default="running", index=True)
    good: Mapped[bool] = mapped_column(default=False)  # won while all five were good
    ended: Mapped[datetime | None] = mapped_column(Moment)
    ender_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(String(600), default="")  # it was lost, refused, or won all the same
    earlier: Mapped[list[dict[str, Any]]] = mapped_column(Document, default=list)  # ends that were reopened

    shown_id: Mapped[int | None] = mapped_column(ForeignKey("shown_hunt.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)  # the order that it became
    case_ref: Mapped[str] = mapped_column(String(60), default="")

    account: Mapped[Account] = relationship(lazy="raise")
    shown: Mapped["ShownHunt | None"] = relationship(lazy="raise")
    noter: Mapped[Person] = relationship(lazy="raise", foreign_keys=[noter_id])
    ender: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[ender_id])
    answers: Mapped[list["HuntAnswer"]] = relationship(
        lazy="raise", order_by="HuntAnswer.id", back_populates="hunt"
    )

    @property
    def figures(self) -> Figures:
        """What it is worth and what we earn."""
        return Figures(self.value, self.costs, self.margin)

    @property
    def band(self) -> Band:
        """Where it is to lie."""
        return Band(self.band_kind, self.band_low, self.band_high)

    @property
    def voices(self) -> list[Voice]:
        """What those of the clan who were asked say of it."""
        return [one.voice for one in self.answers]

    @property
    def running(self) -> bool:
        """Whether nothing is decided yet."""
        return self.state == "running"


class HuntAnswer(Base):
    """The five questions as one of the clan answers them, or is asked to; `void` is what changed since."""

    __tablename__ = "hunt_answer"
    __table_args__ = (UniqueConstraint("hunt_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    hunt_id: Mapped[int] = mapped_column(ForeignKey("hunt.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked: Mapped[datetime] = mapped_column(Moment)
    says: Mapped[dict[str, str]] = mapped_column(Document, default=dict)  # by question
    words: Mapped[dict[str, str]] = mapped_column(Document, default=dict)
    void: Mapped[dict[str, str]] = mapped_column(Document, default=dict)
    answered: Mapped[datetime | None] = mapped_column(Moment)

    hunt: Mapped[Hunt] = relationship(lazy="raise", back_populates="answers")
    person: Mapped[Person] = relationship(lazy="raise")

    @property
    def voice(self) -> Voice:
        """It as the rules read it."""
        return Voice(self.person_id, self.person.name, self.person.department, self.says)


class ShownHunt(Base):
    """What a customer reads of a hunt, and what the one of its people who was asked says of it.

    It knows nothing of what we earn: where the hunt lies is a word, and its band stands here only where both
    sides agreed it.
    """

    __tablename__ = "shown_hunt"
    __table_args__ = (UniqueConstraint("account_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int]  # of the entry of the clan's stream that showed it
    shower_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    shown: Mapped[datetime] = mapped_column(Moment)
    what: Mapped[str] = mapped_column(String(200))
    need: Mapped[str] = mapped_column(String(600))
    offered: Mapped[str] = mapped_column(String(600))
    place: Mapped[str] = mapped_column(String(10))  # where it lies; empty while it is not known
    band_low: Mapped[int | None] = mapped_column(BigInteger)  # in smallest coins, as both agreed
    band_high: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    decided_by: Mapped[date]
    asked_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    says: Mapped[dict[str, str]] = mapped_column(Document, default=dict)
    words: Mapped[dict[str, str]] = mapped_column(Document, default=dict)
    answered: Mapped[datetime | None] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10), default="running")  # won, over, or refused once it is told
    why: Mapped[str] = mapped_column(String(600), default="")  # it was let go for their sake

    account: Mapped[Account] = relationship(lazy="raise")
    shower: Mapped[Person] = relationship(lazy="raise", foreign_keys=[shower_id])
    asked: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[asked_id])

    @property
    def running(self) -> bool:
        """Whether nothing is decided yet."""
        return self.state == "running"

    @property
    def voice(self) -> Voice | None:
        """What the one who was asked says of it, as the rules read it."""
        return Voice(self.asked.id, self.asked.name, "", self.says) if self.asked else None
