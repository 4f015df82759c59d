"""Doing things at the very same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def at_once(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """What comes of deeds that all begin together, each in a thread of its own; a fault in one is raised."""
    start = threading.Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        start.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))
