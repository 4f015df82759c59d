"""The house that tests live in: its database, and a cast that never changes.

Two customers who may be rivals, a third who is a stranger to both, and the people who work for them. A test
that needs somebody else makes them; the cast stays as it is, so that everybody knows it.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Engine, event

from portal.kernel import db, schema
from portal.kernel.settings import Settings
from portal.people import actions
from portal.people.model import Account, House, Person
from portal.people.queries import account_by_handle, by_handle
from tests import servers

ON_POSTGRES = os.environ.get("COMMONTHREAD_TEST_DATABASE") == "postgresql"

ACCOUNTS = {"okoro": "Julian Okoro", "northmoor": "Northmoor Rail", "harrow": "Harrow Rowing Club"}
CUSTOMERS = [
    ("julian", "Julian Okoro", "okoro", "", ["decision_maker", "user"]),
    ("ruth", "Ruth Vale", "northmoor", "Head of fleet", ["decision_maker"]),
    ("colin", "Colin Marsh", "northmoor", "Buyer", ["buyer"]),
    ("susan", "Susan Reed", "northmoor", "Finance director", ["finance"]),  # has left
    ("stranger", "Ines Calder", "harrow", "Secretary", ["buyer"]),
]
CLAN = [
    ("marian", "Marian Wren", "Head cutter", "Cutting", [], {"okoro": True, "northmoor": True}),
    ("piotr", "Piotr Alder", "Coat maker", "Workroom", [], {"okoro": False}),
    ("priya", "Priya Shah", "Front of house", "Shop", [], {"okoro": False, "northmoor": False}),
    ("tom", "Tom Hale", "Engineer", "Engineering", [], {"northmoor": False}),
    ("gwen", "Gwen Pryce", "Managing director", "", ["executive"], {}),
    ("iris", "Iris Lowe", "Apprentice master", "Cutting", ["steward"], {}),
    ("ada", "Ada Moss", "Office", "Office", ["administrator"], {}),
    ("felix", "Felix Ash", "Cutter", "Cutting", [], {"okoro": False}),  # has left
]
LEFT = ("susan", "felix")


class Cast(NamedTuple):
    """Everybody, read once and held apart from any session: actors, not rows to change."""

    okoro: Account
    northmoor: Account
    harrow: Account
    julian: Person
    ruth: Person
    colin: Person
    susan: Person
    stranger: Person
    marian: Person
    piotr: Person
    priya: Person
    tom: Person
    gwen: Person
    iris: Person
    ada: Person
    felix: Person


def email(handle: str) -> str:
    """The address of somebody in the cast."""
    return f"{handle}@example.org"


def people_it(database: db.Database) -> None:
    """Open the house and let the cast in."""
    with database.unit(write=True) as session:
        said = ("Wren & Alder", "020 7946 0112", "31 Burling Row, London", "GBP", "Europe/London")
        ada = actions.open_house(*said, "Ada Moss", email("ada"))
        ada.handle, ada.title, ada.department = "ada", "Office", "Office"
        accounts = {
            handle: actions.add_account(actions.OPERATOR, name, handle) for handle, name in ACCOUNTS.items()
        }
        for handle, name, account, title, roles in CUSTOMERS:
            _add(handle, name, side="customer", account=accounts[account], title=title, roles=roles)
        for handle, name, title, department, roles, seats in CLAN:
            if handle != "ada":
                _add(handle, name, title=title, department=department, roles=roles)
            person = by_handle(handle)
            assert person
            for account, senior in seats.items():
                actions.seat(actions.OPERATOR, accounts[account], person, senior=senior)
        session.flush()
        for handle in LEFT:
            person = by_handle(handle)
            assert person
            person.left = person.account.since if person.account else accounts["okoro"].since


def _add(handle: str, name: str, **said: Any) -> None:
    actions.add_person(actions.OPERATOR, name, email(handle), handle=handle, **said)


def cast_of(database: db.Database) -> Cast:
    """The cast as it stands in a database."""
    with database.unit(write=False):
        accounts = [account_by_handle(handle) for handle in ACCOUNTS]
        people = [by_handle(name) for name in Cast._fields[len(ACCOUNTS) :]]
    assert all([*accounts, *people])
    return Cast(*accounts, *people)  # type: ignore[arg-type]


def settings(**chosen: Any) -> Settings:
    """Settings of a house under test: everything of the environment left aside."""
    given = {"secret_key": "only for tests", "quick_passwords": True, "requests_a_minute": 10**9, **chosen}
    return Settings.model_construct(**{**_defaults(), **given})


def _defaults() -> dict[str, Any]:
    return {name: field.default for name, field in Settings.model_fields.items()}


@contextmanager
def template(folder: Path) -> Iterator[str]:
    """The address of a migrated database with the cast in it, which nobody is connected to."""
    url = f"sqlite:///{folder}/template.db"
    if ON_POSTGRES:
        server = servers.postgres()
        if server is None:
            pytest.skip("no PostgreSQL on this machine")
        url = server.fresh()
    schema.upgrade(url)
    with connected(url) as database:
        people_it(database)
    yield url


def copy(url: str, folder: Path) -> str:
    """The address of a copy of a database, to be changed for good by one test."""
    if ON_POSTGRES:
        server = servers.postgres()
        assert server
        return server.fresh(url)
    place = folder / "own.db"
    shutil.copy(url.removeprefix("sqlite:///"), place)
    return f"sqlite:///{place}"


@contextmanager
def connected(url: str) -> Iterator[db.Database]:
    """A database, its connections closed at the end."""
    database = db.connect(url)
    try:
        yield database
    finally:
        assert isinstance(database.bind, Engine)
        database.bind.dispose()


@contextmanager
def asked(database: db.Database) -> Iterator[list[str]]:
    """Every statement that the database is asked in this block, in order."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        # How a test is rolled back, and how far a transaction reaches on PostgreSQL: no questions.
        if "SAVEPOINT" not in statement and not statement.startswith("SELECT set_config("):
            statements.append(statement)

    event.listen(database.bind, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.bind, "before_cursor_execute", note)


def the_house(database: db.Database) -> House:
    """The house itself, to be changed in the test's transaction."""
    with database.unit(write=False) as session:
        return session.get_one(House, 1)
