"""The clan's own room at a customer is `clanside:<customer>`; `clanroom:<order>` is of an order alone.

Both were called `clanroom:<number>`, so that an order and a customer of one number shared a history: each
told of the other's. What was done in neither an order nor its room moves, and both chains are made anew, for
the hash of an entry covers the name and the number. Messages of such a room get other numbers, and so does
what names them: who has read how far, what a search finds, and what was said about a message later.

Revision ID: 0055
Revises: 0054
Created: 2026-11-24
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

AS_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
GENESIS = "0" * 64
OF_ORDER = ("case.", "room.")
JOURNAL = sa.table(
    "journal",
    sa.column("id", sa.Integer),
    sa.column("stream", sa.String),
    sa.column("seq", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    *(sa.column(name, sa.String) for name in ("actor", "name", "side", "verb", "previous_hash", "hash")),
    sa.column("facts", AS_JSON),
    sa.column("changes", AS_JSON),
)
STREAM = sa.table("stream", *(sa.column(name) for name in ("name", "seq", "hash")))
MESSAGE = sa.table("message", *(sa.column(name) for name in ("stream", "seq")))
READ = sa.table("room_visit", *(sa.column(name) for name in ("person_id", "case_id", "seen")))
FINDABLE = sa.table("findable", *(sa.column(name) for name in ("id", "case_id", "kind", "only_for", "key")))


def upgrade() -> None:
    db = op.get_bind()
    for stream in db.scalars(sa.select(STREAM.c.name).where(STREAM.c.name.like("clanroom:%"))).all():
        number = int(stream.partition(":")[2])
        entries = db.execute(
            sa.select(JOURNAL).where(JOURNAL.c.stream == stream).order_by(JOURNAL.c.seq)
        ).all()
        of_order = [one for one in entries if one.verb.startswith(OF_ORDER)]
        if of_clan := [one for one in entries if not one.verb.startswith(OF_ORDER)]:
            _chain(f"clanside:{number}", of_clan, {})
            _renumber(stream, number, of_order)
    for table in ("finding", "signal"):
        op.execute(f"UPDATE {table} SET stream = replace(stream, 'clanroom:', 'clanside:')")  # noqa: S608
    if db.dialect.name == "postgresql":  # or no migration after this one could alter these tables
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")
        op.execute("SET CONSTRAINTS ALL DEFERRED")


def _renumber(stream: str, case_id: int, entries: list[Any]) -> None:
    """Close the gaps in the room of an order, and let what names its messages name them anew."""
    db = op.get_bind()
    new = {one.seq: number for number, one in enumerate(entries, 1)}
    _chain(stream, entries, new)
    for old, number in new.items():  # each is the same or smaller, and the smaller ones are free by now
        db.execute(
            sa.update(MESSAGE).where(MESSAGE.c.stream == stream, MESSAGE.c.seq == old).values(seq=number)
        )
        said = (FINDABLE.c.kind == "message", FINDABLE.c.only_for == "clan", FINDABLE.c.key == str(old))
        db.execute(sa.update(FINDABLE).where(FINDABLE.c.case_id == case_id, *said).values(key=str(number)))
    of_clan = "SELECT id FROM person WHERE side = 'clan'"
    read = (READ.c.case_id == case_id, READ.c.person_id.in_(sa.text(of_clan)))
    for person, seen in db.execute(sa.select(READ.c.person_id, READ.c.seen).where(*read)).all():
        theirs = sa.update(READ).where(READ.c.case_id == case_id, READ.c.person_id == person)
        db.execute(theirs.values(seen=sum(old <= seen for old in new)))


def _chain(stream: str, entries: Iterable[Any], new: dict[int, int]) -> None:
    """Make these entries the whole of a stream, in their order; `new` are the numbers of what they name."""
    db, seq, link = op.get_bind(), 0, GENESIS
    db.execute(sa.delete(STREAM).where(STREAM.c.name == stream))
    for seq, one in enumerate(entries, 1):
        facts = {**one.facts, "of": new[one.facts["of"]]} if new and "of" in one.facts else one.facts
        sealed = _sealed(stream, seq, one, facts, link)
        values = {"stream": stream, "seq": seq, "facts": facts, "previous_hash": link, "hash": sealed}
        db.execute(sa.update(JOURNAL).where(JOURNAL.c.id == one.id).values(values))
        link = sealed
    if seq:
        db.execute(sa.insert(STREAM).values(name=stream, seq=seq, hash=link))


def _sealed(stream: str, seq: int, one: Any, facts: dict[str, Any], link: str) -> str:
    """The hash of an entry, by the rule of the day on which this was written."""
    at: datetime = one.at if one.at.tzinfo else one.at.replace(tzinfo=UTC)
    who = [one.actor, one.name, one.side]
    told = [stream, seq, at.astimezone(UTC).isoformat(), who, one.verb, facts, one.changes]
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{link}{text}".encode()).hexdigest()


def downgrade() -> None:
    """Two histories that were parted are not mixed again: an earlier house reads the clan's nowhere."""
    for table in ("finding", "signal"):
        op.execute(f"UPDATE {table} SET stream = replace(stream, 'clanside:', 'clanroom:')")  # noqa: S608
