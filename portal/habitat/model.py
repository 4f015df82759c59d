"""Tables of the habitat: whom a customer lives among, and whom of them an order serves.

What happened to these rows stands in the stream `clan:<account>`, which both sides read. The words stand here
alone, for an entry may name a person, and the journal is never changed. That somebody on a map is a customer
of the house too stands in the rooms of both clans, `clanside:<account>`, and there by its number alone.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account


class Actor(Base):
    """Somebody a customer lives among, or a segment of them: how they are doing, and how that is known."""

    __tablename__ = "actor"
    __table_args__ = (UniqueConstraint("account_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int]  # of the entry of the journal that put it on the map
    name: Mapped[str] = mapped_column(String(120))
    relation: Mapped[str] = mapped_column(String(12))
    trend: Mapped[int]
    evidence: Mapped[str] = mapped_column(String(600))
    source: Mapped[str] = mapped_column(String(200))
    seen_on: Mapped[date]
    by_name: Mapped[str] = mapped_column(String(120))  # who did the last deed
    at: Mapped[datetime] = mapped_column(Moment)
    gone: Mapped[bool] = mapped_column(default=False)  # struck out, until somebody puts it back
    # How it read before each deed, oldest first, with who had written that and when.
    earlier: Mapped[list[dict[str, Any]]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))

    @property
    def version(self) -> int:
        """How often something was done with it."""
        return len(self.earlier)


class Rivalry(Base):
    """That two customers of the house are rivals, in its own words: read by nobody who does not see both."""

    __tablename__ = "rivalry"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    rival_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    words: Mapped[str] = mapped_column(String(300))
    by_name: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(Moment)
    ended: Mapped[datetime | None] = mapped_column(Moment)

    account: Mapped[Account] = relationship(lazy="raise", foreign_keys=[account_id])
    rival: Mapped[Account] = relationship(lazy="raise", foreign_keys=[rival_id])


class Serving(Base):
    """One of those a customer lives among whom an order serves."""

    __tablename__ = "serving"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), primary_key=True, index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
