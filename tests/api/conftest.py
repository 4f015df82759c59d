"""Programs of both sides and of a stranger, and a small order between the two sides."""

from collections.abc import Callable

import pytest

from portal.cases import actions as cases
from portal.people.actions import make_token
from tests.api.program import Program
from tests.workflows.sample import SUIT


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
