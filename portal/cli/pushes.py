"""Telling people on their devices: a thread beside the worker's other work, and the key that it needs."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import DBAPIError

from portal.kernel import sealing
from portal.kernel.db import Database
from portal.kernel.settings import Settings
from portal.notifications import pushing

LOOK_EVERY = 1.0  # seconds
ENDS_WITHIN = 5.0  # seconds; what is still on its way then is not told again


@click.command("push-key")
def push_key() -> None:
    """Print a new key for COMMONTHREAD_PUSH_KEY, with which people can be told on their devices.

    A house keeps its key: with another one, everybody would have to switch their devices on again.
    """
    print(sealing.new_key())


@contextmanager
def beside(database: Database, chosen: Settings, stop: threading.Event) -> Iterator[None]:
    """Send what is due while the block goes on, so that a slow push service keeps nothing else waiting."""
    thread = threading.Thread(target=_go_on, args=(database, chosen, stop), daemon=True)
    if chosen.push_key:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        if chosen.push_key:
            thread.join(ENDS_WITHIN)


def _go_on(database: Database, chosen: Settings, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            sent = pushing.send_due(database, chosen)
        except DBAPIError as error:
            print(f"Devices cannot be told just now: {error}", file=sys.stderr)
            sent = 0
        if not sent:
            stop.wait(LOOK_EVERY)
