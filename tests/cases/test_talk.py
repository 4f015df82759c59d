"""Talk at a place of the order: named people, files, other words, answers in a word, taking back."""

import io

import pytest
from sqlalchemy import select

from portal.cases import actions, pinning, queries, rooms, talking, together
from portal.cases.message import Mention, Message
from portal.people.queries import by_handle
from tests import house
from tests.cases.test_files import PDF, PHOTOS, bring, picture
from workflows.case import Refused
from workflows.pinned import Spot


@pytest.fixture(autouse=True)
def _folder(app, monkeypatch, tmp_path):
    """Where files lie."""
    monkeypatch.setitem(app.config, "SETTINGS", house.settings(files_url=f"file://{tmp_path}"))


@pytest.fixture
def pinned(as_, cast, cloth):
    """The order, with a picture on its cloth, the key of a pin in it, and the picture's id."""
    bring(as_(cast.marian), cloth, PHOTOS, (picture(), "front.jpg"))
    file = cloth.held(PHOTOS)[0]["id"]
    spot = Spot(stage="cloth", field="photos", file=file, x=1, y=2)
    cloth.do(cast.julian, pinning.put_pin, spot, "The collar", "It pulls")
    return cloth, f"n{cloth.thread.seq}", file


def said(order, person, text, place="", tell=()):
    """Say something past the pages; returns its number."""
    order.do(person, actions.say, text, place, tell)
    return order.thread.seq


def untold(database, name):
    """What somebody was named in and has not been told, as texts."""
    named = select(Message.text).join(Mention, Mention.message_id == Message.id)
    with database.unit(write=False) as session:
        person = by_handle(name)
        return list(session.scalars(named.where(Mention.person_id == person.id, Mention.told.is_(None))))


@pytest.mark.parametrize(
    ("place", "path"), [("cloth", "/stages/cloth"), ("cloth.code", "/stages/cloth/lines/code")]
)
def test_what_is_said_about_a_place_is_read_there_and_in_the_log(as_, cast, cloth, place, path):
    julian, marian = as_(cast.julian), as_(cast.marian)
    answer = julian.post(cloth.at("/say"), data={"text": "Is it **heavy**?", "place": place}, status=303)
    assert answer.location == cloth.at(f"{path}#talk")
    for visitor in (julian, marian):
        assert "<strong>heavy</strong>" in visitor.get(cloth.at(path), status=200).text
        assert "<strong>heavy</strong>" not in visitor.get(cloth.stage("need"), status=200).text
        log = visitor.get(cloth.at(), status=200).text
        assert "<strong>heavy</strong>" in log
        assert f'{cloth.at(path)}#talk">Cloth' in log
    as_(cast.stranger).post(cloth.at("/say"), data={"text": "hello", "place": place}, status=404)
    for nowhere in ("made_up", "cloth.made_up", "picture:1", "pin:n1"):
        julian.post(cloth.at("/say"), data={"text": "hello", "place": nowhere}, status=404)
    assert cloth.last == "Julian Okoro wrote"


def test_whoever_is_named_and_may_read_it_is_told(as_, cast, cloth, database):
    words = {"text": "@marian and @Piotr, look", "tell": ["priya"]}
    as_(cast.julian).post(cloth.at("/say"), data=words, status=303)
    for name in ("marian", "piotr", "priya"):
        assert untold(database, name) == ["@marian and @Piotr, look"]
    assert "wrote to you" in as_(cast.marian).get("/home").text
    page = as_(cast.marian).get(cloth.at(), status=200).text
    assert "<strong>@marian</strong>" in page and "<strong>@Piotr</strong>" in page
    assert "to you, Priya and Piotr" in page


def test_who_may_not_see_the_order_is_not_told_and_not_named(as_, cast, cloth, database):
    """And the answer is the same as for a name that does not exist."""
    julian, answers = as_(cast.julian), []
    for name in ("tom", "ruth", "gwen", "susan", "stranger", "nobody_here"):
        words = {"text": f"@{name} look", "tell": [name]}
        answers.append(julian.post(cloth.at("/say"), data=words, status=303).location)
        assert untold(database, name) == [] if by_handle_or_none(database, name) else True
    assert len(set(answers)) == 1
    with database.unit(write=False) as session:
        assert session.scalars(select(Mention.person_id)).all() == []
        rows = session.scalars(select(Message).where(Message.text.contains("look"))).all()
        assert {tuple(row.tells) for row in rows} == {()}
    page = as_(cast.marian).get(cloth.at(), status=200).text
    assert "@tom look" in page and "<strong>@" not in page and "Tom " not in page


