"""The people of the demo house: the tailor Wren & Alder, and three customers who do not know each other."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from portal.cli.demo.days import working_day
from portal.cli.demo.telling import ZONE
from portal.kernel import clock
from portal.kernel.db import session
from portal.people import actions as people
from portal.people.model import Person

FOUNDED = 700  # working days ago


class Hand(NamedTuple):
    """One of the house: what they do, since when they have been here, and in which clans."""

    handle: str
    name: str
    title: str
    department: str
    came: int  # working days ago
    clans: tuple[str, ...] = ("okoro", "northmoor", "hale")
    senior: bool = False
    roles: tuple[str, ...] = ()


class Guest(NamedTuple):
    """One of a customer's people: what they do there, and what they are to an order."""

    handle: str
    name: str
    title: str
    roles: tuple[str, ...]


HOUSE = (
    Hand("marian", "Marian Holt", "cutter", "Cutting room", 690, senior=True),
    Hand("oscar", "Oscar Lindqvist", "front of house", "Front desk", 690, senior=True),
    Hand("piotr", "Piotr Zieliński", "coat maker", "Workroom", 640),
    Hand("ines", "Ines Duarte", "trouser maker", "Workroom", 520, roles=("steward",)),
    Hand("saira", "Saira Qureshi", "cloth buyer", "Cloth", 430, roles=("steward",)),
    Hand("priya", "Priya Nair", "accounts", "Accounts", 380),
    Hand("tom", "Tom Beddoes", "people team, three weeks in", "People", 15, ("okoro", "northmoor")),
    Hand("gwen", "Gwen Price", "partner", "The house", 690, ("northmoor",), roles=("executive",)),
    Hand("helena", "Helena Stroud", "managing partner", "The house", 690, (), roles=("executive",)),
)
CUSTOMERS = {
    ("okoro", "Julian Okoro", 400): (
        Guest("julian", "Julian Okoro", "barrister", ("buyer", "decision_maker", "user")),
        Guest("amara", "Amara Okoro", "research chemist", ("user", "influencer")),
    ),
    ("northmoor", "Northmoor Rail", 300): (
        Guest("ruth", "Ruth Sandoval", "crew welfare", ("buyer",)),
        Guest("colin", "Colin Fairley", "uniforms and equipment", ("specifier",)),
        Guest("susan", "Susan Achterberg", "operations director", ("decision_maker",)),
        Guest("dev", "Dev Rao", "guard, Settle line", ("user",)),
        Guest("jo", "Jo Pascoe", "finance", ("finance",)),
        Guest("lena", "Lena Fischer", "heritage and brand", ("influencer",)),
    ),
    ("hale", "Victor Hale", 500): (
        Guest("victor", "Victor Hale", "conductor", ("buyer", "decision_maker", "user")),
    ),
}  # fmt: skip


def enter(now: datetime) -> dict[str, Person]:
    """Open the house and let everyone in, each on the day they came. Gives them by handle."""
    with clock.as_of(_day(FOUNDED, now)):
        ada = people.open_house(
            "Wren & Alder",
            "020 7946 0112",
            "31 Burling Row, London",
            "GBP",
            "Europe/London",
            "Ada Farrow",
            "ada@wrenandalder.example",
            demo=True,
        )
        ada.handle = "ada"
        people.describe(ada, ada, title="keeps the portal", department="Systems")
    present = {"ada": ada} | {hand.handle: _hire(hand, now) for hand in HOUSE}
    for (handle, name, since), guests in CUSTOMERS.items():
        with clock.as_of(_day(since, now)):
            present |= _welcome(handle, name, guests)
        _seat(handle, ada, present, since, now)
    for person in present.values():
        person.length_unit = "in"
    session().flush()
    return present


def _hire(hand: Hand, now: datetime) -> Person:
    with clock.as_of(_day(hand.came, now)):
        return people.add_person(
            people.OPERATOR,
            hand.name,
            f"{hand.handle}@wrenandalder.example",
            handle=hand.handle,
            title=hand.title,
            department=hand.department,
            roles=list(hand.roles),
        )


def _welcome(handle: str, name: str, guests: tuple[Guest, ...]) -> dict[str, Person]:
    account = people.add_account(people.OPERATOR, name, handle)
    return {
        guest.handle: people.add_person(
            people.OPERATOR,
            guest.name,
            f"{guest.handle}@example.org",
            side="customer",
            account=account,
            handle=guest.handle,
            title=guest.title,
            roles=list(guest.roles),
        )
        for guest in guests
    }


def _seat(account: str, ada: Person, present: dict[str, Person], since: int, now: datetime) -> None:
    """Give the clan of an account its seats; nobody sits before they came."""
    stands_for = next(p.account for p in present.values() if p.account and p.account.handle == account)
    for hand in HOUSE:
        if account in hand.clans:
            with clock.as_of(_day(min(since, hand.came), now)):
                people.seat(ada, stands_for, present[hand.handle], senior=hand.senior)


def _day(ago: int, now: datetime) -> datetime:
    return datetime.combine(working_day(ago, now.astimezone(ZONE).date()), time(9), ZONE) + timedelta(
        minutes=ago % 50
    )
