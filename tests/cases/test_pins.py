"""A picture on a page of its own: pins put, answered, settled by both, opened again."""

import pytest

from portal.kernel import storage
from tests import house
from tests.cases.test_files import PHOTOS, bring, picture
from tests.pages import said


@pytest.fixture
def look(app, as_, cast, cloth, monkeypatch, tmp_path):
    """The address of a picture 600 by 400 that Marian has brought."""
    monkeypatch.setitem(app.config, "SETTINGS", house.settings(files_url=f"file://{tmp_path}"))
    bring(as_(cast.marian), cloth, PHOTOS, (picture(size=(600, 400)), "front.jpg"))
    return cloth.at(f"/pictures/{cloth.held(PHOTOS)[0]['id']}")


def put(visitor, look, status=303, **words):
    """Put a pin."""
    return visitor.post(
        f"{look}/pin", data={"where": "445-555", "title": "The collar", "text": "", **words}, status=status
    )


def test_a_pin_is_put_and_both_talk_about_it_until_it_is_settled(as_, cast, cloth, look):
    julian, marian = as_(cast.julian), as_(cast.marian)
    assert look in julian.get(cloth.at(), status=200).text, "the picture leads to its page"
    assert "Nobody has put a pin into this picture yet." in said(julian.get(look, status=200))
    answer = put(julian, look, text="It pulls here")
    key = answer.location.partition("#pin-")[2]
    assert cloth.last == "Julian Okoro put a pin into Pictures: The collar"
    page = marian.get(look, status=200)
    assert 'x="44.5%" y="55.5%"' in page.text
    assert "It pulls here" in said(page) and "Your answer" in said(page)
    assert f"/pins/{key}" in marian.get(cloth.at(), status=200).text, "it is a step of the move card"
    assert marian.get(cloth.at(f"/pins/{key}"), status=303).location == f"{look}#pin-{key}"

    marian.post(cloth.at(f"/pins/{key}/answer"), data={"text": "We **lower** it"}, status=303)
    assert cloth.last == "Marian Wren wrote at the pin “The collar”"
    assert "<strong>lower</strong>" in julian.get(look).text
    julian.post(cloth.at(f"/pins/{key}/settle"), status=303)
    assert cloth.last == "Julian Okoro settled the pin “The collar”"
    assert "JO has nothing left to say." in said(marian.get(look))
    marian.post(cloth.at(f"/pins/{key}/settle"), status=303)
    assert cloth.last == "Marian Wren settled the pin “The collar”, and so it is settled by both"
    assert "Settled, JO and MW" in said(marian.get(look))

    again = cloth.at(f"/pins/{key}/open")
    assert "Open “The collar” again?" in said(julian.get(again, status=200))
    julian.post(again, data={"why": ""}, status=422)
    julian.post(again, data={"why": "It moved"}, status=303)
    assert cloth.last == "Julian Okoro opened the pin “The collar” again: It moved"
    assert cloth.sound()


def test_two_initials_at_once_are_both_kept_and_one_twice_is_one(as_, cast, cloth, look):
    key = put(as_(cast.julian), look).location.partition("#pin-")[2]
    for person in (cast.marian, cast.piotr, cast.julian, cast.julian):
        as_(person).post(cloth.at(f"/pins/{key}/settle"), status=303)
    assert {side: mark.by for side, mark in cloth.thread.pins[key].settled.items()} == {
        "clan": "marian",
        "customer": "julian",
    }


def test_without_script_the_picture_itself_is_pressed(as_, cast, cloth, look):
    julian = as_(cast.julian)
    asked = julian.get(f"{look}/pin", status=200)
    assert '<input type="image" name="at"' in asked.text
    pressed = julian.get(f"{look}/pin?at.x=160&at.y=53", status=200)  # of 320 by 213 pixels
    assert '<option value="500-248" selected>where you pressed' in pressed.text
    assert '<option value="333-1000" selected>' in julian.get(f"{look}/pin?x=333&y=4000", status=200).text
    for unreadable in ("?x=a&y=1", "?at.x=1", "?x=-1&y=2", "?at.x=1&at.y=999999999999"):
        assert "where you pressed" not in julian.get(f"{look}/pin{unreadable}", status=200).text
    part = put(julian, look, where="833-167")
    pin = cloth.thread.pins[part.location.partition("#pin-")[2]]
    assert (pin.x, pin.y) == (833, 167)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"title": ""}, "Say in a few words what the pin is about."),
        ({"title": "x" * 121}, "120 letters at most."),
        ({"where": ""}, "Choose where it is."),
        ({"where": "here"}, "Choose where it is."),
        ({"where": "2000-1"}, "That place is not in the picture."),
    ],
)
def test_what_is_no_pin_gets_a_sentence_and_is_kept(as_, cast, cloth, look, words, sentence):
    before = cloth.thread.seq
    answer = put(as_(cast.julian), look, status=422, text="typed with care", **words)
    assert sentence in said(answer)
    assert "typed with care" in answer.text
    assert cloth.thread.seq == before


def test_a_picture_taken_off_its_line_keeps_its_pins_and_takes_no_more(as_, cast, cloth, look):
    julian, marian = as_(cast.julian), as_(cast.marian)
    key = put(julian, look).location.partition("#pin-")[2]
    bring(marian, cloth, PHOTOS, (picture("PNG", size=(30, 20)), "newer.png"), keep=[])
    page = julian.get(look, status=200)
    assert "This picture was taken off its line. Its pins stay." in said(page)
    assert f'id="pin-{key}"' in page.text
    assert "That picture is not in this order any more." in said(put(julian, look, status=422))
    newer = cloth.at(f"/pictures/{cloth.held(PHOTOS)[0]['id']}")
    carried = julian.get(newer, status=200)
    assert "Open in other pictures" in said(carried)
    assert f"{look}#pin-{key}" in carried.text
    assert "0 pins" not in said(carried) and "No pins" in said(carried)


def test_nobody_else_finds_picture_or_pin(as_, cast, cloth, look):
    key = put(as_(cast.julian), look).location.partition("#pin-")[2]
    ruth = as_(cast.ruth)
    for path in (look, f"{look}/pin", cloth.at(f"/pins/{key}")):
        ruth.get(path, status=404)
    ruth.post(cloth.at(f"/pins/{key}/settle"), status=404)
    as_(cast.julian).get(cloth.at("/pins/n0"), status=404)
    as_(cast.julian).get(cloth.at(f"/pictures/{storage.new_key()}"), status=404)
