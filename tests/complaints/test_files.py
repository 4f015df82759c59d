"""Pictures and files of a complaint: kept as those of orders are, erased with its words."""

import io
import re

import pytest
from sqlalchemy import func, select

from portal.cases import bringing
from portal.cases.model import File
from portal.cli import verifying
from portal.complaints.model import Reading
from portal.kernel import journal, storage
from tests import house
from tests.cases.test_files import PDF, from_a_telephone

SHOT = re.compile(r"/complaints/okoro-c1/files/([0-9a-f]{32})")


@pytest.fixture(autouse=True)
def place(app, monkeypatch, tmp_path):
    """Files lie in the test's own folder, and none may be larger than 200 kB."""
    chosen = house.settings(files_url=f"file://{tmp_path}", largest_upload=200_000)
    monkeypatch.setitem(app.config, "SETTINGS", chosen)
    return storage.at(chosen.files_url)


def send(visitor, path, *brought, status=303, **said):
    """Send a form with files, as (content, name, type)."""
    said["files"] = [(io.BytesIO(content), name, kind) for content, name, kind in brought]
    return visitor.post(path, data=said, content_type="multipart/form-data", status=status)


TORN = (from_a_telephone(), "../torn <b>.jpg", "image/jpeg")
PAPER = (PDF, "bill.pdf", "application/pdf")


def wrong(as_, cast, *brought, **said):
    """Julian says that something is wrong, with pictures; gives the addresses of what his page shows."""
    send(as_(cast.julian), "/complaints", *(brought or (TORN, PAPER)), words="It tore.", **said)
    page = as_(cast.julian).get("/complaints/okoro-c1", status=200).text
    return list(dict.fromkeys(SHOT.findall(page)))


def test_pictures_come_with_what_is_wrong_from_the_first_sentence(as_, cast, complaints, place):
    torn, bill = wrong(as_, cast)
    assert len(list(place.stored())) == 2
    for who in (cast.julian, cast.marian):
        shown = as_(who).get(f"/complaints/okoro-c1/files/{torn}", status=200)
        assert shown.headers["Content-Type"] == "image/jpeg" and b"Phone of Julian" not in shown.data
        assert "sandbox" in shown.headers["Content-Security-Policy"]
        as_(who).get(f"/complaints/okoro-c1/files/{torn}/320", status=200)
        saved = as_(who).get(f"/complaints/okoro-c1/files/{bill}", status=200)
        assert saved.headers["Content-Disposition"].startswith("attachment") and saved.data == PDF
        as_(who).get(f"/complaints/okoro-c1/files/{bill}/320", status=404)
    page = complaints.page(cast.marian, "okoro-c1").text
    assert "torn &lt;b&gt;.jpg" in page and "torn <b>" not in page and "../" not in page.split("torn")[0][-9:]
    assert complaints.sound("okoro-c1")


def test_a_letter_a_fact_and_what_is_done_have_their_proof(as_, cast, complaints, unit):
    ref = complaints.say(cast.julian)
    complaints.owned(cast.marian, ref, cast.gwen)
    send(as_(cast.julian), f"/complaints/{ref}/letters", TORN, words="Look.")
    send(as_(cast.marian), f"/complaints/{ref}/add_fact", PAPER, words="A bill.", on="2026-01-05")
    complaints.agreed(cast.julian, cast.gwen, ref)
    send(as_(cast.gwen), f"/complaints/{ref}/carry_out", TORN, words="Here it is.")
    page = complaints.page(cast.julian, ref).text
    letters, aside = page.split('<aside class="aside')
    assert len(set(SHOT.findall(letters))) == 2 and len(set(SHOT.findall(aside))) == 1
    assert "bill.pdf" in aside and letters.index("Here it is.") < letters.rindex("/files/")
    with unit():
        told = [entry.facts.get("files") for entry in journal.whole(complaints.row(ref).stream)]
    assert told.count(1) == 3, "the journal says how many came"
    assert complaints.sound(ref)


def test_nobody_else_has_them(as_, cast, complaints):
    (torn,) = wrong(as_, cast, TORN, only_me="no")
    other = complaints.say(cast.julian)
    for path in (f"/complaints/okoro-c1/files/{torn}", f"/complaints/okoro-c1/files/{torn}/320"):
        for stranger in (cast.ruth, cast.colin):
            as_(stranger).get(path, status=404)
        as_(cast.julian).get(path.replace("okoro-c1", other), status=404)
        as_(cast.julian).get(path, status=200)


