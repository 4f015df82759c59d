"""Each side's own room: what is said there, and that none of it reaches the other side."""

import io

from sqlalchemy import select

from portal.cases import rooms, showing
from portal.cases.message import Message
from portal.kernel import journal
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests import house
from tests.cases.playing import HTMX
from tests.cases.test_files import PDF
from tests.pages import said


def test_one_side_talks_among_itself(as_, cast, cloth):
    julian, marian, piotr = as_(cast.julian), as_(cast.marian), as_(cast.piotr)
    room = cloth.at("/our-room")
    assert "Your own room" in said(marian.get(cloth.at(), status=200))
    assert "Nobody has said anything here yet." in said(marian.get(room, status=200))
    answer = marian.post(room, data={"text": "Is he *serious*, @piotr?"}, status=303)
    assert answer.location == f"{room}#room-list"
    order = said(piotr.get(cloth.at(), status=200))
    assert "1 new" in order
    page = piotr.get(room, status=200)
    assert "<em>serious</em>" in page.text and 'class="room k"' in page.text
    assert "Marian, Piotr and Priya" in said(page).replace("you", "Piotr") or "can read this" in said(page)
    assert "1 new" not in said(piotr.get(cloth.at()))
    assert "1 new" not in said(marian.get(cloth.at()))
    piotr.post(f"{room}/1/answer", data={"word": "seen"}, status=303)
    assert "Seen: Piotr" in said(marian.get(room))
    marian.post(f"{room}/1/edit", data={"text": "Is he sure?"}, status=303)
    assert "edited" in said(piotr.get(room)) and "Is he sure?" in said(piotr.get(room))
    piotr.post(f"{room}/1/edit", data={"text": "Mine"}, status=422)
    marian.post(f"{room}/1/take-back", status=303)
    assert "Marian took this back" in said(piotr.get(room))
    # and Julian, in his
    page = julian.get(room, status=200)
    assert 'class="room c"' in page.text and "Nobody has said anything here yet." in said(page)
    for deed, words in (("edit", {"text": "x"}), ("answer", {"word": "yes"}), ("take-back", {})):
        julian.post(f"{room}/1/{deed}", data=words, status=404)
    julian.get(f"{room}/1/edit", status=404)
    as_(cast.stranger).get(room, status=404)
    as_(cast.tom).get(room, status=404)


def test_only_ones_own_side_can_be_named_in_a_room(as_, cast, cloth, database):
    words = {"text": "@julian @piotr", "tell": ["julian", "priya"]}
    page = as_(cast.marian).get(cloth.at("/our-room"), status=200).text
    assert 'value="piotr"' in page and 'value="julian"' not in page
    as_(cast.marian).post(cloth.at("/our-room"), data=words, status=303)
    with database.unit(write=False) as session:
        assert session.scalars(select(Message.tells)).all() == [["priya", "piotr"]]
        told = {name: len(rooms.named_in(by_handle(name))) for name in ("julian", "piotr", "priya")}
    assert told == {"julian": 0, "piotr": 1, "priya": 1}
    piotr = as_(cast.piotr)
    assert "Marian Wren wrote to you" in said(piotr.get("/home"))
    assert "wrote to you" not in said(as_(cast.julian).get("/home"))
    piotr.get(cloth.at("/our-room"), status=200)
    assert "wrote to you" not in said(piotr.get("/home"))


def test_who_is_named_in_a_room_is_told_no_more_once_it_was_taken_back_or_the_seat_is_lost(
    as_, cast, cloth, database
):
    room, marian = cloth.at("/our-room"), as_(cast.marian)
    for words in ("One, @piotr.", "Two, @piotr."):
        marian.post(room, data={"text": words}, status=303)
    marian.post(f"{room}/1/take-back", status=303)
    marian.post(f"{room}/2/take-back", status=303)
    assert "wrote to you" not in said(as_(cast.piotr).get("/home"))
    marian.post(room, data={"text": "Three, @piotr."}, status=303)
    assert "wrote to you" in said(as_(cast.piotr).get("/home"))
    with database.unit(write=True):
        people.unseat(people.OPERATOR, account_by_handle("okoro"), by_handle("piotr"))
    home = as_(cast.piotr).get("/home", status=200)
    assert "wrote to you" not in said(home) and cloth.at() not in home.text


