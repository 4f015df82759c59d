"""Tables of processes that people change: what was proposed, and what was said to it.

What happened to a proposal stands in its stream `change:<id>`, by numbers alone; the words stand here. That
stream is the house's. What a customer reads of a proposal is chosen row by row (queries.py), for a proposal
may be open to customers who must not read of each other.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person
from workflows.amending import Op, read


class ProcessChange(Base):
    """A proposed change of a process: what, why, with whom it is shared, and what became of it."""

    __tablename__ = "process_change"
    __table_args__ = (UniqueConstraint("workflow", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workflow: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), index=True
    )  # whose, or with whom
    shared: Mapped[bool]  # other customers may read it
    credit: Mapped[bool]  # its author may be named to everybody
    title: Mapped[str] = mapped_column(String(120))
    why: Mapped[str] = mapped_column(Text)
    base: Mapped[int]  # the version that it was proposed for
    ops: Mapped[list[dict[str, Any]]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    proposed: Mapped[datetime] = mapped_column(Moment)
    reverts_id: Mapped[int | None] = mapped_column(ForeignKey("process_change.id"))  # which it takes back

    state: Mapped[str] = mapped_column(String(10), default="open")
    version: Mapped[int | None]  # that it became
    ended: Mapped[datetime | None] = mapped_column(Moment)
    ender_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")

    author: Mapped[Person] = relationship(lazy="raise", foreign_keys=[author_id])
    account: Mapped[Account | None] = relationship(lazy="raise")
    ender: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[ender_id])

    @property
    def stream(self) -> str:
        """The journal stream of this proposal, which the house reads."""
        return f"change:{self.id}"

    @property
    def ref(self) -> str:
        """How other areas name it."""
        return f"{self.workflow}/changes/{self.number}"

    @property
    def changes(self) -> tuple[Op, ...]:
        """What it changes."""
        return read(self.ops)


class ProcessWord(Base):
    """What somebody said to a proposal: yes, another way, or a few words; `fell` where it changed since."""

    __tablename__ = "process_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("process_change.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id")
    )  # whose it is; none for the house
    at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(10))  # yes, otherwise, said, changed
    text: Mapped[str] = mapped_column(Text)
    fell: Mapped[bool] = mapped_column(default=False)

    author: Mapped[Person] = relationship(lazy="raise")
