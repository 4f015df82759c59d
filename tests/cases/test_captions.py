"""What pictures show, on their pages and in the form that brings them, and two of them side by side."""

import pytest

from portal.cases import pinning
from portal.kernel import storage
from tests import house
from tests.cases.test_files import PHOTOS, bring, picture
from tests.cases.test_uploads import key, send
from tests.pages import said
from workflows.pinned import Spot


@pytest.fixture(autouse=True)
def place(app, monkeypatch, tmp_path):
    """Files lie in the test's own folder."""
    chosen = house.settings(files_url=f"file://{tmp_path}")
    monkeypatch.setitem(app.config, "SETTINGS", chosen)
    return storage.at(chosen.files_url)


@pytest.fixture
def two(as_, cast, cloth):
    """The ids of two pictures of other shapes that Marian has brought."""
    bring(as_(cast.marian), cloth, PHOTOS, (picture(), "one.jpg"), (picture(size=(30, 90)), "two.jpg"))
    return [kept["id"] for kept in cloth.held(PHOTOS)]


def describe(visitor, order, file, text, status=303, **more):
    """Say what a picture shows."""
    return visitor.post(order.at(f"/pictures/{file}/describe"), data={"text": text, **more}, status=status)


def test_a_picture_is_named_by_whoever_knows_what_it_shows(as_, cast, cloth, two):
    one = two[0]
    julian, marian = as_(cast.julian), as_(cast.marian)
    assert "one.jpg: Marian has not described this yet" in julian.get(cloth.at(), status=200).text
    assert "You have not described this yet" in said(marian.get(cloth.at(f"/pictures/{one}"), status=200))
    describe(julian, cloth, one, "Collar from behind")
    assert cloth.last == "Julian Okoro described a picture: “Collar from behind”"
    page = marian.get(cloth.at(f"/pictures/{one}"), status=200)
    assert "Collar from behind Julian," in said(page) and 'alt="Pictures: Collar from behind"' in page.text
    assert 'alt="one.jpg: Collar from behind"' in marian.get(cloth.at(), status=200).text
    assert cloth.ref in marian.get("/orders?q=collar+behind", status=200).text
    assert cloth.sound()
    for file, text, sentence in (
        (one, " ", "Say in a few words what the picture shows"),
        (one, "x" * 301, "300 letters at most"),
    ):
        assert sentence in describe(julian, cloth, file, text, status=409).text
    assert "no view called Front" in said(describe(julian, cloth, one, "Hem", status=409, view="Front"))
    describe(julian, cloth, "0" * 32, "Hem", status=404)
    for person in (cast.stranger, cast.ruth, cast.ada):
        describe(as_(person), cloth, one, "Hem", status=404)
    assert cloth.thread.captions.keys() == {one}


def test_who_brings_pictures_says_what_they_show_in_the_same_form(as_, cast, cloth):
    marian = as_(cast.marian)
    one, two, three = (key(send(marian, cloth, picture(), f"{n}.jpg")) for n in range(3))
    words = {f"caption-{one}": "The hem", f"caption-{two}": " ", f"caption-{three}": "Left out"}
    marian.post(cloth.line(PHOTOS), data={"seen": 0, "keep": [one, two], **words}, status=303)
    assert {file: told.text for file, told in cloth.thread.captions.items()} == {one: "The hem"}
    assert cloth.told(2) == [
        "Marian Wren described a picture: “The hem”",
        "Marian Wren wrote Pictures: 0.jpg, 1.jpg",
    ]
    again = key(send(marian, cloth, picture(), "3.jpg"))
    whole = {
        "photos:seen": 1,
        "photos:keep": again,
        f"photos:caption-{again}": "The back",
        "chest:seen": 0,
        "chest:value": "wide",
    }
    refused = marian.post(cloth.stage("cloth", "write"), data=whole, status=422)
    assert f'name="photos:caption-{again}" value="The back"' in refused.text


def test_a_page_says_who_sees_a_picture(as_, cast, cloth, two):
    page = said(as_(cast.julian).get(cloth.at(f"/pictures/{two[0]}"), status=200))
    assert "You, Marian, Piotr and Priya see this picture and its pins, and nobody else." in page


def test_thumbnails_say_how_many_pins_are_open_and_many_are_folded(as_, cast, cloth, two):
    spot = Spot(stage="cloth", field="photos", file=two[0], x=500, y=250)
    for title in ("Collar", "Hem"):
        cloth.do(cast.julian, pinning.put_pin, spot, title)
    julian = as_(cast.julian)
    assert "2 open pins" in said(julian.get(cloth.at(), status=200))
    many = [(picture(size=(3, 2)), f"{n}.jpg") for n in range(8)]
    bring(julian, cloth, PHOTOS, *many, keep=two)
    page = julian.get(cloth.at(), status=200)
    assert page.text.count('width="112" height="112"') == 6
    assert "All 10 pictures" in said(page)
    assert julian.get(cloth.line(PHOTOS), status=200).text.count('width="112" height="112"') == 10


def test_two_pictures_stand_side_by_side_each_with_its_own_pins(as_, cast, cloth, two):
    one, other = two
    for file, title, x in ((one, "Collar", 100), (other, "Hem", 900)):
        cloth.do(
            cast.julian, pinning.put_pin, Spot(stage="cloth", field="photos", file=file, x=x, y=250), title
        )
    julian = as_(cast.julian)
    assert f"/pictures/{one}/beside" in julian.get(cloth.at(f"/pictures/{one}"), status=200).text
    page = julian.get(cloth.at(f"/pictures/{one}/beside"), status=200).text
    named = julian.get(cloth.at(f"/pictures/{one}/beside/{other}"), status=200).text
    assert f"/files/{other}/960" in named
    assert page.index(f"/files/{one}/960") < page.index(f"/files/{other}/960"), "the newest first"
    assert 'width="60" height="40"' in page and 'width="30" height="90"' in page
    assert 'x="10%" y="25%"' in page and 'x="90%" y="25%"' in page
    for gone in (one, "0" * 32):
        julian.get(cloth.at(f"/pictures/{one}/beside/{gone}"), status=404)
    julian.get(cloth.at(f"/pictures/{'0' * 32}/beside"), status=404)
    as_(cast.stranger).get(cloth.at(f"/pictures/{one}/beside"), status=404)
    bring(julian, cloth, PHOTOS, keep=[one])
    alone = julian.get(cloth.at(f"/pictures/{one}/beside"), status=303)
    assert alone.location.endswith(f"/pictures/{one}")


def test_a_pin_is_not_put_into_a_picture_that_was_taken_off_its_line(as_, cast, cloth, two):
    julian = as_(cast.julian)
    bring(julian, cloth, PHOTOS, keep=two[:1])
    words = {"where": "500-500", "title": "Collar"}
    julian.post(cloth.at(f"/pictures/{two[1]}/pin"), data=words, status=404)
    assert cloth.thread.pins == {}
