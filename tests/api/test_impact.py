"""What a late change costs, asked for before it is made, and made at exactly that price."""

from datetime import timedelta

import pytest

from portal.cases import queries
from portal.kernel import clock
from tests.api.program import API, kind, line, stage
from workflows.planning import handover, plan

POCKETS = "stage=style&field=pocket_style&value=slanted_flap"
PLACE = "fields/style/pocket_style"


def asked(program, suit, what=POCKETS, **expected):
    """What a change would take."""
    return program.get(f"{suit}/impact?{what}", **expected)


def seen(program, suit, place="style.pocket_style"):
    """The seq of a line as it is read now."""
    return line(program.get(suit), place)["seq"]


def put(program, suit, value="slanted_flap", **more):
    """Write another pocket, having read the order."""
    status = more.pop("status", 200)
    body = {"value": value, "seen": seen(program, suit), **more}
    return program.put(f"{suit}/{PLACE}", body, status=status)


def test_slanted_pockets_after_the_forward_fitting_to_the_penny_and_the_day(app, cast, julian, fitted):
    told = asked(julian, fitted)
    with app.database.unit(write=False):
        thread = queries.get(cast.julian, fitted.rpartition("/")[2]).thread
        days = queries.calendars(cast.okoro.id)
    before = handover(thread, plan(thread, clock.now().date(), days))
    quote = told.pop("quote")
    assert told == {
        "cost": {
            "amount": 79600,
            "currency": "GBP",
            "labour": 72000,
            "material": 7600,
            "rush": 0,
            "options": 0,
            "allowances": 0,
        },
        "days": 14,
        "before": before.isoformat(),
        "date": days.clan.after(before, 14).isoformat(),
        "reopens": ["forward", "forward_fitting"],
        "voids": ["forward_fitting"],
        "yeses": [],
        "possible": True,
        "alternatives": [],
        "missing": [],
        "free": False,
        "band": None,
        "later": {
            "stage": "finishing",
            "cost": {
                "amount": 0,
                "currency": "GBP",
                "labour": 0,
                "material": 0,
                "rush": 0,
                "options": 0,
                "allowances": 0,
            },
            "days": 0,
            "possible": False,
        },
    }
    assert quote
    assert asked(julian, fitted)["quote"] == quote


def test_asking_writes_nothing_and_both_sides_are_told_the_same(app, cast, julian, marian, fitted):
    before = julian.get(fitted)
    assert asked(julian, fitted) == asked(marian, fitted)
    assert julian.get(fitted) == before


def test_without_its_price_nothing_is_written_and_with_it_exactly_that_is_booked(julian, marian, fitted):
    before = julian.get(fitted)
    problem = put(julian, fitted, status=409)
    told = asked(julian, fitted)
    assert (kind(problem), problem["detail"]) == (
        "priced",
        "This change has a price now. Look at it first.",
    )
    assert problem["impact"] == told
    assert julian.get(fitted) == before
    order = put(julian, fitted, quote=told["quote"], why="They sit better")
    (change,) = order["changes"]
    assert change == {
        "at": change["at"],
        "key": f"c{order['seq']}",
        "by": "julian",
        "side": "customer",
        "lines": [{"stage": "style", "field": "pocket_style", "was": "straight_flap", "now": "slanted_flap"}],
        "cost": told["cost"],
        "days": told["days"],
        "before": told["before"],
        "after": told["date"],
        "reopens": told["reopens"],
        "way": "",
        "why": "They sit better",
        "proposal": None,
        "taken_back": None,
    }
    assert order["stage"] == "forward"
    assert [stage(order, key)["state"] for key in told["reopens"]] == ["now", "next"]
    assert change["at"] and marian.get(fitted)["changes"] == order["changes"]
    sentence = marian.get(f"{fitted}/journal")[-1]["sentence"]
    assert sentence.endswith(", for £796 and 14 working days")


