"""The whole order on paper: everything is in it, the same for everybody, and it can be checked."""

import re
import shutil
import socket
import subprocess
import zlib

import pytest
from sqlalchemy import update

from portal.cases import actions, bringing, noting, pinning, queries, together
from portal.kernel import clock, files, journal, press
from portal.kernel.journal import Entry
from tests import house, unavailable
from tests.cases import playing
from tests.cases.test_files import picture
from workflows.noted import Observed
from workflows.pinned import Spot

HOSTILE = '<link rel=attachment href="file:///etc/hostname"><img src="http://127.0.0.1:9/canary"> &amp; done'


@pytest.fixture
def told(fitting, cast):
    """An order with something of everything: changed lines, a promise kept, a pin, words in the log."""
    fitting.put(cast.marian, "cloth.price", {"amount": 345_000, "currency": "GBP"})
    fitting.put(cast.julian, "cloth.code", "W 99", "Heavier, for the wind")
    fitting.do(cast.julian, together.ask, "fitting", "A picture of the canvas", "clan")
    key = f"c{fitting.thread.seq}"
    fitting.do(cast.marian, together.promise, key, clock.now().date())
    fitting.do(cast.marian, together.done, key)
    fitting.do(cast.julian, actions.say, "The train gets in at ten.")
    return fitting


@pytest.fixture
def pinned(told, cast, app, monkeypatch, tmp_path):
    """The same with a picture, and a pin that both have settled."""
    monkeypatch.setitem(app.config, "SETTINGS", house.settings(files_url=f"file://{tmp_path}"))
    stored = files.put(files.storage_of(app), picture(), "front.jpg", "image/jpeg")
    with told.database.unit(write=True):
        shown = bringing.attach(cast.marian, queries.get(cast.marian, told.ref), stored)
    told.put(cast.marian, "cloth.photos", [shown])
    spot = Spot(stage="cloth", field="photos", file=shown["id"], x=445, y=200)
    told.do(cast.julian, pinning.put_pin, spot, "Collar stands off", "When I **lean**.")
    pin = f"n{told.thread.seq}"
    for person in (cast.marian, cast.julian):
        told.do(person, pinning.settle_pin, pin)
    return told


