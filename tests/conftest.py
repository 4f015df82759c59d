"""What every test shares: the house and its cast, how hard hypothesis looks, what is said at the end."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from portal import create_app
from portal.kernel import clock, db
from portal.kernel.http import House
from portal.people import sessions
from tests import databases, house, kept, pages, unavailable

# Set before pytest-xdist starts its workers: they inherit the environment.
OWN_NOTES = unavailable.VARIABLE not in os.environ
NOTES = unavailable.path()
CLOCKS_OF_THEIR_OWN = frozenset({"journeys", "faults", "cli"})  # folders of tests that start programs

House.jinja_options = {**House.jinja_options, "bytecode_cache": kept.templates()}

# No deadline: a busy machine is not a bug. Draws that are slow on a busy machine are none either.
settings.register_profile(
    "quick", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=2000)
settings.load_profile("thorough" if os.environ.get("COMMONTHREAD_THOROUGH") == "1" else "quick")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what could not run; only the first process writes to the terminal."""
    if missing := unavailable.notes():
        terminalreporter.section("COULD NOT RUN", sep="!", red=True, bold=True)
        for line in missing:
            terminalreporter.write_line(line, red=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Clear the notes away, unless they belong to `make test` or to the process that started us."""
    if OWN_NOTES and not hasattr(config, "workerinput"):
        Path(NOTES).unlink(missing_ok=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Whatever stands on the database is marked so, before -m chooses, and runs a second time on PostgreSQL.

    What does not, although it stands there, is said in tests/databases.py, or by the test itself with `once`.

    Who was given more time than others begins first, so that no process of a run is left alone with it at
    the end, and only one of them makes the demo house while the other goes on.
    """
    for item in items:
        stands = "template_url" in getattr(item, "fixturenames", ())
        once = item.get_closest_marker("once") is not None or item.path in databases.ONCE
        if stands and not once:
            item.add_marker(pytest.mark.database)
    yield
    items.sort(key=_patience, reverse=True)


def pytest_configure() -> None:
    """Look for garbage less often."""
    gc.set_threshold(50_000, 20, 20)


def pytest_collection_finish() -> None:
    """Look for no garbage among what was imported and collected: that stays to the end."""
    gc.collect()
    gc.freeze()


def _patience(item: pytest.Item) -> float:
    given = item.get_closest_marker("timeout")
    return float(given.args[0] if given else item.config.getini("timeout") or 0)


@pytest.fixture(autouse=True)
def _one_minute(request: pytest.FixtureRequest) -> Iterator[None]:
    """Begin each test at the beginning of a minute, so that two of its pages agree on what time it is.

    Programs and browsers that a test starts have clocks of their own: those tests keep to the real time.
    """
    if request.path.parent.name in CLOCKS_OF_THEIR_OWN:
        yield
        return
    soon = (clock.now() + timedelta(minutes=1)).replace(second=0, microsecond=0)
    with time_machine.travel(soon):
        yield


@pytest.fixture(scope="session")
def template_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database with the cast in it, made once in a run."""
    with house.template(tmp_path_factory.mktemp("house")) as url:
        yield url


@pytest.fixture(scope="session")
def _shared(template_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[db.Database]:
    with house.connected(house.copy(template_url, tmp_path_factory.mktemp("shared"))) as database:
        yield database


@pytest.fixture(scope="session")
def _everybody(_shared: db.Database) -> house.Cast:
    return house.cast_of(_shared)


@pytest.fixture
def cast(_everybody: house.Cast) -> house.Cast:
    """Everybody, by name: `cast.julian`, `cast.marian`, `cast.okoro`."""
    return _everybody


@pytest.fixture
def database(_shared: db.Database) -> Iterator[db.Database]:
    """The database of this test. Whatever the test does there is rolled back at its end."""
    with rolled_back(_shared) as database:
        yield database


@contextmanager
def rolled_back(shared: db.Database) -> Iterator[db.Database]:
    """A database that many share, for one of them: what is done there in this block is taken back."""
    assert isinstance(shared.bind, Engine)
    with shared.bind.connect() as connection:
        transaction = connection.begin()
        yield db.Database(connection)
        transaction.rollback()


@pytest.fixture
def unit(database: db.Database) -> Callable[[], AbstractContextManager[Session]]:
    """Open a unit of work: `with unit() as session:`."""
    return lambda: database.unit(write=True)


@pytest.fixture
def own_database(template_url: str, tmp_path: Path) -> Iterator[db.Database]:
    """A real database of the test's own, for races and whatever must be committed."""
    with house.connected(house.copy(template_url, tmp_path)) as database:
        yield database


@pytest.fixture(scope="session")
def _app(_shared: db.Database) -> House:
    app = create_app(house.settings(), _shared)
    app.test_client_class = pages.Visitor
    app.live.going_on = lambda: (
        False
    )  # a stream says what it has and ends; tests/kernel/test_live.py lets it go on
    app.testing = False  # faults are answered with the page, as they are for people
    return app


@pytest.fixture
def app(_app: House, database: db.Database, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house under test, on the test's own database. `COMMONTHREAD_*` of the machine are left aside."""
    monkeypatch.setattr(_app, "database", database)
    monkeypatch.setitem(_app.config, "SETTINGS", house.settings())
    return _app


@pytest.fixture
def nobody(app: House) -> pages.Visitor:
    """A visitor who is not signed in."""
    return _visitor(app)


@pytest.fixture
def as_(app: House) -> Callable[..., pages.Visitor]:
    """A visitor signed in as somebody: `as_(cast.julian).get("/people", status=200)`."""

    def visit(person: Any) -> pages.Visitor:
        return sign_in(app, person)

    return visit


def sign_in(app: House, person: Any) -> pages.Visitor:
    """A visitor with a session of that person."""
    visitor = _visitor(app)
    with app.database.unit(write=True):
        secret = sessions.begin(person, "link", "a test")
    visitor.comes_with(_user_id=secret)
    return visitor


def _visitor(app: House) -> pages.Visitor:
    visitor = app.test_client()
    assert isinstance(visitor, pages.Visitor)
    return visitor
