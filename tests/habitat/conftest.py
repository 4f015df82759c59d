"""The map of Northmoor, drawn in the name of either side."""

from datetime import date

import pytest

from portal.habitat import actions, queries
from portal.people.queries import account_by_handle, by_handle

NIGHT = {
    "name": "Night commuters",
    "relation": "customer",
    "trend": -1,
    "evidence": "Four of eleven trips left late.",
    "source": "Tom's list",
    "seen_on": date(2026, 3, 2),
}


class Map:
    """Draws the map of a customer in a unit of work of its own, and reads it."""

    def __init__(self, unit):
        self._unit = unit

    def add(self, who, account="northmoor", **words):
        """Put somebody on it; gives the number."""
        with self._unit():
            return actions.add(by_handle(who), account_by_handle(account), {**NIGHT, **words}).number

    def do(self, who, deed, number, *said, account="northmoor"):
        """Do something with an entry."""
        with self._unit():
            one = queries.actor(account_by_handle(account), number)
            return getattr(actions, deed)(by_handle(who), one, *said)

    def row(self, number, account="northmoor"):
        """What an entry says, and how often something was done with it."""
        with self._unit():
            one = queries.actor(account_by_handle(account), number)
            return {name: getattr(one, name) for name in (*NIGHT, "gone", "version", "by_name")}


@pytest.fixture
def drawn(unit):
    """The map of Northmoor."""
    return Map(unit)
