"""Writing a line."""

import pytest

from tests.api.program import kind, line
from tests.workflows.sample import ROWS


def test_a_line_is_written_with_its_author_and_its_reason(julian, marian, suit):
    order = julian.put(f"{suit}/fields/need/date", {"value": "2027-06-05", "seen": 0, "why": "the wedding"})
    written = line(order, "need.date")
    assert (written["value"], written["seq"], written["by"]) == ("2027-06-05", 2, "julian")
    assert order["seq"] == 2 and order["warnings"] == []
    assert "because the wedding" in julian.get(f"{suit}/journal?after=1")[0]["sentence"]
    order = marian.put(f"{suit}/fields/need/date", {"value": None, "seen": 2})
    assert (line(order, "need.date")["value"], line(order, "need.date")["by"]) == (None, "marian")


def test_different_lines_both_go_in(julian, marian, suit):
    julian.put(f"{suit}/fields/need/date", {"value": "2027-06-05", "seen": 0})
    order = marian.put(f"{suit}/fields/need/title", {"value": "The blue suit", "seen": 1})
    assert (line(order, "need.date")["seq"], line(order, "need.title")["seq"]) == (2, 3)


def test_the_same_line_shows_both_values_and_writes_neither(julian, marian, suit):
    place = f"{suit}/fields/need/title"
    julian.put(place, {"value": "Julian's", "seen": 1})
    clash = marian.put(place, {"value": "Marian's", "seen": 1}, status=409)
    assert kind(clash) == "conflict"
    assert (clash["theirs"], clash["yours"], clash["seq"], clash["by"]) == (
        "Julian's",
        "Marian's",
        2,
        "julian",
    )
    assert line(julian.get(suit), "need.title")["value"] == "Julian's"
    order = marian.put(place, {"value": "Marian's", "seen": clash["seq"]})
    assert line(order, "need.title")["value"] == "Marian's"
    assert marian.put(place, {"value": "Marian's", "seen": 0})["seq"] == order["seq"], (
        "the same value is no change"
    )


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("need/date", "soon", "day"),
        ("need/date", 5, "day"),
        ("need/title", "two\nlines", "one line"),
        ("need/conditions", "It fits", "row"),
        ("cloth/pattern", "spots", "Plain, Check"),
        ("need/need", "x" * 1_000_000, "20,000"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_a_sentence(julian, suit, field, value, message):
    before = julian.get(suit)
    problem = julian.put(f"{suit}/fields/{field}", {"value": value, "seen": 1}, status=422)
    error = problem["errors"][0]
    assert error["field"] == field.partition("/")[2]
    assert message in error["message"]
    assert error.keys() <= {"field", "message", "suggestion"}
    assert julian.get(suit) == before


def test_a_line_that_is_not_there_or_not_yours_to_write(julian, suit):
    missing = julian.put(f"{suit}/fields/need/hat", {"value": "x", "seen": 0}, status=404)
    assert missing["detail"] == "Need has no line of that key. It has title, need, conditions, date."
    missing = julian.put(f"{suit}/fields/hat/need", {"value": "x", "seen": 0}, status=404)
    assert missing["detail"] == "This order has no stage of that key. It has need, cloth, fitting, finishing."
    refused = julian.put(f"{suit}/fields/cloth/stock", {"value": 3, "seen": 0}, status=409)
    assert kind(refused) == "refused"
    assert refused["detail"].startswith("In stock is written by the other side.")


def test_words_that_are_no_value_of_a_line_are_named(julian, suit):
    problem = julian.put(f"{suit}/fields/need/title", {"valeu": "x", "seen": -1, "why": 3}, status=422)
    assert [error["field"] for error in problem["errors"]] == ["value", "seen", "why", "valeu"]
    assert "pydantic" not in str(problem)


def test_an_unusual_value_is_taken_with_a_warning(julian, marian):
    ref = julian.post("/orders", {"account": "okoro", "need": "A suit"}, status=201)["ref"]
    order = marian.put(f"/orders/{ref}/fields/measuring/weight", {"value": "200", "seen": 0})
    assert line(order, "measuring.weight")["value"] == "200"
    assert "seldom above 160" in order["warnings"][0]


def test_an_earlier_value_is_put_back(julian, marian, suit):
    place = f"{suit}/fields/need/title"
    marian.put(place, {"value": "The suit", "seen": 1})
    order = julian.post(f"{place}/put-back", {"seq": 1})
    assert (line(order, "need.title")["value"], line(order, "need.title")["seq"]) == ("Wedding suit", 3)
    refused = julian.post(f"{place}/put-back", {"seq": 1}, status=409)
    assert refused["detail"] == "That is what the line says already."
    julian.post(f"{suit}/fields/need/hat/put-back", {"seq": 1}, status=404)


def test_the_conditions_are_a_table(julian, suit):
    order = julian.put(f"{suit}/fields/need/conditions", {"value": ROWS, "seen": 0})
    assert [one["condition"]["text"] for one in order["conditions"]] == ["It fits", "It is blue"]
    assert [one["met"] for one in order["conditions"]] == [None, None]
