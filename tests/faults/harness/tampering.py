"""Single rows of the journal changed behind its back, and its tails cut: each must be found."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from portal.cases.retelling import head
from portal.cli import heads, verifying
from portal.kernel import journal, storage
from portal.kernel.db import Database
from portal.kernel.journal import Entry, Stream
from tests import house
from tests.faults.harness import houses
from tests.faults.harness.table import Row

COLUMNS = ("at", "actor", "name", "side", "verb", "facts", "changes", "previous_hash", "hash", "seq")


def tamper(kind: str, times: int) -> Row:
    """Change one row in one of four ways, as often as wanted, and look whether `verify` names it."""
    chance, missed = random.Random(11), list[str]()
    with houses.opened(kind) as made, house.connected(made.url) as database:
        place, streams = storage.at(f"file://{made.folder}/files"), _streams(database)
        for number in range(times):
            change = CHANGES[number % len(CHANGES)]
            with taken_back(database) as session:
                told = change(session, chance, chance.choice(streams))
                if not verifying.prove(place).problems:
                    missed.append(told)
        name = made.kind
    result = f"{times - len(missed):,} of {times:,} found"
    return Row("one row of the journal changed", name, times, result, not missed, tuple(missed[:10]))


def cut(kind: str, times: int) -> Row:
    """Cut tails with their heads put right, and write histories anew, against heads printed before."""
    chance, missed = random.Random(12), list[str]()
    with houses.opened(kind) as made, house.connected(made.url) as database:
        with database.unit(write=False) as session:
            stream, last = _order(session)
            whole = list(journal.whole(stream))
            printed = [head(made.ref, entry.seq, entry.hash) for entry in whole]
        for number in range(times):
            first = chance.randint(2, last)
            with taken_back(database) as session:
                told = (_cut if number % 2 else _anew)(session, stream, first)
                shown = chance.choice(printed[first - 1 :])
                if journal.broken(stream):
                    missed.append(f"{told}: the chain itself shows it, so this proves nothing")
                elif not heads.hold(shown).problems:
                    missed.append(told)
        name = made.kind
    result = f"{times - len(missed):,} of {times:,} found"
    return Row("tails cut, histories anew", name, times, result, not missed, tuple(missed[:10]))


@contextmanager
def taken_back(database: Database) -> Iterator[Session]:
    """A unit of work of which nothing stays."""
    with database.bind.connect() as connection:
        assert isinstance(connection, Connection)
        transaction = connection.begin()
        with Database(connection).unit(write=True) as session:
            yield session
        transaction.rollback()


def _streams(database: Database) -> list[str]:
    """Those with something in them to change, the order's as often as all others."""
    with database.unit(write=False) as session:
        found = list(session.scalars(select(Stream.name).where(Stream.seq > 2).order_by(Stream.name)))
    orders = [name for name in found if name.startswith("case:")]
    return orders * max(1, len(found) - len(orders)) + [name for name in found if name not in orders]


def _order(session: Session) -> tuple[str, int]:
    head = session.scalars(select(Stream).where(Stream.name.startswith("case:"))).one()
    return head.name, head.seq


def _rows(session: Session, stream: str) -> list[Entry]:
    return list(session.scalars(select(Entry).where(Entry.stream == stream).order_by(Entry.seq)))


# ---- one row changed
def flip(session: Session, chance: random.Random, stream: str) -> str:
    """Another value in one column of one entry."""
    entry, column = chance.choice(_rows(session, stream)), chance.choice(COLUMNS)
    setattr(entry, column, _other(getattr(entry, column)))
    session.flush()
    return f"{stream} {entry.seq}: {column} changed"


def _other(value: Any) -> Any:
    if isinstance(value, dict):
        return {**value, "forged": True}
    if isinstance(value, list):
        return [*value, {"path": ["forged"], "now": 1}]
    if isinstance(value, int):
        return value + 100_000
    if isinstance(value, str):
        return ("1" if value[:1] == "0" else "0") + value[1:]
    return value + timedelta(microseconds=1)


def remove(session: Session, chance: random.Random, stream: str) -> str:
    """One entry less."""
    entry = chance.choice(_rows(session, stream))
    session.delete(entry)
    session.flush()
    return f"{stream} {entry.seq}: removed"


def insert(session: Session, chance: random.Random, stream: str) -> str:
    """One entry more, its own hash right, at the end or between two others, which make room for it."""
    rows = _rows(session, stream)
    at = chance.randint(1, len(rows))
    for entry in reversed(rows[at:]):
        entry.seq += 1
        session.flush()
    forged = _like(rows[at - 1], rows[at - 1].seq + 1, rows[at - 1].hash)
    session.add(forged)
    session.flush()
    return f"{stream} {forged.seq}: inserted"


def reorder(session: Session, chance: random.Random, stream: str) -> str:
    """Two entries that have changed their places."""
    one, other = chance.sample(_rows(session, stream), 2)
    here, there = one.seq, other.seq
    for entry, seq in ((one, 200_000), (other, here), (one, there)):
        entry.seq = seq
        session.flush()
    return f"{stream} {here} and {there}: exchanged"


CHANGES: tuple[Callable[[Session, random.Random, str], str], ...] = (flip, remove, insert, reorder)


def _like(entry: Entry, seq: int, previous: str) -> Entry:
    copied = {name: getattr(entry, name) for name in ("stream", "at", "actor", "name", "side", "verb")}
    forged = Entry(**copied, seq=seq, facts={"text": "forged"}, changes=[], previous_hash=previous)
    forged.hash = forged.sealed()
    return forged


# ---- the end of a history
def _cut(session: Session, stream: str, first: int) -> str:
    """The tail from that entry on is gone, and the head of the chain says so too."""
    rows = _rows(session, stream)
    for entry in rows[first - 1 :]:
        session.delete(entry)
    _head(session, stream, rows[first - 2])
    return f"{stream}: cut from {first} on"


def _anew(session: Session, stream: str, first: int) -> str:
    """The tail from that entry on says something else, every hash and the head worked out anew."""
    rows = _rows(session, stream)
    rows[first - 1].name = "Somebody Else"
    for before, entry in zip([None, *rows], rows, strict=False):
        if entry.seq >= first:
            entry.previous_hash = before.hash if before else journal.GENESIS
            entry.hash = entry.sealed()
    _head(session, stream, rows[-1])
    return f"{stream}: written anew from {first} on"


def _head(session: Session, stream: str, last: Entry) -> None:
    head = session.get_one(Stream, stream)
    head.seq, head.hash = last.seq, last.hash
    session.flush()
