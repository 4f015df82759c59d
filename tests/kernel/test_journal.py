"""The journal: numbered without a gap, chained, and honest about what was changed behind its back."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, update

from portal.kernel import journal
from portal.kernel.journal import Entry, Stream, Who

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
JULIAN = Who("julian", "Julian Okoro", "customer")
AT = datetime(2026, 11, 22, 10, 41, 3, 123456, tzinfo=UTC)


def write(stream, verb="case.write", **facts):
    return journal.append(stream, JULIAN, AT, verb, facts, [{"field": "cloth", "was": None, "now": "grey ½"}])


@pytest.fixture
def three(unit):
    """A stream of three entries, in a unit that stays open."""
    with unit() as session:
        for number in range(3):
            write("case:1", number=number)
        session.flush()
        session.expire_all()
        yield session


def test_entries_are_numbered_in_their_stream_and_read_from_either_end(three):
    write("case:2")
    assert [entry.seq for entry in journal.whole("case:1")] == [1, 2, 3]
    assert [entry.seq for entry in journal.newest("case:1", 2)] == [3, 2]
    assert [entry.seq for entry in journal.newest("case:1", 2, before=2)] == [1]
    assert [entry.seq for entry in journal.after("case:1", 1, 10)] == [2, 3]
    assert {"case:1", "case:2"} <= set(journal.streams())
    assert journal.broken("case:1") is None
    assert journal.broken("case:2") is None


@pytest.mark.parametrize(
    "tamper",
    [
        update(Entry).where(Entry.stream == "case:1", Entry.seq == 2).values(facts={"number": 7}),
        update(Entry).where(Entry.stream == "case:1", Entry.seq == 2).values(changes=[]),
        update(Entry).where(Entry.stream == "case:1", Entry.seq == 2).values(actor="ruth"),
        update(Entry).where(Entry.stream == "case:1", Entry.seq == 1).values(at=LONG_AGO),
        delete(Entry).where(Entry.stream == "case:1", Entry.seq == 1),
        delete(Entry).where(Entry.stream == "case:1", Entry.seq == 2),
        delete(Entry).where(Entry.stream == "case:1", Entry.seq == 3),
        delete(Entry).where(Entry.stream == "case:1"),
        update(Stream).where(Stream.name == "case:1").values(seq=2),
    ],
)
def test_what_is_changed_behind_its_back_shows(three, tamper):
    three.execute(tamper.execution_options(synchronize_session=False))
    three.expire_all()
    assert journal.broken("case:1")


def test_a_stream_that_is_none_is_said_to_be_missing(three):
    assert journal.broken("case:99")


def test_writers_at_the_same_moment_share_no_number(own_database):
    start, problems = threading.Barrier(6), []

    def write_some():
        start.wait()
        try:
            for _ in range(4):
                with own_database.unit(write=True):
                    write("case:1")
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=write_some) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with own_database.unit(write=False):
        assert [entry.seq for entry in journal.whole("case:1")] == list(range(1, 25))
        assert journal.broken("case:1") is None


def test_an_entry_of_a_unit_that_failed_was_never_there(own_database):
    with pytest.raises(ZeroDivisionError), own_database.unit(write=True):
        write("case:1")
        raise ZeroDivisionError
    with own_database.unit(write=True):
        assert write("case:1").seq == 1
