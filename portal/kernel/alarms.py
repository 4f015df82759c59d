"""What wakes a process when something moves: PostgreSQL tells it, SQLite is looked at.

Both answer the same question: which of these names have moved since I asked last? Neither is relied on for
anything but haste: whoever follows a name looks for themselves every few seconds (`kernel.live`).
"""

import json
import time
from collections.abc import Collection
from typing import Any, Protocol

from psycopg import Connection as Postgres
from sqlalchemy import Engine

from portal.kernel.pulse import CHANNEL

LOOK_EVERY = 0.03  # seconds; one look costs some ten microseconds


class Alarm(Protocol):
    """Waits until one of the names has moved, or for `patience` seconds."""

    def moved(self, names: Collection[str], patience: float) -> set[str]:
        """Those of the names that may have moved; empty when none has."""

    def close(self) -> None:
        """Let go of the connection."""


def alarm(engine: Engine) -> Alarm:
    """The alarm of this database, on a connection of its own that no request waits for."""
    return Listening(engine) if engine.dialect.name == "postgresql" else Looking(engine)


class Looking:
    """SQLite: a number in the shared memory of the file tells whether anybody else has committed."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.raw_connection()
        self._connection.detach()
        self._version = self._now()
        self._beats: dict[str, int] = {}

    def moved(self, names: Collection[str], patience: float) -> set[str]:
        """See `Alarm`. A name that is new here counts as moved, so that nothing falls between two looks."""
        until = time.monotonic() + patience
        while self._beats.keys() >= set(names) and self._now() == self._version:
            if time.monotonic() >= until:
                return set()
            time.sleep(LOOK_EVERY)
        self._version = self._now()
        beats = dict.fromkeys(names, 0) | self._read(names)
        moved = {name for name in names if self._beats.get(name) != beats[name]}
        self._beats = beats
        return moved

    def _now(self) -> int:
        return int(self._rows("PRAGMA data_version")[0][0])

    def _read(self, names: Collection[str]) -> dict[str, int]:
        asked = "SELECT name, beats FROM pulse WHERE name IN (SELECT value FROM json_each(?))"
        return dict(self._rows(asked, json.dumps(list(names))))

    def _rows(self, asked: str, *given: str) -> list[tuple[Any, ...]]:
        """In no transaction, which would see the file as it was when it began."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(asked, given)
            return list(cursor.fetchall())
        finally:
            cursor.close()

    def close(self) -> None:
        """See `Alarm`."""
        self._connection.close()


class Listening:
    """PostgreSQL: a NOTIFY comes when the deed is committed, never when it was rolled back."""

    def __init__(self, engine: Engine) -> None:
        connection = engine.raw_connection()
        driver = connection.driver_connection
        assert isinstance(driver, Postgres)  # noqa: S101  the only driver for PostgreSQL that we have
        connection.detach()
        self._driver = driver
        self._driver.autocommit = True
        self._driver.execute(f"LISTEN {CHANNEL}")

    def moved(self, names: Collection[str], patience: float) -> set[str]:
        """See `Alarm`. What came together is told together."""
        heard: set[str] = set()
        for told in self._driver.notifies(timeout=patience, stop_after=1):
            heard.add(told.payload)
        return heard & set(names)

    def close(self) -> None:
        """See `Alarm`."""
        self._driver.close()
