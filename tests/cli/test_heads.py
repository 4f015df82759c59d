"""Heads of histories that somebody keeps: a tail that was cut, or a history written anew, shows by them."""

import email.policy
import io
import json
from email.message import EmailMessage

import pytest
from sqlalchemy import delete, select, update

from portal.cases import retelling
from portal.cases.model import Case
from portal.kernel import journal
from portal.kernel.journal import Entry, Stream
from portal.orders import actions as orders
from portal.people.queries import by_handle
from tests import house

ORDER = Entry.stream == "case:1"


@pytest.fixture
def database(of_the_cast):
    """The cast's house with one order in it."""
    with house.connected(of_the_cast) as database:
        with database.unit(write=True):
            orders.place(by_handle("julian"), "okoro", "Something warm. And soon.", title="A warm coat")
            case = orders.place(by_handle("julian"), "okoro", "Something light.", title="A light coat")
            for number in range(5):
                hand = journal.Who("marian", "Marian Wren", "clan")
                journal.append(case.stream, hand, case.moved, "case.say", {"text": f"Word {number}"}, [])
        yield database


@pytest.fixture
def printed(database):
    """The newest head of each order, as letters say it."""
    with database.unit(write=False) as session:
        heads = dict(session.execute(select(Stream.name, Stream.seq)).all())
        cases = session.scalars(select(Case).order_by(Case.id))
        return [retelling.heads(case, [heads[case.stream]])[heads[case.stream]] for case in cases]


@pytest.fixture
def held(run, tmp_path):
    """Hold what a file says against the journal."""

    def hold(said, *options):
        file = tmp_path / "kept"
        file.write_bytes(said if isinstance(said, bytes) else said.encode())
        return run("verify", "--heads", file, *options)

    return hold


def _letter(heads):
    """As a mail program saves it, its lines cut short."""
    letter = EmailMessage(policy=email.policy.SMTP)
    letter["Subject"], letter["Message-ID"] = "New in 2 of your orders", "<1@wren.example>"
    letter.set_content("\n".join(f"Its history until now: {one}" for one in heads), cte="quoted-printable")
    letter.add_alternative("<p>nothing</p>", subtype="html")
    return letter.as_bytes()


def test_what_was_printed_is_found_in_letters_pages_and_lines(printed, held):
    for kept in (
        "\n".join(printed),
        _letter(printed),
        f"<ul><li>{printed[0]}</li><li>{printed[1].replace(' ', '&#32;')}</li></ul>",
    ):
        said = held(kept)
        assert said.code == 0, said
        assert "2 heads: each is in the journal" in said.out
    told = json.loads(held(printed[0], "--json").out)
    assert (told["sound"], told["heads"]) == (True, 1)


def test_typed_lines_are_read_too(printed, run, monkeypatch):
    typed = io.TextIOWrapper(io.BytesIO(printed[1].encode()))
    monkeypatch.setattr("sys.stdin", typed)
    assert "1 head:" in run("verify", "--heads", "-").out


def test_a_tail_that_was_cut_with_its_head_is_found(database, printed, held):
    stream = Entry.stream == "case:2"
    with database.unit(write=True) as session:
        last = session.scalars(select(Entry).where(stream).order_by(Entry.seq.desc()).offset(1)).first()
        session.execute(delete(Entry).where(stream, Entry.seq > last.seq))
        session.execute(update(Stream).where(Stream.name == "case:2").values(seq=last.seq, hash=last.hash))
        assert journal.broken("case:2") is None
    said = held("\n".join(printed))
    assert said.code == 1 and "okoro-2: its history has no entry" in said.out
    assert "2 heads, and 1 not in the journal." in said.out


def test_a_history_that_was_written_anew_is_found(database, printed, held):
    with database.unit(write=True) as session:
        link = journal.GENESIS
        for entry in session.scalars(select(Entry).where(Entry.stream == "case:2").order_by(Entry.seq)):
            entry.name, entry.previous_hash = "Somebody Else", link
            link = entry.hash = entry.sealed()
        session.get_one(Stream, "case:2").hash = link
        session.flush()
        assert journal.broken("case:2") is None
    said = held(printed[1])
    assert said.code == 1 and "is not the one whose hash somebody holds" in said.out


def test_a_change_before_a_head_is_found(database, printed, held):
    with database.unit(write=True) as session:
        session.execute(update(Entry).where(Entry.stream == "case:2", Entry.seq == 2).values(name="Somebody"))
    assert "case:2: entry 2 is not what was written" in held(printed[1]).out


def test_an_order_that_is_gone_is_found(printed, held):
    said = held(printed[0].replace("okoro-1", "okoro-101"))
    assert said.code == 1 and "okoro-101: this house has no such order" in said.out


def test_what_names_no_head_is_refused(database, held, refused, tmp_path):
    assert held("A letter about the weather").code == 2
    assert "cannot be read" in refused("verify", "--heads", tmp_path / "nowhere")
