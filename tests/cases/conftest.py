"""The order that the tests of this area share: Julian's coat, with Marian, Piotr and Priya in its clan."""

from typing import Any

import pytest

from portal.kernel.db import Database
from tests.cases import playing


@pytest.fixture
def order(database: Database, cast: Any) -> playing.Order:
    """An order that Julian has just begun: the need is under way."""
    return playing.begin(database, cast.julian, cast.okoro)


@pytest.fixture
def cloth(order: playing.Order, cast: Any) -> playing.Order:
    """The same order with its need signed: the cloth is under way."""
    return playing.to_cloth(order, cast.julian, cast.marian)


@pytest.fixture
def fitting(order: playing.Order, cast: Any) -> playing.Order:
    """The same order with its cloth signed: the fitting is under way."""
    return playing.to_fitting(order, cast.julian, cast.marian)


@pytest.fixture
def judged(order: playing.Order, cast: Any) -> playing.Order:
    """The same order with every stage done: the customer judges it."""
    return playing.to_the_end(order, cast.julian, cast.marian)
