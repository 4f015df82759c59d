"""The end of an order: every condition judged by the customer, and a word that only they can say."""

import pytest

from tests.api.program import kind
from tests.workflows.sample import ROWS


@pytest.fixture
def done(julian, marian, suit) -> str:
    """The order with every stage signed."""
    for program, path, said in (
        (julian, "fields/need/conditions", {"value": ROWS, "seen": 0}),
        (marian, "fields/cloth/code", {"value": "W 81", "seen": 0}),
    ):
        program.put(f"{suit}/{path}", said)
    sign_both(julian, marian, suit, "need")
    julian.post(f"{suit}/stages/cloth/reviews/fit", {"decision": "accepted"})
    sign_both(julian, marian, suit, "cloth")
    asked = marian.post(f"{suit}/stages/fitting/skip", {"why": "sent by post"})["plan"][-1]["key"]
    julian.post(f"{suit}/plan/{asked}/agree", {})
    for item in ("buttons", "pressed"):
        marian.put(f"{suit}/stages/finishing/checklists/inspection/{item}")
    julian.post(f"{suit}/signatures", {"stage": "finishing"})
    return suit


def sign_both(julian, marian, suit, key):
    """Both sides sign a stage."""
    for program in (julian, marian):
        program.post(f"{suit}/signatures", {"stage": key})


def keys(order) -> list[str]:
    """The keys of the conditions."""
    return [one["key"] for one in order["conditions"]]


def test_the_last_condition_met_fulfils_the_order_and_nothing_changes_any_more(julian, marian, done):
    fits, blue = keys(julian.get(done))
    assert kind(marian.post(f"{done}/conditions/{fits}/met", status=403)) == "not-yours"
    assert julian.post(f"{done}/conditions/{fits}/met")["status"] == "open"
    order = julian.post(f"{done}/conditions/{blue}/met")
    assert (order["status"], order["stage"], order["turn"]["side"], order["steps"]) == (
        "fulfilled",
        None,
        None,
        [],
    )
    assert [one["met"] for one in order["conditions"]] == [True, True]
    refused = marian.post(f"{done}/say", {"text": "Thank you"}, status=409)
    assert refused["detail"].startswith("This is fulfilled")
    assert len(julian.get("/orders?status=fulfilled")["items"]) == 1


def test_not_yet_opens_the_named_stage_again_with_a_reason(julian, marian, done):
    fits, _ = keys(julian.get(done))
    place = f"{done}/conditions/{fits}/not-met"
    assert marian.post(place, {"why": "x", "stage": "cloth"}, status=403)
    assert julian.post(place, {"why": "tight", "stage": "hat"}, status=422)["errors"][0]["field"] == "stage"
    order = julian.post(place, {"why": "tight", "stage": "finishing"})
    assert order["stage"] == "finishing"
    assert (order["conditions"][0]["met"], order["conditions"][0]["why"]) == (False, "tight")
    refused = julian.post(f"{done}/conditions/abc/met", status=409)
    assert refused["detail"].startswith("That condition is not written here")


def test_only_the_customer_finishes_and_only_when_nothing_is_open(julian, marian, done):
    assert kind(marian.post(f"{done}/finish", status=403)) == "not-yours"
    refused = julian.post(f"{done}/finish", status=409)
    assert refused["detail"].startswith("Still open before this is finished: It fits")
