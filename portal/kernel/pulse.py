"""The pulse of the house: that something moved, by its name, and never what.

`beat("case:7")` is part of the deed's transaction, so nobody hears of what was rolled back. On PostgreSQL it
is a NOTIFY, which every process of every machine hears once the deed is committed; on SQLite a counted row,
which the processes of the one machine look at when the file has changed (`kernel.alarms`). Nothing is told
but a name: whoever hears it asks for what it names, and is shown what they may see (docs/decisions/021).
"""

from sqlalchemy import String, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel.db import Base, session

CHANNEL = "pulse"


class Pulse(Base):
    """How often something of that name has moved; only on SQLite."""

    __tablename__ = "pulse"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    beats: Mapped[int]


def beat(name: str) -> None:
    """Say that what has this name moves, once the caller's transaction is committed."""
    db = session()
    if db.get_bind().dialect.name == "postgresql":
        db.execute(select(func.pg_notify(CHANNEL, name)))
        return
    first = sqlite.insert(Pulse).values(name=name, beats=1)
    db.execute(first.on_conflict_do_update(index_elements=["name"], set_={"beats": Pulse.beats + 1}))
