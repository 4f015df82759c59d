"""Breaking things on purpose: a database that is locked or gone, and the form on a page that says so."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import psycopg
from sqlalchemy import Engine, event

from portal.kernel.db import Database
from tests import servers

HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
TABLES = '"case", draft, visit, answered, journal, stream, signed_in'


def engine(database: Database) -> Engine:
    """The engine of a database that is nobody's transaction."""
    assert isinstance(database.bind, Engine)
    return database.bind


def on_postgres(database: Database) -> bool:
    """Whether it is a PostgreSQL."""
    return engine(database).dialect.name == "postgresql"


def impatient(database: Database) -> None:
    """Wait a tenth of a second for a lock, not five: a test has no time."""

    def hurry(connection: object, _record: object) -> None:
        wish = "SET lock_timeout TO '100ms'" if on_postgres(database) else "PRAGMA busy_timeout=100"
        connection.cursor().execute(wish)  # type: ignore[attr-defined]
        if on_postgres(database):
            connection.commit()  # type: ignore[attr-defined]

    engine(database).dispose()
    event.listen(engine(database), "connect", hurry)


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Somebody else writes and does not come to an end."""
    url = engine(database).url
    if on_postgres(database):
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain) as held:
            held.execute(f"LOCK TABLE {TABLES} IN EXCLUSIVE MODE".encode())
            yield
        return
    words = [sys.executable, "-c", HOLD, str(url.database)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline() == b"held\n"
        yield
        process.communicate()


@contextmanager
def gone(database: Database) -> Iterator[None]:
    """The server does not take us in any more; the file cannot be opened."""
    engine(database).dispose()
    if on_postgres(database):
        server, name = servers.postgres(), engine(database).url.database
        assert server
        server.say(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
        server.say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608
        yield
        server.say(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')
        return
    place = Path(str(engine(database).url.database))
    aside = {part: part.with_name(f"aside-{part.name}") for part in place.parent.glob(f"{place.name}*")}
    for part, other in aside.items():
        part.rename(other)
    place.mkdir()
    yield
    place.rmdir()
    for part, other in aside.items():
        other.rename(part)


class Form(HTMLParser):
    """The hidden words of the form on a page that goes to an address."""

    def __init__(self, page: str, action: str) -> None:
        super().__init__()
        self.action, self.inside = action, False
        self.words: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read one tag."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("action") == self.action
        if tag == "input" and self.inside and given.get("name"):
            self.words[given["name"]] = given.get("value", "")
