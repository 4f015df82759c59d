"""Programs of both sides and of a stranger, and a small order between the two sides."""

from collections.abc import Callable

import pytest

from portal.cases import actions as cases
from portal.cases.columns import columns
from portal.cases.queries import calendars
from portal.kernel import clock, journal
from portal.people.actions import make_token
from tests.api.program import Program
from tests.workflows import test_impact
from tests.workflows.sample import SUIT
from workflows.changes import diff, document


@pytest.fixture
def program(app, nobody) -> Callable[..., Program]:
    """A program with a new token of somebody: `program(cast.julian)`."""

    def made(person) -> Program:
        with app.database.unit(write=True):
            return Program(nobody, make_token(person.handle))

    return made


@pytest.fixture
def julian(program, cast) -> Program:
    """The customer's program."""
    return program(cast.julian)


@pytest.fixture
def marian(program, cast) -> Program:
    """A program of the customer's clan."""
    return program(cast.marian)


@pytest.fixture
def stranger(program, cast) -> Program:
    """The program of another customer."""
    return program(cast.stranger)


@pytest.fixture
def suit(app, cast) -> str:
    """The address of a small order that has every kind of block (tests/workflows/sample.py)."""
    with app.database.unit(write=True) as session:
        account = session.merge(cast.okoro)
        said = ("A suit for my daughter's wedding", "Wedding suit", "GBP")
        return f"/orders/{cases.begin(cast.julian, account, SUIT, *said).ref}"


@pytest.fixture
def fitted(app, cast) -> str:
    """The address of a suit whose forward fitting is over: changes of mind cost something by now.

    It was followed there by the rules alone, so its journal tells of it in one entry, its second; its lines
    are those of tests/workflows/test_impact.py.
    """
    order = test_impact.until("finish_fitting")
    with app.database.unit(write=True) as session:
        said = ("A suit for Lisbon", "Navy suit", "GBP")
        case = cases.begin(cast.julian, session.merge(cast.okoro), test_impact.SUIT, *said)
        began, case.document, case.seq = case.document, document(order.case), order.case.seq
        who = journal.Who(cast.julian.handle, cast.julian.name, "customer")
        changes = diff(began, case.document)
        journal.append(case.stream, who, clock.now(), "case.write", {"what": "wrote it"}, changes)
        for name, value in columns(order.case, order.at, calendars(case.account_id)).items():
            setattr(case, name, value)
        return f"/orders/{case.ref}"
