"""Opening a house: its tables, the demo house to look around in, or an empty real one."""

from typing import Any
from zoneinfo import available_timezones

import click
from babel import Locale
from email_validator import EmailNotValidError, validate_email
from flask import Flask, url_for
from sqlalchemy import inspect, select

from portal.cli import demo as demo_house
from portal.cli.failures import Stop
from portal.cli.place import connected, unit, upgraded
from portal.kernel import settings
from portal.kernel.db import session
from portal.kernel.files import Folder
from portal.people import actions as people
from portal.people import keys, queries
from portal.people.model import House

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
        raise Stop(
            "There is a house in this database already, and it stays as it is. For a demo house, name "
            "another "
            "place: DATABASE_URL=sqlite:///var/demo.db FILES_URL=file:///tmp/demo-files commonthread demo"
        )
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
        return demo_house.make(Folder(chosen.files_folder))


# ---- a real house


def one_line(longest: int) -> Any:
    """A check of an option: one line of at most so many characters."""

    def checked(_context: click.Context, _option: click.Parameter, value: str) -> str:
        text = " ".join(value.split())
        if len(text) > longest:
            raise click.BadParameter(f"{longest} characters are the most it can have.")
        return text

    return checked


def _currency(_context: click.Context, _option: click.Parameter, value: str) -> str:
    code = value.strip().upper()
    if code not in Locale("en").currencies:
        raise click.BadParameter(f"{value} is no currency. Write its three letters, such as GBP or EUR.")
    return code


def _zone(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value.strip() not in available_timezones():
        raise click.BadParameter(f"{value} is no time zone. Write one such as Europe/London.")
    return value.strip()


def _working_days(_context: click.Context, _option: click.Parameter, value: str) -> str:
    days = "".join(sorted(set(value.replace(",", "").replace(" ", ""))))
    if not days or not set(days) <= set("1234567"):
        raise click.BadParameter("Write the days as figures, 1 for Monday to 7 for Sunday, such as 12345.")
    return days


def email_address(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """A check of an option: an e-mail address as it is stored."""
    try:
        return validate_email(value.strip(), check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise click.BadParameter(str(error)) from None


@click.command()
@click.option("--name", prompt="Name of the house", callback=one_line(120))
@click.option("--telephone", prompt="Telephone", callback=one_line(40))
@click.option("--address", prompt="Address, on one line", callback=one_line(200))
@click.option("--currency", prompt="Currency", default="GBP", callback=_currency)
@click.option("--zone", prompt="Time zone", default="Europe/London", callback=_zone)
@click.option("--working-days", prompt="Working days (1 is Monday)", default="12345", callback=_working_days)
@click.option("--admin-name", prompt="Your name", callback=one_line(120))
@click.option("--admin-email", prompt="Your e-mail address", callback=email_address)
@click.pass_context
def init(context: click.Context, /, working_days: str, admin_email: str, **house: Any) -> None:
    """Open an empty house of your own; asks for what the options do not say. Prints the way in for you."""
    chosen = upgraded()
    with unit(write=True):
        first = people.open_house(**house, admin_email=admin_email)
        opened = queries.house()
        assert opened is not None  # noqa: S101  it was opened one line above
        people.change(first, opened, working_days=working_days)
        link = _way_in(context.obj(), chosen, opened, admin_email)
    print(
        f"{opened.name} is open. Within a quarter of an hour, open this once to sign in as "
        f"{first.name}:\n{link}"
    )
    print("After that, or to serve it now: commonthread serve, and ask for a letter on the first page.")


def _way_in(app: Flask, chosen: settings.Settings, house: House, email: str) -> str:
    """The link of a sign-in letter, written into the outbox like every other."""
    links: list[str] = []

    def link(secret: str) -> str:
        with app.test_request_context():
            links.append(f"{chosen.address}{url_for('people.link', secret=secret)}")
        return links[-1]

    keys.send(email, LOCAL, house, link)
    return links[0]
