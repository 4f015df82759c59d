"""The place a command works on: the database that DATABASE_URL names, ready for this version."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from portal.cli.failures import Stop
from portal.kernel import db, schema, settings


def sqlite_file(url: str) -> Path | None:
    """The file of an embedded database; None for a server.

    Raises:
        Stop: the address names no file, so that everything would be gone with the process.
    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite":
        return None
    if not parts.database or ":memory:" in parts.database:
        raise Stop("DATABASE_URL names no file. Write sqlite:///folder/name.db")
    return Path(parts.database)


@contextmanager
def unit(*, write: bool) -> Iterator[Session]:
    """A unit of work on the database, which must be there and be what this version needs.

    Raises:
        Stop: it is not there yet, or is older or newer than this version.
    """
    url = settings.load().database_url
    file = sqlite_file(url)
    if file is not None and not file.exists():
        raise Stop(f"There is no database at {file} yet. Run first: commonthread init (or commonthread demo)")
    with connected(url) as database, database.unit(write=write) as session:
        if not schema.at_head(session.connection()):
            raise Stop("The database is not what this version needs. Run first: commonthread upgrade")
        yield session


@contextmanager
def connected(url: str) -> Iterator[db.Database]:
    """The database at `url`, its connections closed at the end."""
    database = db.connect(url)
    try:
        yield database
    finally:
        if isinstance(database.bind, Engine):
            database.bind.dispose()


def upgraded() -> settings.Settings:
    """The settings, after the database was brought to what this version needs; it is made if need be."""
    chosen = settings.load()
    sqlite_file(chosen.database_url)
    schema.upgrade(chosen.database_url)
    return chosen