def test_each_reading_of_a_restricted_picture_is_noted_once_with_its_page(as_, cast, complaints, unit):
    (torn,) = wrong(as_, cast, TORN)
    complaints.do(cast.julian, "okoro-c1", "restrict")
    as_(cast.marian).get(f"/complaints/okoro-c1/files/{torn}", status=404)
    for _time in range(2):
        as_(cast.iris).get(f"/complaints/okoro-c1/files/{torn}", status=200)
    with unit() as session:
        assert session.scalar(select(func.count(Reading.id))) == 1
    as_(cast.iris).get("/complaints/okoro-c1", status=200)
    with unit() as session:
        assert session.scalar(select(func.count(Reading.id))) == 2


def test_erasing_every_word_deletes_them_and_the_trace_stays(as_, cast, complaints, place, unit, database):
    torn, _bill = wrong(as_, cast)
    complaints.do(cast.julian, "okoro-c1", "erase")
    as_(cast.julian).get(f"/complaints/okoro-c1/files/{torn}", status=404)
    with unit() as session:
        assert {row.name for row in session.scalars(select(File))} == {""}
        told = [entry.facts for entry in journal.whole(complaints.row("okoro-c1").stream)]
    assert bringing.tidy(database, place) == 2 and list(place.stored()) == []
    assert told[0]["files"] == 2 and complaints.sound("okoro-c1")
    assert "torn" not in str(told)


@pytest.mark.parametrize(
    ("brought", "says"),
    [
        ((b"MZ\x90\x00\xff", "run.exe", "application/octet-stream"), "run.exe is not a kind of file"),
        ((PDF + b" " * 200_000, "bill.pdf", "application/pdf"), "larger than 0.2 MB"),
        ((b"", "none.jpg", "image/jpeg"), "none.jpg is empty"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_typed_is_lost(
    as_, cast, complaints, place, brought, says, unit
):
    julian = as_(cast.julian)
    page = send(julian, "/complaints", TORN, brought, words="It tore.", contact_by="visit", status=422).text
    assert says in page and "It tore.</textarea>" in page and list(place.stored()) == []
    ref = complaints.say(cast.julian)
    complaints.owned(cast.marian, ref, cast.gwen)
    page = send(julian, f"/complaints/{ref}/letters", brought, words="Look here.", status=422).text
    assert says in page and "Look here.</textarea>" in page
    said = {"words": "A bill.", "on": "2026-01-05"}
    page = send(as_(cast.marian), f"/complaints/{ref}/add_fact", brought, **said, status=422).text
    assert says in page and "A bill.</textarea>" in page
    assert list(place.stored()) == [] and not complaints.it(ref).facts
    with unit() as session:
        assert session.scalar(select(func.count()).select_from(File)) == 0


def test_too_many_or_without_words_are_told_too(as_, cast, place):
    page = send(as_(cast.julian), "/complaints", *[PAPER] * 11, words="It tore.", status=422).text
    assert "At most 10 files at once." in page
    page = send(as_(cast.julian), "/complaints", PAPER, words="", status=422).text
    assert "Choose your files again: they were not kept." in page and list(place.stored()) == []


def test_what_came_for_a_deed_that_is_refused_is_not_kept(as_, cast, complaints, place):
    ref = complaints.say(cast.julian)
    complaints.owned(cast.marian, ref, cast.gwen)
    send(as_(cast.gwen), f"/complaints/{ref}/carry_out", TORN, words="Done.", status=409)
    assert list(place.stored()) == []


def test_verify_counts_them_and_misses_one(as_, cast, unit, place):
    torn, _bill = wrong(as_, cast)
    with unit():
        assert verifying.prove(place).files == 2
    place.remove(torn)
    with unit():
        assert any("torn" in said for said in verifying.prove(place).problems)


def test_files_ask_the_database_once(as_, cast, database):
    counted = []
    for brought in ([TORN], [TORN] * 4):
        send(as_(cast.julian), "/complaints", *brought, words="It tore.")
        ref = f"okoro-c{len(counted) + 1}"
        as_(cast.julian).get(f"/complaints/{ref}", status=200)
        with house.asked(database) as statements:
            as_(cast.julian).get(f"/complaints/{ref}", status=200)
        counted.append(len([one for one in statements if " file" in one]))
    assert counted[0] == counted[1] == 1
