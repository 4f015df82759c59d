# ruff: noqa: S608  what is asked here is asked of tables by name, as a page that forgot everything would
"""The wall between customers that PostgreSQL holds by itself, whatever is asked of it (decision 051)."""

import re
from functools import partial

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import create_engine, func, insert, make_url, select, text, update
from sqlalchemy.exc import ProgrammingError

from portal.cases.model import Case
from portal.clans import queries as clans
from portal.clans.model import Question
from portal.kernel import clock, db, journal, schema
from portal.kernel.db import DOOR, HOUSE, REACH, Base
from portal.people.model import Account, Person
from tests import house, servers
from tests.cases import playing

pytestmark = pytest.mark.skipif(not house.ON_POSTGRES, reason="SQLite has no roles and no policies")

# Tables without a wall, and why. A new table has one, in the migration that makes it: see 0054.
OPEN = {
    "complaint_month_shown": "what this house shows all customers; nothing in it is a customer's",
    "finished": "how many days orders of a workflow took, and nothing else of them",
    "house": "the one house; nothing in it is a customer's",
    "process_version": "how this house works; nothing in it is a customer's",
    "pulse": "only SQLite writes it",
    "sign_in_try": "addresses that were tried, before anybody is known; read by nobody",
    "watch_rule": "how this house has set a rule; nothing in it is a customer's",
}
CANARY = "CANARY-okoro"
WALLED = [table for table in Base.metadata.sorted_tables if table.name not in OPEN]
ONCE = re.compile(r"(?<!SELECT )thread_\w+\(\)")


@pytest.fixture
def theirs(database, cast):
    """An order of Julian's, with a word in it that nobody else may read, and its number."""
    order = playing.begin(database, cast.julian, cast.okoro)
    order.put(cast.julian, "need.need", CANARY)
    return order


def as_customer(database, account, write=False):
    """A unit of work that reaches as far as one of this customer's people does."""
    return database.unit(write=write, reach=str(account.id))


def test_every_table_has_a_wall_or_a_reason(database):
    asked = """SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
        array_remove(array_agg(pg_get_expr(p.polqual, p.polrelid)), NULL)
        FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
        GROUP BY 1, 2"""
    with database.unit(write=False) as session:
        found = {name: (forced, rules) for name, forced, rules in session.execute(text(asked))}
    del found["alembic_version"]
    assert {name for name, (forced, rules) in found.items() if not rules} == OPEN.keys()
    assert [name for name, (forced, rules) in found.items() if rules and not forced] == []
    assert [name for name, (_, rules) in found.items() if len(rules) > 1] == [], "more than one rule"
    assert [name for name, (_, rules) in found.items() if ONCE.search(str(rules))] == [], "asked for each row"


def test_we_stand_before_it_ourselves(database):
    with database.unit(write=False) as session:
        assert not schema.walked_through(session.connection())


def test_a_customer_reads_nothing_of_another_however_it_is_asked(database, cast, theirs):
    table = Case.__table__
    asked = (
        select(table.c.id).where(table.c.ref == theirs.ref),
        text(f"SELECT id FROM \"case\" WHERE ref = '{theirs.ref}'"),
        text(
            f"SELECT a.name FROM account a JOIN \"case\" c ON c.account_id = a.id AND c.ref = '{theirs.ref}'"
        ),
        text(f"SELECT facts FROM journal WHERE changes::text LIKE '%{CANARY}%'"),
        text(f"SELECT says FROM findable WHERE says LIKE '%{CANARY}%'"),
        text("SELECT name FROM person WHERE handle = 'julian'"),
    )
    for question in asked:
        with as_customer(database, cast.northmoor) as session:
            assert session.execute(question).all() == [], question
        with as_customer(database, cast.okoro) as session:
            assert session.execute(question).all() != [] or "findable" in str(question), question


def test_no_table_tells_a_customer_a_word_of_another(database, cast, theirs):
    with as_customer(database, cast.northmoor) as session:
        for table in WALLED:
            asked = text(f"SELECT count(*) FROM \"{table.name}\" AS it WHERE it::text LIKE '%{CANARY}%'")
            assert session.scalar(asked) == 0, table.name
            if "account_id" in table.columns:
                column = table.c.account_id
                others = select(func.count()).select_from(table).where(column != cast.northmoor.id)
                assert session.scalar(others) == 0, table.name


def test_of_whom_nothing_is_said_they_reach_nothing(database, theirs):
    with database.unit(write=False) as session:
        assert session.scalar(select(func.count()).select_from(Case))
        db.extend("")
        for table in WALLED:
            assert session.scalar(select(func.count()).select_from(table)) == 0, table.name


def test_the_door_knows_who_people_are_and_nothing_of_what_they_do(database, theirs):
    with database.unit(write=False, reach=DOOR) as session:
        for known in (Account, Person):
            assert session.scalar(select(func.count()).select_from(known))
        for table in ("case", "journal", "stream", "message", "file", "complaint", "finding", "hunt"):
            assert session.scalar(text(f'SELECT count(*) FROM "{table}"')) == 0, table


