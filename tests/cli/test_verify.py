"""Every case equals its history, or is named: whatever somebody changes behind our back shows."""

import html
import json
import re
import shutil

import pytest
from sqlalchemy import delete, select, update

from portal.cases import actions as cases
from portal.cases import queries as found
from portal.cases import rooms
from portal.cases.message import Message
from portal.cases.model import Case
from portal.kernel import press
from portal.kernel.journal import Entry, Stream
from portal.orders import actions as orders
from portal.people import actions as people
from portal.people import queries
from portal.people.queries import by_handle
from tests import house, unavailable
from tests.conftest import sign_in


@pytest.fixture
def database(of_the_cast):
    """The cast's house with one order in it, in which a little was said."""
    with house.connected(of_the_cast) as database:
        with database.unit(write=True):
            julian, marian = by_handle("julian"), by_handle("marian")
            order = orders.place(julian, "okoro", "Something warm. And soon.", title="A warm coat")
            cases.write(julian, order, "need", {"climate": "cold"}, {})
            cases.say(marian, order, "How cold?")
            cases.say(julian, order, "Very.")
        yield database


@pytest.fixture
def tampered(database, run):
    """Do something to the database behind our back; gives what verify then says."""

    def tamper(*statements):
        with database.unit(write=True) as session:
            for statement in statements:
                session.execute(statement)
        said = run("verify")
        assert said.code == 1, said
        return said.out

    return tamper


ENTRY = Entry.stream == "case:1"


def _last(database):
    with database.unit(write=False) as session:
        return session.scalars(select(Entry).where(ENTRY).order_by(Entry.seq.desc())).first()


def test_a_house_that_nobody_touched_is_sound(database, run):
    said = run("verify")
    assert said.code == 0
    assert said.out.startswith("1 case, ") and "every case equals its history.\nTook " in said.out
    told = json.loads(run("verify", "--json").out)
    assert (
        told["seconds"] >= 0
        and told["sound"] is True
        and told["cases"] == 1
        and told["entries"] > 4
        and told["problems"] == []
    )


def test_a_changed_document_shows(database, tampered):
    with database.unit(write=False) as session:
        document = session.scalar(select(Case.document))
    document["values"]["need"]["climate"]["value"] = "hot"
    said = tampered(update(Case).values(document=document))
    assert "okoro-1: its document is not what its history says" in said


def test_a_changed_column_shows(tampered):
    assert "okoro-1: what lists show of it is not what its history says: title" in tampered(
        update(Case).values(title="A cold coat")
    )


@pytest.mark.parametrize(
    "change", [{"facts": {"text": "Rather mild."}}, {"name": "Somebody"}, {"changes": []}]
)
def test_a_changed_entry_shows(tampered, change):
    said = tampered(update(Entry).where(ENTRY, Entry.seq == 3).values(**change))
    assert "case:1: entry 3 is not what was written" in said


def test_a_removed_entry_shows(tampered):
    assert "case:1: entry 4 is not what was written, or one before it is missing" in tampered(
        delete(Entry).where(ENTRY, Entry.seq == 3)
    )


def test_a_missing_tail_shows(tampered):
    assert "case:1: the last entries are missing" in tampered(delete(Entry).where(ENTRY, Entry.seq > 3))


def test_a_tail_that_was_cut_with_its_head_shows_in_the_document(database, tampered):
    last = _last(database)
    said = tampered(
        delete(Entry).where(ENTRY, Entry.seq == last.seq),
        update(Stream).where(Stream.name == "case:1").values(seq=last.seq - 1, hash=last.previous_hash),
    )
    assert "okoro-1: its document is not what its history says" in said


def test_a_removed_case_shows(tampered):
    assert "case:1: its history is here, and the case is gone" in tampered(delete(Case))


def test_a_new_calendar_is_no_fault(database, run):
    with database.unit(write=True):
        ada = by_handle("ada")
        people.change(ada, queries.house(), working_days="2")
    assert run("verify").code == 0


@pytest.mark.once
def test_a_changed_or_missing_picture_shows(of_the_demo, run):
    """The demo house is a file of SQLite, whichever database the others stand on."""
    one, other = sorted(of_the_demo.files.rglob("?" * 32))[:2]
    one.write_bytes(b"another picture")
    other.unlink()
    said = run("verify")
    assert said.code == 1 and "2 problems" in said.out
    assert f"({one.name}): the file is not what was stored" in said.out
    assert f"({other.name}): the file is not in" in said.out


@pytest.fixture
def make_app(_app):
    """The house that all tests share: making one takes longer than reading a dossier."""
    return lambda: _app


