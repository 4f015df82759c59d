"""Opening a house: its tables, the demo house to look around in, or an empty real one."""

from collections.abc import Callable
from typing import Any

import click
from flask import Flask, url_for
from sqlalchemy import inspect, select

from portal.cli import demo as demo_house
from portal.cli.answers import currency, email_address, one_line, working_days, zone
from portal.cli.failures import Stop
from portal.cli.place import connected, unit, upgraded
from portal.kernel import settings, storage
from portal.kernel.db import session
from portal.people import actions as people
from portal.people import keys, queries
from portal.people.model import House, Person

FULL = (
    "There is a house in this database already, and it stays as it is. "
    "For another one, name an empty database in DATABASE_URL."
)
LOCAL = "the command line"  # where the first letter is asked from


@click.command()
def upgrade() -> None:
    """Bring the tables to what this version needs, after every update. It makes a new database, too."""
    upgraded()
    print("The database is what this version needs.")


@click.command()
def demo() -> None:
    """Make the demo house, a tailor with customers and living orders, in an empty database."""
    chosen = upgraded()
    if not is_empty(chosen.database_url):
        raise Stop(FULL)
    print(_make_demo(chosen))


def demo_if_empty(chosen: settings.Settings) -> None:
    """Make the demo house when there is no house at all; else leave everything as it is."""
    if is_empty(chosen.database_url):
        print("Making the demo house, once ...", flush=True)
        print(_make_demo(chosen), flush=True)


def is_empty(url: str) -> bool:
    """Whether no house was ever opened in the database at `url`."""
    with connected(url) as database, database.unit(write=False):
        there = inspect(session().connection()).has_table(House.__tablename__)
        return not there or session().scalar(select(House.id).limit(1)) is None


def who_is_there(url: str) -> str:
    """How to come in, in a sentence."""
    with connected(url) as database, database.unit(write=False):
        house = queries.house()
    if house is None:
        return "There is no house in it yet. Open one: commonthread init"
    if house.demo:
        return (
            f"The demo house, {house.name}: choose who you are on the first page. Julian is a good beginning."
        )
    return f"{house.name}: sign in with your e-mail address."


def _make_demo(chosen: settings.Settings) -> str:
    with unit(write=True):
        return demo_house.make(storage.at(chosen.files_url))


# ---- a real house
QUESTIONS: tuple[tuple[str, str, str | None, Callable[[str], str]], ...] = (
    ("name", "Name of the house", None, one_line(120)),
    ("telephone", "Telephone", None, one_line(40)),
    ("address", "Address, on one line", None, one_line(200)),
    ("currency", "Currency", "GBP", currency),
    ("zone", "Time zone", "Europe/London", zone),
    ("working_days", "Working days (1 is Monday)", "12345", working_days),
    ("admin_name", "Your name", None, one_line(120)),
    ("admin_email", "Your e-mail address", None, email_address),
)


@click.command()
@click.option("--name")
@click.option("--telephone")
@click.option("--address")
@click.option("--currency")
@click.option("--zone")
@click.option("--working-days")
@click.option("--admin-name")
@click.option("--admin-email")
@click.pass_context
def init(context: click.Context, /, **given: str | None) -> None:
    """Open an empty house of your own; asks for what the options do not say. Prints the way in for you."""
    chosen = upgraded()
    if not is_empty(chosen.database_url):
        raise Stop(FULL)
    house: dict[str, Any] = {}
    for key, question, usual, check in QUESTIONS:
        said = given[key]
        house[key] = check(said) if said is not None else click.prompt(question, usual, value_proc=check)
    with unit(write=True):
        first, link = _opened(context.obj(), chosen, house)
    print(
        f"{house['name']} is open. Open this within a quarter of an hour to sign in as {first.name}:\n{link}"
    )
    print("For that it must be served: commonthread serve")


def _opened(app: Flask, chosen: settings.Settings, house: dict[str, Any]) -> tuple[Person, str]:
    """The first administrator of the new house, and a link that lets them in once."""
    days = house.pop("working_days")
    first = people.open_house(**house)
    opened = queries.house()
    assert opened is not None  # noqa: S101  it was opened two lines above
    people.change(first, opened, working_days=days)
    return first, _way_in(app, chosen, opened, first.email)


def _way_in(app: Flask, chosen: settings.Settings, house: House, email: str) -> str:
    """The link of a sign-in letter, written into the outbox like every other."""
    links: list[str] = []

    def link(secret: str) -> str:
        with app.test_request_context():
            links.append(f"{chosen.address}{url_for('people.link', secret=secret)}")
        return links[-1]

    keys.send(email, LOCAL, house, link)
    return links[0]
