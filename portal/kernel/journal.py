"""The journal: one append-only table that says everything that was ever done, each entry chained to the last.

It is the audit trail, the activity feed and the history of every line. A stream has one audience: `case:7`
is read by both sides of that case and by nobody else. Each hash covers the entry and the hash before it, so
that a changed, removed or inserted entry shows.
"""

import hashlib
import json
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    cast,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, defer, mapped_column

from portal.kernel.db import Base, Moment, locked, session
from portal.kernel.pulse import beat

GENESIS = "0" * 64


class Stream(Base):
    """The head of one stream: its last number and hash, locked while an entry is added."""

    __tablename__ = "stream"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class Entry(Base):
    """One thing that was done: by whom, when, which verb, what it concerned and what it changed."""

    __tablename__ = "journal"
    __table_args__ = (UniqueConstraint("stream", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(
        String(80), ForeignKey("stream.name", deferrable=True, initially="DEFERRED")
    )
    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(120))
    side: Mapped[str] = mapped_column(String(10))
    verb: Mapped[str] = mapped_column(String(60))
    facts: Mapped[dict[str, Any]]
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    def sealed(self) -> str:
        """The hash that this entry must carry."""
        told = [
            self.stream,
            self.seq,
            self.at.astimezone(UTC).isoformat(),
            [self.actor, self.name, self.side],
            self.verb,
            self.facts,
            self.changes,
        ]
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(f"{self.previous_hash}{text}".encode()).hexdigest()


@dataclass(frozen=True)
class Who:
    """The hand that did it, as the journal keeps it."""

    handle: str
    name: str
    side: str


def append(
    stream: str, who: Who, at: datetime, verb: str, facts: dict[str, Any], changes: list[dict[str, Any]]
) -> Entry:
    """Add an entry to a stream, in the caller's transaction. Its number is the stream's last plus one."""
    db, head = session(), _head(stream)
    entry = Entry(
        stream=stream,
        seq=head.seq + 1,
        at=at,
        actor=who.handle,
        name=who.name,
        side=who.side,
        verb=verb,
        facts=facts,
        changes=changes,
        previous_hash=head.hash,
    )
    entry.hash = entry.sealed()
    head.seq, head.hash = entry.seq, entry.hash
    db.add(entry)
    db.flush()
    beat(stream)
    for deed in _FOLLOWING:
        deed(entry)
    return entry


Following = Callable[[Entry], None]
_FOLLOWING: list[Following] = []


def follow(deed: Following) -> None:
    """Do this from now on with every entry, in its transaction: areas above say it here."""
    _FOLLOWING.append(deed)


def _head(stream: str) -> Stream:
    """The head of a stream, locked until this transaction ends; made when there is none yet.

    Of two that begin the same stream at the same moment, one waits, and then finds it made.
    """
    return locked(Stream, stream, lambda: Stream(name=stream, seq=0, hash=GENESIS))


def next_number(stream: str) -> int:
    """The number that the next entry of a stream will have, whoever else waits to write in it."""
    return _head(stream).seq + 1


def newest(stream: str, limit: int, before: int | None = None) -> list[Entry]:
    """The newest entries of a stream, newest first, to be told; `before` pages on by number.

    What they changed is left in the database: the first entry of a case holds its whole plan.
    """
    chosen = (
        select(Entry)
        .options(defer(Entry.changes))
        .where(Entry.stream == stream)
        .order_by(Entry.seq.desc())
        .limit(limit)
    )
    if before is not None:
        chosen = chosen.where(Entry.seq < before)
    return list(session().scalars(chosen))


def after(stream: str, seq: int, limit: int) -> list[Entry]:
    """The entries of a stream that follow number `seq`, oldest first."""
    chosen = select(Entry).where(Entry.stream == stream, Entry.seq > seq).order_by(Entry.seq).limit(limit)
    return list(session().scalars(chosen))


def entry(stream: str, seq: int) -> Entry | None:
    """The entry of that number, without what it changed."""
    chosen = select(Entry).options(defer(Entry.changes)).where(Entry.stream == stream, Entry.seq == seq)
    return session().scalars(chosen).one_or_none()


def of_verbs(stream: str, verbs: Iterable[str], until: int) -> list[Entry]:
    """The entries of these verbs up to number `until`, oldest first, to be told."""
    chosen = select(Entry).options(defer(Entry.changes)).order_by(Entry.seq)
    return list(
        session().scalars(
            chosen.where(Entry.stream == stream, Entry.verb.in_(list(verbs)), Entry.seq <= until)
        )
    )


def touched(part: str) -> ColumnElement[bool]:
    """Select the entries that may have changed a part of their document, and not those that began it.

    The database looks for the word as JSON writes it, so an entry with the same word elsewhere comes along.
    """
    return (Entry.seq > 1) & cast(Entry.changes, Text).contains(f'"{part}"', autoescape=True)


def whole(stream: str) -> Generator[Entry, None, None]:
    """A whole stream from its beginning, read piece by piece."""
    chosen = select(Entry).where(Entry.stream == stream).order_by(Entry.seq)
    with session().scalars(chosen.execution_options(yield_per=200)) as entries:
        yield from entries


def span(stream: str, first: int, last: int, *, backwards: bool = False) -> Generator[Entry, None, None]:
    """The entries from number `first` to number `last`, oldest first or `backwards`, read piece by piece."""
    order = Entry.seq.desc() if backwards else Entry.seq
    chosen = select(Entry).where(Entry.stream == stream, Entry.seq.between(first, last)).order_by(order)
    with session().scalars(chosen.execution_options(yield_per=200)) as entries:
        yield from entries


def last_before(stream: str, at: datetime) -> int:
    """The number of the last entry of a stream that was written before a moment; 0 when there was none."""
    return session().scalar(select(func.max(Entry.seq)).where(Entry.stream == stream, Entry.at < at)) or 0


def broken(stream: str) -> str | None:
    """What is wrong with the chain of a stream, in a sentence; None when every link holds."""
    head = session().get(Stream, stream)
    seq, link = 0, GENESIS
    with closing(whole(stream)) as entries:
        for entry in entries:
            if entry.seq != seq + 1 or entry.previous_hash != link or entry.hash != entry.sealed():
                return f"{stream}: entry {entry.seq} is not what was written, or one before it is missing."
            seq, link = entry.seq, entry.hash
    if head is None or (head.seq, head.hash) != (seq, link):
        return f"{stream}: the last entries are missing."
    return None


def streams() -> list[str]:
    """The names of all streams."""
    return list(session().scalars(select(Stream.name).order_by(Stream.name)))
