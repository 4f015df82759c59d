"""Knowledge that was given: not received after thirty days, and two of no use in a row."""

from datetime import UTC, datetime, timedelta

from workflows.knowledge import Proposal, Rated, proposal, standing

GIVEN = datetime(2026, 3, 2, 12, tzinfo=UTC)


def rated(*ratings):
    """These ratings, in this order."""
    kinds = ("article", "training")
    return [Rated(100 + n, kinds[n % 2], rating, 7) for n, rating in enumerate(ratings)]


def test_after_thirty_days_without_an_answer_it_counts_as_not_received():
    for days, seconds, says in ((0, 0, "waits"), (30, 0, "waits"), (30, 1, "not_received")):
        assert standing(GIVEN, None, GIVEN + timedelta(days=days, seconds=seconds)) == says
    assert standing(GIVEN, 0, GIVEN + timedelta(days=90)) == "rated"


def test_two_of_no_use_in_a_row_propose_to_stop_until_somebody_decides():
    assert proposal(rated(3, 0, 0), []) == Proposal(102, ("article", "training"), 7)
    assert proposal(rated(0, 0), []) == Proposal(101, ("article", "training"), 7)
    for ratings in ((0,), (0, 1), (0, 0, 2), (0, 3, 0), ()):
        assert proposal(rated(*ratings), []) is None
    assert proposal(rated(0, 0), [101]) is None
    assert proposal(rated(0, 0, 0), [101]) == Proposal(102, ("article", "training"), 7)
