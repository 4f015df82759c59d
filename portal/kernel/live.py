"""Live pages: a stream tells an open page which things have moved, by name and number, never what they hold.

The page fetches what moved, and is shown what its reader may see at that moment. A stream asks every few
seconds whether its reader may still listen, and at once when they sign out or lose their place. It resumes by
the number that the page has shown (Last-Event-ID), so that nothing depends on hearing every beat.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager

import structlog
from sqlalchemy import Engine

from portal.kernel.alarms import Alarm, alarm
from portal.kernel.db import Database

log = structlog.get_logger()

TICK = (
    5.0  # seconds between two looks of a stream that hears nothing; also how soon a gone browser is noticed
)
PATIENCE = (
    1.0  # seconds an alarm waits before it asks whether anybody is left, or whether there are new names
)
REST = 2.0  # seconds before a database that went away is asked again
OF_ONE_PERSON = 6  # streams in one process
RETRY = 2000  # milliseconds after which a browser comes back

Heads = Mapping[str, int | str]


class Listener:
    """One open stream: whose, and the names it follows."""

    def __init__(self, person: int, tab: str, names: Collection[str]) -> None:
        self.person, self.tab, self.names = person, tab, frozenset(names)
        self.called = threading.Event()
        self.ended = False

    def wait(self, seconds: float) -> bool:
        """Wait until something moves; whether it did."""
        heard = self.called.wait(seconds)
        self.called.clear()
        return heard


class TooMany(Exception):
    """This person, or this process, follows as many streams as it may."""


class Switchboard:
    """The streams of one process, and the one thread that wakes those whose names have moved."""

    def __init__(self, database: Database) -> None:
        self._database, self._lock = database, threading.Lock()
        self._listeners: set[Listener] = set()
        self._watching = False
        self.going_on: Callable[[], bool] = lambda: True  # a server says here that it is about to stop
        self.most = 300 if self._server() else 32  # gunicorn.conf.py: green threads, or 40 threads

    def _server(self) -> bool:
        return self._database.bind.dialect.name == "postgresql"

    def admit(self, listener: Listener) -> None:
        """Give a stream its place, before it begins, so that many at the very same moment get no more than
        there are. A page that comes back ends its own older stream.

        Raises:
            TooMany: there is none; the page asks now and then instead.
        """
        with self._lock:
            own = [one for one in self._listeners if one.person == listener.person]
            again = [one for one in own if one.tab == listener.tab]
            if len(own) - len(again) >= OF_ONE_PERSON or len(self._listeners) - len(again) >= self.most:
                raise TooMany
            for one in again:
                one.ended = True
                one.called.set()
            self._listeners.add(listener)

    def dismiss(self, listener: Listener) -> None:
        """Take the place of a stream back: it ended, or its reader went before it began."""
        with self._lock:
            self._listeners.discard(listener)

    @contextmanager
    def following(self, listener: Listener) -> Iterator[None]:
        """Wake this listener until the block ends."""
        with self._lock:
            self._listeners.add(listener)
            if not self._watching and isinstance(self._database.bind, Engine):
                self._watching = True
                threading.Thread(target=self._watch, args=(self._database.bind,), daemon=True).start()
        try:
            yield
        finally:
            self.dismiss(listener)

    def _watch(self, engine: Engine) -> None:
        """Wake whoever follows what has moved, until nobody is left."""
        rest = threading.Event()
        while self._anybody():
            try:
                with closing(alarm(engine)) as waker:
                    self._wake_with(waker)
            except Exception as error:  # whatever the driver raises while its server is away
                log.warning("no alarm", error=str(error))
                rest.wait(REST)

    def _wake_with(self, waker: Alarm) -> None:
        while names := self._names():
            moved = waker.moved(names, PATIENCE)
            with self._lock:
                for one in self._listeners:
                    if moved & one.names:
                        one.called.set()

    def _names(self) -> set[str]:
        with self._lock:
            return {name for one in self._listeners for name in one.names}

    def _anybody(self) -> bool:
        with self._lock:
            self._watching = bool(self._listeners)
            return self._watching


def stream(
    board: Switchboard, listener: Listener, shown: Heads, ask: Callable[[], Heads | None]
) -> Iterator[str]:
    """The frames of one stream (HTML standard, 9.2 Server-sent events).

    `ask` says, as of now, the head of each thing that the reader follows, or None when they may no longer.
    What differs from what was `shown` is named. A thing whose head is a number gives the frame its id.
    """
    yield f"retry: {RETRY}\n\n"
    with board.following(listener):
        while board.going_on() and not listener.ended:
            heads = ask()
            if heads is None:
                yield "event: ended\ndata: ended\n\n"
                return
            yield from (_frame(name, head) for name, head in heads.items() if shown.get(name) != head)
            shown = heads
            if not _heard(board, listener):
                yield ": still here\n\n"


def _heard(board: Switchboard, listener: Listener) -> bool:
    """Wait for a beat, and look up every second whether the server stops."""
    waited = 0.0
    while waited < TICK and board.going_on():
        if listener.wait(1.0):
            return True
        waited += 1.0
    return False


def _frame(name: str, head: int | str) -> str:
    number = f"id: {head}\n" if isinstance(head, int) else ""
    return f"{number}event: {name}\ndata: {head}\n\n"
