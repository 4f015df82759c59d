"""Placing an order."""

from tests.api.program import kind, line


def test_a_need_becomes_an_order(julian, stranger):
    said = {"workflow": "bespoke-suit", "account": "okoro", "need": "A suit for a wedding. In blue."}
    answer = julian.ask("POST", "/orders", said, status=201)
    order = answer.json
    assert answer.location == f"/api/v1/orders/{order['ref']}"
    assert julian.get(f"/orders/{order['ref']}") == order
    assert (order["title"], order["need"]) == ("A suit for a wedding", said["need"])
    assert (order["workflow"]["key"], order["stage"], order["seq"]) == ("bespoke-suit", "need", 1)
    assert line(order, "need.need")["by"] == "julian"
    stranger.get(f"/orders/{order['ref']}", status=404)


def test_the_clan_places_orders_for_its_customers_under_a_title(marian):
    order = marian.post(
        "/orders", {"account": "northmoor", "need": "Uniforms", "title": "Crew 27"}, status=201
    )
    assert (order["account"], order["title"], order["workflow"]["key"]) == (
        "northmoor",
        "Crew 27",
        "bespoke-suit",
    )


def test_nobody_places_orders_for_an_account_that_they_do_not_see(julian, marian):
    foreign = julian.ask("POST", "/orders", {"account": "northmoor", "need": "x"}, status=404)
    missing = julian.ask("POST", "/orders", {"account": "nobody", "need": "x"}, status=404)
    assert foreign.data == missing.data
    marian.post("/orders", {"account": "harrow", "need": "x"}, status=404)


def test_what_does_not_fit_is_named(julian):
    def mistakes(**said):
        problem = julian.post("/orders", {"account": "okoro", "need": "x", **said}, status=422)
        assert kind(problem) == "invalid"
        return {error["field"]: error["message"] for error in problem["errors"]}

    assert mistakes(workflow="hat") == {
        "workflow": "There is no such workflow. Known are bespoke-suit, joint-project, machined-part."
    }
    assert mistakes(need=" ", price=1) == {
        "need": "Say it in words; this is empty.",
        "price": "There is no such member here. Leave it out.",
    }
    assert mistakes(need=5, account=None).keys() == {"need", "account"}
    assert mistakes(title="two\nlines").keys() == {"title"}
    assert "20,000 is the most" in mistakes(need="x" * 1_000_000)["need"]
    assert "cannot be kept" in mistakes(account="okoro\0")[""]
    assert julian.get("/orders")["items"] == []
