"""A proposal is read in as few statements however much is said to it."""

import pytest

from tests.complaints.test_statements import _count as count
from tests.processes.conftest import AT

pytestmark = pytest.mark.once
LIMITS = (10, 4, 3)  # of its page, of its process, of all processes


def test_a_proposal_and_its_lists_take_few_statements(as_, cast, database, proposing):
    at = proposing.propose(cast.julian)
    marian, taken = as_(cast.marian), []
    for _round in range(2):
        taken.append([count(database, marian, path) for path in (at, AT, "/processes")])
        for person in (cast.julian, cast.marian, cast.piotr):
            proposing.do(person, at, "say", text="Once more.")
        proposing.propose(cast.julian)
    assert taken[0] == taken[1]
    assert all(one <= most for one, most in zip(taken[0], LIMITS, strict=True)), taken[0]
