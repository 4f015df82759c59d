"""One side asks the other for a change: answered, countered with a price by hand, agreed to, booked."""

from datetime import timedelta

import pytest

from portal.kernel import clock
from tests.api.program import found, kind, line

SLANTED = {"stage": "style", "field": "pocket_style", "value": "slanted_flap", "why": "They sit better"}
SEWN = {"way": "Sew the ticket pocket down", "by_hand": {"labour": 6000, "days": 1}}


def ask(program, suit, said=SLANTED):
    """Propose something; returns the proposal as it is told."""
    return program.post(f"{suit}/proposals", said)["proposals"][-1]


def at(suit, proposal, deed):
    """The address of an answer to a proposal."""
    return f"{suit}/proposals/{proposal['key']}/{deed}"


def money(labour=0, material=0, rush=0):
    """A cost in pounds as it is told."""
    amount = labour + material + rush
    parts = {"labour": labour, "material": material, "rush": rush, "options": 0, "allowances": 0}
    return {"amount": amount, "currency": "GBP", **parts}


def test_the_customer_asks_the_clan_counters_by_hand_and_exactly_that_is_booked(julian, marian, fitted):
    ruled = julian.get(f"{fitted}/impact?stage=style&field=pocket_style&value=slanted_flap")
    asked = ask(julian, fitted)
    assert (asked["stage"], asked["field"], asked["was"], asked["state"]) == (
        "style",
        "pocket_style",
        "straight_flap",
        "open",
    )
    assert asked["impact"] == ruled
    assert asked["ended"] is None
    order = marian.post(at(fitted, asked, "counter"), SEWN)
    countered = found(order["proposals"], asked["key"])
    first, second = countered["rounds"]
    assert (first["by"], first["side"], first["value"], first["by_hand"]) == (
        "julian",
        "customer",
        "slanted_flap",
        None,
    )
    assert (second["by"], second["side"], second["value"], second["way"]) == (
        "marian",
        "clan",
        "straight_flap",
        SEWN["way"],
    )
    assert second["by_hand"] == {"cost": money(6000), "days": 1}
    assert second["until"] == (clock.now().date() + timedelta(days=7)).isoformat()
    assert (countered["impact"]["cost"], countered["impact"]["days"]) == (money(6000), 1)
    assert countered["impact"]["date"] > countered["impact"]["before"]
    assert ("customer", "proposal", asked["key"]) in [
        (step["side"], step["kind"], step["target"]) for step in order["steps"]
    ]
    order = julian.post(at(fitted, asked, "accept"), {})
    agreed = found(order["proposals"], asked["key"])
    assert (agreed["state"], agreed["ended"]["by"], agreed["impact"]) == ("accepted", "julian", None)
    (change,) = order["changes"]
    assert (change["cost"], change["days"], change["way"]) == (money(6000), 1, SEWN["way"])
    assert (change["proposal"], change["reopens"]) == (asked["key"], [])
    assert (change["before"], change["after"]) == (
        countered["impact"]["before"],
        countered["impact"]["date"],
    )
    assert line(order, "style.pocket_style")["value"] == "straight_flap"
    said = [entry["sentence"] for entry in marian.get(f"{fitted}/journal")[-3:]]
    assert "proposed Style of the outside pockets: Slanted" in said[0]
    assert "offered another way" in said[1]
    assert said[2].endswith(f"{SEWN['way']}, for £60 and 1 working day")
    back = julian.post(f"{fitted}/changes/{change['key']}/take-back", status=409)
    assert back["detail"] == "Both agreed to this. Propose to change it back."


def test_what_the_clan_proposes_by_the_rules_is_the_customers_to_take(julian, marian, fitted):
    asked = ask(marian, fitted)
    assert kind(marian.post(at(fitted, asked, "accept"), {}, status=409)) == "refused"
    order = julian.post(at(fitted, asked, "accept"), {"quote": asked["impact"]["quote"]})
    assert order["changes"][0]["cost"] == money(72000, 7600)
    assert order["changes"][0]["by"] == "julian"
    lines = {one["key"]: one for stage in order["stages"] for one in stage["fields"]}
    pockets = lines["pocket_style"]  # the clan's wish, the customer's yes
    assert (pockets["value"], pockets["asked_by"], pockets["by"]) == ("slanted_flap", "marian", "julian")
    assert lines["vents"]["asked_by"] is None
    assert line(order, "style.pocket_style")["value"] == "slanted_flap"


def test_a_price_that_moved_is_shown_before_it_is_agreed_to(julian, marian, fitted):
    asked = ask(marian, fitted)
    price = {"value": "120", "seen": line(marian.get(fitted), "cloth.price_per_m")["seq"]}
    marian.put(f"{fitted}/fields/cloth/price_per_m", price)
    problem = julian.post(at(fitted, asked, "accept"), {}, status=409)
    assert kind(problem) == "priced"
    assert problem["detail"].startswith("The price has moved")
    now = found(julian.get(fitted)["proposals"], asked["key"])["impact"]
    assert problem["impact"] == now
    assert now["cost"]["material"] == 9600
    order = julian.post(at(fitted, asked, "accept"), {"quote": now["quote"]})
    assert order["changes"][0]["cost"]["amount"] == 81600


