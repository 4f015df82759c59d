"""Payments of an order: written down and undone by a program of the clan, read by both."""

from portal.kernel import clock


def today() -> str:
    """This day."""
    return clock.now().date().isoformat()


def test_a_payment_is_written_down_counted_and_undone(julian, marian, fitted):
    price = julian.get(fitted)["price"]
    assert [(one["what"], one["stage"], one["due"]) for one in price["plan"]] == [
        ("Deposit", "striking", True),
        ("Balance", "collection", False),
    ]
    assert sum(one["amount"] for one in price["plan"]) == price["total"]
    assert (price["received"], price["payments"]) == (0, [])
    body = {"amount": 5000, "currency": "GBP", "day": today(), "reference": "T 17"}
    after = marian.post(f"{fitted}/payments", body)["price"]
    (one,) = after["payments"]
    assert (one["amount"], one["reference"], one["by"], one["back"]) == (5000, "T 17", "marian", False)
    assert after["received"] == after["plan"][0]["paid"] == 5000
    assert julian.get(fitted)["price"] == after
    undone = marian.post(f"{fitted}/payments/{one['key']}/undo", {"why": "Another order"})["price"]
    assert undone["received"] == 0 and undone["payments"][0]["undone"]["by"] == "marian"
    assert undone["payments"][0]["why"] == "Another order"


def test_payments_that_cannot_be(julian, marian, fitted):
    body = {"amount": 5000, "currency": "GBP", "day": today()}
    julian.post(f"{fitted}/payments", body, status=403)
    for words, status in (
        ({"currency": "EUR"}, 422),
        ({"amount": -1}, 422),
        ({"amount": 0}, 422),
        ({"amount": 10**14}, 422),
        ({"day": "2999-01-01"}, 409),
        ({"back": True}, 409),
        ({"reference": "x" * 121}, 422),
    ):
        marian.post(f"{fitted}/payments", {**body, **words}, status=status)
    marian.post(f"{fitted}/payments/m99/undo", {"why": "x"}, status=404)
    assert julian.get(fitted)["price"]["payments"] == []
