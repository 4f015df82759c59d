"""Pictures that one side keeps to itself: nobody else comes upon them until they are shown."""

import io
import re

import pytest
from sqlalchemy import select

from portal.cases import bringing, copying, queries, showing, together
from portal.cases.model import Case, File
from portal.clans.verbs import room as clan_room
from portal.kernel import journal, pictures, storage
from portal.kernel.db import Base
from portal.kernel.files import Stored
from portal.kernel.queries import NotFound
from portal.kernel.verbs import sentence, tell
from tests import house
from tests.cases import playing
from tests.cases.test_changing import LATE
from tests.cases.test_files import PDF, PHOTOS, picture
from tests.pages import said

SECRET = "kanarie-hem.jpg"
OURS = "/ours"


@pytest.fixture(autouse=True)
def place(app, monkeypatch, tmp_path):
    """Files lie in the test's own folder, and none may be larger than 200 kB."""
    chosen = house.settings(files_url=f"file://{tmp_path}", largest_upload=200_000)
    monkeypatch.setitem(app.config, "SETTINGS", chosen)
    return storage.at(chosen.files_url)


def keep(visitor, order, *brought, path=PHOTOS, status=303, **more):
    """Keep pictures, as (content, name), to one's own side."""
    uploads = [(io.BytesIO(content), name) for content, name in brought]
    data = {"upload": uploads, **more.pop("data", {})}
    at = order.line(path, OURS)
    return visitor.post(at, data=data, content_type="multipart/form-data", status=status, **more)


def kept(order, person):
    """The ids of what the person's side keeps to itself, by name."""
    with order.database.unit(write=False):
        return {one.file.name: one.file.id for one in showing.kept(person, queries.get(person, order.ref))}


def stored(name, key):
    """A picture as it was stored, without any content."""
    return Stored(key, name, "image/jpeg", 9, "0" * 64, 600, 400)


def case_id(session, order):
    """The number of an order in the database."""
    return session.scalar(select(Case.id).where(Case.ref == order.ref))


def told(order, side):
    """What the stream of one side says, newest first."""
    with order.database.unit(write=False):
        stream = queries.get(order.person, order.ref).room(side)
        return [f"{e.name} {sentence(e.verb, e.facts)}" for e in journal.newest(stream, 9)]


def everywhere(order, key):
    """Every address at which somebody of the order might come upon a picture."""
    stage, _, field = PHOTOS.partition(".")
    pages = ["", "/history", "/dossier", "/since/1", f"?open={PHOTOS}", "?stage=cloth", f"/stages/{stage}"]
    lines = [f"/stages/{stage}/lines/{field}{rest}" for rest in ("", "/part", "/edit", OURS)]
    more = [f"/stages/{stage}/write", f"/stages/{stage}/sign"]
    files = [f"/files/{key}", *(f"/files/{key}/{width}" for width in pictures.WIDTHS), f"/files/{key}/pages"]
    shown = [f"/pictures/{key}{rest}" for rest in ("", "/beside", "/pin", f"/beside/{key}")]
    return [order.at(rest) for rest in (*pages, *lines, *more, *files, *shown)]


def test_the_other_side_and_strangers_come_upon_nothing(as_, cast, cloth, place, database):
    piotr, julian = as_(cast.piotr), as_(cast.julian)
    julian.get(cloth.at(), status=200)
    before, entries = cloth.thread, cloth.told(99)
    without = {at: said(julian.get(at)) for at in everywhere(cloth, "0" * 32)}
    keep(piotr, cloth, (picture(), SECRET))
    assert copying.copy_due(database, place)  # the worker makes its small copies all the same
    key = kept(cloth, cast.piotr)[SECRET]
    assert cloth.thread == before and cloth.told(99) == entries
    for at in everywhere(cloth, key):
        answer = julian.get(at, status=404 if key in at else 200)
        assert "kanarie" not in f"{answer.headers}{answer.text}" and key not in answer.text, at
        assert said(answer) == without[at.replace(key, "0" * 32)], at
    for path in ("/home", "/orders?q=kanarie", "/find?q=kanarie"):
        assert SECRET not in julian.get(path, status=200).text
    assert kept(cloth, cast.julian) == {} and list(kept(cloth, cast.marian)) == [SECRET]


@pytest.mark.parametrize("deed", ["show", "remove"])
def test_the_other_side_and_strangers_do_nothing_with_it(as_, cast, cloth, deed):
    keep(as_(cast.piotr), cloth, (picture(), SECRET))
    key, julian = kept(cloth, cast.piotr)[SECRET], as_(cast.julian)
    answer = julian.post(cloth.at(f"/ours/{key}/{deed}"), status=404)
    nothing = julian.post(cloth.at(f"/ours/{'0' * 32}/{deed}"), status=404)
    assert said(answer) == said(nothing) and "kanarie" not in answer.text
    for person in (cast.stranger, cast.ruth, cast.tom, cast.gwen, cast.ada):
        for at in (cloth.line(PHOTOS, OURS), cloth.at(f"/files/{key}"), cloth.at(f"/files/{key}/320")):
            as_(person).get(at, status=404)
        as_(person).post(cloth.at(f"/ours/{key}/{deed}"), status=404)
        keep(as_(person), cloth, (picture(), "theirs.jpg"), status=404)
    assert list(kept(cloth, cast.marian)) == [SECRET]


