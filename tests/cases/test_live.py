"""An open page: it hears that its order moved, fetches what moved, and knows who is in the room."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.cases import actions, following, pinning, presence, rooms
from portal.kernel import clock
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
        shown = re.search(r'data-seq="(\d+)" data-people="(\w+)"', page.text)
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
    assert heads is not None and heads["order"] == cloth.thread.seq
    with unit():
        people.unseat(cast.ada, account_by_handle("okoro"), cast.piotr)
    assert following.heads(app.database, number, cloth.ref) is None
    with unit():
        people.seat(cast.ada, account_by_handle("okoro"), cast.piotr)
    assert following.heads(app.database, number, cloth.ref) is not None
    with unit():
        sessions.end(secret)
    assert following.heads(app.database, number, cloth.ref) is None


def test_who_is_here_is_shown_with_their_line_until_they_leave_or_fall_silent(as_, cast, cloth):
    julian, marian = as_(cast.julian), as_(cast.marian)
    marian.get(cloth.at(), status=200)
    where = {"tab": TAB, "line": "line-cloth-code", "writes": "y", "seq": str(cloth.thread.seq)}
    marian.put(cloth.at("/here"), data=where, status=204)
    room = julian.get(cloth.at("/room"), status=200)
    assert f"{cast.marian.name} is writing at Cloth code" in said(room)
    assert 'data-writes="line-cloth-code"' in room.text
    marian.put(cloth.at("/here"), data={"tab": TAB, "line": "line-cloth-code"}, status=204)
    assert "here now, at Cloth code" in said(julian.get(cloth.at("/room"), status=200))
    marian.put(cloth.at("/here"), data={"tab": TAB, "line": "Kanarie"}, status=204)
    room = julian.get(cloth.at("/room"), status=200)
    assert "here now" in said(room) and "Kanarie" not in room.text
    with clock.as_of(clock.now() + presence.LASTS + timedelta(seconds=1)):
        assert f"{cast.marian.name} was here" in said(julian.get(cloth.at("/room"), status=200))
    marian.put(cloth.at("/here"), data={"tab": TAB, "left": "y"}, status=204)
    assert f"{cast.marian.name} was here" in said(julian.get(cloth.at("/room"), status=200))
    for odd in ("", "x", "a b c d e f", "x" * 41):
        marian.put(cloth.at("/here"), data={"tab": odd}, status=422)


def test_quiet_hides_somebody_for_this_visit_and_no_longer(as_, cast, cloth):
    julian, marian = as_(cast.julian), as_(cast.marian)
    marian.get(cloth.at(), status=200)
    marian.put(cloth.at("/here"), data={"tab": TAB}, status=204)
    marian.post(cloth.at("/quiet"), data={"quiet": "yes"}, status=303)
    assert cast.marian.name not in said(julian.get(cloth.at("/room"), status=200))
    assert "nobody sees that you are here" in said(marian.get(cloth.at("/room"), status=200))
    marian.get(cloth.at(), status=200)
    assert cast.marian.name not in said(julian.get(cloth.at("/room"), status=200))
    with clock.as_of(clock.now() + timedelta(hours=2)):
        marian.get(cloth.at(), status=200)
        assert f"{cast.marian.name} was here" in said(julian.get(cloth.at("/room"), status=200))
    marian.post(cloth.at("/quiet"), data={"quiet": "no"}, status=303)
    assert f"{cast.marian.name} here now" in said(julian.get(cloth.at("/room"), status=200))


def test_whoever_lost_the_right_is_not_named_any_more(as_, cast, cloth, unit):
    piotr = as_(cast.piotr)
    piotr.get(cloth.at(), status=200)
    piotr.put(cloth.at("/here"), data={"tab": TAB}, status=204)
    assert cast.piotr.name in said(as_(cast.julian).get(cloth.at("/room"), status=200))
    with unit():
        people.unseat(cast.ada, account_by_handle("okoro"), cast.piotr)
    assert cast.piotr.name not in said(as_(cast.julian).get(cloth.at("/room"), status=200))
    piotr.put(cloth.at("/here"), data={"tab": TAB}, status=404)


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


def test_many_tabs_leave_few_rows(as_, cast, cloth, unit):
    julian = as_(cast.julian)
    for number in range(presence.MOST_TABS + 5):
        julian.put(cloth.at("/here"), data={"tab": f"tab-number-{number}"}, status=204)
    with unit() as session:
        rows = session.scalars(select(presence.Presence)).all()
    assert len(rows) <= presence.MOST_TABS + 1


def test_the_room_of_a_side_has_a_stream_of_its_own(app, as_, cast, cloth, unit):
    def followed(person):
        with unit():
            secret = sessions.begin(person, "link", "a telephone")
        with unit():
            return recognise(secret).session.id

    customer, clan = followed(cast.julian), followed(cast.marian)
    before = following.heads(app.database, clan, cloth.ref)
    cloth.do(cast.julian, rooms.say, "Kanarie, among ourselves", (), ())
    assert following.room_heads(app.database, customer, cloth.ref) == {"said": 1}
    assert following.room_heads(app.database, clan, cloth.ref) == {"said": 0}
    assert following.heads(app.database, clan, cloth.ref) == before, "the order tells nothing of it"
    names = following.room_names(cast.marian, following.Head(7, 1, 3, None))
    assert "clanroom:7" in names and "customerroom:7" not in names
    as_(cast.stranger).get(cloth.at("/our-room/live"), status=404)
    answer = as_(cast.julian).get(cloth.at("/our-room/live"), status=200)
    assert answer.mimetype == "text/event-stream" and "Kanarie" not in answer.text
