"""Small copies of pictures: made by the worker, given out in the best format, lost by no accident."""

import io
from datetime import timedelta

import pytest
import time_machine
from PIL import Image
from sqlalchemy import select

from portal.cases import copying
from portal.cases.model import File
from portal.kernel import clock, files, pictures, storage
from tests import house
from tests.cases.test_files import PHOTOS, bring, picture
from tests.pages import said

AVIF = {"Accept": "text/html,image/avif,image/webp,*/*"}


@pytest.fixture
def place(app, monkeypatch, tmp_path):
    """Files lie in the test's own folder."""
    chosen = house.settings(files_url=f"file://{tmp_path}/files")
    monkeypatch.setitem(app.config, "SETTINGS", chosen)
    return storage.at(chosen.files_url)


@pytest.fixture
def photo(as_, cast, cloth, place, unit):
    """The key of a large photograph on a line."""
    bring(as_(cast.julian), cloth, PHOTOS, (picture(size=(1800, 1200)), "me.jpg"))
    return cloth.held(PHOTOS)[0]["id"]


def opened(answer):
    """The picture in an answer."""
    return Image.open(io.BytesIO(answer.data))


def test_a_page_shows_the_whole_picture_until_the_small_ones_are_there(
    as_, cast, cloth, photo, place, database
):
    marian = as_(cast.marian)
    small = cloth.at(f"/files/{photo}/320")
    assert small in marian.get(cloth.at(), status=200).text
    before = marian.get(small, headers=AVIF, status=200)
    assert opened(before).size == (1800, 1200)
    assert before.headers["Cache-Control"] == "private, no-cache"
    assert copying.copy_due(database, place)
    assert not copying.copy_due(database, place)
    for width, height in ((320, 213), (960, 640)):
        at = cloth.at(f"/files/{photo}/{width}")
        for headers, kind in ((AVIF, "AVIF"), ({"Accept": "*/*"}, "WEBP")):
            after = marian.get(at, headers=headers, status=200)
            assert (opened(after).format, opened(after).size) == (kind, (width, height))
            assert after.headers["Content-Type"] == f"image/{kind.lower()}"
            assert {"Accept", "Cookie"} <= {name.strip() for name in after.headers["Vary"].split(",")}
            assert after.headers["Cache-Control"] == "private, max-age=86400, immutable"
            assert after.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    marian.get(cloth.at(f"/files/{photo}/321"), status=404)
    as_(cast.stranger).get(small, status=404)


def test_a_worker_that_died_loses_nothing(photo, place, database, monkeypatch, unit):
    def die(_content):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(pictures, "small_copies", die)
        copying.copy_due(database, place)
    assert not copying.copy_due(database, place), "somebody may still be at it"
    with time_machine.travel(clock.now() + copying.TAKEN_FOR + timedelta(seconds=1), tick=False):
        assert copying.copy_due(database, place)
    assert {key for key in place.stored() if key.startswith(photo)} == {
        photo, *(f"{photo}.{width}.{kind}" for width in (320, 960) for kind in ("avif", "webp"))
    }  # fmt: skip


def test_a_picture_that_brings_every_worker_down_is_let_alone(photo, place, database, monkeypatch, unit):
    def break_(_content):
        raise ValueError("a colour that there is not")

    monkeypatch.setattr(pictures, "small_copies", break_)
    for turn in range(copying.MOST_TRIES):
        with time_machine.travel(clock.now() + (turn + 1) * 2 * copying.TAKEN_FOR, tick=False):
            assert copying.copy_due(database, place)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        assert not copying.copy_due(database, place)
    with unit() as session:
        row = session.scalars(select(File)).one()
        assert (row.tries, row.copied) == (copying.MOST_TRIES, None)


def test_documents_have_no_small_copies(app, as_, cast, cloth, place, database):
    bring(as_(cast.julian), cloth, "cloth.papers", (picture(), "plan.jpg"))
    assert not copying.copy_due(database, place)
    paper = cloth.held("cloth.papers")[0]["id"]
    assert opened(as_(cast.julian).get(cloth.at(f"/files/{paper}/320"), status=200)).format == "JPEG"


def test_a_small_picture_is_not_made_larger_and_clear_parts_stay_clear():
    clear = Image.new("RGBA", (400, 100), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    made = {
        ending: Image.open(io.BytesIO(content)) for ending, content in pictures.small_copies(out.getvalue())
    }
    assert {ending: one.size for ending, one in made.items()} == {
        ".960.avif": (400, 100), ".960.webp": (400, 100), ".320.avif": (320, 80), ".320.webp": (320, 80)
    }  # fmt: skip
    assert all(one.convert("RGBA").getpixel((10, 10))[3] == 0 for one in made.values())


def test_a_heic_picture_is_read_when_its_package_is_there(place, monkeypatch):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(out, "HEIF")
    stored = files.take(place, out.getvalue(), "IMG_1.HEIC", photo=True, largest=10**6)
    assert (stored.type, stored.width, stored.height) == ("image/jpeg", 64, 48)
    monkeypatch.setattr(pictures, "HEIC", {})
    with pytest.raises(files.BadFile, match=r"IMG_1.HEIC is a HEIC picture, which we cannot show"):
        files.take(place, out.getvalue(), "IMG_1.HEIC", photo=True, largest=10**6)


def test_a_storage_that_does_not_answer_is_told_and_what_was_typed_is_kept(
    app, as_, cast, cloth, photo, place, monkeypatch
):
    def nobody(*_):
        raise storage.OutOfReach("the bucket is silent")

    monkeypatch.setattr(storage.Folder, "put", nobody)
    answer = bring(
        as_(cast.julian), cloth, PHOTOS, (picture(), "me.jpg"), status=503, why="so that you see the collar"
    )
    assert "so that you see the collar" in said(answer)
    assert len(cloth.held(PHOTOS)) == 1
