"""Files that are sent one by one while their form is still being written, and what becomes of them."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from werkzeug.test import EnvironBuilder

from portal.cases import bringing
from portal.cases.model import File
from portal.kernel import clock, pictures, storage
from tests import house
from tests.cases import playing
from tests.cases.test_files import PDF, PHOTOS, bomb, bring, picture
from tests.pages import said


@pytest.fixture(autouse=True)
def place(app, monkeypatch, tmp_path):
    """Files lie in the test's own folder, and none may be larger than 200 kB."""
    chosen = house.settings(files_url=f"file://{tmp_path}", largest_upload=200_000)
    monkeypatch.setitem(app.config, "SETTINGS", chosen)
    return storage.at(chosen.files_url)


def send(visitor, order, content, name="me.jpg", path=PHOTOS, status=200, **more):
    """Send one file as the script does; gives the answer."""
    data = {"upload": (io.BytesIO(content), name)}
    headers = {**playing.HTMX, **more.pop("headers", {})}
    at = order.line(path, "/files")
    return visitor.post(
        at, data=data, content_type="multipart/form-data", headers=headers, status=status, **more
    )


def key(answer):
    """The id of the file in an answer."""
    return re.search(r'value="([0-9a-f]{32})"', answer.text)[1]


def rows(unit):
    """The files of the house, by id: what each waits for."""
    with unit() as session:
        return {row.id: row.waits_for for row in session.scalars(select(File))}


def test_files_come_one_by_one_and_the_line_is_written_once(as_, cast, cloth, unit):
    julian, marian, before = as_(cast.julian), as_(cast.marian), cloth.thread.seq
    answers = [send(julian, cloth, picture(), f"{n}.jpg") for n in range(3)]
    one, two, three = map(key, answers)
    assert "keep 0.jpg" in answers[0].text and 'data-state="here"' in answers[0].text
    assert cloth.thread.seq == before and cloth.held(PHOTOS) is None
    marian.get(cloth.at(f"/files/{one}"), status=404)  # not hers to see before it is on the line
    julian.get(cloth.at(f"/files/{one}"), status=200)
    opened = julian.get(cloth.line(PHOTOS, "/edit"), status=200).text
    assert opened.count("sent, not written yet") == 3
    assert "not written yet" not in marian.get(cloth.line(PHOTOS, "/edit"), status=200).text
    assert julian.get(cloth.stage("cloth", "write"), status=200).text.count("sent, not written yet") == 3
    julian.post(cloth.line(PHOTOS), data={"seen": 0, "keep": [one, three]}, status=303)
    assert [kept["name"] for kept in cloth.held(PHOTOS)] == ["0.jpg", "2.jpg"]
    assert cloth.thread.seq == before + 1
    assert cloth.last == "Julian Okoro wrote Pictures: 0.jpg, 2.jpg"
    marian.get(cloth.at(f"/files/{one}"), status=200)
    assert rows(unit) == {one: "", two: "-", three: ""}
    assert "not written yet" not in julian.get(cloth.line(PHOTOS, "/edit"), status=200).text


def test_the_same_file_sent_again_under_its_key_comes_once(as_, cast, cloth, unit, place):
    julian, name = as_(cast.julian), {"Idempotency-Key": "file-1-2-3-4"}
    first, second = (send(julian, cloth, picture(), headers=name) for _ in range(2))
    assert first.data == second.data
    assert len(rows(unit)) == 1 and len(list(place.stored())) == 1
    send(julian, cloth, picture("PNG"), headers=name, status=409)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (bomb(), "big.png", "big.png has more than 60 million points."),
        (picture()[:300], "cut.jpg", "cut.jpg is damaged or not complete."),
        (PDF, "me.jpg", "me.jpg is not a picture we can show."),
        (b"<svg onload='alert(1)'/>", "me.svg", "me.svg is not a picture we can show."),
        (b"<html><script>alert(1)</script>", "me.html", "me.html is not a picture we can show."),
        (b"x" * 200_001, "long.jpg", "long.jpg is larger than 0.2 MB."),
        (b"", "none.jpg", "none.jpg is empty. Choose it again."),
    ],
)  # fmt: skip
def test_one_that_cannot_be_taken_gets_a_sentence_and_leaves_nothing(
    as_, cast, cloth, unit, place, content, name, sentence
):
    answer = send(as_(cast.julian), cloth, content, name, status=422)
    assert sentence in answer.text and 'id="strip-problem"' in answer.text
    assert rows(unit) == {} and list(place.stored()) == []


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # werkzeug leaves it to be collected
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("rest", ["", "/files"])
def test_one_that_was_cut_off_on_its_way_leaves_nothing_and_is_said(as_, cast, cloth, unit, place, rest):
    julian = as_(cast.julian)
    words = {"csrf_token": julian.token(), "once": "a key of its own", "seen": "0"}
    upload = {"upload": (io.BytesIO(picture()), "me.jpg")}
    whole = EnvironBuilder(method="POST", data={**words, **upload}).get_environ()
    length, kind = int(whole["CONTENT_LENGTH"]), whole["CONTENT_TYPE"]
    cut = io.BytesIO(whole["wsgi.input"].read(length - 200))
    told = {"content_length": length, "content_type": kind, "bare": True}
    answer = julian.post(cloth.line(PHOTOS, rest), input_stream=cut, status=400, **told)
    assert "The connection broke" in said(answer)
    assert "Not all of it arrived, and nothing of it was kept. Send it again." in said(answer)
    assert rows(unit) == {} and list(place.stored()) == [] and cloth.held(PHOTOS) is None
    bring(julian, cloth, PHOTOS, (picture(), "me.jpg"), once="a key of its own")
    assert len(cloth.held(PHOTOS)) == 1