def test_nothing_in_the_house_tells_of_it_but_its_row_and_the_stream_of_its_side(as_, cast, cloth, unit):
    """And what its own side may find of it: no letter, list or search of the other side is made of these."""
    keep(as_(cast.piotr), cloth, (picture(), SECRET))
    with unit() as session:
        tables = [table for name, table in Base.metadata.tables.items() if name != "file"]
        named = [(t.name, row) for t in tables for row in session.execute(select(t)) if "kanarie" in str(row)]
        told = {name: row for name, row in named}
        assert len(named) == len(told) and told.keys() == {"journal", "findable", "spelling"}
        assert told["journal"].stream == f"clanroom:{case_id(session, cloth)}"
        assert told["findable"].only_for == told["spelling"].only_for == "clan"


def test_what_the_clan_of_another_customer_keeps_to_itself_is_not_told_here(as_, cast, cloth, unit):
    """The room of a clan is numbered by its customer, that of an order by the order: the numbers may meet."""
    keep(as_(cast.piotr), cloth, (picture(), SECRET))
    with unit() as session:
        tell(cast.tom, clan_room(case_id(session, cloth)), "hunt.note", {"what": "Gloves for the drivers"})
    page = said(as_(cast.marian).get(cloth.line(PHOTOS, OURS), status=200))
    assert f"Piotr Alder brought {SECRET}" in page
    assert "Tom Hale" not in page and "Gloves" not in page


def test_all_of_ones_own_side_look_at_it(as_, cast, cloth, place, database):
    piotr, marian = as_(cast.piotr), as_(cast.marian)
    keep(piotr, cloth, (picture(size=(900, 600)), SECRET), (picture("PNG"), "two.png"))
    keys = kept(cloth, cast.marian)
    page = marian.get(cloth.line(PHOTOS, OURS), status=200)
    assert "You, Piotr and Priya see what is here, and nobody else." in said(page)
    assert SECRET in page.text and "The other side cannot tell that there is anything" in said(page)
    assert f"Piotr Alder brought {SECRET}, two.png, only for this side" in said(page)
    whole = marian.get(cloth.at(f"/files/{keys[SECRET]}"), status=200)
    assert whole.headers["Cache-Control"] == "private, no-store"
    assert marian.get(cloth.at(f"/files/{keys[SECRET]}/320"), status=200).mimetype == "image/jpeg"
    assert copying.copy_due(database, place)
    assert marian.get(cloth.at(f"/files/{keys[SECRET]}/320"), status=200).mimetype == "image/webp"
    assert "2 pictures only your side sees" in said(marian.get(cloth.at(), status=200))
    assert "2 pictures only your side sees" in said(marian.get(cloth.line(PHOTOS, "/part"), status=200))
    for rest in ("", "/pin"):
        marian.get(cloth.at(f"/pictures/{keys[SECRET]}{rest}"), status=404)  # no pins before it is shown


def test_whoever_shows_it_writes_it_onto_the_line_beside_what_came_meanwhile(as_, cast, cloth, unit):
    piotr, marian, julian = (as_(person) for person in (cast.piotr, cast.marian, cast.julian))
    keep(piotr, cloth, (picture(), SECRET))
    key = kept(cloth, cast.piotr)[SECRET]
    cloth.put(cast.julian, PHOTOS, [cloth.do(cast.julian, bringing.attach, stored("mine.jpg", "7" * 32))])
    shown = marian.post(cloth.at(f"/ours/{key}/show"), status=303)
    assert shown.location.endswith(f"/pictures/{key}")
    assert [one["name"] for one in cloth.held(PHOTOS)] == ["mine.jpg", SECRET]
    line = cloth.thread.line("cloth", "photos")
    assert (line.by, line.side, cloth.sound()) == ("marian", "clan", True)
    assert cloth.last == f"Marian Wren showed both sides {SECRET}, which Piotr Alder brought"
    assert SECRET in julian.get(cloth.at("/history"), status=200).text
    page = julian.get(cloth.at(f"/pictures/{key}"), status=200)
    assert "What both sides have seen stays so." in said(page)
    assert julian.get(cloth.at(f"/files/{key}"), status=200).headers["Cache-Control"] != "private, no-store"
    again = piotr.post(cloth.at(f"/ours/{key}/show"), status=303)  # a colleague was faster
    assert again.location == shown.location and len(cloth.held(PHOTOS)) == 2
    piotr.post(cloth.at(f"/ours/{key}/remove"), status=404)  # it is both sides' now
    assert kept(cloth, cast.marian) == {}
    with unit() as session:
        row = session.get_one(File, key)
        assert (row.waits_for, row.only_for) == ("", "")


