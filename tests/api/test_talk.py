"""Talk over the API: at a place, edited, answered, taken back; and the room of one's own side."""

import pytest

from tests.cases import playing


@pytest.fixture
def coat(app, cast):
    """The address of an order whose cloth is under way."""
    order = playing.to_cloth(playing.begin(app.database, cast.julian, cast.okoro), cast.julian, cast.marian)
    return f"/orders/{order.ref}"


def test_a_program_talks_as_people_do(julian, marian, program, cast, coat):
    order = julian.post(
        f"{coat}/say", {"text": "Is it @tom heavy?", "place": "cloth.code", "tell": ["marian", "tom"]}
    )
    seq = order["seq"]
    (said,) = marian.get(f"{coat}/talk")["items"]
    assert {name: said[name] for name in ("seq", "by", "side", "place", "text", "tells", "replies")} == {
        "seq": seq, "by": "julian", "side": "customer", "place": "cloth.code", "text": "Is it @tom heavy?",
        "tells": ["marian"], "replies": {},
    }  # fmt: skip
    marian.put(f"{coat}/talk/{seq}/replies/yes", None)
    marian.put(f"{coat}/talk/{seq}/replies/yes", None)  # once more is the same
    julian.put(f"{coat}/talk/{seq}", {"text": "Is it too heavy?"})
    (said,) = julian.get(f"{coat}/talk?place=cloth.code")["items"]
    assert (said["text"], said["was"], said["replies"]) == (
        "Is it too heavy?", ["Is it @tom heavy?"], {"yes": ["marian"]},
    )  # fmt: skip
    assert said["edited"] is not None
    marian.delete(f"{coat}/talk/{seq}/replies/yes")
    marian.put(f"{coat}/talk/{seq}", {"text": "Mine"}, status=409)
    marian.delete(f"{coat}/talk/{seq}", status=409)
    marian.put(f"{coat}/talk/{seq}/replies/no", None, status=409)
    julian.delete(f"{coat}/talk/{seq}")
    (said,) = marian.get(f"{coat}/talk")["items"]
    assert (said["text"], said["was"], said["replies"]) == ("", [], {}) and said["gone"] is not None
    assert marian.get(f"{coat}/talk?place=cloth")["items"] == []
    assert marian.get(f"{coat}/talk?after={seq}")["items"] == []


def test_what_is_not_there_gets_a_sentence(julian, coat):
    assert (
        julian.post(f"{coat}/say", {"text": "x", "place": "silk"}, status=422)["errors"][0]["field"]
        == "place"
    )
    for number in ("1", "9999", "abc", "0" * 20):
        julian.put(f"{coat}/talk/{number}", {"text": "x"}, status=404)
        julian.delete(f"{coat}/our-room/{number}", status=404)


def test_a_room_is_that_of_whoever_asks(julian, marian, program, cast, stranger, coat):
    before = julian.get(coat)
    said = marian.post(f"{coat}/our-room", {"text": "Kanarie @julian @piotr", "tell": ["priya", "julian"]})
    assert (said["seq"], said["side"], said["tells"]) == (1, "clan", ["priya", "piotr"])
    piotr = program(cast.piotr)
    assert piotr.put(f"{coat}/our-room/1/replies/seen", None)["replies"] == {"seen": ["piotr"]}
    assert piotr.delete(f"{coat}/our-room/1/replies/seen")["replies"] == {}
    assert marian.put(f"{coat}/our-room/1", {"text": "Kanarienvogel"})["was"] == ["Kanarie @julian @piotr"]
    assert [one["text"] for one in piotr.get(f"{coat}/our-room")["items"]] == ["Kanarienvogel"]
    for path in (
        coat,
        f"{coat}/journal",
        f"{coat}/talk",
        f"{coat}/our-room",
        f"{coat}/turns",
        "/orders?q=kanarie",
    ):
        assert "Kanarie" not in str(julian.get(path)), path
    assert julian.get(coat) == before
    for method, rest, body in (
        ("PUT", "/1", {"text": "x"}),
        ("DELETE", "/1", None),
        ("PUT", "/1/replies/yes", None),
        ("DELETE", "/1/replies/yes", None),
    ):
        theirs = julian.ask(method, f"{coat}/our-room{rest}", body, status=404)
        nothing = julian.ask(method, f"{coat}/our-room{rest.replace('1', '7', 1)}", body, status=404)
        assert theirs.json["detail"] == nothing.json["detail"]
    stranger.get(f"{coat}/our-room", status=404)
    marian.post(f"{coat}/our-room", {"text": "x", "side": "customer"}, status=422)
    assert marian.delete(f"{coat}/our-room/1")["text"] == ""
