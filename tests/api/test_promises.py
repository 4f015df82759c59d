"""Promises: asked, promised with a day, done, judged by the other side."""

from tests.api.program import found


def test_a_promise_goes_from_asked_to_satisfied(julian, marian, suit):
    order = julian.post(f"{suit}/promises", {"stage": "need", "text": "Send a sketch", "of": "clan"})
    one = next(promise for promise in order["promises"] if promise["text"] == "Send a sketch")
    place = f"{suit}/promises/{one['key']}"

    def state(order):
        return found(order["promises"], one["key"])["state"]

    assert (one["state"], one["by"], one["of"]) == ("asked", "julian", "clan")
    assert "other side" in julian.post(f"{place}/promise", {"due": "2099-01-05"}, status=409)["detail"]
    order = marian.post(f"{place}/promise", {"due": "2099-01-05"})
    assert (state(order), found(order["promises"], one["key"])["due"]) == ("promised", "2099-01-05")
    assert state(marian.post(f"{place}/done")) == "done"
    assert state(julian.post(f"{place}/not-yet", {"why": "in colour"})) == "not_yet"
    assert state(marian.post(f"{place}/done")) == "done"
    assert "they are satisfied" in marian.post(f"{place}/satisfied", status=409)["detail"]
    assert state(julian.post(f"{place}/satisfied")) == "satisfied"
    assert "closed already" in julian.post(f"{place}/satisfied", status=409)["detail"]


def test_what_a_promise_needs(julian, marian, suit):
    said = {"stage": "need", "text": "Send a sketch", "of": "clan"}
    for wrong in ({"stage": "hat"}, {"text": " "}, {"of": "nobody"}, {"due": "2099-01-05"}):
        problem = julian.post(f"{suit}/promises", said | wrong, status=422)
        assert [error["field"] for error in problem["errors"]] == list(wrong)
    swatch = f"{suit}/promises/cloth_swatch"
    for due in ("soon", 5, "2099-02-30", None):
        marian.post(f"{swatch}/promise", {"due": due}, status=422)
    assert "past" in marian.post(f"{swatch}/promise", {"due": "2001-01-05"}, status=409)["detail"]
    missing = marian.post(f"{suit}/promises/hat/done", status=404)
    assert missing["detail"] == "This order has no promise of that key."