def test_ones_own_name_is_told_once(as_, cast, cloth):
    keep(as_(cast.julian), cloth, (picture(), "hem.jpg"))
    as_(cast.julian).post(cloth.at(f"/ours/{kept(cloth, cast.julian)['hem.jpg']}/show"), status=303)
    assert cloth.last == "Julian Okoro showed both sides hem.jpg"


def test_it_comes_onto_the_line_by_being_shown_and_in_no_other_way(as_, cast, cloth, unit):
    piotr = as_(cast.piotr)
    keep(piotr, cloth, (picture(), SECRET))
    key = kept(cloth, cast.piotr)[SECRET]
    forged = piotr.post(cloth.line(PHOTOS), data={"seen": 0, "keep": key}, status=409)
    assert "names a file that is not in this order" in forged.text
    assert "not written yet" not in piotr.get(cloth.line(PHOTOS, "/edit"), status=200).text
    other = cloth.do(cast.piotr, bringing.attach, stored("other.jpg", "8" * 32), PHOTOS)
    cloth.put(cast.piotr, PHOTOS, [other])  # what else waited for the line is let go of; this is not
    with unit() as session:
        assert session.get_one(File, key).waits_for == PHOTOS
    assert kept(cloth, cast.piotr) == {SECRET: key}


def test_what_is_removed_is_deleted_with_its_copies(as_, cast, cloth, database, place, unit):
    piotr, marian = as_(cast.piotr), as_(cast.marian)
    keep(piotr, cloth, (picture(), SECRET), (picture(), "stays.jpg"))
    while copying.copy_due(database, place):
        pass
    key, stays = (kept(cloth, cast.piotr)[name] for name in (SECRET, "stays.jpg"))
    marian.post(cloth.at(f"/ours/{key}/remove"), status=303)
    assert {name.partition(".")[0] for name in place.stored()} == {stays}
    with unit() as session:
        assert list(session.scalars(select(File.id))) == [stays]
    for rest in ("", "/320"):
        piotr.get(cloth.at(f"/files/{key}{rest}"), status=404)
    gone = piotr.post(cloth.at(f"/ours/{key}/remove"), status=404)
    assert "somebody showed it, or removed it" in said(gone)
    assert told(cloth, "clan")[0] == f"Marian Wren removed {SECRET}" and told(cloth, "customer") == []


def test_the_worker_finishes_a_removal_that_was_cut_short_and_forgets_nothing_else(
    as_, cast, cloth, database, place, monkeypatch
):
    keep(as_(cast.piotr), cloth, (picture(), SECRET), (picture(), "stays.jpg"))
    keys = kept(cloth, cast.piotr)
    cloth.do(cast.piotr, showing.remove_picture, keys[SECRET])
    as_(cast.piotr).get(cloth.at(f"/files/{keys[SECRET]}"), status=404)  # at once, whoever brought it
    with database.unit(write=False), pytest.raises(NotFound):
        showing.one(cast.piotr, queries.get(cast.piotr, cloth.ref), keys[SECRET])
    monkeypatch.setattr(bringing, "WAITS_FOR", -bringing.WAITS_FOR)  # every file is old
    assert bringing.tidy(database, place) == 1
    assert list(place.stored()) == [keys["stays.jpg"]]


def test_no_copy_is_left_of_one_that_was_removed_while_it_was_copied(
    as_, cast, cloth, database, place, monkeypatch
):
    piotr, copies = as_(cast.piotr), pictures.small_copies
    keep(piotr, cloth, (picture(), SECRET))
    key = kept(cloth, cast.piotr)[SECRET]

    def removed_meanwhile(content):
        piotr.post(cloth.at(f"/ours/{key}/remove"), status=303)
        return copies(content)

    monkeypatch.setattr(pictures, "small_copies", removed_meanwhile)
    assert copying.copy_due(database, place)
    assert list(place.stored()) == []


@pytest.mark.parametrize(
    ("content", "name"), [(PDF, "me.jpg"), (b"", "none.jpg"), (picture()[:300], "cut.jpg")]
)
def test_a_good_picture_is_kept_when_the_one_beside_it_is_refused(as_, cast, cloth, content, name):
    answer = keep(as_(cast.piotr), cloth, (picture(), "good.jpg"), (content, name), status=422)
    assert name in said(answer) and list(kept(cloth, cast.piotr)) == ["good.jpg"]
    assert "good.jpg" in answer.text


