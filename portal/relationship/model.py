"""Tables of the relationship of a customer and its clan: who reached out to whom, and when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel.db import Base, Moment


class Contact(Base):
    """One person at one place on one day: that they reached out there, or were spoken with.

    A place is an order, `case:7`, where they reach all who have a hand in it. What somebody noted by hand is
    a place of its own with both its people, each the `other` to the other. Kept from the journal
    (portal/relationship/contacts.py), and nothing that could not be worked out from it anew.
    """

    __tablename__ = "contact"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), primary_key=True)  # by handle, as the journal names them
    day: Mapped[date] = mapped_column(primary_key=True)  # in UTC
    place: Mapped[str] = mapped_column(String(80), primary_key=True)
    other: Mapped[str] = mapped_column(String(80), default="")
    first: Mapped[bool] = mapped_column(default=True)  # whether it was they who reached out
    latest: Mapped[datetime] = mapped_column(Moment)
