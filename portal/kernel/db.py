"""One unit of work: a session in a transaction, on SQLite or PostgreSQL.

SQLite under SQLAlchemy does not begin transactions by itself in time, so every transaction begins here in
so many words: `BEGIN IMMEDIATE` for writers (two writers then wait for each other instead of failing), plain
`BEGIN` for readers. `synchronous=FULL`: an acknowledged change survives a power cut (docs/architecture.md).
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from flask import has_request_context
from sqlalchemy import JSON, DateTime, Dialect, Engine, MetaData, create_engine, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


# How far a transaction reaches on PostgreSQL, where the database itself holds the wall between customers
# (decision 051): the whole house; who people are, before anybody is known; or what `portal.people.reach` says
# of a person. A transaction of which nothing is said reaches nothing.
REACH, HOUSE, DOOR = "thread.reach", "house", "door"


class Base(DeclarativeBase):
    """Every table of the house."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {dict[str, Any]: JSON().with_variant(JSONB(), "postgresql")}  # noqa: RUF012


Row = TypeVar("Row", bound=Base)
Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC that comes back with its zone, on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; a moment without a zone is a mistake."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """The database of one app; `bind` may be a connection, so that a test can roll everything back."""

    def __init__(self, bind: Engine | Connection) -> None:
        self.bind = bind

    @contextmanager
    def unit(self, *, write: bool, reach: str = "") -> Iterator[Session]:
        """A unit of work: committed at its end when it writes and nothing was raised, else rolled back.

        The house itself works in it (the worker, the command line) and reaches everything; inside a request
        it stands at the door, unless another reach is given.
        """
        session = self.open(write=write, reach=reach or (DOOR if has_request_context() else HOUSE))
        try:
            yield session
            if write:
                session.commit()
        except BaseException:
            session.rollback()  # closing alone leaves the transaction open when the commit itself failed
            raise
        finally:
            self.close(session)

    def open(self, *, write: bool, reach: str) -> Session:
        """Open a unit by hand and make it the current one; `close` must follow."""
        if isinstance(self.bind, Engine):
            session = Session(self.bind.execution_options(writer=write), expire_on_commit=False)
        else:
            session = Session(self.bind, expire_on_commit=False, join_transaction_mode="create_savepoint")
        session.info.update(before=_current.get(), reach=reach)
        _current.set(session)
        return session

    def close(self, session: Session) -> None:
        """Roll back what was not committed, and give the connection back."""
        _current.set(session.info.get("before"))
        session.close()


_current: ContextVar[Session | None] = ContextVar("unit of work", default=None)


def session() -> Session:
    """The session of the current unit of work."""
    current = _current.get()
    if current is None:
        raise RuntimeError("no unit of work is open here")
    return current


def extend(reach: str) -> None:
    """Let the current unit reach so far from here on, in this transaction and those that follow it."""
    db = session()
    db.flush()  # what was done so far, as far as that reaches
    db.info["reach"] = reach
    if db.in_transaction():
        _say_reach(db.connection(), reach)


@contextmanager
def reaching(reach: str) -> Iterator[None]:
    """Reach so far in this block alone: where the house itself looks something up for whoever asks."""
    db, before = session(), session().info["reach"]
    if before in (reach, HOUSE):
        yield
        return
    extend(reach)
    try:
        yield
        db.flush()
    finally:
        db.info["reach"] = before
        with suppress(DBAPIError):  # a transaction that failed does nothing more, and the next one is told
            _say_reach(db.connection(), before)


def of_house(deed: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """Reach everything while this is done, whoever asks: what the house keeps across its customers."""
    return _reaching(deed, HOUSE)


def at_the_door(deed: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """Reach who people are while this is done, whoever asks: their address and their secret say it."""
    return _reaching(deed, DOOR)


def _reaching(deed: Callable[Asked, Found], reach: str) -> Callable[Asked, Found]:
    @wraps(deed)
    def done(*args: Asked.args, **kwargs: Asked.kwargs) -> Found:
        with reaching(reach):
            return deed(*args, **kwargs)

    return done


@event.listens_for(Session, "after_begin")
def _begin_reach(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """Tell PostgreSQL in each transaction anew how far it reaches: nothing is left to the next one."""
    if not transaction.nested:
        _say_reach(connection, session.info.get("reach", ""))


def _say_reach(connection: Connection, reach: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.set_config(REACH, reach, True)))


def insert(table: Any) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of the database at hand, which can say what is to be done where the row is there already."""
    dialect = session().get_bind().dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def connect(url: str) -> Database:
    """The database at `url`, with the pragmas and explicit transactions that our promises need."""
    if url.startswith("sqlite"):
        path = url.removeprefix("sqlite:///")
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": 5})
        event.listen(engine, "connect", _pragmas)
        event.listen(engine, "begin", _begin)
    else:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5})
        event.listen(engine, "connect", _patience)
    return Database(engine)


def _pragmas(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin by itself
    cursor = connection.cursor()
    for pragma in ("busy_timeout=5000", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    _write_ahead(cursor)
    cursor.close()


def _write_ahead(cursor: DBAPICursor) -> None:
    """Let readers read while somebody writes. Two who open a new file at once must wait for each other here:
    this is the one statement for which SQLite's own waiting (`busy_timeout`) does nothing.
    """
    until = time.monotonic() + 5
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def _patience(connection: DBAPIConnection, _record: object) -> None:
    """PostgreSQL waits for a lock as long as SQLite does, not for ever."""
    connection.autocommit = True
    connection.cursor().execute("SET lock_timeout TO '5s'")
    connection.autocommit = False


def _begin(connection: Connection) -> None:
    writer = connection.get_execution_options().get("writer", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def locked(row: type[Row], key: Any, new: Callable[[], Row]) -> Row:
    """A row by its key, locked until this transaction ends; made by `new` when there is none yet.

    Of two that begin the same row at the same moment, one waits, and then finds it made.
    """
    db = session()
    if found := db.get(row, key, with_for_update=True):
        return found
    try:
        with db.begin_nested():
            db.add(new())
    except IntegrityError:
        pass  # somebody else made it just now: theirs is locked below
    return db.get_one(row, key, with_for_update=True, populate_existing=True)
