"""An order of Julian whose cloth is under way, and objections raised in his name."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from portal.cases import queries as cases
from portal.kernel.db import session
from portal.objections import actions, queries
from portal.objections.actions import Said, Where
from portal.people.queries import account_by_handle, by_handle
from tests.cases import playing

SAID = Said("stage", "The cloth is cut today", "They have not seen it by daylight", "Show it to them first")


class Objecting:
    """Raises objections for the Okoros in a unit of work of its own, and does things with them."""

    def __init__(self, unit, ref):
        self._unit, self.ref = unit, ref

    def to(self, who, *, hold=True, stage="cloth", answerer="marian", said=SAID):
        """Raise one; gives its number."""
        with self._unit():
            case = cases.get(who, self.ref) if stage else None
            named = by_handle(answerer)
            where = Where(case, stage)
            return actions.raise_(who, account_by_handle("okoro"), said, where, named, hold=hold).number

    def do(self, who, deed, number, *said):
        """Do something with one, as its pages would."""
        with self._unit():
            one = queries.objection(by_handle("priya"), account_by_handle("okoro"), number)
            getattr(actions, deed)(who, one, *said)

    def row(self, number):
        """What is kept of one."""
        with self._unit():
            one = session().scalar(select(queries.Objection).where(queries.Objection.number == number))
            session().refresh(one, attribute_names=["answerer"])
            names = [column.key for column in type(one).__table__.columns]
            kept = {name: getattr(one, name) for name in names}
            return SimpleNamespace(**kept, answerer=one.answerer.handle if one.answerer else "")


@pytest.fixture
def order(database, cast):
    """Julian's coat, its need signed: the cloth is under way."""
    order = playing.begin(database, cast.julian, cast.okoro)
    return playing.to_cloth(order, cast.julian, cast.marian)


@pytest.fixture
def objections(unit, order):
    """Objections about that order."""
    return Objecting(unit, order.ref)
