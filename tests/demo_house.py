"""The demo house for tests: made once and kept, copied for each test that wants one.

Making it takes many seconds, so it is kept in .cache until the code or the day changes. A conftest that
wants it says `from tests.demo_house import demo_house, demo_made`.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from portal.cli import demo
from portal.kernel import schema
from portal.kernel.storage import Folder
from tests import house, kept

KEPT = kept.KEPT / "demo-house"


class DemoHouse(NamedTuple):
    """Where a demo house is: the address of its database and the folder of its files."""

    url: str
    files: Path


@pytest.fixture(scope="session")
def demo_made() -> DemoHouse:
    """The demo house of today, to be read only: whoever changes it spoils it for the others."""
    return _made()


@pytest.fixture
def demo_house(demo_made: DemoHouse, tmp_path: Path) -> DemoHouse:
    """A demo house of the test's own."""
    place = tmp_path / "demo.db"
    shutil.copy(demo_made.url.removeprefix("sqlite:///"), place)
    shutil.copytree(demo_made.files, tmp_path / "demo-files")
    return DemoHouse(f"sqlite:///{place}", tmp_path / "demo-files")


def _made() -> DemoHouse:
    """The kept one, or a new one; only one process of a run makes it, the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    place = KEPT / _mark()
    with _alone():
        if not place.exists():
            for old in KEPT.glob("*/"):
                shutil.rmtree(old)
            _make(KEPT / "unfinished")
            (KEPT / "unfinished").rename(place)
    return DemoHouse(f"sqlite:///{place}/house.db", place / "files")


def _make(place: Path) -> None:
    url = f"sqlite:///{place}/house.db"
    schema.upgrade(url)
    with house.connected(url) as database, database.unit(write=True):
        demo.make(Folder(place / "files"))


@contextmanager
def _alone() -> Iterator[None]:
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _mark() -> str:
    """The day, and everything that the demo house is made with."""
    return f"{date.today()}-{kept.mark()}"  # noqa: DTZ011  this machine's own day will do
