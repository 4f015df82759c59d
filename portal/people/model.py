"""Tables of the house, its customers and its people.

A customer is an account; a customer person belongs to exactly one. A clan member belongs to the house and
holds a seat in the clan of each account they stand for. What a person may see follows from these rows, asked
anew on every request.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Moment
from workflows.language import N_

# What a customer person is to an order, and what a person of the house does besides clan work.
BUYING_ROLES = {
    "buyer": N_("buys"),
    "influencer": N_("influences"),
    "decision_maker": N_("decides"),
    "specifier": N_("specifies"),
    "user": N_("wears or uses it"),
    "finance": N_("approves money"),
}
# Which letters about their orders somebody wants.
LETTERS = {
    "at_once": N_("at once, as things happen"),
    "daily": N_("one a day at most"),
    "weekly": N_("one a week"),
    "moves": N_("one a day at most, only what is asked of me"),
    "nothing": N_("none, but for a reminder that the other side writes by hand"),
}
HOUSE_ROLES = {
    "executive": N_("executive"),
    "steward": N_("steward"),
    "counsel": N_("counsel"),
    "administrator": N_("administrator"),
}


class House(Base):
    """The one house this portal serves."""

    __tablename__ = "house"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    telephone: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(200))
    currency: Mapped[str] = mapped_column(String(3))
    zone: Mapped[str] = mapped_column(String(60), default="Europe/London")
    working_days: Mapped[str] = mapped_column(String(7), default="12345")  # 1 is Monday
    holidays: Mapped[list[str]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"), default=list)
    demo: Mapped[bool] = mapped_column(default=False)
    offered: Mapped[dict[str, int]] = mapped_column(  # to running orders: a version, by its workflow
        JSON().with_variant(JSONB(), "postgresql"), default=dict, server_default="{}"
    )
    processes: Mapped[dict[str, str]] = mapped_column(  # "5 9f2c…": its own newest version, by workflow
        JSON().with_variant(JSONB(), "postgresql"), default=dict, server_default="{}"
    )


class Account(Base):
    """A customer: one person or a whole company. `next_number` numbers its orders.

    Until it names its own `working_days`, those of the house count for it, and its holidays.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    next_number: Mapped[int] = mapped_column(default=1)
    since: Mapped[datetime] = mapped_column(Moment)
    working_days: Mapped[str] = mapped_column(String(7), default="", server_default="")
    holidays: Mapped[list[str]] = mapped_column(
        JSON().with_variant(JSONB(), "postgresql"), default=list, server_default="[]"
    )


def initials(name: str) -> str:
    """First and last initial of a name, for the mark beside what somebody did; ? where it has no letter."""
    words = ["".join(filter(str.isalnum, word)) for word in name.split()]
    return "".join(word[:1] for word in (*words[:1], *words[1:][-1:])).upper() or "?"


class Person(Base):
    """Somebody who can sign in, on one side of the table."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("(side = 'customer') = (account_id IS NOT NULL)", name="customers_have_an_account"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), unique=True)  # in lower case
    side: Mapped[str] = mapped_column(String(10))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    title: Mapped[str] = mapped_column(String(80), default="")  # what they do: cutter, head of fleet
    department: Mapped[str] = mapped_column(String(80), default="")
    roles: Mapped[list[str]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"), default=list)
    password: Mapped[str] = mapped_column(String(200), default="")
    theme: Mapped[str] = mapped_column(String(5), default="")
    length_unit: Mapped[str] = mapped_column(String(2), default="cm")
    zone: Mapped[str] = mapped_column(String(60), default="")
    # "": as the browser asks.
    language: Mapped[str] = mapped_column(String(12), default="", server_default="")
    single_keys: Mapped[bool] = mapped_column(default=True)
    passkey_offered: Mapped[bool] = mapped_column(default=False)
    # When letters about orders wait: between these hours and on these weekdays (1 is Monday), on their clock.
    quiet_from: Mapped[str] = mapped_column(String(5), default="20:00", server_default="20:00")
    quiet_until: Mapped[str] = mapped_column(String(5), default="07:00", server_default="07:00")
    quiet_days: Mapped[str] = mapped_column(String(7), default="", server_default="")
    written_to: Mapped[datetime | None] = mapped_column(Moment)  # the last letter about their orders
    letters: Mapped[str] = mapped_column(String(8), default="daily", server_default="daily")  # see LETTERS
    # A letter of its own when somebody names them.
    named: Mapped[bool] = mapped_column(default=True, server_default=true())
    left: Mapped[datetime | None] = mapped_column(Moment)  # None while they have their place

    account: Mapped[Account | None] = relationship(lazy="raise")

    @property
    def first(self) -> str:
        """The first name."""
        return self.name.split()[0]

    @property
    def initials(self) -> str:
        """First and last initial, for the mark beside what they did."""
        return initials(self.name)


class Seat(Base):
    """A place in the clan of one customer."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("account_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    senior: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="raise")
    account: Mapped[Account] = relationship(lazy="raise")


class Invitation(Base):
    """An invitation by either side: to an account as a customer person, or into the house."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret: Mapped[str] = mapped_column(String(64), unique=True)  # digest
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(120))
    side: Mapped[str] = mapped_column(String(10))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    title: Mapped[str] = mapped_column(String(80), default="")
    department: Mapped[str] = mapped_column(String(80), default="")
    roles: Mapped[list[str]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"), default=list)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime] = mapped_column(Moment)
    accepted: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn: Mapped[datetime | None] = mapped_column(Moment)

    by: Mapped[Person] = relationship(lazy="raise")
