"""Who is called and counts, how many are enough, and when an idea has been without an end for too long."""

from datetime import date, timedelta

import pytest

from workflows.meetings import End, counts, due, enough, is_late, is_open, needed

DAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("called", "quorum", "least"),
    [(5, 60, 3), (3, 60, 2), (4, 50, 2), (1, 60, 1), (10, 100, 10), (7, 1, 1), (0, 60, 1), (3, 67, 3)],
)
def test_so_many_must_be_there_of_those_who_are_called(called, quorum, least):
    assert needed(called, quorum) == least
    assert enough(least, called, quorum) and not enough(least - 1, called, quorum)


def test_who_is_only_told_what_was_decided_does_not_count():
    assert counts(["agenda"]) and counts(["ideas", "decided"])
    assert not counts(["decided"]) and not counts([])


def test_an_idea_without_an_end_is_late_after_fourteen_days():
    assert due(DAY) == date(2027, 3, 15)
    assert is_open(End.OPEN, DAY, DAY)
    assert not is_late(End.OPEN, DAY, due(DAY))
    assert is_late(End.OPEN, DAY, due(DAY) + timedelta(days=1))


def test_a_parked_idea_is_open_from_its_day_on():
    assert not is_open(End.PARKED, DAY, DAY - timedelta(days=1))
    assert is_open(End.PARKED, DAY, DAY)
    assert not is_late(End.PARKED, DAY, due(DAY)) and is_late(End.PARKED, DAY, date(2027, 3, 16))


@pytest.mark.parametrize("end", [End.ACTION, End.DECLINED])
def test_an_idea_that_ended_is_never_late(end):
    assert not is_open(end, DAY, DAY + timedelta(days=99)) and not is_late(end, DAY, DAY + timedelta(days=99))
