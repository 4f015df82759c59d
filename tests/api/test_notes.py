"""Fitting notes over the API: written, changed, agreed to by both, done, judged at a later fitting."""

import pytest

from portal.cases import actions, arranging
from tests.api.program import found
from tests.cases import playing
from workflows.blocks.appointment import ALONE

WORDS = {
    "area": "collar",
    "said_by": "cutter",
    "observation": "Stands off",
    "action": "take_in",
    "amount": -6,
}


@pytest.fixture
def order(app, cast):
    """An order whose fitting is under way."""
    order = playing.begin(app.database, cast.julian, cast.okoro)
    return playing.to_fitting(order, cast.julian, cast.marian)


@pytest.fixture
def coat(order):
    """Its address."""
    return f"/orders/{order.ref}"


def test_a_note_goes_its_way_until_it_is_judged(julian, marian, cast, order, coat):
    told = marian.post(f"{coat}/stages/fitting/notes/seen", WORDS)
    (note,) = told["notes"]
    assert {name: note[name] for name in WORDS} == WORDS
    assert (note["by"], note["waits_for"], note["done"], note["judged"]) == ("marian", "customer", None, None)
    place = f"{coat}/notes/{note['key']}"
    changed = marian.put(place, WORDS | {"amount": -9, "seen": told["seq"]})
    late = julian.post(f"{place}/initials", {"seen": told["seq"]}, status=409)
    assert "changed this note while you were reading" in late["detail"]
    agreed = found(julian.post(f"{place}/initials", {"seen": changed["seq"]})["notes"], note["key"])
    assert (agreed["amount"], agreed["waits_for"]) == (-9, None)
    assert [one["side"] for one in agreed["initials"]] == ["clan", "customer"]
    assert "Both have put" in marian.delete(place, status=409)["detail"]
    assert marian.put(f"{place}/done")["notes"][0]["done"]["by"] == "marian"
    assert marian.delete(f"{place}/done")["notes"][0]["done"] is None
    julian.put(f"{place}/done", status=403)
    order.do(cast.marian, arranging.propose_times, "fitting", "visit", (playing.TOMORROW,), ALONE)
    order.do(cast.julian, arranging.pick_time, "fitting", "visit", playing.TOMORROW)
    for person in (cast.marian, cast.julian):
        order.do(person, actions.sign, "fitting")
    order.replan(cast.marian, cast.julian, "again", "fitting", "A second look")
    judged = {"stage": "fitting__2", "how": "not"}
    once = marian.post(f"{place}/judge", judged | {"why": "Still off"})
    assert found(once["notes"], note["key"])["judged"]["agreed"] is False
    both = julian.post(f"{place}/judge", judged)
    assert found(both["notes"], note["key"])["judged"] | {"at": ""} == {
        "by": "marian",
        "at": "",
        "stage": "fitting__2",
        "how": "not",
        "why": "Still off",
        "agreed": True,
    }
    (back,) = [one for one in both["notes"] if one["again"] == note["key"]]
    assert (back["stage"], back["initials"]) == ("fitting__2", [])


def test_what_a_note_needs(julian, stranger, coat):
    at = f"{coat}/stages/fitting/notes/seen"
    for wrong in ({"area": ""}, {"amount": 1001}, {"amount": "6"}, {"observation": " "}, {"colour": "red"}):
        problem = julian.post(at, WORDS | wrong, status=422)
        assert [error["field"] for error in problem["errors"]] == list(wrong)
    assert "Say where it is" in julian.post(at, WORDS | {"area": "knee"}, status=409)["detail"]
    assert "no fitting notes called" in julian.post(at.replace("seen", "visit"), WORDS, status=409)["detail"]
    missing = julian.post(f"{coat}/notes/n9/initials", {"seen": 1}, status=404)
    assert missing["detail"] == "This order has no note of that key."
    stranger.post(at, WORDS, status=404)
