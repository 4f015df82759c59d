"""An open page: it hears that its order moved, fetches what moved, and knows who is in the room."""

import re
from datetime import timedelta

import pytest

from portal.cases import actions, following, pinning, rooms
from portal.cases.views import live
from portal.kernel import clock
from portal.kernel.live import Switchboard
from portal.people import actions as people
from portal.people import sessions
from portal.people.queries import account_by_handle, recognise
from tests import house
from tests.cases.test_files import bring, picture
from tests.pages import said
from workflows.pinned import Spot
from workflows.talk import PICTURE

TAB = "tab-of-mine"


def ids(answer):
    """The parts of an answer, by their ids."""
    return [
        line.split('id="')[1].split('"')[0]
        for line in answer.text.splitlines()
        if line.startswith("<") and 'id="' in line
    ]


def test_what_moved_comes_by_itself_and_nothing_else(as_, cast, cloth):
    julian, seq = as_(cast.julian), cloth.thread.seq
    julian.get(cloth.at(), status=200)
    assert julian.get(cloth.at(f"/moved?seq={seq}"), status=304).data == b""
    cloth.put(cast.marian, "cloth.code", "W 7")
    cloth.put(cast.marian, "cloth.price", "300")
    answer = julian.get(cloth.at(f"/moved?seq={seq}"), status=200)
    assert answer.headers["ETag"] == f'"{seq + 2}"'
    assert {"line-cloth-code", "line-cloth-price", "move", "log-list", "about", "sign-cloth"} <= set(
        ids(answer)
    )
    assert not {"spine", "mast", "line-cloth-photos", "stage-cloth"} & set(ids(answer))
    assert "W 7" in said(answer) and '<span class="new">new</span>' in answer.text
    later = julian.get(cloth.at(f"/moved?seq={seq + 1}"), status=200)
    assert "line-cloth-code" not in ids(later) and "line-cloth-price" in ids(later)


def test_the_page_of_a_stage_a_line_or_a_picture_brings_its_talk_its_past_and_its_pins(
    app, as_, cast, cloth, monkeypatch, tmp_path
):
    monkeypatch.setitem(app.config, "SETTINGS", house.settings(files_url=f"file://{tmp_path}"))
    bring(as_(cast.marian), cloth, "cloth.photos", (picture(size=(600, 400)), "front.jpg"))
    photo = cloth.held("cloth.photos")[0]
    julian, seq, seen = as_(cast.julian), cloth.thread.seq, f"{PICTURE}{photo['id']}"
    pages = {
        "cloth": julian.get(cloth.at("/stages/cloth"), status=200),
        "cloth.code": julian.get(cloth.at("/stages/cloth/lines/code"), status=200),
        seen: julian.get(cloth.at(f"/pictures/{photo['id']}"), status=200),
    }
    cloth.put(cast.marian, "cloth.code", "W 7")
    for place in pages:
        cloth.do(cast.marian, actions.say, f"About {place}", place)
    spot = Spot(stage="cloth", field="photos", file=photo["id"], x=1, y=2)
    cloth.do(cast.marian, pinning.put_pin, spot, "The collar")
    for place, page in pages.items():
        asks = re.search(r'data-moved="([^"]+)"', page.text)[1].replace("&amp;", "&")
        answer = julian.get(f"{asks}&seq={seq}", status=200)
        assert f"About {place}" in answer.text.split('id="talk-list"')[1]
        assert ("past" in ids(answer), "pins" in ids(answer)) == (place == "cloth.code", place == seen)
        assert {"talk-list", "past", "pins"} & set(ids(page)) == {"talk-list", "past", "pins"} & set(
            ids(answer)
        )
    assert "The collar" in said(answer)
    last = cloth.thread.seq
    cloth.do(cast.marian, actions.say, "Only said", "cloth.code")
    alone = julian.get(cloth.at(f"/moved?seq={last}&stage=cloth&at=cloth.code"), status=200)
    assert {"talk-list", "past"} < set(ids(alone)) and "line-cloth-code" not in ids(alone)
    for odd in ("Kanarie", "picture:Kanarie", "need.Kanarie", "pin:x", "cloth."):
        assert "talk-list" not in ids(julian.get(cloth.at(f"/moved?seq={seq}&at={odd}"), status=200))


def test_a_stage_that_moves_on_brings_the_whole_thread(as_, cast, cloth):
    julian, seq = as_(cast.julian), cloth.thread.seq
    cloth.do(cast.julian, actions.say, "The heavier one, please.")
    spoken = julian.get(cloth.at(f"/moved?seq={seq}"), status=200)
    assert set(ids(spoken)) & {"spine", "mast", "judging"} == set() and "The heavier one" in said(spoken)
    need = cloth.thread.seq
    cloth.put(cast.julian, "need.need", "A coat for the rain")
    told = julian.get(cloth.at(f"/moved?seq={need}"), status=200)
    assert "mast" in ids(told) and "stage-need" in ids(told)


@pytest.mark.parametrize("since", ["0", "-1", "", "x", "99999999", "9" * 40])
def test_a_page_that_is_older_or_newer_than_can_be_is_made_anew(as_, cast, cloth, since):
    assert as_(cast.julian).get(cloth.at(f"/moved?seq={since}"), status=205).data == b""


def test_the_stream_names_and_numbers_and_says_no_word_of_the_order(app, as_, cast, cloth):
    cloth.put(cast.marian, "cloth.code", "Kanarie 7")
    answer = as_(cast.julian).get(cloth.at(f"/live?tab={TAB}&seq=1"), status=200)
    assert answer.mimetype == "text/event-stream" and answer.headers["Cache-Control"] == "private, no-store"
    assert "Kanarie" not in answer.text and cast.marian.first not in answer.text