def words(answer):
    """What the dossier of a page says."""
    article = re.search(r"<article.*</article>", answer.text, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", article).split())


def proof(answer):
    """The entry and the fingerprint that a dossier names."""
    found = re.search(r"entry (\d+) of its journal.*?((?:[0-9a-f]{4} ){15}[0-9a-f]{4})", words(answer))
    return int(found[1]), found[2]


def check(visitor, order, entry, fingerprint):
    return visitor.get(
        order.at("/dossier/check"), query_string={"entry": entry, "fingerprint": fingerprint}, status=200
    ).text


def test_everything_is_on_paper_and_everybody_reads_the_same(as_, cast, pinned):
    said = words(as_(cast.julian).get(pinned.at("/dossier"), status=200))
    assert said == words(as_(cast.marian).get(pinned.at("/dossier"), status=200))
    for one in (
        "A coat that keeps the rain out",  # the need
        "Dry after an hour of rain · I walk home · Not judged yet",
        "£3,450",
        "W 99 “Heavier, for the wind” Julian Okoro,",
        "W 81",  # what it was
        "Accepted; changed since then: ",
        "A picture of the canvas Done, not judged yet, for",
        "Asked of the clan by Julian Okoro,",
        "Pin 1: Collar stands off Settled by Julian Okoro,",
        "When I lean .",
        "Picture 1 front.jpg. Cloth, pictures.",
        "The train gets in at ten.",
        "not yet signed for the customer",
        "changed since then: ",
    ):
        assert one in said, one
    own = said.replace("Bring your shoes", "").partition("To check this copy")[0]
    assert not re.search(r"\b(you|your|today|yesterday)\b", own, re.IGNORECASE)


def test_fitting_notes_are_on_paper_with_initials_work_and_judgement(as_, cast, fitting):
    seen = Observed(area="collar", said_by="cutter", observation="Stands off", action="take_in", amount=6)
    fitting.do(cast.marian, noting.write_note, "fitting", "seen", seen)
    note = f"n{fitting.thread.seq}"
    written = words(_paper(as_, cast, fitting))
    assert "Note 1 Collar: Stands off (" in written and "Agreed by Julian Okoro, " not in written
    for person in (cast.julian, cast.marian):
        fitting.do(person, noting.initial_notes, [note], fitting.thread.seq)
    fitting.do(cast.marian, noting.do_note, note, True)
    said = words(_paper(as_, cast, fitting))
    assert "Take in, 0.6 cm Agreed by Julian Okoro, " in said
    assert "Done by Marian Wren, " in said


def _paper(as_, cast, order):
    return as_(cast.julian).get(order.at("/dossier"), status=200)


def test_the_order_page_leads_to_it(as_, cast, order):
    assert f'href="{order.at("/dossier")}"' in as_(cast.julian).get(order.at(), status=200).text


def test_an_order_that_has_just_begun_has_one_too(as_, cast, order):
    said = words(as_(cast.julian).get(order.at("/dossier"), status=200))
    assert "To come." in said and "Open now." in said


def test_it_is_told_as_it_stood_after_any_entry(as_, cast, told):
    visitor = as_(cast.julian)
    before = told.seq("cloth.code") - 1
    earlier = visitor.get(told.at(f"/dossier?at={before}"), status=200)
    assert "W 81" in words(earlier) and "W 99" not in words(earlier)
    assert proof(earlier)[0] == before and "entries later" in earlier.text
    for entry in range(1, told.thread.seq + 1):
        assert proof(visitor.get(told.at(f"/dossier?at={entry}"), status=200))[0] == entry
    now = visitor.get(told.at(f"/dossier?at={told.thread.seq}"), status=200)
    assert words(now) == words(visitor.get(told.at("/dossier"), status=200))
    for entry in ("0", "999", "x", "-1"):
        missing = visitor.get(told.at(f"/dossier?at={entry}"), status=404)
        assert f"no such entry: its last one is {told.thread.seq}." in missing.text
    assert "no such entry" in visitor.get(told.at("/since/999"), status=404).text
    assert "no such entry" not in as_(cast.ruth).get(told.at("/since/999"), status=404).text


def test_what_was_printed_is_told_again_to_the_letter_after_everything_changed(as_, cast, told):
    visitor = as_(cast.marian)
    printed = visitor.get(told.at("/dossier"), status=200)
    entry, _ = proof(printed)
    told.put(cast.marian, "cloth.code", "W 7")
    told.do(cast.marian, actions.say, "Another cloth, then.")
    with told.database.unit(write=True) as session:
        session.merge(cast.marian).name = "Marian Wren-Holt"
    assert words(visitor.get(told.at(f"/dossier?at={entry}"), status=200)) == words(printed)


def test_a_printed_copy_is_checked_by_its_entry_and_fingerprint(as_, cast, told):
    visitor = as_(cast.julian)
    entry, fingerprint = proof(visitor.get(told.at("/dossier"), status=200))
    assert "Nothing came after it, and the journal is whole" in check(visitor, told, entry, fingerprint)
    half = fingerprint.upper()[: 8 * 5 - 1]  # eight groups, as somebody may type them
    told.do(cast.marian, actions.say, "So it is.")
    said = check(visitor, told, entry, half)
    assert "1 entry came after it" in said and f"/dossier?at={entry}" in said
    for wrong in (
        (entry - 1, fingerprint),
        (entry, "10"[fingerprint[0] == "1"] + fingerprint[1:]),
        (entry, half[:-6]),
        (999, half),
    ):
        said = check(visitor, told, *wrong)
        assert "this is not the fingerprint of entry" in said and "as it stood after entry" not in said
    assert "both are needed" in check(visitor, told, "twelve", half)


def test_a_journal_that_is_not_whole_vouches_for_nothing(as_, cast, told):
    visitor = as_(cast.julian)
    entry, fingerprint = proof(visitor.get(told.at("/dossier"), status=200))
    with told.database.unit(write=True) as session:
        stream = queries.get(cast.julian, told.ref).stream
        session.execute(update(Entry).where(Entry.stream == stream, Entry.seq == 3).values(name="Somebody"))
    assert "the journal around it is not whole" in check(visitor, told, entry, fingerprint)
    with told.database.unit(write=False):
        assert journal.broken(stream)


def test_nobody_else_finds_the_dossier_or_may_check_one(as_, cast, told):
    entry, fingerprint = proof(as_(cast.julian).get(told.at("/dossier"), status=200))
    for person in (cast.ruth, cast.tom, cast.stranger, cast.gwen, cast.ada):
        visitor = as_(person)
        for rest in ("", ".pdf", f"/check?entry={entry}&fingerprint={fingerprint.replace(' ', '')}"):
            answer = visitor.get(told.at(f"/dossier{rest}"), status=404)
            assert answer.text.count(told.ref) <= 1  # the address itself


def made(given: str, known: dict[str, bytes]) -> bytes:
    """A PDF by the real maker; where it cannot be made, that is said aloud."""
    if not press.installed():
        unavailable.note("PDFs", "weasyprint or Pango is not installed")
        pytest.skip("no weasyprint")
    return press.pdf(given, known)


@pytest.mark.once
def test_it_can_be_taken_as_a_tagged_pdf(as_, cast, pinned):
    made("<p>here", {})
    answer = as_(cast.julian).get(pinned.at("/dossier.pdf"), status=200)
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF-1.7")
    assert pinned.ref in answer.headers["Content-Disposition"]
    assert b"/StructTreeRoot" in unfolded(answer.data) and b"pdfuaid" in unfolded(answer.data)
    if shutil.which("pdftotext") is None:
        unavailable.note("the words of PDFs", "pdftotext is not installed (poppler-utils)")
        return
    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=answer.data, capture_output=True, check=True).stdout.decode()
    assert "£3,450" in text and "Collar stands off" in text and proof_in(text) == pinned.thread.seq