def test_no_word_of_a_request_sends_to_another_stream(as_, cast, cloth, database):
    """Whatever a form of the room adds, it stays in the room; and what is said to all never gets there."""
    extra = {"side": "customer", "stream": "case:1", "room": "customer", "place": "cloth", "shared": "1"}
    as_(cast.marian).post(cloth.at("/our-room"), data={"text": "Ours", **extra}, status=303)
    as_(cast.marian).post(cloth.at("/say"), data={"text": "Everybody’s", **extra}, status=303)
    with database.unit(write=False) as session:
        found = {row.text: (row.stream, row.place) for row in session.scalars(select(Message))}
        number = found["Everybody’s"][0].partition(":")[2]
    assert found == {"Ours": (f"clanroom:{number}", ""), "Everybody’s": (f"case:{number}", "cloth")}


def test_a_file_of_a_room_is_never_the_other_sides(app, as_, cast, cloth, database, monkeypatch, tmp_path):
    monkeypatch.setitem(app.config, "SETTINGS", house.settings(files_url=f"file://{tmp_path}"))
    files = [(io.BytesIO(PDF), "our margin.pdf")]
    as_(cast.marian).post(cloth.at("/our-room"), data={"text": "Look", "files": files}, status=303)
    with database.unit(write=False) as session:
        (row,) = session.scalars(select(Message))
    at = cloth.at(f"/files/{row.files[0]['id']}")
    assert "our margin.pdf" in as_(cast.piotr).get(cloth.at("/our-room")).text
    as_(cast.piotr).get(at, status=200)
    for person in (cast.julian, cast.stranger, cast.tom):
        as_(person).get(at, status=404)
        as_(person).get(f"{at}/pages", status=404)
    cloth.do(cast.marian, rooms.say, "And the pictures that we keep are others")
    with database.unit(write=False):
        case = cloth.do(cast.marian, lambda _, case: case)
        assert showing.kept(cast.marian, case) == []
    assert "our margin.pdf" not in as_(cast.marian).get(cloth.at()).text


def test_a_room_leaves_the_order_as_it_was(cast, cloth, database):
    """Nothing that the other side can look at moves when one talks in a room: no number, no day, no turn."""

    def looks():
        return cloth.do(cast.julian, lambda _, case: (case.seq, case.moved, case.document))

    before = looks()
    cloth.do(cast.marian, rooms.say, "Is he serious?")
    cloth.do(cast.piotr, rooms.react, 1, "yes")
    cloth.do(cast.marian, rooms.edit, 1, "Is he?")
    cloth.do(cast.marian, rooms.take_back, 1)
    assert looks() == before
    with database.unit(write=False):
        number = cloth.do(cast.julian, lambda _, case: case.id)
        room = journal.after(f"clanroom:{number}", 0, 9)
        assert [entry.verb for entry in room] == ["room.say", "room.react", "room.edit", "room.take_back"]
        assert journal.broken(f"clanroom:{number}") is None


def test_an_open_page_of_the_room_takes_what_is_said_there_and_it_counts_as_read(as_, cast, cloth):
    marian, piotr, room = as_(cast.marian), as_(cast.piotr), cloth.at("/our-room")
    assert 'id="alive" data-seq="0"' in piotr.get(room, status=200).text
    part = marian.post(room, data={"text": "Kanarie"}, headers=HTMX, status=200).text
    assert part.strip().startswith("<form") and f"{room}/1/take-back" in part
    moved = piotr.get(f"{room}/moved?before=0&seq=0", status=200)
    assert moved.text.strip().startswith('<div id="room-list"') and "Kanarie" in moved.text
    assert moved.headers["ETag"] == '"1"'
    assert piotr.get(f"{room}/moved?seq=1", status=304).data == b""
    assert "1 new" not in said(piotr.get(cloth.at(), status=200)), "it was before their eyes"
    assert "Kanarie" not in as_(cast.julian).get(f"{room}/moved?seq=7", status=200).text
    as_(cast.stranger).get(f"{room}/moved", status=404)


def test_a_room_stays_open_when_the_order_is_done_and_pages_back(as_, cast, cloth, monkeypatch):
    monkeypatch.setattr(rooms, "PAGE", 3)
    for number in range(5):
        cloth.do(cast.julian, rooms.say, f"Word number {number}.")
    page = as_(cast.julian).get(cloth.at("/our-room"), status=200).text
    assert "Word number 4." in page and "Word number 1." not in page
    assert "our-room?before=3" in page
    assert "Word number 1." in as_(cast.julian).get(cloth.at("/our-room?before=3"), status=200).text
