"""What is done in a stage besides its lines: reviews, checklists, appointments."""

import pytest

from tests.api.program import found, stage
from tests.workflows.sample import ROWS

LATER, TOO_LATE = "2099-01-05T10:30:00+01:00", "2001-01-05T10:30:00Z"


@pytest.fixture
def at_cloth(julian, marian, suit) -> str:
    """The order with its cloth under way."""
    julian.put(f"{suit}/fields/need/conditions", {"value": ROWS, "seen": 0})
    julian.post(f"{suit}/signatures", {"stage": "need"})
    marian.post(f"{suit}/signatures", {"stage": "need"})
    return suit


def test_a_review_is_decided_by_its_side_with_what_should_change(julian, marian, at_cloth):
    review = f"{at_cloth}/stages/cloth/reviews/fit"
    refused = julian.post(review, {"decision": "changes_needed"}, status=409)
    assert refused["detail"].startswith("Say which changes")
    order = julian.post(review, {"decision": "changes_needed", "note": "heavier"})
    decided = found(stage(order, "cloth")["reviews"], "fit")
    assert (decided["decision"], decided["note"], decided["by"], decided["void"]) == (
        "changes_needed",
        "heavier",
        "julian",
        [],
    )
    assert marian.post(review, {"decision": "accepted"}, status=409)["detail"].endswith(
        "other side to decide."
    )
    assert "can be decided with" in julian.post(review, {"decision": "perhaps"}, status=409)["detail"]
    julian.post(f"{at_cloth}/stages/cloth/reviews/hat", {"decision": "accepted"}, status=404)
    julian.post(f"{at_cloth}/stages/cloth/reviews/choice", {"decision": "accepted"}, status=409)


def test_a_thing_is_ticked_and_the_tick_taken_back(julian, marian, suit):
    item = f"{suit}/stages/finishing/checklists/inspection/buttons"

    def ticked(order):
        return found(found(stage(order, "finishing")["checklists"], "inspection")["items"], "buttons")["by"]

    assert ticked(marian.put(item)) == "marian"
    assert ticked(marian.put(item)) == "marian"
    assert ticked(marian.delete(item)) is None
    assert julian.put(item, status=409)["detail"] == "Inspection is ticked by the other side."
    assert (
        "nothing called hat"
        in marian.put(f"{suit}/stages/finishing/checklists/inspection/hat", status=409)["detail"]
    )
    marian.put(f"{suit}/stages/finishing/checklists/hat/buttons", status=404)


def test_a_time_is_offered_picked_and_called_off(julian, marian, suit):
    visit = f"{suit}/stages/fitting/appointments/visit"

    def meeting(order):
        return found(stage(order, "fitting")["appointments"], "visit")

    offered = meeting(marian.post(f"{visit}/times", {"times": [LATER], "place": "the shop"}))
    assert (offered["offered_by"], offered["times"], offered["place"]) == ("clan", [LATER], "the shop")
    assert marian.post(f"{visit}/pick", {"time": LATER}, status=409)["detail"].startswith("Your side offered")
    assert meeting(julian.post(f"{visit}/pick", {"time": "2099-01-05T09:30:00Z"}))["picked"]
    assert meeting(julian.get(suit))["comes"] == ["marian", "julian"]
    called_off = meeting(julian.post(f"{visit}/cancel", {"why": "I am ill"}))
    assert (called_off["picked"], called_off["cancelled"]) == (None, "I am ill")


def test_an_arranged_time_is_moved_kept_and_described(julian, marian, suit):
    visit = f"{suit}/stages/fitting/appointments/visit"

    def meeting(order):
        return found(stage(order, "fitting")["appointments"], "visit")

    move = {"times": ["2099-01-06T09:00:00Z"], "why": "I travel", "place": "https://meet.example.com/a"}
    refused = julian.post(f"{visit}/move", move, status=409)
    assert refused["detail"] == "The fitting is not arranged yet. Offer times for it instead."
    marian.post(f"{visit}/times", {"times": [LATER], "place": "the shop", "comes": ["julian", "piotr"]})
    julian.post(f"{visit}/pick", {"time": LATER})
    asked = meeting(julian.post(f"{visit}/move", {**move, "comes": ["julian", "marian"]}))
    assert (asked["picked"], asked["place"], asked["comes"]) == (LATER, "the shop", ["julian", "piotr"])
    assert asked["moving"] == {
        "by": "julian",
        "side": "customer",
        "why": "I travel",
        "times": ["2099-01-06T09:00:00Z"],
        "place": "https://meet.example.com/a",
        "comes": ["julian", "marian"],
    }
    assert "Say why" in marian.post(f"{visit}/keep", {}, status=409)["detail"]
    assert meeting(marian.post(f"{visit}/keep", {"why": "no other day"}))["moving"] is None
    assert meeting(julian.post(f"{visit}/move", move))["sequence"] == 0
    assert meeting(julian.post(f"{visit}/keep", {}))["moving"] is None
    seq = julian.post(f"{visit}/move", move)["seq"]
    late = marian.post(f"{visit}/move", {**move, "seen": seq - 1}, status=409)
    assert late["detail"].startswith("Julian Okoro offered times meanwhile.")
    moved = meeting(marian.post(f"{visit}/pick", {"time": move["times"][0]}))
    assert (moved["picked"], moved["sequence"], moved["place"]) == (move["times"][0], 1, move["place"])
    there = meeting(marian.put(f"{visit}/where", {"place": "31 Burling Row", "comes": ["julian", "priya"]}))
    assert (there["place"], there["comes"], there["sequence"]) == ("31 Burling Row", ["julian", "priya"], 2)
    assert "not in this order" in marian.put(f"{visit}/where", {"comes": ["ruth"]}, status=409)["detail"]
    marian.put(f"{visit}/where", {"comes": "julian"}, status=422)
    marian.post(f"{visit}/move", {**move, "why": " "}, status=422)


def test_a_time_must_be_a_moment_that_is_still_to_come(marian, suit):
    visit = f"{suit}/stages/fitting/appointments/visit"
    assert "still to come" in marian.post(f"{visit}/times", {"times": [TOO_LATE]}, status=409)["detail"]
    for times in ([], ["tomorrow"], ["2099-01-05T10:30:00"], [5], "2099"):
        marian.post(f"{visit}/times", {"times": times}, status=422)
    marian.post(f"{visit}/pick", {"time": LATER}, status=409)
    marian.post(f"{visit}/cancel", {"why": ""}, status=422)
    marian.post(f"{suit}/stages/fitting/appointments/hat/times", {"times": [LATER]}, status=404)
