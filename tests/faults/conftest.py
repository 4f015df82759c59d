"""A house on a real database of its own, where what is committed stays."""

from dataclasses import dataclass
from typing import Any

import pytest

from portal.kernel.db import Database
from portal.kernel.http import House
from portal.people import actions as people
from tests import house
from tests.cases import playing
from tests.conftest import sign_in
from tests.pages import Visitor


@dataclass(frozen=True)
class Real:
    """The house, its database, its people, and Julian's coat with the cloth under way."""

    app: House
    database: Database
    cast: house.Cast
    order: playing.Order

    def visitor(self, name: str) -> Visitor:
        """Somebody signed in, in a browser of their own."""
        return sign_in(self.app, getattr(self.cast, name))

    def token(self, name: str) -> str:
        """A token for programs of somebody."""
        with self.database.unit(write=True):
            return people.make_token(name)


@pytest.fixture
def real(_app: House, own_database: Database, cast: Any, monkeypatch: pytest.MonkeyPatch) -> Real:
    """Everybody in a house whose database can be broken."""
    monkeypatch.setattr(_app, "database", own_database)
    monkeypatch.setitem(_app.config, "SETTINGS", house.settings())
    order = playing.begin(own_database, cast.julian, cast.okoro)
    return Real(_app, own_database, cast, playing.to_cloth(order, cast.julian, cast.marian))
