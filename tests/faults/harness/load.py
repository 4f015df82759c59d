"""People who write all the time, over the API of the real server, and note what they were told is kept.

A writer who hears nothing, or hears that it was not possible, sends the same again under the same key, as
pages and good programs do.
"""

import itertools
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any

from tests.faults.harness.houses import PEOPLE, House
from tests.faults.harness.ledger import Ledger

LINE = "need/must_not"
numbers = itertools.count(1)


def word() -> str:
    """A word that nobody has said before."""
    return f"w{next(numbers)}x{secrets.token_hex(4)}"


@dataclass
class Client:
    """A program of one person; each request on a line of its own unless it `stays`."""

    port: int
    token: str
    stays: bool = False
    line: HTTPConnection | None = None
    patience: float = 15

    def ask(self, method: str, path: str, body: Any = None, key: str = "") -> tuple[int, Any]:
        """Ask once; the status and what came with it.

        Raises:
            OSError, HTTPException: nothing came back, or half of it.
        """
        line = self.line or HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        try:
            line.request(method, f"/api/v1{path}", json.dumps(body) if body is not None else None, headers)
            answer = line.getresponse()
            said = answer.read()
        except BaseException:
            line.close()
            self.line = None
            raise
        self.line = line if self.stays and not answer.will_close else None
        if self.line is None:
            line.close()
        told = json.loads(said) if said and answer.status != 500 else None
        return answer.status, told


@dataclass
class Load:
    """Writers at work, until they are told to stop."""

    made: House
    port: int
    ledger: Ledger = field(default_factory=Ledger)
    pause: float = 0.0
    stays: bool = False
    going: threading.Event = field(default_factory=threading.Event)
    stopping: threading.Event = field(default_factory=threading.Event)

    def insist(self, client: Client, method: str, path: str, body: Any) -> tuple[int, Any] | None:
        """Ask until there is an answer that is one; None when everything is over first."""
        key = secrets.token_urlsafe(12)
        for _ in range(2000):
            try:
                status, told = client.ask(method, path, body, key)
            except (OSError, HTTPException) as problem:
                self.ledger.trouble(type(problem).__name__)
            else:
                if status < 500 and status != 429:
                    return status, told
                self.ledger.trouble(str(status))
            if self.stopping.wait(0.1):
                return None
        return None

    def talk(self, name: str) -> None:
        """Say one thing after another."""
        client = Client(self.port, self.made.tokens[name], self.stays)
        while not self.stopping.wait(self.pause):
            said = word()
            self.ledger.send(said)
            body = {"text": f"Word {said}"}
            self._noted(said, self.insist(client, "POST", f"/orders/{self.made.ref}/say", body))

    def write(self, name: str) -> None:
        """Write one line again and again, having seen what stands there."""
        client, seen = Client(self.port, self.made.tokens[name], self.stays), 0
        while not self.stopping.wait(self.pause):
            said = word()
            self.ledger.send(said)
            body = {"value": f"Shine {said}", "seen": seen}
            answer = self.insist(client, "PUT", f"/orders/{self.made.ref}/fields/{LINE}", body)
            if answer and answer[0] == 409:
                seen = answer[1]["seq"]
                continue
            if self._noted(said, answer) and answer:
                seen = answer[1]["seq"]

    def _noted(self, said: str, answer: tuple[int, Any] | None) -> bool:
        if answer is None:
            return False
        if answer[0] not in (200, 201):
            self.ledger.trouble(f"{answer[0]} {str(answer[1])[:80]}")
            return False
        self.ledger.keep(said)
        return True

    def so_many(self, more: int) -> Callable[[], bool]:
        """Whether so many more were kept since now."""
        goal = len(self.ledger.kept) + more
        return lambda: len(self.ledger.kept) >= goal


@contextmanager
def load(made: House, port: int, **how: Any) -> Iterator[Load]:
    """Julian, who writes a line, and three who talk, all at the same time."""
    work = Load(made, port, **how)
    threads = [threading.Thread(target=work.write, args=("julian",), daemon=True)]
    threads += [threading.Thread(target=work.talk, args=(name,), daemon=True) for name in PEOPLE[1:]]
    for one in threads:
        one.start()
    try:
        yield work
    finally:
        work.stopping.set()
        end = time.monotonic() + 60
        for one in threads:
            one.join(max(0.1, end - time.monotonic()))
