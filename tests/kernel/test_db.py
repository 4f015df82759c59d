"""Units of work: all of it or nothing, and writers who wait for each other."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from portal.kernel import db
from portal.kernel.kept import Kept
from portal.people.model import Account


def account(name):
    return Account(handle=name, name=name, since=datetime(2026, 1, 1, tzinfo=UTC))


def names(database):
    with database.unit(write=False) as session:
        return set(session.scalars(select(Account.handle)))


def test_a_unit_is_committed_whole_or_not_at_all(own_database):
    with own_database.unit(write=True) as session:
        session.add(account("first"))
    with pytest.raises(ZeroDivisionError), own_database.unit(write=True) as session:
        session.add(account("second"))
        session.flush()
        raise ZeroDivisionError
    with own_database.unit(write=False) as session:
        session.add(account("third"))
        session.flush()
    assert names(own_database) & {"first", "second", "third"} == {"first"}


def test_tables_are_rolled_back_too(own_database):
    with pytest.raises(ZeroDivisionError), own_database.unit(write=True) as session:
        session.execute(text("CREATE TABLE half_done (id INTEGER)"))
        raise ZeroDivisionError
    with own_database.unit(write=True) as session:
        session.execute(text("CREATE TABLE half_done (id INTEGER)"))


def test_outside_a_unit_there_is_no_session(own_database):
    with pytest.raises(RuntimeError, match="no unit of work"):
        db.session()
    with own_database.unit(write=False) as outer:
        with own_database.unit(write=False) as inner:
            assert db.session() is inner
        assert db.session() is outer


def test_writers_that_read_first_wait_instead_of_failing(own_database):
    start, problems = threading.Barrier(8), []

    def count_up():
        start.wait()
        try:
            for _ in range(5):
                with own_database.unit(write=True) as session:
                    chosen = select(Account).where(Account.handle == "okoro").with_for_update()
                    session.scalars(chosen).one().next_number += 1
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=count_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with own_database.unit(write=False) as session:
        assert session.scalars(select(Account.next_number).where(Account.handle == "okoro")).one() == 41


def test_a_reader_does_not_wait_for_a_writer(own_database):
    with own_database.unit(write=True) as session:
        session.add(account("unseen"))
        session.flush()
        assert "unseen" not in names(own_database)
    assert "unseen" in names(own_database)


def test_a_moment_keeps_its_zone_and_needs_one(unit):
    east = timezone(timedelta(hours=5))
    with unit() as session:
        session.add(Kept(key="k", person="p", url="/", words=[], at=datetime(2026, 1, 1, 5, tzinfo=east)))
        session.flush()
        session.expire_all()
        assert session.scalars(select(Kept.at)).one() == datetime(2026, 1, 1, tzinfo=UTC)
        assert session.scalars(select(Kept.at)).one().tzinfo is UTC
        with pytest.raises(StatementError):
            session.execute(select(Kept).where(Kept.at == datetime(2026, 1, 1))).all()  # noqa: DTZ001


def test_the_database_keeps_what_models_promise(own_database):
    with own_database.unit(write=False) as session:
        if session.get_bind().dialect.name != "sqlite":
            return
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        told = [session.execute(text(f"PRAGMA {name}")).scalar() for name in asked]
    assert told == ["wal", 2, 1, 5000]
