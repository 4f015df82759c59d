"""Who waited for whom, as a program of either side reads it."""

from datetime import UTC, datetime

import pytest

from portal.cases import actions as cases
from portal.kernel import clock
from tests.workflows.sample import ROWS, SUIT


def march(day):
    """Ten o'clock of that day."""
    return clock.as_of(datetime(2026, 3, day, 10, tzinfo=UTC))


@pytest.fixture
def asked(app, cast):
    """The address of an order that was asked for on 1 March, 10:00."""
    with march(1), app.database.unit(write=True) as session:
        case = cases.begin(cast.julian, session.merge(cast.okoro), SUIT, "A suit", "Suit", "GBP")
        return f"/orders/{case.ref}"


def test_both_programs_read_two_days_for_the_customer_and_five_for_the_clan(julian, marian, stranger, asked):
    with march(3):
        julian.put(f"{asked}/fields/need/conditions", {"value": ROWS, "seen": 0})
        julian.post(f"{asked}/signatures", {"stage": "need"})
    with march(8):
        marian.post(f"{asked}/signatures", {"stage": "need"})
        marian.put(f"{asked}/fields/cloth/code", {"value": "W 81", "seen": 0})
        told, same = julian.get(f"{asked}/turns"), marian.get(f"{asked}/turns")
    assert told == same
    both = [
        {"side": "customer", "days": "2.0", "seconds": 172800},
        {"side": "clan", "days": "5.0", "seconds": 432000},
    ]
    assert told["waited"] == both
    assert (told["years"], told["orders"]) == ([{"year": 2026, "waited": both}], 1)
    first, second, third = told["waits"]
    assert first == {
        "side": "customer",
        "since": "2026-03-01T10:00:00Z",
        "until": "2026-03-03T10:00:00Z",
        "seconds": 172800,
        "ran_out": False,
        "seq": 3,
        "sentence": "Julian Okoro signed Need",
    }
    assert (second["side"], second["seconds"], second["seq"]) == ("clan", 432000, 5)
    assert (third["side"], third["until"], third["seq"], third["sentence"]) == ("customer", None, None, "")
    promise = next(one for one in told["open"] if one["kind"] == "promise")
    assert (promise["side"], promise["since"]) == ("clan", "2026-03-08T10:00:00Z")
    stranger.get(f"{asked}/turns", status=404)


def test_what_ran_out_without_an_answer_is_told_as_a_wait_of_its_own(julian, marian, asked):
    """Asked on the 3rd, good through the 10th: the clan was waited for until midnight, then the customer."""
    with march(1):
        julian.put(f"{asked}/fields/need/conditions", {"value": ROWS, "seen": 0})
        julian.post(f"{asked}/signatures", {"stage": "need"})
        marian.post(f"{asked}/signatures", {"stage": "need"})
        marian.put(f"{asked}/fields/cloth/code", {"value": "W 81", "seen": 0})
    with march(3):
        wish = {"stage": "need", "field": "title", "way": "Shorter"}
        julian.post(f"{asked}/proposals", wish)
    with march(12):
        told = marian.get(f"{asked}/turns")
        assert told == julian.get(f"{asked}/turns")
    over, runs = told["waits"][-2:]
    assert (over["side"], over["until"], over["ran_out"]) == ("clan", "2026-03-11T00:00:00Z", True)
    assert (over["seq"], over["sentence"]) == (None, "")
    assert (runs["side"], runs["since"], runs["until"]) == ("customer", "2026-03-11T00:00:00Z", None)
    assert ("ask_anew", "customer") in [(one["kind"], one["side"]) for one in told["open"]]
