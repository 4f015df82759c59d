"""Proposals for the process of the suit, made and answered as pages would."""

import pytest

from portal.cases import definitions
from portal.kernel import journal
from portal.kernel.db import session
from portal.processes.model import ProcessChange
from tests.cases import playing
from workflows.check import library

SUIT = library()["bespoke-suit"]
STAGE = "forward_fitting"
AT = f"/processes/{SUIT.key}"
LINE = {"line_label": "Where did you wear it?", "line_type": "longtext", "line_by": "customer"}
WHY = "I found out about the button on a train."


class Proposing:
    """Proposes changes of the suit and answers them."""

    def __init__(self, as_, unit, orders):
        self._as, self._unit, self.orders = as_, unit, orders

    def propose(self, who, stage=STAGE, status=303, **said):
        """Somebody proposes a change, another line unless they say otherwise; gives its address."""
        words = {"title": "Wear it at home", "why": WHY, **(said or LINE)}
        answer = self._as(who).post(f"{AT}/stages/{stage}/change", data=words, status=status)
        return answer.headers["Location"] if status == 303 else answer

    def shared(self, who, **said):
        """The same, for other customers to read."""
        return self.propose(who, **{**LINE, "ticked": "shared", **said})

    def do(self, who, at, deed, status=303, **said):
        """A deed of a proposal."""
        return self._as(who).post(f"{at}/{deed}", data=said, status=status)

    def page(self, who, at, status=200):
        """Its page as somebody reads it."""
        return self._as(who).get(at, status=status)

    def row(self, at):
        """What is kept of it."""
        with self._unit():
            number = int(at.rpartition("/")[2])
            found = session().query(ProcessChange).filter_by(workflow=SUIT.key, number=number).one()
            session().expunge(found)
            return found

    def newest(self):
        """The suit as new orders follow it."""
        with self._unit():
            return definitions.library()[SUIT.key]

    def entries(self, at):
        """What the journal keeps of it."""
        with self._unit():
            return [one.verb for one in journal.whole(self.row(at).stream)]


@pytest.fixture
def orders(database, cast):
    """Julian and Ruth each have a suit under way."""
    return {
        "okoro": playing.begin(database, cast.julian, cast.okoro, follows=SUIT),
        "northmoor": playing.begin(database, cast.ruth, cast.northmoor, follows=SUIT),
    }


@pytest.fixture
def proposing(as_, unit, orders):
    """Proposes changes and answers them."""
    return Proposing(as_, unit, orders)
