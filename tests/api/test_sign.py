"""Signing a stage, and taking the signature back."""

from tests.api.program import kind, line, stage
from tests.workflows.sample import ROWS


def test_nothing_is_signed_with_a_required_line_open(julian, suit):
    refused = julian.post(f"{suit}/signatures", {"stage": "need"}, status=409)
    assert kind(refused) == "refused"
    assert refused["detail"] == "Still to settle before you sign: How you will judge it."


def test_the_last_signature_moves_the_order_on(julian, marian, suit):
    julian.put(f"{suit}/fields/need/conditions", {"value": ROWS, "seen": 0})
    assert julian.post(f"{suit}/signatures", {"stage": "need"})["stage"] == "need"
    order = marian.post(f"{suit}/signatures", {"stage": "need"})
    assert (order["stage"], stage(order, "need")["state"]) == ("cloth", "done")
    assert marian.get(f"{suit}/journal?after=3")[0]["sentence"] == "Marian Wren signed Need, and Cloth begins"


def test_an_edit_voids_a_signature_and_putting_it_back_mends_it(julian, marian, suit):
    julian.put(f"{suit}/fields/need/conditions", {"value": ROWS, "seen": 0})
    julian.post(f"{suit}/signatures", {"stage": "need"})
    order = marian.put(f"{suit}/fields/need/title", {"value": "The suit", "seen": 1})
    assert stage(order, "need")["signatures"][0]["void"] == ["title"]
    order = marian.put(f"{suit}/fields/need/title", {"value": "Wedding suit", "seen": 4})
    assert stage(order, "need")["signatures"][0]["void"] == []


def test_a_signer_who_has_not_seen_the_last_change_does_not_sign_it(julian, marian, suit):
    order = julian.put(f"{suit}/fields/need/conditions", {"value": ROWS, "seen": 0})
    marian.put(f"{suit}/fields/need/date", {"value": "2027-06-05", "seen": 0})
    refused = julian.post(f"{suit}/signatures", {"stage": "need", "seen": order["seq"]}, status=409)
    assert refused["detail"] == "A line changed while you were reading. Look at it once more, then sign."
    julian.post(f"{suit}/signatures", {"stage": "need", "seen": order["seq"] + 1})


def test_an_emptied_line_is_a_change_that_a_signer_must_see(julian, marian, suit):
    julian.put(f"{suit}/fields/need/conditions", {"value": ROWS, "seen": 0})
    order = marian.put(f"{suit}/fields/need/date", {"value": "2027-06-05", "seen": 0})
    marian.put(f"{suit}/fields/need/date", {"value": None, "seen": line(order, "need.date")["seq"]})
    julian.post(f"{suit}/signatures", {"stage": "need", "seen": order["seq"]}, status=409)


def test_a_signature_is_taken_back_while_the_stage_is_open(julian, marian, suit):
    julian.delete(f"{suit}/signatures/need", status=409)
    julian.put(f"{suit}/fields/need/conditions", {"value": ROWS, "seen": 0})
    julian.post(f"{suit}/signatures", {"stage": "need"})
    assert stage(julian.delete(f"{suit}/signatures/need"), "need")["signatures"] == []
    julian.post(f"{suit}/signatures", {"stage": "need"})
    marian.post(f"{suit}/signatures", {"stage": "need"})
    refused = julian.delete(f"{suit}/signatures/need", status=409)
    assert refused["detail"].startswith("Need is finished.")


def test_only_a_stage_that_is_under_way_is_signed(julian, suit):
    refused = julian.post(f"{suit}/signatures", {"stage": "cloth"}, status=409)
    assert refused["detail"] == "Cloth is not under way yet, so there is nothing to sign."
    problem = julian.post(f"{suit}/signatures", {"stage": "hat"}, status=422)
    assert problem["errors"] == [
        {
            "field": "stage",
            "message": "This order has no stage of that key. It has need, cloth, fitting, finishing.",
        }
    ]
    julian.delete(f"{suit}/signatures/hat", status=404)