def by_handle_or_none(database, name):
    """Whether there is such a person at all."""
    with database.unit(write=False):
        return by_handle(name) is not None


def test_own_words_are_edited_and_say_so(as_, cast, cloth, database):
    seq = said(cloth, cast.julian, "It is to hevy, @piotr", "cloth.code")
    julian, marian = as_(cast.julian), as_(cast.marian)
    at = cloth.at(f"/said/{seq}/edit")
    assert "It is to hevy" in julian.get(at, status=200).text
    answer = julian.post(at, data={"text": "It is too heavy, @priya"}, status=303)
    assert answer.location == cloth.at("/stages/cloth/lines/code#talk")
    for path in ("", "/stages/cloth/lines/code"):
        page = marian.get(cloth.at(path), status=200).text
        assert "too heavy" in page and "edited" in page and "to hevy" in page
    assert (untold(database, "piotr"), untold(database, "priya")) == ([], ["It is too heavy, @priya"])
    assert cloth.last == "Julian Okoro put what they had written in other words"
    assert "Only whoever wrote it can change it." in marian.get(at, status=200).text
    refused = marian.post(at, data={"text": "Mine now"}, status=422).text
    assert "Only whoever wrote it can change it." in refused
    again = julian.post(at, data={"text": "  "}, status=422).text
    assert "There is nothing written yet." in again
    as_(cast.stranger).post(at, data={"text": "Mine now"}, status=404)
    julian.get(cloth.at("/said/1/edit"), status=404)
    julian.post(cloth.at("/said/9999/edit"), data={"text": "x"}, status=404)


def test_own_words_are_taken_back(as_, cast, cloth, database):
    seq = said(cloth, cast.julian, "Nobody should read this, @marian", "cloth")
    at = cloth.at(f"/said/{seq}/take-back")
    as_(cast.marian).post(at, status=409)
    as_(cast.stranger).post(at, status=404)
    as_(cast.julian).post(at, status=303)
    assert untold(database, "marian") == []
    marian = as_(cast.marian)
    for path in ("", "/stages/cloth"):
        page = marian.get(cloth.at(path), status=200).text
        assert "Julian took this back" in page and "Nobody should read" not in page
    assert "Nobody should read" not in marian.get("/home").text
    assert "Nobody should read" not in marian.get(cloth.at("/dossier")).text
    assert "Nobody should read" in marian.get(cloth.at("/history")).text  # nothing is ever taken out of it
    as_(cast.julian).post(at, status=409)
    assert cloth.sound()


def test_a_message_is_answered_in_a_word_and_one_press_takes_it_back(as_, cast, cloth):
    seq = said(cloth, cast.julian, "The blue one?")
    marian, at = as_(cast.marian), cloth.at(f"/said/{seq}/answer")
    assert marian.post(at, data={"word": "yes"}, status=303).location == cloth.at("#log")
    assert "Yes: Marian" in as_(cast.julian).get(cloth.at()).text
    assert "Yes: You" in marian.get(cloth.at()).text
    assert cloth.last == "Marian Wren said “Yes” to what Julian Okoro wrote"
    marian.post(at, data={"word": "yes"}, status=303)
    assert "Yes: " not in as_(cast.julian).get(cloth.at()).text
    for visitor, word in ((marian, "no"), (marian, ""), (as_(cast.julian), "yes")):
        visitor.post(at, data={"word": word}, status=409)
    as_(cast.stranger).post(at, data={"word": "yes"}, status=404)
    log = as_(cast.julian).get(cloth.at()).text
    assert "to what Julian" not in log, "answers show on the message, and crowd nothing out of the log"


