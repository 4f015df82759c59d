"""The order that the tests of this area share: Julian's coat, with Marian, Piotr and Priya in its clan.

It is played once in a run and for each place where it may stand, into a database of its own. A test begins
where it stands and is rolled back to it, so that no test plays the same course again.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
import time_machine

from portal.kernel import clock
from portal.kernel.db import Database
from tests import house
from tests.cases import playing
from tests.conftest import rolled_back

PLAYED = {
    "order": lambda order, *_: order,
    "cloth": playing.to_cloth,
    "fitting": playing.to_fitting,
    "judged": playing.to_the_end,
}
Standing = Callable[[str], Database]


@pytest.fixture(scope="session")
def _standing(
    template_url: str, _everybody: house.Cast, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Standing]:
    with ExitStack() as open_:

        @cache
        def standing(place: str) -> Database:
            url = house.copy(template_url, tmp_path_factory.mktemp(place))
            database = open_.enter_context(house.connected(url))
            julian, marian = _everybody.julian, _everybody.marian
            before = clock.now() - timedelta(minutes=2)  # so that nothing of it is "now" to any test
            with time_machine.travel(before):
                PLAYED[place](playing.begin(database, julian, _everybody.okoro), julian, marian)
            return database

        yield standing


@pytest.fixture
def database(request: pytest.FixtureRequest, _shared: Database, _standing: Standing) -> Iterator[Database]:
    """The database of this test, with the order in it if the test wants one. Rolled back at its end."""
    place = next((place for place in reversed(PLAYED) if place in request.fixturenames), None)
    with rolled_back(_standing(place) if place else _shared) as database:
        yield database


def _coat(database: Database, cast: house.Cast) -> playing.Order:
    return playing.Order(database, cast.julian, "okoro-1")


@pytest.fixture
def order(database: Database, cast: Any) -> playing.Order:
    """An order that Julian has just begun: the need is under way."""
    return _coat(database, cast)


@pytest.fixture
def cloth(database: Database, cast: Any) -> playing.Order:
    """The same order with its need signed: the cloth is under way."""
    return _coat(database, cast)


@pytest.fixture
def fitting(database: Database, cast: Any) -> playing.Order:
    """The same order with its cloth signed: the fitting is under way."""
    return _coat(database, cast)


@pytest.fixture
def judged(database: Database, cast: Any) -> playing.Order:
    """The same order with every stage done: the customer judges it."""
    return _coat(database, cast)