def test_a_booked_change_is_taken_back_while_nobody_has_built_on_it(julian, marian, fitted):
    before = julian.get(fitted)
    order = put(julian, fitted, quote=asked(julian, fitted)["quote"])
    address = f"{fitted}/changes/{order['changes'][0]['key']}/take-back"
    assert kind(marian.post(address, status=409)) == "refused"
    back = julian.post(address)
    assert back["changes"][0]["taken_back"]["by"] == "julian"
    assert line(back, "style.pocket_style")["value"] == "straight_flap"
    assert [one["state"] for one in back["stages"]] == [one["state"] for one in before["stages"]]
    assert julian.post(address, status=409)["detail"] == "That is taken back already."
    assert julian.post(f"{fitted}/changes/c1/take-back", status=404)["detail"] == (
        "This order has no change of that key."
    )
    again = put(julian, fitted, quote=asked(julian, fitted)["quote"])
    marian.post(f"{fitted}/say", {"text": "We begin"})
    refused = julian.post(f"{fitted}/changes/{again['changes'][1]['key']}/take-back", status=409)
    assert "built on this" in refused["detail"]


def test_an_old_quote_says_why_it_does_not_hold_and_brings_the_new_price(julian, marian, fitted):
    quote = asked(julian, fitted)["quote"]
    price = {"value": "120", "seen": seen(marian, fitted, "cloth.price_per_m")}
    marian.put(f"{fitted}/fields/cloth/price_per_m", price)
    problem = put(julian, fitted, quote=quote, status=409)
    assert kind(problem) == "priced"
    assert problem["detail"].startswith("The price has moved since it was shown")
    assert problem["impact"]["cost"]["material"] == 9600
    assert put(julian, fitted, quote=problem["impact"]["quote"])["changes"]


def test_a_quote_holds_for_seven_days(julian, fitted):
    quote = asked(julian, fitted)["quote"]
    with clock.as_of(clock.now() + timedelta(days=8)):
        problem = put(julian, fitted, quote=quote, status=409)
    assert problem["detail"].startswith("That price was for seven days.")
    with clock.as_of(clock.now() + timedelta(days=7)):
        assert put(julian, fitted, quote=quote)["changes"]


@pytest.mark.parametrize("quote", ["", None, "x", "20260101.1.1.1"])
def test_a_made_up_quote_takes_nothing(julian, fitted, quote):
    assert kind(put(julian, fitted, quote=quote, status=409)) == "priced"


def test_the_clan_may_not_charge_the_customer_by_itself(marian, fitted):
    quote = asked(marian, fitted)["quote"]
    problem = put(marian, fitted, quote=quote, status=409)
    assert (kind(problem), problem["impact"]["cost"]["amount"]) == ("priced", 79600)
    assert not marian.get(fitted)["changes"]


def test_nobody_else_finds_a_price(app, julian, stranger, program, cast, fitted):
    foreign = stranger.ask("GET", f"{fitted}/impact?{POCKETS}", status=404)
    missing = stranger.ask("GET", f"/orders/okoro-999/impact?{POCKETS}", status=404)
    assert foreign.data == missing.data
    tom = program(cast.tom)  # of the house, without a seat at this account
    assert tom.ask("GET", f"{fitted}/impact?{POCKETS}", status=404).data == missing.data
    with app.database.unit(write=True) as session:
        session.merge(cast.julian).left = clock.now()
    julian.get(f"{fitted}/impact?{POCKETS}", status=401)
    julian.post(f"{fitted}/proposals", {"stage": "style", "field": "lapel", "way": "x"}, status=401)


def test_putting_back_a_late_line_takes_its_price_too(julian, fitted):
    put(julian, fitted, quote=asked(julian, fitted)["quote"])
    address = f"{fitted}/{PLACE}/put-back"
    problem = julian.post(address, {"seq": 2}, status=409)
    assert kind(problem) == "priced"
    # The forward making is open again, so that they are pockets of a basted coat.
    assert (problem["impact"]["cost"]["amount"], problem["impact"]["days"]) == (18000, 2)
    order = julian.post(address, {"seq": 2, "quote": problem["impact"]["quote"]})
    assert line(order, "style.pocket_style")["value"] == "straight_flap"
    assert [one["cost"]["amount"] for one in order["changes"]] == [79600, 18000]


# ---- what is asked
@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("stage=hat&field=pocket_style&value=x", "This order has no stage of that key."),
        ("stage=style&field=hat&value=x", "has no line of that key."),
    ],
)
def test_a_stage_or_a_line_that_is_not_there(julian, fitted, what, sentence):
    assert sentence in asked(julian, fitted, what, status=404)["detail"]


