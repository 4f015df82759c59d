"""Every case equals its history, or is named: whatever somebody changes behind our back shows."""

import json

import pytest
from sqlalchemy import delete, select, update

from portal.cases import actions as cases
from portal.cases.model import Case
from portal.kernel.journal import Entry, Stream
from portal.orders import actions as orders
from portal.people import actions as people
from portal.people import queries
from portal.people.queries import by_handle
from tests import house


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
    assert said.out.startswith("1 case, ") and said.out.endswith("every case equals its history.\n")
    told = json.loads(run("verify", "--json").out)
    assert told["sound"] is True and told["cases"] == 1 and told["entries"] > 4 and told["problems"] == []


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


def test_a_changed_or_missing_picture_shows(of_the_demo, run):
    one, other = sorted(of_the_demo.files.rglob("?" * 32))[:2]
    one.write_bytes(b"another picture")
    other.unlink()
    said = run("verify")
    assert said.code == 1 and "2 problems" in said.out
    assert f"({one.name}): the file is not what was stored" in said.out
    assert f"({other.name}): the file is not in" in said.out
