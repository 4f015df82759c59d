"""The tables that migrations make are those that the models say, on both databases."""

import threading

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from portal.kernel import schema
from portal.kernel.db import Base, connect
from tests.house import ON_POSTGRES, connected
from tests.servers import postgres

PERSON = """INSERT INTO person (id, handle, name, email, side, account_id, title, department, roles,
password, theme, length_unit, zone, single_keys, passkey_offered) VALUES
({}, '', '', '[]', '', '', 'cm', '', true, false)"""
QUESTION = """INSERT INTO question (id, owner_id, told_id, answered, account_id, department, about, asked,
asker_id, due, answer) VALUES ({}, 1, 'Systems', '', '2026-01-01', 1, '2026-01-05', '')"""
ASKED_BEFORE = (
    "INSERT INTO account (id, handle, name, next_number, since) VALUES (1, 'okoro', 'O', 1, '2026-01-01')",
    PERSON.format("1, 'julian', 'Julian', 'j@example.org', 'customer', 1"),
    PERSON.format("2, 'marian', 'Marian', 'm@example.org', 'clan', NULL"),
    QUESTION.format("5, 2, 2, NULL"),  # its letter is written
    QUESTION.format("6, 2, NULL, NULL"),
    QUESTION.format("7, NULL, NULL, NULL"),  # waits at an open seat
    QUESTION.format("8, 2, 2, '2026-01-02'"),  # answered
)


def test_models_and_migrations_agree(database):
    context = MigrationContext.configure(
        database.bind, opts={"compare_type": True, "include_object": schema.modelled}
    )
    assert compare_metadata(context, Base.metadata) == []


def test_constraints_and_indexes_agree_by_name(database):
    seen = inspect(database.bind)
    for table in Base.metadata.sorted_tables:
        uniques = {one["name"] for one in seen.get_unique_constraints(table.name)}
        checks = {one["name"] for one in seen.get_check_constraints(table.name)}
        indexes = {one["name"] for one in seen.get_indexes(table.name)}
        for constraint in table.constraints:
            kind = type(constraint).__name__
            assert kind != "UniqueConstraint" or constraint.name in uniques, table.name
            assert kind != "CheckConstraint" or str(constraint.name) in checks, table.name
        assert {index.name for index in table.indexes} <= indexes, table.name


def test_at_head_knows_a_database_that_was_not_upgraded(database, tmp_path):
    assert schema.at_head(database.bind)
    with connected(f"sqlite:///{tmp_path}/empty.db") as empty, empty.unit(write=False) as session:
        assert not schema.at_head(session.connection())


def fresh(tmp_path):
    if ON_POSTGRES:
        server = postgres()
        assert server
        return server.fresh()
    return f"sqlite:///{tmp_path}/own.db"


def test_two_processes_that_upgrade_at_once_upgrade_once(tmp_path, template_url):
    url, start, problems = fresh(tmp_path), threading.Barrier(2), []
    connect(url).bind.dispose()

    def upgrade():
        start.wait()
        try:
            schema.upgrade(url)
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=upgrade) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with connected(url) as database, database.unit(write=False) as session:
        assert schema.at_head(session.connection())
        assert session.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1


def test_going_back_leaves_nothing(tmp_path, template_url):
    url = fresh(tmp_path)
    schema.upgrade(url)
    with connected(url) as database, database.bind.begin() as connection:
        config = schema._config()
        config.attributes["connection"] = connection
        schema.command.downgrade(config, "base")
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}


def test_what_customers_had_asked_becomes_an_errand_of_whoever_is_to_answer(tmp_path, template_url):
    url = fresh(tmp_path)
    with connected(url) as database, database.bind.begin() as connection:
        config = schema._config()
        config.attributes["connection"] = connection
        schema.command.upgrade(config, "0029")
        for row in ASKED_BEFORE:
            connection.execute(text(row))
        schema.command.upgrade(config, "0030")
        found = connection.execute(text("SELECT person_id, area, key, told FROM errand ORDER BY id")).all()
        assert [tuple(one) for one in found] == [(2, "question", "5", True), (2, "question", "6", False)]