def proof_in(text):
    return int(re.search(r"entry (\d+) of its journal", " ".join(text.split()))[1])


def unfolded(content):
    """A PDF with its streams unfolded too."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    return content + b"".join(zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x")


def test_the_maker_of_pdfs_opens_no_file_and_asks_no_network(tmp_path):
    (tmp_path / "secret").write_text("canary of this machine")
    (tmp_path / "secret.svg").write_bytes(
        b"<svg xmlns='http://www.w3.org/2000/svg'><text>canary</text></svg>"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        http = f"http://127.0.0.1:{server.getsockname()[1]}/"
        asked = [
            f"{start}{name}" for start in (f"file://{tmp_path}/", http) for name in ("secret", "secret.svg")
        ]
        tags = "".join(
            f'<link rel=attachment href="{one}"><link rel=stylesheet href="{one}"><img src="{one}" alt=x>'
            f'<a rel=attachment href="{one}">a</a><object data="{one}">b</object>'
            f'<svg><image href="{one}"/></svg>'
            for one in [*asked, "/secret", "../secret", "https://dossier.invalid/other"]
        )
        content = unfolded(made(f"<html lang=en><title>x</title><base href='{http}'>{tags}<p>here", {}))
        with pytest.raises(BlockingIOError):
            server.accept()
    assert b"canary" not in content and b"EmbeddedFile" not in content


def test_words_of_people_stay_words_in_a_pdf(as_, cast, order, monkeypatch):
    order.do(cast.julian, actions.say, HOSTILE)
    given = []
    monkeypatch.setattr(press, "installed", lambda: True)
    monkeypatch.setattr(press, "pdf", lambda html, known: given.append((html, known)) or b"%PDF")
    as_(cast.julian).get(order.at("/dossier.pdf"), status=200)
    html, known = given[0]
    assert "&lt;link rel=attachment" in html and "<link rel=attachment" not in html
    assert all(address.startswith("/static/") for address in known)


def test_without_the_package_or_in_trouble_it_says_how_to_print(as_, cast, order, monkeypatch):
    visitor = as_(cast.julian)
    monkeypatch.setattr(press, "installed", lambda: False)
    assert "Take it as a PDF" not in visitor.get(order.at("/dossier"), status=200).text
    assert "Ctrl P" in visitor.get(order.at("/dossier.pdf"), status=404).text
    monkeypatch.setattr(press, "installed", lambda: True)
    monkeypatch.setattr(press, "PATIENCE", 0.01)
    assert "Print it from your browser" in visitor.get(order.at("/dossier.pdf"), status=503).text


def test_a_dossier_of_every_picture_there_is_loads_only_its_own(as_, cast, pinned):
    text = as_(cast.julian).get(pinned.at("/dossier"), status=200).text
    found = set(re.findall(r'<img[^>]*src="([^"]+)"', text))
    assert all(one.startswith(("/static/paper/", pinned.at("/files/"))) for one in found)
    assert any(one.startswith(pinned.at("/files/")) for one in found)
    assert playing.NEED.split("\n")[0] in text
