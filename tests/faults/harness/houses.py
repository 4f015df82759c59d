"""Houses to be broken: a database of their own that cares for power cuts, people, an order, the programs."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from portal.kernel import schema
from portal.kernel.settings import ROOT
from portal.people import actions as people
from tests import house
from tests.faults.harness.clusters import cluster
from tests.journeys import played

PEOPLE = ("julian", "marian", "priya", "piotr")
PATIENCE = 120.0  # seconds for a program to begin to answer, on a machine that has much to do


@dataclass
class House:
    """A house with the cast in it, one order of Julian's, and a token for each who takes part in that."""

    url: str
    folder: Path
    ref: str
    tokens: dict[str, str]
    cluster: object = None

    @property
    def kind(self) -> str:
        """The database it stands on."""
        return "SQLite" if self.url.startswith("sqlite") else "PostgreSQL"

    def environment(self, **more: str) -> dict[str, str]:
        """What its programs are told."""
        told = {"DATABASE_URL": self.url, "FILES_URL": f"file://{self.folder}/files", "SECRET_KEY": "broken"}
        return {"COMMONTHREAD_REQUESTS_A_MINUTE": str(10**9), **os.environ, **told, **more}


@contextmanager
def opened(kind: str, within: str | None = None) -> Iterator[House]:
    """A house on a database of that kind, in a folder of its own that goes with it."""
    with tempfile.TemporaryDirectory(prefix="thread-faults-", dir=within or "/tmp") as folder:
        if kind == "sqlite":
            yield _peopled(f"sqlite:///{folder}/house.db", Path(folder))
            return
        with cluster() as server:
            made = _peopled(server.fresh(), Path(folder))
            made.cluster = server
            yield made


def _peopled(url: str, folder: Path) -> House:
    schema.upgrade(url)
    with house.connected(url) as database:
        house.people_it(database)
        with database.unit(write=True):
            case = played.place("julian", "okoro")
            played.play(case, "julian", "marian", "cloth")
            tokens = {name: people.make_token(name) for name in PEOPLE}
            ref = case.ref
    return House(url, folder, ref, tokens)


@dataclass
class Program:
    """A program of a house: `commonthread serve` with its worker beside it, or a worker alone."""

    running: subprocess.Popen[bytes]
    port: int = 0
    log: Path = field(default_factory=Path)

    def children(self) -> list[int]:
        """The processes it has begun; of a server, those that answer and the worker."""
        said = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.running.pid)], capture_output=True)
        return [int(one) for one in said.stdout.split()]

    def answering(self) -> list[int]:
        """The processes of gunicorn that answer."""
        return [pid for pid in self.children() if b"gunicorn" in _words(pid)]

    def hang_up(self) -> None:
        """Have gunicorn begin anew, letting what is under way end."""
        self.running.send_signal(signal.SIGHUP)

    def kill(self) -> None:
        """End all of it at once, as a machine does that stops."""
        for pid in [self.running.pid, *self.children()]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.running.wait()

    def end(self) -> None:
        """Let it end by itself."""
        self.running.terminate()
        try:
            self.running.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()


def _words(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def start(made: House, port: int = 0, before: Sequence[str] = (), **told: str) -> Program:
    """`commonthread serve`, and what it needs `before` it on the line; back once it answers."""
    port, log = port or free_port(), made.folder / "serve.log"
    command = [*before, sys.executable, "-m", "portal", "serve"]
    words = made.environment(PORT=str(port), **told)
    with log.open("ab") as out:
        running = subprocess.Popen(command, cwd=ROOT, env=words, stdout=out, stderr=out)
    program = Program(running, port, log)
    until(lambda: answers(port) or _over(program), "the server does not answer")
    return program


def _over(program: Program) -> bool:
    if program.running.poll() is not None:
        raise RuntimeError(f"the server ended: {program.log.read_text(errors='replace')[-1500:]}")
    return False


@contextmanager
def served(made: House, before: Sequence[str] = (), **told: str) -> Iterator[Program]:
    """A house that is open for a while."""
    program = start(made, before=before, **told)
    try:
        yield program
    finally:
        program.end()


def worker(made: House, **told: str) -> subprocess.Popen[bytes]:
    """The worker alone."""
    command = [sys.executable, "-m", "portal", "worker"]
    with (made.folder / "worker.log").open("ab") as out:
        return subprocess.Popen(command, cwd=ROOT, env=made.environment(**told), stdout=out, stderr=out)


def answers(port: int, path: str = "/readyz") -> bool:
    """Whether the server answers, and its database."""
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", path)
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


def until(done: Callable[[], object], otherwise: str, patience: float = PATIENCE) -> float:
    """Wait for it; gives the seconds that it took."""
    begun = time.monotonic()
    while not done():
        if time.monotonic() - begun > patience:
            raise RuntimeError(otherwise)
        time.sleep(0.05)
    return time.monotonic() - begun


def said(made: House, *words: object, **told: str) -> subprocess.CompletedProcess[str]:
    """A command of the house, as somebody types it."""
    command = [sys.executable, "-m", "portal", *map(str, words)]
    environment = {**made.environment(), **told}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
