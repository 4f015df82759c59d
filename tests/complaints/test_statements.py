"""A complaint and the desk ask the database little, however long the correspondence is."""

import pytest

from tests import house

pytestmark = pytest.mark.once
OURS = ("BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
PAGE, DESK, LIST = 12, 18, 6  # on the desk a complaint lies open, and that it is read is noted


def _count(database, visitor, path):
    with house.asked(database) as statements:
        visitor.get(path, status=200)
    return len([one for one in statements if one not in OURS])


@pytest.mark.parametrize("letters", [0, 60])
def test_a_complaint_takes_few_statements_at_any_length(as_, cast, complaints, database, letters):
    ref = complaints.say(cast.julian)
    complaints.owned(cast.marian, ref, cast.gwen)
    for number in range(letters):
        complaints.do(cast.julian, ref, "letters", words=f"Letter {number}")
    for who, path, most in (
        (cast.julian, f"/complaints/{ref}", PAGE),
        (cast.marian, f"/complaints/{ref}", PAGE),
        (cast.gwen, "/desk", DESK),
        (cast.julian, "/complaints", LIST),
    ):
        visitor = as_(who)
        visitor.get("/people", status=200)  # what a process does once, it has done
        assert _count(database, visitor, path) <= most, (who.handle, path)


@pytest.mark.parametrize("many", [1, 12])
def test_a_list_takes_as_many_for_a_dozen_as_for_one(as_, cast, complaints, database, many):
    for number in range(many):
        complaints.say(cast.julian, f"Number {number}")
    visitor = as_(cast.marian)
    visitor.get("/people", status=200)
    assert _count(database, visitor, "/complaints") <= LIST