def test_nothing_is_written_for_another_customer(database, cast, theirs):
    row = {"account_id": cast.okoro.id, "name": "x", "side": "", "said": {}}
    ours = partial(as_customer, database, cast.northmoor, write=True)
    with pytest.raises(ProgrammingError) as refused, ours() as session:
        session.execute(insert(Base.metadata.tables["card"]), row)
    assert isinstance(refused.value.orig, InsufficientPrivilege)
    with ours() as session:
        changed = session.execute(update(Case).where(Case.ref == theirs.ref).values(title="Ours"))
        assert changed.rowcount == 0
    stream = f"account:{cast.okoro.id}"
    with pytest.raises(ProgrammingError), ours():
        who = journal.Who("ruth", "Ruth Vale", "customer")
        journal.append(stream, who, cast.okoro.since, "account.open", {}, [])


def test_how_far_one_reached_is_not_left_to_the_next(template_url, cast):
    engine = create_engine(template_url, pool_size=1, max_overflow=0)
    own = db.Database(engine)
    with own.unit(write=True) as session:  # committed: what is rolled back takes its setting with it
        assert session.scalar(select(func.count()).select_from(Account))
    with engine.connect() as connection:  # the very same one, and nothing is said of it
        assert connection.scalar(text(f"SELECT current_setting('{REACH}', true)")) == ""
        assert connection.scalar(text("SELECT count(*) FROM account")) == 0
    engine.dispose()


def test_what_is_given_up_reaches_no_further_afterwards(database, cast):
    with as_customer(database, cast.northmoor, write=True) as session:
        with db.reaching(HOUSE):
            assert session.scalar(select(func.count()).select_from(Account)) == 3
        with pytest.raises(ZeroDivisionError), db.reaching(HOUSE):
            raise ZeroDivisionError
        assert session.scalar(select(func.count()).select_from(Account)) == 1
        session.rollback()
        assert session.scalar(select(func.count()).select_from(Account)) == 1


def test_what_the_house_keeps_across_customers_it_counts_for_whoever_asks(database, cast):
    with database.unit(write=True) as session:
        asked = {
            "account_id": cast.okoro.id,
            "department": "Cutting",
            "about": "",
            "asker_id": cast.julian.id,
        }
        now = clock.now()
        session.add(Question(**asked, asked=now, due=now.date(), owner_id=cast.marian.id, answer=""))
    with as_customer(database, cast.northmoor) as session:
        marian = clans.member(cast.northmoor, "marian")
        assert [one.waiting for one in clans.candidates([marian])] == [1]
        assert session.scalar(select(func.count()).select_from(Question)) == 0


def test_a_view_that_forgot_to_ask_whose_it_is_shows_nothing(app, as_, nobody, cast, theirs, monkeypatch):
    def leak():
        found = db.session().execute(text('SELECT ref FROM "case"')).scalars().all()
        return f"<title>A leak</title><h1>A leak</h1>{found}"

    monkeypatch.setitem(app.view_functions, "people.ours", leak)
    assert theirs.ref in as_(cast.julian).get("/people", status=200).text
    assert theirs.ref in as_(cast.marian).get("/people", status=200).text
    for reader in (as_(cast.ruth), as_(cast.stranger)):
        assert theirs.ref not in reader.get("/people", status=200).text
    leak.door = "public"
    assert theirs.ref not in nobody.get("/people", status=200).text


def test_a_unit_inside_a_request_stands_at_the_door(app, database, theirs):
    with app.test_request_context("/"), database.unit(write=False) as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0
        assert session.scalar(select(func.count()).select_from(Person))


def test_a_role_that_owns_nothing_serves_the_house(tmp_path, template_url):
    server, role = servers.postgres(), "thread_serves"
    url = make_url(house.copy(template_url, tmp_path))
    owned = create_engine(url)
    with owned.begin() as connection:
        server.have_role(role)
        for rights in ("SELECT, INSERT, UPDATE, DELETE ON ALL TABLES", "USAGE, SELECT ON ALL SEQUENCES"):
            connection.execute(text(f"GRANT {rights} IN SCHEMA public TO {role}"))
    owned.dispose()
    serving = url.set(username=role, password=role).render_as_string(hide_password=False)
    schema.upgrade(serving)  # there is nothing to do, and it may ask
    with house.connected(serving) as own, own.unit(write=False) as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 3
        db.extend("")
        assert session.scalar(select(func.count()).select_from(Account)) == 0


def test_a_role_that_walks_through_the_wall_is_told_of(template_url):
    url = servers.postgres().server.set(database=make_url(template_url).database)
    engine = create_engine(url)
    with engine.connect() as connection:
        assert schema.walked_through(connection)
    engine.dispose()
