"""gunicorn as it serves a house, and clients that time its answers."""

import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from portal import create_app
from portal.kernel.settings import ROOT
from portal.people import sessions
from portal.people.queries import by_handle
from tests import house

SECRET = "only for measuring"
WARM_UP, MOST, SECONDS = 5, 60, 3.0
PARALLEL, LOAD_SECONDS = 8, 4.0


@dataclass(frozen=True)
class Figure:
    """How long an answer took: the usual, and what one in twenty exceeds."""

    median: float
    p95: float
    times: int


@contextmanager
def gunicorn(url: str, folder: str) -> Iterator[int]:
    """Serve a house as `make run` does, without the worker; gives the port."""
    with served(url, folder, ["gunicorn", "--config", "gunicorn.conf.py"]) as (port, _):
        yield port


@contextmanager
def served(url: str, folder: str, command: list[str]) -> Iterator[tuple[int, int]]:
    """Serve a house by a command of ours; gives the port, and the number of the process."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    words = {**environment(url, folder), "PORT": str(port)}
    running = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=words)
    try:
        _wait_for(port, running)
        yield port, running.pid
    finally:
        running.terminate()
        running.wait(timeout=20)


def environment(url: str, folder: str) -> dict[str, str]:
    """What a program of the house is told."""
    told = {"DATABASE_URL": url, "FILES_URL": f"file://{folder}/files", "SECRET_KEY": SECRET}
    without_limit = {"COMMONTHREAD_REQUESTS_A_MINUTE": str(10**9)}  # one client stands for many people
    return {**without_limit, **os.environ, **told}


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if running.poll() is not None:
            raise RuntimeError("gunicorn did not start")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("gunicorn does not answer")


def cookie(url: str, handle: str) -> str:
    """What the browser of somebody who is signed in holds."""
    with house.connected(url) as database:
        app = create_app(house.settings(database_url=url, secret_key=SECRET), database)
        with database.unit(write=True):
            secret = sessions.begin(by_handle(handle), "link", "a measurement")
        return str(app.session_interface.get_signing_serializer(app).dumps({"_user_id": secret}))


class Client:
    """One browser's connection, kept open as browsers do."""

    def __init__(self, port: int, **headers: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies = SimpleCookie(headers.pop("Cookie", ""))
        self.headers = {"Accept-Encoding": "gzip", **headers}

    def ask(
        self, method: str, path: str, words: dict[str, str] | bytes | None = None, **headers: str
    ) -> bytes:
        """Ask, and hold the answer to be a good one."""
        held = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        given = {**self.headers, **({"Cookie": held} if held else {}), **headers}
        body: str | bytes | None = words if isinstance(words, bytes) else None
        if isinstance(words, dict):
            body, given["Content-Type"] = urlencode(words), "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, given)
        answer = self.connection.getresponse()
        said = answer.read()
        for given_back in answer.headers.get_all(
            "Set-Cookie", []
        ):  # the secret of the form's token is in one
            self.cookies.load(given_back)
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return said


class Writer:
    """Somebody who writes one line again and again: each time other words, having seen the last."""

    def __init__(self, client: Client, ref: str) -> None:
        self.client, self.line, self.times = client, f"/orders/{ref}/stages/need/lines/must_not", 0
        self.words: dict[str, str] = {}

    def open(self) -> None:
        """Open the line, as its form is opened in a page."""
        form = self.client.ask("GET", f"{self.line}/edit", **{"Accept-Encoding": "identity"}).decode()
        self.times += 1
        self.words = {
            "csrf_token": named(form, "csrf_token"),
            "once": secrets.token_urlsafe(16),
            "seen": named(form, "seen"),
            "value": f"Shine in photographs, {self.times}",
        }

    def write(self) -> None:
        """Send the form, as htmx does."""
        htmx = {"HX-Request": "true", "HX-Request-Type": "partial"}
        self.client.ask("POST", self.line, self.words, **htmx)


def named(form: str, name: str) -> str:
    """What a hidden input of a form says."""
    found = re.search(rf'name="{name}" value="([^"]*)"', form)
    assert found, name
    return found[1]


def timed(deed: Callable[[], object], before: Callable[[], object] = lambda: None) -> Figure:
    """Do it a few times to warm up, then some seconds long. What comes `before` is not counted."""
    taken: list[float] = []
    end = time.perf_counter() + SECONDS
    for turn in range(WARM_UP + MOST):
        before()
        begun = time.perf_counter()
        deed()
        if turn >= WARM_UP:
            taken.append((time.perf_counter() - begun) * 1000)
        if len(taken) >= 20 and time.perf_counter() > end:
            break
    return Figure(statistics.median(taken), statistics.quantiles(taken, n=20)[-1], len(taken))


def per_second(deeds: list[Callable[[], object]]) -> float:
    """How often in a second these can be done, each by a client of its own, all at once."""
    done, end = [0] * len(deeds), time.perf_counter() + LOAD_SECONDS

    def work(place: int) -> None:
        while time.perf_counter() < end:
            deeds[place]()
            done[place] += 1

    clients = [threading.Thread(target=work, args=(place,)) for place in range(len(deeds))]
    begun = time.perf_counter()
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return sum(done) / (time.perf_counter() - begun)