def test_files_come_with_what_is_said(as_, cast, cloth):
    julian = as_(cast.julian)
    brought = [(io.BytesIO(PDF), "drawing.pdf"), (io.BytesIO(picture()), "coat.jpg", "image/jpeg")]
    julian.post(cloth.at("/say"), data={"text": "Look", "files": brought}, status=303)
    page = as_(cast.marian).get(cloth.at(), status=200).text
    assert "drawing.pdf" in page and 'alt="coat.jpg"' in page
    with cloth.database.unit(write=False) as session:
        (row,) = session.scalars(select(Message)).all()
    for file in row.files:
        as_(cast.marian).get(cloth.at(f"/files/{file['id']}"), status=200)
        as_(cast.stranger).get(cloth.at(f"/files/{file['id']}"), status=404)
    bad = julian.post(
        cloth.at("/say"), data={"text": "Look again", "files": [(io.BytesIO(b""), "empty.pdf")]}, status=409
    )
    assert "empty.pdf is empty." in bad.text and "Look again" in bad.text
    many = [(io.BytesIO(PDF), f"{n}.pdf") for n in range(11)]
    many = julian.post(cloth.at("/say"), data={"text": "All of them", "files": many}, status=409)
    assert "At most 10 files at once. Send the others afterwards." in many.text
    assert cloth.told(2)[0] == "Julian Okoro wrote"


@pytest.mark.parametrize("room", [False, True])
def test_words_put_otherwise_on_another_device_meanwhile_are_shown_beside(as_, cast, cloth, room):
    marian = as_(cast.marian)
    if room:
        cloth.do(cast.marian, rooms.say, "At seven")
        at = cloth.at("/our-room/1/edit")
    else:
        cloth.do(cast.marian, actions.say, "At seven")
        at = cloth.at(f"/said/{cloth.thread.seq}/edit")
    page = marian.get(at, status=200).text
    assert 'name="seen" value="0"' in page and "What it says now" not in page
    marian.post(at, data={"text": "At eight", "seen": "0"}, status=303)
    marian.post(at, data={"text": "At eight", "seen": "0"}, status=303)  # the same words are no other words
    page = marian.post(at, data={"text": "At nine", "seen": "0"}, status=422).text
    assert "At eight" in page.partition("What it says now")[2] and "At nine</textarea>" in page
    assert "perhaps on another device" in page and 'name="seen" value="1"' in page
    marian.post(at, data={"text": "At nine", "seen": "1"}, status=303)
    marian.post(at, data={"text": "At ten", "seen": "no number"}, status=303)


def test_talk_at_a_pin_is_edited_and_taken_back_where_it_stands(as_, cast, pinned):
    order, pin, file = pinned
    marian = as_(cast.marian)
    marian.post(order.at(f"/pins/{pin}/answer"), data={"text": "We lower it, @julian"}, status=303)
    seq = order.thread.seq
    marian.post(order.at(f"/said/{seq}/edit"), data={"text": "We raise it"}, status=303)
    assert [word.text for word in order.thread.pins[pin].talk.values()][-1] == "We raise it"
    page = as_(cast.julian).get(order.at(f"/pictures/{file}"), status=200).text
    assert "We raise it" in page and "edited" in page
    marian.post(order.at(f"/said/{seq}/take-back"), status=303)
    assert seq not in map(int, order.thread.pins[pin].talk)
    assert "Marian took this back" in as_(cast.julian).get(order.at(f"/pictures/{file}")).text
    order.do(cast.marian, actions.say, "Settled?", f"pin:{pin}")
    for person in (cast.julian, cast.marian):
        order.do(person, pinning.settle_pin, pin)
    with pytest.raises(Refused, match="is settled"):
        order.do(cast.marian, talking.edit, order.thread.seq - 2, "Not quite")
    assert order.sound()


def test_a_picture_is_talked_about_on_its_page(as_, cast, pinned):
    order, _, file = pinned
    as_(cast.julian).post(order.at("/say"), data={"text": "Too dark", "place": f"picture:{file}"}, status=303)
    assert "Too dark" in as_(cast.marian).get(order.at(f"/pictures/{file}"), status=200).text
    assert "a picture of Cloth: Pictures" in as_(cast.marian).get(order.at(), status=200).text


def test_a_fulfilled_order_is_read_and_not_talked_about_any_more(as_, cast, judged):
    seq = said(judged, cast.julian, "It fits")
    judged.do(cast.julian, judged_all)
    julian = as_(cast.julian)
    page = julian.get(judged.at(), status=200).text
    assert "It fits" in page and 'name="text"' not in page
    julian.post(judged.at("/say"), data={"text": "More"}, status=409)
    julian.post(judged.at(f"/said/{seq}/take-back"), status=409)


def judged_all(person, case):
    """Every condition is met, so the order is fulfilled."""
    for key, _, verdict in case.thread.conditions():
        if verdict is None or not verdict.met:
            together.met(person, queries.get(person, case.ref), key)
