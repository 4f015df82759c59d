"""One order as a program reads it."""

from sqlalchemy import event

from tests.api.program import found, kind, line, stage
from tests.workflows.sample import ROWS


def test_an_order_has_the_shape_that_others_rely_on(julian, suit):
    julian.put(f"{suit}/fields/need/conditions", {"value": ROWS, "seen": 0})
    order = julian.post(f"{suit}/signatures", {"stage": "need"})
    assert order == julian.get(suit)
    assert {"ref", "title", "need", "workflow", "status", "stage", "seq", "turn", "stages"} <= order.keys()
    assert (order["ref"], order["account"], order["title"]) == (
        suit.rpartition("/")[2],
        "okoro",
        "Wedding suit",
    )
    assert (order["status"], order["stage"], order["seq"]) == ("open", "need", 3)
    assert order["need"] == "A suit for my daughter's wedding"
    assert order["workflow"] == {"key": "suit", "version": 3}
    assert order["turn"].keys() == {"side", "since", "due"} and order["turn"]["side"] == "clan"
    assert [(one["key"], one["state"]) for one in order["stages"]] == [
        ("need", "now"),
        ("cloth", "next"),
        ("fitting", "next"),
        ("finishing", "next"),
    ]
    assert {"key", "title", "state", "fields", "signatures"} <= order["stages"][0].keys()
    title = line(order, "need.title")
    assert title.keys() == {"key", "label", "type", "value", "seq", "by", "asked_by", "at", "locked", "after"}
    assert (title["label"], title["type"], title["value"]) == ("Name", "text", "Wedding suit")
    assert (title["seq"], title["by"]) == (1, "julian")
    empty = line(order, "cloth.code")
    assert (empty["value"], empty["seq"], empty["by"], empty["at"]) == (None, 0, None, None)
    signature = stage(order, "need")["signatures"][0]
    assert signature.keys() == {"side", "by", "at", "void"}
    assert (signature["side"], signature["by"], signature["void"]) == ("customer", "julian", [])


def test_an_order_tells_who_must_do_what_next(julian, suit):
    order = julian.get(suit)
    first = order["steps"][0]
    assert first == {
        "side": "customer",
        "kind": "line",
        "stage": "need",
        "target": "conditions",
        "label": "How you will judge it",
        "who": "",
    }
    promise = found(order["promises"], "cloth_swatch")
    assert (promise["text"], promise["of"], promise["state"]) == ("Send a swatch", "clan", "asked")
    assert order["conditions"] == []


def test_reading_an_order_takes_two_statements(app, julian, suit):
    asked = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(app.database.bind.engine, "before_cursor_execute", note)
    julian.get(suit)
    event.remove(app.database.bind.engine, "before_cursor_execute", note)
    reading = [one for one in asked if one.startswith("SELECT") and "SELECT set_config(" not in one]
    assert len(reading) == 2


def test_what_is_not_there_and_what_is_not_yours_look_alike(julian, stranger, suit):
    foreign = stranger.ask("GET", suit, status=404)
    missing = stranger.ask("GET", "/orders/okoro-999", status=404)
    nowhere = stranger.ask("GET", "/no/such/address", status=404)
    assert foreign.data == missing.data == nowhere.data
    assert b"okoro" not in foreign.data
    julian.get(suit)


def test_an_order_is_told_as_it_stood_after_any_entry(julian, marian, stranger, suit):
    earlier = [julian.get(suit)]
    earlier.append(julian.put(f"{suit}/fields/need/title", {"value": "The blue suit", "seen": 1}))
    earlier.append(julian.put(f"{suit}/fields/need/conditions", {"value": ROWS, "seen": 0}))
    earlier.append(julian.post(f"{suit}/signatures", {"stage": "need"}))
    now = marian.post(f"{suit}/fields/need/title/put-back", {"seq": 1})
    for number, before in enumerate(earlier, 1):
        then = julian.get(f"{suit}?at={number}")
        assert then == before | {"warnings": []}
        assert then["seq"] == number
    assert julian.get(f"{suit}?at=5") == now == julian.get(suit)
    assert julian.get(f"{suit}?at=2")["title"] == "The blue suit"
    missing = julian.get(f"{suit}?at=6", status=404)
    assert missing["detail"] == "The history of this order has no such entry: its last one is 5."
    assert kind(julian.get(f"{suit}?at=0", status=422)) == "invalid"
    assert julian.get(f"{suit}?at=x", status=422)["errors"][0] == {
        "field": "at",
        "message": "Write this as a whole number.",
    }
    assert "no such entry" not in str(stranger.get(f"{suit}?at=6", status=404))
