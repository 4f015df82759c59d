"""Tables of findings: what somebody learned of a customer, and what became of it.

What happened to a finding stands in its stream: `clan:<account>`, which both sides read, or
`clanside:<account>`, which only the clan reads. The journal is never changed, and a finding may be withdrawn
by whom it is about, so what people wrote stands here alone and the journal names it by its number.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person


class Finding(Base):
    """What somebody learned and how they know, a senior's answer, and the customer's word."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("stream", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    stream: Mapped[str] = mapped_column(String(80))  # who reads it, and nothing else says so
    number: Mapped[int]  # of the entry that reported it, so that numbers of the room say nothing outside it
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reported: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(String(1000))
    folded: Mapped[str] = mapped_column(Text)  # its words as a search knows them
    first_hand: Mapped[bool]
    sure: Mapped[str] = mapped_column(String(10))
    seen_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(200))  # where and how
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # with or about whom
    earlier: Mapped[list[dict[str, Any]]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))

    due: Mapped[date]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    answered: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(String(600), default="")
    answerer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    learned: Mapped[bool] = mapped_column(default=False)  # whether it was new to the senior

    mark: Mapped[str] = mapped_column(String(10), default="")  # of the customer
    mark_words: Mapped[str] = mapped_column(String(300), default="")
    marked: Mapped[datetime | None] = mapped_column(Moment)
    marker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    withdrawn: Mapped[datetime | None] = mapped_column(Moment)
    shared_id: Mapped[int | None] = mapped_column(
        ForeignKey("finding.id"), index=True
    )  # made of it for both sides

    account: Mapped[Account] = relationship(lazy="raise")
    author: Mapped[Person] = relationship(lazy="raise", foreign_keys=[author_id])
    subject: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[subject_id])
    owner: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[owner_id])
    answerer: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[answerer_id])
    marker: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[marker_id])

    @property
    def in_room(self) -> bool:
        """Whether only the clan reads it."""
        return self.stream.startswith("clanside:")

    @property
    def ref(self) -> str:
        """How addresses name it."""
        return f"r{self.number}" if self.in_room else str(self.number)


class Use(Base):
    """Where something learned was put to use: in an order, or a stage, line or proposal of it."""

    __tablename__ = "use"
    __table_args__ = (UniqueConstraint("finding_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    number: Mapped[int]  # of the uses of its finding
    kind: Mapped[str] = mapped_column(String(20))  # order, stage, line, proposal, complaint, process
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    case_ref: Mapped[str] = mapped_column(String(60))
    stage: Mapped[str] = mapped_column(String(60))  # in which it stands; empty for the whole order
    key: Mapped[str] = mapped_column(String(120))  # of the line or proposal
    label: Mapped[str] = mapped_column(String(200))  # what it was called then, readable when it is gone
    how: Mapped[str] = mapped_column(String(600))
    claimant_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    claimed: Mapped[datetime] = mapped_column(Moment)
    verdict: Mapped[str] = mapped_column(String(10), default="")  # confirmed or rejected
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    judged: Mapped[datetime | None] = mapped_column(Moment, index=True)
    reason: Mapped[str] = mapped_column(String(300), default="")

    @property
    def path(self) -> str:
        """The page of what it was used in, where that is no order."""
        pages = {"complaint": "/complaints/", "process": "/processes/"}
        return f"{pages[self.kind]}{self.case_ref}" if self.kind in pages else ""

    finding: Mapped[Finding] = relationship(lazy="raise")
    claimant: Mapped[Person] = relationship(lazy="raise", foreign_keys=[claimant_id])
    judge: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[judge_id])
