"""Tables of running cases: the document in one row, beside the few columns that lists and searches need."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from portal.kernel.db import Base, Moment
from portal.people.model import Account
from workflows.case import Case as Thread

VISIT_ENDS = timedelta(minutes=30)
UNWANTED = "-"  # what a file waits for that was left out in the end
REMOVED = "x"  # and one that was taken away for good: nobody has it any more
IN_ROOM = "room"  # and one that came with a message in the room of the side that it is `only_for`


def room_stream(case_id: int, side: str) -> str:
    """The journal stream of a case that only one side reads."""
    return f"{side}room:{case_id}"


class Case(Base):
    """One running case. `document` is the truth; every other column is read from it at each change.

    `ref` is what people say and what stands in addresses: the account's handle and a number that counts per
    account, so that no customer learns how many orders the house has.
    """

    __tablename__ = "case"
    __table_args__ = (
        UniqueConstraint("account_id", "number"),
        Index("ix_case_account_id_moved", "account_id", "moved"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(60), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    number: Mapped[int]
    workflow: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(10), index=True)
    stage: Mapped[str] = mapped_column(String(60))
    summary: Mapped[
        dict[str, Any]
    ]  # what a list shows: states of the stages, name and number of the present one
    turn_side: Mapped[str] = mapped_column(String(10))
    turn_since: Mapped[datetime] = mapped_column(Moment)
    due: Mapped[date | None] = mapped_column(Date)
    seq: Mapped[int]
    begun: Mapped[datetime] = mapped_column(Moment)
    moved: Mapped[datetime] = mapped_column(Moment)
    document: Mapped[dict[str, Any]] = mapped_column(
        JSON().with_variant(JSONB(), "postgresql"), deferred=True
    )

    account: Mapped[Account] = relationship(lazy="raise")
    ours: Mapped[str | None] = query_expression()  # see `portal.cases.queries.get`
    talked: Mapped[str | None] = query_expression()
    room_news: Mapped[int | None] = query_expression()
    finished: Mapped[list[Any] | None] = query_expression()
    told: Mapped[str | None] = query_expression()  # by other areas: see `portal.cases.cards`

    @property
    def stream(self) -> str:
        """The journal stream that both sides of this case read."""
        return f"case:{self.id}"

    def room(self, side: str) -> str:
        """The journal stream of this case that only one side reads."""
        return room_stream(self.id, side)

    @property
    def thread(self) -> Thread:
        """The document as the rules read it."""
        kept: tuple[int, Thread] | None = self.__dict__.get("_thread")
        if kept is None or kept[0] != self.seq:
            kept = self.__dict__["_thread"] = (self.seq, Thread.model_validate(self.document))
        return kept[1]

    def read_as(self, thread: Thread) -> None:
        """Keep the document as it was just made, so that it is not read a second time."""
        self.__dict__["_thread"] = (thread.seq, thread)


class Visit(Base):
    """How far somebody has read a case: `seen` up to their last visit, `latest` on this; it may be quiet."""

    __tablename__ = "visit"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    seen: Mapped[int]
    latest: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    quiet: Mapped[bool] = mapped_column(default=False, server_default=false())

    def before(self, now: datetime) -> int:
        """How far they had read before the visit that this moment belongs to; 0 on their first one."""
        return self.latest if now - self.at > VISIT_ENDS else self.seen


class File(Base):
    """A file in a case, or brought with change `seq` of a complaint. Whoever sees that may have it; the name
    in storage is random.

    While it `waits_for` a line, as "stage.field", only whoever brought it has it, or the side that it is
    `only_for`; `waits_for` is empty once it is on its line.
    """

    __tablename__ = "file"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    seq: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(120))
    type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    # of a picture that pages show: its size in pixels, and when its small copies were made, or last tried
    width: Mapped[int | None]
    height: Mapped[int | None]
    copied: Mapped[datetime | None] = mapped_column(Moment, index=True)
    tried: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    waits_for: Mapped[str] = mapped_column(String(170), default="", server_default="", index=True)
    only_for: Mapped[str] = mapped_column(String(10), default="", server_default="")


class Meeting(Base):
    """An appointment of a case in the diary of its people, kept from the document at each change.

    One that is only `offered` has a row for each of its times; one that was `cancelled` keeps its row. `uid`
    is its name in calendars, `sequence` counts what changed, `reminded` is the time it was reminded of.
    """

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("case_id", "stage", "block", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    stage: Mapped[str] = mapped_column(String(80))
    block: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(40))
    uid: Mapped[str] = mapped_column(String(80), unique=True)
    state: Mapped[str] = mapped_column(String(10))  # offered, arranged, cancelled
    title: Mapped[str] = mapped_column(String(200))
    starts: Mapped[datetime] = mapped_column(Moment, index=True)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str] = mapped_column(Text, default="")  # it was called off
    sequence: Mapped[int] = mapped_column(default=0)
    changed: Mapped[datetime] = mapped_column(Moment)
    reminded: Mapped[datetime | None] = mapped_column(Moment)

    case: Mapped[Case] = relationship(lazy="raise")


class Attendance(Base):
    """Somebody who comes to an appointment, or no longer; `told` is the last sequence they were told of."""

    __tablename__ = "attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    comes: Mapped[bool] = mapped_column(default=True)
    told: Mapped[int] = mapped_column(default=-1)
    told_for: Mapped[datetime | None] = mapped_column(Moment)  # when it was to be, as they were told


class Asking(Base):
    """Somebody whose yes is waited for, kept from the document at each change: what letters read.

    Letters go to the `reader`: the person, or who stands in. `due` is the last day before the silence is told
    to `late_to`. `asked`, `late` and `nudged` say what was
    written already: of the question, of the silence, and the number of the reminder.
    """

    __tablename__ = "asking"
    __table_args__ = (UniqueConstraint("case_id", "stage", "block", "department", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    stage: Mapped[str] = mapped_column(String(80))
    block: Mapped[str] = mapped_column(String(80))
    department: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    late_to_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    label: Mapped[str] = mapped_column(String(120))
    due: Mapped[date] = mapped_column(Date, index=True)
    asked: Mapped[bool] = mapped_column(default=False)
    late: Mapped[bool] = mapped_column(default=False)
    nudge: Mapped[int] = mapped_column(default=0)  # the change that reminded them last, and who did it
    nudged_by: Mapped[str] = mapped_column(String(120), default="")
    nudged: Mapped[int] = mapped_column(default=0)

    case: Mapped[Case] = relationship(lazy="raise")


class Finished(Base):
    """How long the newest finished orders of a workflow took: of each, by stage, its first and its last day.

    Of all orders of the house, whoever they are for, and therefore days alone; what a forecast reads.
    """

    __tablename__ = "finished"

    workflow: Mapped[str] = mapped_column(String(40), primary_key=True)
    took: Mapped[list[Any]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))


class ProcessVersion(Base):
    """A version of a process that the house made itself; which one counts is in `House.processes`."""

    __tablename__ = "process_version"
    __table_args__ = (UniqueConstraint("workflow", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workflow: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    definition: Mapped[dict[str, Any]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))


class Calling(Base):
    """Something that is to be written about an order, kept from its document at each change.

    It goes to the person `who`, or to whoever speaks for the `side`. `next` is from when it may be told, None
    for nothing to tell. It counts from the day `first`, and is told `again` while it stands; what is `urgent`
    waits for no other letter of that day.
    """

    __tablename__ = "calling"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(300))
    side: Mapped[str] = mapped_column(String(10))
    who: Mapped[str] = mapped_column(String(40), default="")
    says: Mapped[str] = mapped_column(Text)
    first: Mapped[date] = mapped_column(Date)
    again: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[bool] = mapped_column(default=False)
    next: Mapped[datetime | None] = mapped_column(Moment, index=True)
