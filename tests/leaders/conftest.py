"""What is asked of Gwen, who leads the house and stands for no customer, and her hours of listening."""

from datetime import timedelta

import pytest

from portal.clans.queries import today
from portal.leaders import actions, listening, queries
from portal.leaders.actions import Need
from portal.leaders.listening import Heard
from portal.people.queries import account_by_handle, by_handle

NEED = Need("A named owner for every call after six", "Nobody rang Ruth back", "About £900 a month")


class Asking:
    """Asks Gwen for things, each in a unit of work of its own, and does things with what was asked."""

    def __init__(self, unit):
        self._unit = unit

    def make(self, who, customer="", leader="gwen", need=NEED):
        """Ask for something; gives its number."""
        with self._unit():
            account = account_by_handle(customer) if customer else None
            return actions.make(who, by_handle(leader), need, account).number

    def do(self, who, deed, number, *said, leader="gwen"):
        """Do something with one, as its page would."""
        with self._unit():
            getattr(actions, deed)(who, queries.ask(by_handle(leader), number), *said)

    def days(self, number):
        """So many days from today."""
        with self._unit():
            return today() + timedelta(days=number)


class Sitting:
    """Lets Gwen listen in beside somebody."""

    def __init__(self, unit):
        self._unit = unit

    def plan(self, who, beside="priya", days=0, minutes=60):
        """Plan it; gives its number."""
        with self._unit():
            day = today() + timedelta(days=days)
            return listening.plan(who, who, by_handle(beside), day, "11:00", minutes).number

    def record(self, who, number, **said):
        """Record it: whole, unless something is said otherwise."""
        with self._unit():
            words = {"quote": "I am not angry about the seam", "learned": "She wants to be rung back"}
            acts = {"action": "Ring back within the hour", "owner": by_handle("tom"), "due": today()}
            whole = {"day": today(), "minutes": 45, "contact": "Ruth Vale", "consent": True} | words | acts
            listening.record(who, queries.listening(who, number), Heard(**(whole | said)))

    def do(self, who, deed, number, *said, **more):
        """Do something with it."""
        with self._unit():
            getattr(listening, deed)(who, queries.listening(who, number), *said, **more)


@pytest.fixture
def asks(unit):
    """Things that are asked of Gwen."""
    return Asking(unit)


@pytest.fixture
def sits(unit):
    """Hours in which Gwen listens."""
    return Sitting(unit)