def test_a_no_has_a_reason_and_stays_to_be_read(julian, marian, fitted):
    asked = ask(julian, fitted)
    marian.post(at(fitted, asked, "decline"), {"why": " "}, status=422)
    order = marian.post(at(fitted, asked, "decline"), {"why": "The cloth would not last"})
    ended = found(order["proposals"], asked["key"])
    assert (ended["state"], ended["why"], ended["ended"]["by"]) == (
        "declined",
        "The cloth would not last",
        "marian",
    )
    problem = marian.post(at(fitted, asked, "counter"), SEWN, status=409)
    assert problem["detail"] == "This proposal is declined already, so there is nothing to answer."
    assert julian.get(fitted)["changes"] == []


def test_whoever_asked_may_take_it_back_and_nobody_else(julian, marian, fitted):
    asked = ask(julian, fitted)
    assert kind(marian.post(at(fitted, asked, "withdraw"), status=409)) == "refused"
    order = julian.post(at(fitted, asked, "withdraw"))
    assert found(order["proposals"], asked["key"])["state"] == "withdrawn"


def test_a_price_by_hand_is_the_clans_to_say(julian, marian, fitted):
    refused = julian.post(f"{fitted}/proposals", {**SLANTED, **SEWN}, status=409)
    assert "does the work" in refused["detail"]
    told = ask(marian, fitted, {**SLANTED, "by_hand": {"labour": 100, "material": 20, "rush": 3, "days": 0}})
    assert told["impact"]["cost"] == money(100, 20, 3)
    assert told["impact"]["quote"] is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({**SLANTED, "stage": "hat"}, "stage"),
        ({**SLANTED, "field": "hat"}, "field"),
        ({**SLANTED, "value": "kangaroo"}, "value"),
        ({**SLANTED, "by_hand": {"labour": -1}}, "by_hand.labour"),
        ({**SLANTED, "by_hand": {"labour": 1.5}}, "by_hand.labour"),
        ({**SLANTED, "by_hand": {"days": 1001}}, "by_hand.days"),
        ({**SLANTED, "by_hand": {"labour": 1, "currency": "EUR"}}, "by_hand.currency"),
        ({**SLANTED, "by_hand": 5}, "by_hand"),
        ({"stage": "style"}, "field"),
    ],
)
def test_what_does_not_fit_is_named(marian, fitted, said, field):
    problem = marian.post(f"{fitted}/proposals", said, status=422)
    assert [error["field"] for error in problem["errors"]] == [field]
    assert marian.get(fitted)["proposals"] == []


def test_a_counter_that_does_not_fit_is_named_too(julian, marian, fitted):
    asked = ask(julian, fitted)
    problem = marian.post(at(fitted, asked, "counter"), {"value": "kangaroo"}, status=422)
    assert problem["errors"][0]["field"] == "value"


def test_a_file_of_another_order_is_not_asked_for(julian, fitted):
    order = julian.get(fitted)
    stage, field = next(
        (stage["key"], field["key"])
        for stage in order["stages"]
        for field in stage["fields"]
        if field["type"] == "photo"
    )
    wanted = {"stage": stage, "field": field, "value": [{"id": "a" * 32}]}
    problem = julian.post(f"{fitted}/proposals", wanted, status=422)
    assert "not in this order" in problem["detail"]


def test_a_proposal_that_is_not_there_or_not_yours_is_not_found(julian, stranger, fitted):
    asked = ask(julian, fitted)
    for deed, said in (("accept", {}), ("decline", {"why": "No"}), ("counter", SEWN), ("withdraw", None)):
        assert (
            julian.post(f"{fitted}/proposals/p1/{deed}", said, status=404)["detail"]
            == "This order has no proposal of that key."
        )
        foreign = stranger.ask("POST", at(fitted, asked, deed), said, status=404)
        missing = stranger.ask("POST", f"/orders/okoro-999/proposals/p1/{deed}", said, status=404)
        assert foreign.data == missing.data
    assert found(julian.get(fitted)["proposals"], asked["key"])["state"] == "open"


def test_the_same_answer_sent_twice_is_given_once(julian, marian, fitted):
    asked = ask(marian, fitted)
    once = {"key": "take-it-2026-11"}
    first = julian.post(at(fitted, asked, "accept"), {}, **once)
    assert julian.post(at(fitted, asked, "accept"), {}, **once) == first
    assert len(julian.get(fitted)["changes"]) == 1


def test_several_lines_are_asked_for_together_over_the_api(julian, marian, fitted):
    wish = {"stage": "style", "field": "pocket_style", "value": "slanted_flap", "also": {"lapel": "shawl"}}
    (asked,) = marian.post(f"{fitted}/proposals", wish)["proposals"]
    assert (asked["also"], asked["rounds"][0]["also"]) == ({"lapel": "notch"}, {"lapel": "shawl"})
    order = julian.post(at(fitted, asked, "accept"), {"quote": asked["impact"]["quote"]})
    (booked,) = order["changes"]
    assert {one["field"] for one in booked["lines"]} == {"pocket_style", "lapel"}
    assert booked["cost"] == asked["impact"]["cost"]
    strange = marian.post(f"{fitted}/proposals", {**wish, "also": {"wings": "two"}}, status=422)
    assert strange["errors"][0]["field"] == "also"
