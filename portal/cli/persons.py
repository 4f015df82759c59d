"""People from the command line: who there is, letting somebody in, and a token for a program."""

import json
from typing import Any

import click

from portal.cli.answers import email_address, one_line
from portal.cli.failures import Stop
from portal.cli.listings import columns
from portal.cli.place import unit
from portal.people import actions, queries, seating
from portal.people.model import BUYING_ROLES, HOUSE_ROLES, Account
from portal.people.queries import Known


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def people(as_json: bool) -> None:
    """List everyone: handle, name, side, account and roles."""
    with unit(write=False):
        told = [_told(known) for known in queries.everyone()]
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if not told:
        raise Stop("Nobody is here yet. Open a house: commonthread init (or commonthread demo)")
    rows = [
        (one["handle"], one["name"], one["side"], one["account"] or "", ", ".join(one["roles"]))
        for one in told
    ]
    print(*columns([("HANDLE", "NAME", "SIDE", "ACCOUNT", "ROLES"), *rows]), sep="\n")


def _told(known: Known) -> dict[str, Any]:
    person = known.person
    seats = ["senior" if any(senior for _, senior in known.seats) else "clan_member"] if known.seats else []
    return {
        "handle": person.handle,
        "name": person.name,
        "side": person.side,
        "account": person.account.handle if person.account else None,
        "roles": [*seats, *person.roles],
        "stands_for": [account for account, _ in known.seats],
        "left": person.left.isoformat() if person.left else None,
    }


@click.group()
def person() -> None:
    """Let people in."""


@person.command()
@click.argument("name")
@click.argument("email")
@click.option("--account", default="", help="Handle of the customer they belong to; without it, the house.")
@click.option("--new-account", default="", help="Open an account of this name, and let them in as its first.")
@click.option("--role", "roles", multiple=True, type=click.Choice([*BUYING_ROLES, *HOUSE_ROLES]))
@click.option("--clan", "clans", multiple=True, help="Handle of a customer whose clan they join.")
@click.option("--senior", is_flag=True, help="As a senior of that clan.")
@click.option("--title", default="", help="What they do.")
@click.option("--department", default="")
def add(account: str, new_account: str, clans: tuple[str, ...], senior: bool, **who: Any) -> None:
    """Let NAME in with the address EMAIL, of the house or of a customer."""
    who |= {"name": one_line(120)(who["name"]), "email": email_address(who["email"])}
    with unit(write=True):
        home = actions.add_account(actions.OPERATOR, new_account) if new_account else _account(account)
        _fitting(home, who["roles"], clans)
        added = actions.add_person(
            actions.OPERATOR,
            **{**who, "roles": list(who["roles"])},
            side="customer" if home else "clan",
            account=home,
        )
        for handle in clans:
            stood_for = _account(handle)
            assert stood_for is not None  # noqa: S101  the name is not empty
            actions.seat(actions.OPERATOR, stood_for, added, senior=senior)
        seating.entered(added)
    print(f"{added.name} is in, as {added.handle}. They sign in with {added.email}.")


def _account(handle: str) -> Account | None:
    if not handle:
        return None
    account = queries.account_by_handle(handle)
    if account is None:
        raise Stop(f"There is no account called {handle}. To open one: --new-account NAME")
    return account


def _fitting(home: Account | None, roles: tuple[str, ...], clans: tuple[str, ...]) -> None:
    """Customers have buying roles and no clan; people of the house have other roles, and clans."""
    wrong = [role for role in roles if role in (HOUSE_ROLES if home else BUYING_ROLES)]
    if wrong:
        raise Stop(
            f"{wrong[0]} is not for {'a customer' if home else 'one of the house'}. Leave that role out."
        )
    if home and clans:
        raise Stop("A customer joins no clan: leave --clan out, or leave the account out.")


@click.command()
@click.argument("handle", metavar="PERSON")
def token(handle: str) -> None:
    """Print an API token for PERSON, a handle from 'commonthread people'. It is shown this once."""
    with unit(write=True):
        secret = actions.make_token(handle)
    print(secret)
