"""The table of copies: who asked for everything about whom, and where its ZIP lies for a day."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account, Person

KEPT = timedelta(days=1)  # a ZIP, in which it may be fetched
MOST_TRIES = 3


class Copy(Base):
    """A copy of everything about a person, or about their customer, which `person` alone may fetch.

    It is read as that person reads the house. `ended`: there is no file any more, or there never was one.
    """

    __tablename__ = "personal_copy"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    scope: Mapped[str] = mapped_column(String(10))  # person or customer
    asked: Mapped[datetime] = mapped_column(Moment)
    tried: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    made: Mapped[datetime | None] = mapped_column(Moment)
    key: Mapped[str] = mapped_column(String(32), default="")
    size: Mapped[int] = mapped_column(default=0)
    ended: Mapped[datetime | None] = mapped_column(Moment)

    account: Mapped[Account | None] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
    by: Mapped[Person] = relationship(lazy="raise", foreign_keys=[by_id])

    @property
    def state(self) -> str:
        """Where it stands: asked, made, gone, or failed."""
        if self.ended:
            return "gone" if self.made else "failed"
        return "made" if self.made else "asked"

    @property
    def until(self) -> datetime:
        """Until when its file is kept, once it is made."""
        return (self.made or self.asked) + KEPT