@pytest.mark.parametrize(
    ("what", "field", "sentence"),
    [
        ("stage=style&field=pocket_style&value=kangaroo", "value", ""),
        ("stage=style&field=pocket_style&value=patch&value=patch", "value", "one value"),
        ("stage=style&field=pocket_style", "value", "This is missing."),
        ("field=pocket_style&value=patch", "stage", "This is missing."),
        ("stage=style&field=pocket_style&value=patch&hat=1", "hat", "Leave it out."),
        ("stage=style&field=outside_pockets&value=many", "value", ""),
        ("stage=need&field=satisfaction&value=[5", "value", ""),
        ('stage=need&field=satisfaction&value=["\\u0000"]', "", "cannot be kept"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(julian, fitted, what, field, sentence):
    problem = asked(julian, fitted, what, status=422)
    assert problem["errors"][0]["field"] == field
    assert sentence in problem["errors"][0]["message"]
    assert problem["detail"]


def test_a_table_and_several_answers_may_be_said_as_they_are(julian, suit):
    free = asked(julian, suit, 'stage=need&field=conditions&value=[{"text": "It fits"}]')
    assert free["free"] and free["cost"]["amount"] == 0 and free["reopens"] == []


def test_a_file_that_is_not_in_the_order_is_no_value(julian, fitted):
    order = julian.get(fitted)
    place = next(
        (one["key"], field["key"])
        for one in order["stages"]
        for field in one["fields"]
        if field["type"] == "photo"
    )
    what = f'stage={place[0]}&field={place[1]}&value=[{{"id": "{"a" * 32}"}}]'
    problem = asked(julian, fitted, what, status=422)
    assert "not in this order" in problem["detail"]


def test_what_is_missing_or_no_more_possible_has_no_quote(app, cast, julian, fitted):
    told = asked(julian, fitted, "stage=cloth&field=cloth&value=Grey+flannel")
    assert told["missing"] == ["baste.hours", "forward.hours"]
    assert (told["quote"], told["free"], told["possible"]) == (None, False, True)


ODD = ["", " ", "[", "{}", "[[]]", "[null]", '[{"id": 5}]', '{"mm": "x"}', '{"mm": 900}', "1e999", "NaN"]
ODD += ["0001-01-01", "2026-02-30", "true", "x" * 30_000, "٣"]


def test_whatever_is_asked_of_any_line_is_weighed_or_refused_in_a_sentence(julian, suit):
    answers = set()
    for one in julian.get(suit)["stages"]:
        for field in one["fields"]:
            for value in ODD:
                asking = {"stage": one["key"], "field": field["key"], "value": value}
                told = julian.visitor.get(
                    f"{API}{suit}/impact",
                    query_string=asking,
                    headers={"Authorization": f"Bearer {julian.token}"},
                    bare=True,
                )
                answers.add(told.status_code)
                assert told.status_code == 200 or told.json["errors"][0]["field"] == "value"
    assert answers == {200, 422}


def test_the_band_is_told_with_the_price_and_with_what_a_change_does_to_it(julian, marian, fitted):
    price = julian.get(fitted)["price"]
    assert (price["currency"], price["band"], price["options"]) == ("GBP", None, 0)
    coins = price["agreed"]
    for key, sum_ in (("price_low", coins - 1000), ("price_high", coins + 1000)):
        body = {"value": {"amount": sum_, "currency": "GBP"}, "seen": seen(julian, fitted, f"need.{key}")}
        marian.put(f"{fitted}/fields/need/{key}", body)
    both = {"low": coins - 1000, "high": coins + 1000}
    band = {**both, "state": "changed", "where": "inside", "outside": 0}
    assert julian.get(fitted)["price"]["band"] == band
    for program in (marian, julian):
        program.post(f"{fitted}/signatures", {"stage": "need"})
    assert julian.get(fitted)["price"]["band"]["state"] == "agreed"
    told = asked(julian, fitted)
    after = {"before": coins, "after": coins + 79600, "where": "above", "outside": 78600, "asks": True}
    assert told["band"] == {**both, "currency": "GBP", **after}
    refused = put(julian, fitted, quote=told["quote"], status=409)
    assert kind(refused) == "priced" and "takes both of you" in refused["detail"]
    assert refused["impact"]["band"] == told["band"]
