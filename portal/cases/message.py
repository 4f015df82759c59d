"""Tables of talk: what each message of an order says today, kept from the journal in the same transaction.

The journal is the truth (`commonthread verify` compares). The stream of a message is its audience: `case:7`
is read by both sides, `clanroom:7` and `customerroom:7` by one alone.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    ScalarSelect,
    String,
    Text,
    UniqueConstraint,
    and_,
    cast,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.cases.model import Case
from portal.kernel.db import Base, Moment

AS_JSON = JSON().with_variant(JSONB(), "postgresql")


# What people do about messages: it shows on these, and the whole history tells it.
ABOUT_TALK = ("case.edit", "case.take_back", "case.react")


class Message(Base):
    """One message: `seq` is its number in its stream, the rest as in `workflows.talk.Message`."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("stream", "seq"),
        Index("ix_message_case_id_place", "case_id", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    stream: Mapped[str] = mapped_column(String(80))
    seq: Mapped[int]
    by: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(120))
    side: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Moment)
    place: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text)
    tells: Mapped[list[Any]] = mapped_column(AS_JSON)
    files: Mapped[list[Any]] = mapped_column(AS_JSON)
    edited: Mapped[datetime | None] = mapped_column(Moment)
    gone: Mapped[datetime | None] = mapped_column(Moment)
    was: Mapped[list[Any]] = mapped_column(AS_JSON)
    words: Mapped[dict[str, Any]]


class Mention(Base):
    """Somebody who is named by a message; `told` is when a letter told them, None while none has."""

    __tablename__ = "mention"
    __table_args__ = (Index("ix_mention_told", "told"),)

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    told: Mapped[datetime | None] = mapped_column(Moment)


class RoomVisit(Base):
    """How far somebody has read the room of their own side in a case."""

    __tablename__ = "room_visit"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    seen: Mapped[int]


def of_room(side: str) -> ColumnElement[bool]:
    """Select the messages of the rooms of one side."""
    return Message.stream == f"{side}room:" + cast(Message.case_id, String)


def said_by(entry: Any) -> ColumnElement[bool]:
    """Join the message that an entry of the journal said."""
    return and_(Message.stream == entry.stream, Message.seq == entry.seq)


# ---- for the statement that finds a case
def places_talked_of() -> ScalarSelect[str]:
    """The places of a case that were talked about, once for each message that stands."""
    here = (Message.stream == "case:" + cast(Case.id, String), Message.place != "", Message.gone.is_(None))
    return select(func.aggregate_strings(Message.place, " ")).where(*here).correlate(Case).scalar_subquery()


def room_news(person: Any) -> ScalarSelect[int]:
    """How many messages of others in the room of the person's side they have not read."""
    read = select(RoomVisit.seen).where(RoomVisit.person_id == person.id, RoomVisit.case_id == Case.id)
    here = (
        Message.stream == f"{person.side}room:" + cast(Case.id, String),
        Message.by != person.handle,
        Message.gone.is_(None),
        Message.seq > func.coalesce(read.correlate(Case).scalar_subquery(), 0),
    )
    return select(func.count(Message.id)).where(*here).correlate(Case).scalar_subquery()