def test_a_new_page_is_told_of_the_room_when_somebody_else_comes(app, as_, cast, cloth, monkeypatch):
    julian, marian = as_(cast.julian), as_(cast.marian)

    def told(page):
        shown = re.search(r'id="alive" data-seq="(\d+)".* data-people="(\w+)"', page.text)
        monkeypatch.setattr(app.live, "going_on", iter([True, False, False]).__next__)  # looks once
        answer = julian.get(cloth.at(f"/live?tab={TAB}&seq={shown[1]}&room={shown[2]}"), status=200)
        return re.findall(r"event: (\w+)", answer.text)

    first = julian.get(cloth.at(), status=200)
    assert told(first) == told(julian.get(cloth.at("/stages/cloth"), status=200)) == []
    julian.put(cloth.at("/here"), data={"tab": TAB, "line": "line-cloth-code", "writes": "y"}, status=204)
    assert told(first) == [], "one's own coming is no news"
    marian.get(cloth.at(), status=200)
    marian.put(cloth.at("/here"), data={"tab": TAB}, status=204)
    assert told(first) == ["room"] and told(julian.get(cloth.at(), status=200)) == []
    marian.put(cloth.at("/here"), data={"tab": TAB, "left": "y"}, status=204)
    assert told(first) == []


def test_whose_session_seat_or_place_ends_follows_nothing_any_more(app, as_, cast, cloth, unit):
    with unit():
        secret = sessions.begin(cast.piotr, "link", "a telephone")
    with unit():
        number = recognise(secret).session.id
    heads = following.heads(app.database, number, cloth.ref)
    assert heads is not None and heads["moved"] == cloth.thread.seq
    with unit():
        people.unseat(cast.ada, account_by_handle("okoro"), cast.piotr)
    assert following.heads(app.database, number, cloth.ref) is None
    with unit():
        people.seat(cast.ada, account_by_handle("okoro"), cast.piotr)
    assert following.heads(app.database, number, cloth.ref) is not None
    with unit():
        sessions.end(secret)
    assert following.heads(app.database, number, cloth.ref) is None


def test_a_session_that_runs_out_follows_nothing_any_more(app, cast, cloth, unit):
    with unit():
        secret = sessions.begin(cast.piotr, "link", "a telephone")
    with unit():
        number = recognise(secret).session.id
    assert following.heads(app.database, number, cloth.ref) is not None
    with clock.as_of(clock.now() + sessions.LASTS + timedelta(minutes=1)):
        assert following.heads(app.database, number, cloth.ref) is None


def test_a_page_that_missed_very_much_is_made_anew(as_, cast, cloth, monkeypatch):
    monkeypatch.setattr(live, "MOST", 3)
    julian, since = as_(cast.julian), cloth.thread.seq
    for number in range(3):
        cloth.do(cast.marian, actions.say, f"Number {number}")
    julian.get(cloth.at(f"/moved?seq={since}"), status=200)
    cloth.do(cast.marian, actions.say, "One more")
    assert julian.get(cloth.at(f"/moved?seq={since}"), status=205).data == b""


def test_a_page_that_is_open_reads_on(as_, cast, cloth):
    """The bell counts what came before it was seen; a page that shows it has seen it."""
    julian = as_(cast.julian)
    julian.get(cloth.at(), status=200)
    cloth.put(cast.marian, "cloth.code", "W 7")
    assert "1 new thing" in julian.get("/orders", status=200).text
    julian.put(cloth.at("/here"), data={"tab": TAB, "seq": str(cloth.thread.seq)}, status=204)
    assert "0 new things" in julian.get("/orders", status=200).text
    cloth.put(cast.marian, "cloth.code", "W 8")
    julian.put(cloth.at("/here"), data={"tab": TAB, "seq": "99999999"}, status=204)
    assert "0 new things" in julian.get("/orders", status=200).text


def test_the_room_of_a_side_has_a_stream_of_its_own(app, as_, cast, cloth, unit):
    def followed(person):
        with unit():
            secret = sessions.begin(person, "link", "a telephone")
        with unit():
            return recognise(secret).session.id

    customer, clan = followed(cast.julian), followed(cast.marian)
    before = following.heads(app.database, clan, cloth.ref)
    cloth.do(cast.julian, rooms.say, "Kanarie, among ourselves", (), ())
    assert following.room_heads(app.database, customer, cloth.ref) == {"moved": 1}
    assert following.room_heads(app.database, clan, cloth.ref) == {"moved": 0}
    assert following.heads(app.database, clan, cloth.ref) == before, "the order tells nothing of it"
    names = following.room_names(cast.marian, following.Head(7, 1, 3, None))
    assert "clanroom:7" in names and "customerroom:7" not in names
    as_(cast.stranger).get(cloth.at("/our-room/live"), status=404)
    answer = as_(cast.julian).get(cloth.at("/our-room/live"), status=200)
    assert answer.mimetype == "text/event-stream" and "Kanarie" not in answer.text


def test_whoever_goes_before_a_stream_begins_leaves_their_place(app, as_, cast, cloth, monkeypatch):
    board = Switchboard(app.database)  # nobody else's streams are in it
    board.going_on, board.most = app.live.going_on, 1
    monkeypatch.setattr(app, "live", board)
    julian = as_(cast.julian)
    for number in range(3):
        julian.head(cloth.at(f"/live?tab=tab-{number}&seq=1"), status=200).close()
    assert julian.get(cloth.at(f"/live?tab={TAB}&seq=1"), status=200).text.startswith("retry")
