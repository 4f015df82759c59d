"""Pins over the API: put into a picture of a line, answered, settled by both, opened again."""

import pytest

from portal.cases import bringing
from portal.kernel.files import Stored
from tests.api.program import found
from tests.cases import playing

FILE = Stored("a" * 32, "front.jpg", "image/jpeg", 9, "0" * 64, 600, 400)
SPOT = {"stage": "cloth", "field": "photos", "file": FILE.id, "x": 445, "y": 555}


@pytest.fixture
def coat(app, cast):
    """The address of an order that has a picture."""
    order = playing.begin(app.database, cast.julian, cast.okoro)
    order.put(cast.julian, "cloth.photos", [order.do(cast.julian, bringing.attach, FILE)])
    return f"/orders/{order.ref}"


def test_both_sides_settle_a_pin(julian, marian, coat):
    (pin,) = julian.post(f"{coat}/pins", {**SPOT, "title": "Collar", "text": "It pulls"})["pins"]
    assert {name: pin[name] for name in SPOT} == SPOT
    assert (pin["title"], pin["by"], pin["waits_for"], pin["settled"]) == ("Collar", "julian", "clan", [])
    place = f"{coat}/pins/{pin['key']}"
    order = marian.post(f"{place}/answer", {"text": "We lower it"})
    assert [word["text"] for word in found(order["pins"], pin["key"])["talk"]] == ["It pulls", "We lower it"]
    (step,) = [step for step in order["steps"] if step["kind"] == "pin"]
    assert (step["side"], step["target"], step["label"]) == ("customer", pin["key"], "Collar")
    marian.post(f"{place}/settle")
    settled = found(julian.post(f"{place}/settle")["pins"], pin["key"])
    assert [one["side"] for one in settled["settled"]] == ["clan", "customer"]
    assert settled["waits_for"] is None
    assert "settled" in marian.post(f"{place}/answer", {"text": "More"}, status=409)["detail"]
    again = found(marian.post(f"{place}/open", {"why": "It moved"})["pins"], pin["key"])
    assert again["waits_for"] == "customer"


def test_what_a_pin_needs(julian, stranger, coat):
    said = {**SPOT, "title": "Collar"}
    for wrong in ({"stage": "hat"}, {"x": 1001}, {"y": -1}, {"title": " "}, {"text": 5}, {"colour": "red"}):
        problem = julian.post(f"{coat}/pins", said | wrong, status=422)
        assert [error["field"] for error in problem["errors"]] == list(wrong)
    for gone in ({"file": "b" * 32}, {"field": "code"}):
        assert "not in this order" in julian.post(f"{coat}/pins", said | gone, status=409)["detail"]
    assert julian.post(f"{coat}/pins/n9/settle", status=404)["detail"] == "This order has no pin of that key."
    stranger.post(f"{coat}/pins", said, status=404)


def test_a_program_says_what_a_picture_shows(julian, stranger, coat):
    place = f"{coat}/pictures/{FILE.id}/caption"
    (told,) = julian.put(place, {"text": "Collar from behind"})["captions"]
    assert (told["file"], told["text"], told["view"], told["by"]) == (
        FILE.id,
        "Collar from behind",
        "",
        "julian",
    )
    assert julian.put(place, {"text": " "}, status=422)["errors"][0]["field"] == "text"
    assert "no view called Front" in julian.put(place, {"text": "Hem", "view": "Front"}, status=409)["detail"]
    gone = julian.put(f"{coat}/pictures/{'b' * 32}/caption", {"text": "Hem"}, status=404)
    assert gone["detail"] == "This order has no picture of that id."
    stranger.put(place, {"text": "Hem"}, status=404)