def test_the_script_sends_one_by_one_and_each_is_kept_at_once(as_, cast, cloth):
    piotr = as_(cast.piotr)
    answer = keep(piotr, cloth, (picture(), SECRET), status=200, headers=playing.HTMX)
    key = kept(cloth, cast.piotr)[SECRET]
    assert re.search(r'data-state="here".*name="here" value="([0-9a-f]{32})"', answer.text)[1] == key
    refused = keep(piotr, cloth, (b"", "none.jpg"), status=422, headers=playing.HTMX)
    assert "none.jpg is empty" in refused.text and 'id="strip-problem"' in refused.text
    piotr.post(cloth.line(PHOTOS, OURS), data={"here": key}, status=303)
    assert "Choose the pictures first." in said(piotr.post(cloth.line(PHOTOS, OURS), status=422))
    assert list(kept(cloth, cast.piotr)) == [SECRET]


def test_only_pictures_are_kept_and_only_where_the_side_may_write(as_, cast, cloth):
    julian = as_(cast.julian)
    for path in ("cloth.papers", "cloth.code", "cloth.made_up"):
        julian.get(cloth.line(path, OURS), status=404)
        keep(julian, cloth, (picture(), "a.jpg"), path=path, status=404)


def test_the_line_takes_no_more_than_it_holds(as_, cast, cloth):
    many = [cloth.do(cast.julian, bringing.attach, stored(f"{n}.jpg", f"{n:032}")) for n in range(60)]
    cloth.put(cast.julian, PHOTOS, many)
    keep(as_(cast.julian), cloth, (picture(), "one more.jpg"))
    key = kept(cloth, cast.julian)["one more.jpg"]
    answer = as_(cast.julian).post(cloth.at(f"/ours/{key}/show"), status=409)
    assert "Pictures holds 60 files at most" in said(answer)
    assert kept(cloth, cast.julian) == {"one more.jpg": key}


def test_in_a_fulfilled_order_they_are_looked_at_and_removed_only(as_, cast, judged):
    julian = as_(cast.julian)
    keep(julian, judged, (picture(), SECRET))
    key = kept(judged, cast.julian)[SECRET]
    for condition, _, _ in judged.thread.conditions():
        judged.do(cast.julian, together.met, condition)
    assert judged.thread.status == "fulfilled"
    page = julian.get(judged.line(PHOTOS, OURS), status=200)
    assert "nothing in it changes any more" in said(page) and "Show it" not in said(page)
    julian.post(judged.at(f"/ours/{key}/show"), status=409)
    keep(julian, judged, (picture(), "late.jpg"), status=409)
    julian.get(judged.at(f"/files/{key}"), status=200)
    julian.post(judged.at(f"/ours/{key}/remove"), status=303)
    assert kept(judged, cast.julian) == {}


def test_each_button_names_its_picture_and_a_name_is_only_a_name(as_, cast, cloth):
    keep(as_(cast.julian), cloth, (picture(), "<b>hem.jpg"))
    page = as_(cast.julian).get(cloth.line(PHOTOS, OURS), status=200)
    assert "Show it to both sides : <b>hem.jpg" in said(page) and "<b>hem.jpg" not in page.text


def test_on_a_line_with_a_price_it_is_shown_once_the_price_is_taken(as_, cast, database):
    late = LATE.model_copy(update={"fields": ("cloth.photos",)})
    follows = playing.workflow().model_copy(update={"late_changes": (late,), "hourly_rate": 6000})
    order = playing.begin(database, cast.julian, cast.okoro, follows=follows)
    playing.to_cloth(order, cast.julian, cast.marian)
    order.put(cast.marian, "cloth.price", "50")
    order.put(cast.marian, "cloth.code", "W 81")
    julian, keys = as_(cast.julian), []
    for name in ("seam.jpg", "hem.jpg"):
        keep(julian, order, (picture(), name))
        keys += kept(order, cast.julian).values()
        if name == "seam.jpg":  # while the line is open, and costs nothing
            julian.post(order.at(f"/ours/{keys[0]}/show"), status=303)
    order.do(cast.julian, together.review, "cloth", "fit", "accepted")
    for person in (cast.marian, cast.julian):
        order.do(person, playing.actions.sign, "cloth")
    key = keys[1]
    asked = julian.post(order.at(f"/ours/{key}/show"), status=409)
    assert "£170" in said(asked) and len(order.held(PHOTOS)) == 1 and kept(order, cast.julian)
    assert f'action="{order.at(f"/ours/{key}/show")}"' in asked.text
    quote = re.search(r'name="quote" value="([^"]+)"', asked.text)[1]
    julian.post(order.at(f"/ours/{key}/show"), data={"quote": quote}, status=303)
    assert [one["id"] for one in order.held(PHOTOS)] == keys and not kept(order, cast.julian)
    assert order.last.endswith(", for £170 and 3 working days") and order.sound()
