"""A PostgreSQL of our own as a house has it, which waits for its disk."""

import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL

from tests import servers

OPTIONS = ("fsync=on", "synchronous_commit=on", "max_connections=200", "shared_buffers=32MB")


@dataclass
class Cluster:
    """A server that was laid out in `home`."""

    home: Path
    binaries: Path
    user: dict[str, Any]
    running: subprocess.Popen[bytes] = field(init=False)

    def begin(self) -> float:
        """Start it; gives the seconds until it took somebody in."""
        begun = time.monotonic()
        serve = [
            str(self.binaries / "postgres"),
            "-D",
            str(self.home / "data"),
            "-k",
            str(self.home),
            "-h",
            "",
        ]
        for option in OPTIONS:
            serve += ["-c", option]
        with (self.home / "log").open("ab") as log:
            self.running = subprocess.Popen(
                serve, stdout=log, stderr=log, cwd=self.home, start_new_session=True, **self.user
            )
        for _ in range(1200):
            try:
                self.say("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return time.monotonic() - begun
        raise RuntimeError(f"PostgreSQL did not start: {(self.home / 'log').read_text()[-500:]}")

    def end(self) -> None:
        """Stop it, whoever is connected."""
        self.running.send_signal(signal.SIGINT)
        try:
            self.running.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.running.kill()
            self.running.wait()

    def fresh(self) -> str:
        """The URL of a new and empty database."""
        name = f"house_{uuid.uuid4().hex[:8]}"
        self.say(f'CREATE DATABASE "{name}"')
        return self._url(name).render_as_string(hide_password=False)

    def say(self, statement: str) -> list[Any]:
        """Have it do one thing, and answer."""
        plain = self._url("postgres").set(drivername="postgresql").render_as_string()
        with psycopg.connect(plain, autocommit=True) as connection:
            answer = connection.execute(statement.encode())
            return answer.fetchall() if answer.description else []

    def _url(self, name: str) -> URL:
        return URL.create("postgresql+psycopg", "postgres", database=name, query={"host": str(self.home)})


def there() -> bool:
    """Whether a PostgreSQL can be started here."""
    return servers.programs() is not None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server that goes with everything in it."""
    home = Path(tempfile.mkdtemp(prefix="thread-pg-", dir="/tmp"))
    made = Cluster(home, *servers.laid_out(home))
    try:
        made.begin()
        yield made
    finally:
        if hasattr(made, "running"):
            made.end()
        shutil.rmtree(home, ignore_errors=True)