@pytest.fixture
def saved(_app, database, tmp_path, monkeypatch):
    """Save the order's dossier as a browser does, perhaps with something changed in it; gives the file."""
    monkeypatch.setattr(_app, "database", database)

    def save(was="", became="", rest=""):
        with database.unit(write=False):
            julian = by_handle("julian")
        answer = sign_in(_app, julian).get(f"/orders/okoro-1/dossier{rest}", status=200)
        file = tmp_path / f"dossier{rest}"
        changed = re.sub(was.encode(), became.encode(), answer.data, count=1) if was else answer.data
        assert not was or changed != answer.data, "nothing was changed"
        file.write_bytes(changed)
        return file

    return save


def test_a_dossier_that_nobody_touched_is_what_the_order_said(database, saved, run):
    file = saved()
    said = run("verify", "--dossier", file)
    assert said.code == 0, said
    assert "every word is as the order said it. 0 entries came after it." in said.out
    with database.unit(write=True):
        julian = by_handle("julian")
        order = found.get(julian, "okoro-1")
        cases.write(
            julian, order, "need", {"climate": "hot"}, {"climate": order.thread.line_seq("need", "climate")}
        )
    said = run("verify", "--dossier", file)
    assert said.code == 0 and "1 entry came after it." in said.out
    assert json.loads(run("verify", "--dossier", file, "--json").out)["sound"] is True
    assert run("verify", "--dossier", saved()).code == 0


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("<td>Cold</td>", "<td>Hot</td>"),
        ("Something warm", "Something cheap"),
        ("not yet signed", "Julian Okoro"),
        ("Julian Okoro, 2", "Marian Wren, 2"),
        ("<p>Very.</p>", "<p>Not very.</p>"),
        ("<p>Very.</p>", ""),
        ("for Julian Okoro<br>", "for Ines Calder<br>"),
        ("</td>", " And a second coat, free of charge.</td>"),
        ("for the clan</p>", "for the clan, 1 Jan 2026, covers 3 lines</p>"),
    ],
)
def test_a_changed_word_is_found(saved, run, was, became):
    said = run("verify", "--dossier", saved(was, became))
    assert said.code == 1, said
    assert "this is not what the order said after entry 4" in said.out and "the file says" in said.out


def test_a_fingerprint_of_another_entry_or_order_is_refused(saved, run, refused, tmp_path):
    for was, became in (
        ("entry 4 of its journal", "entry 3 of its journal"),
        ("entry 4 of its journal", "entry 44 of its journal"),
        ("Order okoro-1, entry", "Order okoro-2, entry"),
        ("[0-9a-f]{4}</p>", "0000</p>"),
    ):
        said = run("verify", "--dossier", saved(was, became))
        assert said.code == 1 and "is not that of entry" in said.out
    (tmp_path / "other.html").write_text("<article>Nothing of ours</article>", "utf-8")
    assert "is no dossier" in refused("verify", "--dossier", tmp_path / "other.html")
    assert "cannot be read" in refused("verify", "--dossier", tmp_path / "nowhere.html")


def test_the_text_of_a_printed_dossier_is_held_word_by_word_too(saved, run, tmp_path):
    """As it is taken from the pages: with their feet, heads of tables said again, and broken lines."""
    article = re.search(r"<article.*</article>", saved().read_text("utf-8"), re.DOTALL)[0]
    words = html.unescape(re.sub(r"<[^>]+>", " ", article)).split()
    again = "Order okoro-1 · as it stood on 1 Jan 2026, 10:00\n1 / 2\n\fLine As it stands Who, when Was"
    text = "\n".join([*words[:80], again, *words[80:]])
    for change, code in (("Cold", 0), ("Hot", 1)):
        (tmp_path / "pages.txt").write_text(text.replace("\nCold\n", f"\n{change}\n"), "utf-8")
        assert run("verify", "--dossier", tmp_path / "pages.txt").code == code


@pytest.mark.once
def test_a_dossier_as_pdf_is_read_as_its_pages_are(saved, run):
    if shutil.which("pdftotext") is None or not press.installed():
        unavailable.note("dossiers as PDF", "weasyprint, Pango or pdftotext (poppler-utils) is not installed")
        pytest.skip("no PDF")
    said = run("verify", "--dossier", saved(rest=".pdf"))
    assert said.code == 0, said


@pytest.mark.parametrize(
    "statement",
    [
        update(Message).where(Message.text == "Very.").values(text="Not at all."),
        update(Message).where(Message.text == "Very.").values(gone=None, words={"yes": ["marian"]}),
        delete(Message).where(Message.text == "Very."),
        update(Message).where(Message.text == "Between us.").values(stream="case:1"),
        delete(Message).where(Message.text == "Between us."),
    ],
    ids=["text", "words", "gone", "moved into the open", "gone from a room"],
)
def test_a_message_that_is_not_what_was_said_shows(database, run, tampered, statement):
    with database.unit(write=True):
        rooms.say(by_handle("marian"), found.get(by_handle("marian"), "okoro-1"), "Between us.")
    assert run("verify").code == 0
    assert "okoro-1: what was said in " in tampered(statement)
