"""A red cord that Piotr pulls, which goes to Gwen, and to Iris and Tom, who are the stewards here."""

import pytest
from sqlalchemy import select, update

from portal.cases import queries as cases
from portal.cords import actions, queries
from portal.cords.actions import Broken
from portal.cords.model import Cord
from portal.kernel.db import session
from portal.people import standing
from portal.people.queries import account_by_handle, by_handle
from tests.cases import playing

SECRET = "Zinnober"  # a word that stands nowhere else in the house
PROMISE = f"No coat leaves with a seam that nobody tried, {SECRET}"


class Pulling:
    """Pulls cords, each in a unit of work of its own, and does things with them."""

    def __init__(self, unit, ref):
        self._unit, self.ref = unit, ref

    def pull(self, who, executive="gwen", *, order=False, customer=""):
        """Pull one; gives its number."""
        with self._unit():
            case = cases.get(who, self.ref) if order else None
            account = account_by_handle(customer) if customer else None
            said = Broken(PROMISE, f"Fourteen came back, {SECRET}", account, case)
            return actions.pull(who, by_handle(executive), said).id

    def do(self, who, deed, number, *said, **more):
        """Do something with one."""
        with self._unit():
            getattr(actions, deed)(who, queries.of_number(number), *said, **more)

    def stewards(self, number):
        """Who hears of one."""
        with self._unit():
            return [one.person.handle for one in queries.of_number(number).stewards]

    def row(self, number):
        """What is kept of one."""
        with self._unit():
            return session().execute(select(Cord.__table__).where(Cord.id == number)).one()

    def long_ago(self, number, **since):
        """Let one have been pulled earlier."""
        with self._unit():
            session().execute(update(Cord).where(Cord.id == number).values(**since))


@pytest.fixture
def order(database, cast):
    """An order of Julian."""
    return playing.begin(database, cast.julian, cast.okoro)


@pytest.fixture
def cords(unit, cast, order):
    """Cords about that order, in a house with two stewards."""
    with unit():
        standing.appoint(cast.ada, by_handle("tom"), ["steward"])
    return Pulling(unit, order.ref)
