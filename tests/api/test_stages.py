"""Opening a stage again, leaving one out, planning one more round."""

import pytest

from tests.api.program import kind, line, stage
from tests.workflows.sample import ROWS


@pytest.fixture
def signed(julian, marian, suit) -> str:
    """The order with its need signed by both."""
    julian.put(f"{suit}/fields/need/conditions", {"value": ROWS, "seen": 0})
    julian.post(f"{suit}/signatures", {"stage": "need"})
    marian.post(f"{suit}/signatures", {"stage": "need"})
    return suit


def asked(one, two, signed, deed, why):
    """Ask for a change of the plan that moves what is promised; the other side agrees."""
    order = one.post(f"{signed}/stages/{deed}", {"why": why})
    assert order["warnings"] == ["This moves the day of the hand-over, so the other side is asked first."]
    change = order["plan"][-1]
    assert (change["state"], change["why"], change["made"]) == ("open", why, "")
    order = two.post(f"{signed}/plan/{change['key']}/agree", {"seen": change["after"]})
    assert order["plan"][-1]["state"] == "made"
    return order


def test_a_finished_stage_opens_again_with_a_reason_and_keeps_its_work(julian, marian, signed):
    order = asked(julian, marian, signed, "need/reopen", "the day has moved")
    assert (order["stage"], stage(order, "need")["state"], stage(order, "need")["signatures"]) == (
        "need",
        "now",
        [],
    )
    assert line(order, "need.conditions")["value"] == ROWS
    refused = julian.post(f"{signed}/stages/need/reopen", {"why": "once more"}, status=409)
    assert (kind(refused), refused["detail"][:20]) == ("refused", "Need is not finished")


def test_a_stage_is_left_out_unless_the_order_needs_it(julian, marian, signed):
    order = asked(julian, marian, signed, "finishing/skip", "he finishes it himself")
    assert stage(order, "finishing")["state"] == "skipped"
    refused = julian.post(f"{signed}/stages/cloth/skip", {"why": "no cloth"}, status=409)
    assert refused["detail"] == "Cloth cannot be left out of this."


def test_a_stage_is_planned_once_more(julian, marian, signed):
    refused = marian.post(f"{signed}/stages/fitting/again", {"why": "the sleeves"}, status=409)
    assert refused["detail"].startswith("Baste fitting has not been held yet")
    marian.put(f"{signed}/fields/cloth/code", {"value": "W 81", "seen": 0})
    julian.post(f"{signed}/stages/cloth/reviews/fit", {"decision": "accepted"})
    marian.post(f"{signed}/signatures", {"stage": "cloth"})
    julian.post(f"{signed}/signatures", {"stage": "cloth"})
    order = asked(marian, julian, signed, "fitting/again", "the sleeves")
    keys = [one["key"] for one in order["stages"]]
    assert keys == ["need", "cloth", "fitting", "fitting__2", "finishing"]


@pytest.mark.parametrize("deed", ["reopen", "skip", "again"])
def test_it_takes_a_stage_and_a_reason(julian, suit, deed):
    assert julian.post(f"{suit}/stages/hat/{deed}", {"why": "x"}, status=404)["detail"].startswith(
        "This order has no"
    )
    problem = julian.post(f"{suit}/stages/need/{deed}", {"why": "  "}, status=422)
    assert problem["errors"] == [{"field": "why", "message": "Say it in words; this is empty."}]
    julian.post(f"{suit}/stages/need/{deed}", {}, status=422)
