"""Hunts of Northmoor, noted by Tom in units of work of their own, and read."""

from datetime import date, timedelta

import pytest

from portal.hunts import actions, ending, queries
from portal.hunts.actions import Terms
from portal.kernel import clock, journal
from portal.people.queries import account_by_handle, by_handle
from workflows.hunts import Band, Figures

HUNTS = "/customers/northmoor/hunts"
GOOD = {"used": "yes", "cheaper": "no", "strain": "no", "lock_in": "no", "buy": "yes"}
BENCH = {
    "what": "A repair bench at Carnforth depot",
    "need": "Torn coats are thrown away, and crews wait for new ones.",
    "offered": "A bench with two of us on it, for £38,000 a year.",
    "figures": Figures(38_000_00, 30_020_00),
    "band": Band("typed", 15_00, 25_00),
    "band_from": "Marian, in the covenant of spring",
}


def terms(**other):
    """What the hunt of these tests is, or another one in some things."""
    soon = date.fromordinal(clock.now().date().toordinal()) + timedelta(days=14)
    return Terms(**{**BENCH, "decided_by": soon, **other})


def said(**other):
    """Answers to the five, good unless others are given; with words."""
    return {key: (says, f"Because {key}") for key, says in {**GOOD, **other}.items()}


class Hunting:
    """Does things with hunts as their pages would."""

    def __init__(self, unit):
        self._unit = unit

    def note(self, who, account="northmoor", **other):
        """Note a hunt; its name in addresses."""
        with self._unit():
            return f"r{actions.note(who, account_by_handle(account), terms(**other)).number}"

    def do(self, who, deed, ref, *given, account="northmoor", **named):
        """Do something with it."""
        with self._unit():
            found = queries.hunt(by_handle("marian"), account_by_handle(account), ref)
            do = getattr(actions, deed, None) or getattr(ending, deed)
            return do(who, found, *given, **named)

    def answer(self, who, ref, **other):
        """Answer the five questions."""
        self.do(who, "answer", ref, said(**other))

    def read(self, ref, what, account="northmoor"):
        """What is kept of it."""
        with self._unit():
            found = queries.hunt(by_handle("marian"), account_by_handle(account), ref)
            return what(found)

    def room(self, account="northmoor"):
        """What the clan's room heard, oldest first."""
        with self._unit():
            return list(journal.whole(f"clanside:{account_by_handle(account).id}"))


@pytest.fixture
def hunts(unit):
    """Hunts of Northmoor."""
    return Hunting(unit)