def test_only_who_may_write_the_line_brings_files_to_it(as_, cast, cloth, unit):
    for person in (cast.stranger, cast.ruth, cast.ada):
        send(as_(person), cloth, picture(), status=404)
    julian = as_(cast.julian)
    send(julian, cloth, picture(), path="cloth.code", status=404)  # a line of words
    send(julian, cloth, picture(), path="cloth.made_up", status=404)
    answer = julian.post(cloth.line(PHOTOS, "/files"), headers=playing.HTMX, status=422)
    assert "Choose the file and send it again." in said(answer)
    theirs = key(send(as_(cast.marian), cloth, picture()))
    refused = julian.post(cloth.line(PHOTOS), data={"seen": 0, "keep": theirs}, status=409)
    assert "names a file that is not in this order" in refused.text
    assert rows(unit) == {theirs: "cloth.photos"}


def test_what_was_sent_stays_in_a_form_that_is_refused(as_, cast, cloth):
    julian = as_(cast.julian)
    one = key(send(julian, cloth, picture()))
    cloth.put(cast.marian, "cloth.code", "W 80")
    words = {"photos:seen": 0, "photos:keep": one, "chest:seen": 0, "chest:value": "a lot"}
    answer = julian.post(cloth.stage("cloth", "write"), data=words, status=422)
    assert f'name="photos:keep" value="{one}" checked' in answer.text and 'value="a lot"' in answer.text
    words["chest:value"] = "99"
    julian.post(cloth.stage("cloth", "write"), data=words, status=303)
    assert [kept["id"] for kept in cloth.held(PHOTOS)] == [one]


@pytest.mark.parametrize("whole_stage", [False, True])
def test_without_script_a_good_picture_waits_when_the_one_beside_it_is_refused(
    as_, cast, cloth, unit, whole_stage
):
    julian, before = as_(cast.julian), "photos:" if whole_stage else ""
    brought = [(io.BytesIO(picture()), "good.jpg"), (io.BytesIO(b"<html>"), "bad.html")]
    data = {f"{before}seen": 0, f"{before}upload": brought}
    at = cloth.stage("cloth", "write") if whole_stage else cloth.line(PHOTOS)
    answer = julian.post(at, data=data, content_type="multipart/form-data", status=422)
    assert "bad.html is not a picture we can show." in answer.text
    assert answer.text.count("sent, not written yet") == 1
    ((good, waits),) = rows(unit).items()
    assert waits == PHOTOS and cloth.held(PHOTOS) is None
    julian.post(at, data={f"{before}seen": 0, f"{before}keep": good}, status=303)
    assert [kept["name"] for kept in cloth.held(PHOTOS)] == ["good.jpg"]


def test_who_is_signed_out_meanwhile_is_told_and_stays(app, cast, cloth):
    answer = send(app.test_client(), cloth, picture(), status=401, bare=True)
    assert "You are signed out here" in answer.text


def test_what_nobody_puts_on_a_line_is_let_go_of_after_a_day(as_, cast, cloth, unit, place, database):
    julian = as_(cast.julian)
    kept, left = (key(send(julian, cloth, picture())) for _ in range(2))
    julian.post(cloth.line(PHOTOS), data={"seen": 0, "keep": kept}, status=303)
    julian.post(cloth.line(PHOTOS), data={"seen": cloth.seq(PHOTOS)}, status=303)  # off again
    for ending in pictures.endings():
        place.put(left + ending, b"small")
    assert bringing.tidy(database, place) == 0
    with time_machine.travel(clock.now() + bringing.WAITS_FOR + timedelta(minutes=1), tick=False):
        assert bringing.tidy(database, place) == 1
        assert bringing.tidy(database, place) == 0
    assert rows(unit) == {kept: ""}
    assert list(place.stored()) == [kept]
