"""Measure the pages of clans in a house of 2,000 people, 500 customers, 50,000 findings, on both databases.

`python -m tests.bench.clans` writes docs/measured-clans.md. The customer that is looked at has the largest
clan there is: sixty people, forty of its own, and two thousand findings, with contacts on each of the last
thirty days.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from portal import create_app
from portal.clans.model import Footing
from portal.findings import cards
from portal.findings.model import Finding
from portal.kernel import clock, db, schema
from portal.kernel.settings import ROOT
from portal.people.model import Account, Person, Seat
from portal.relationship.model import Contact
from tests import house, servers
from tests.bench.__main__ import _machine, get
from tests.bench.furnished import sqlite
from tests.bench.serving import SECRET, Client, Figure, cookie, gunicorn, timed

PAGE = ROOT / "docs" / "measured-clans.md"
PEOPLE, CUSTOMERS, FINDINGS = 2_000, 500, 50_000
LARGEST_CLAN, LARGEST_FIRM, MOST_LEARNED = 60, 40, 2_000  # of the customer that is looked at
CLAN, FIRM, LED = 8, 4, 25  # of every other; and for how many customers Marian stands
DAYS = 30
WORDS = (
    "The hem drips into the sleeve each time they reach for the door release.",
    "Their invoices need two signatures, and the second one is only in on Thursdays.",
    "Drivers hang the coat on the cab door, and the loop tears before anything else does.",
)
PATHS = {
    "the page of the largest customer": "/customers/okoro",
    "the same as a plain list": "/customers/okoro/list",
    "its findings": "/customers/okoro/findings",
    f"the {LED} customers that one stands for": "/customers",
    "what happened in its clan": "/customers/okoro/log",
    "home": "/home",
}
OURS = ("BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")


def furnish(url: str) -> None:
    """Fill a house with people, customers, seats, findings and contacts, as rows."""
    schema.upgrade(url)
    with house.connected(url) as database:
        house.people_it(database)
        with database.unit(write=True) as session:
            session.execute(insert(Account), list(_accounts()))
            session.execute(insert(Person), list(_hands()))
            accounts = {one.handle: one.id for one in session.execute(select(Account.handle, Account.id))}
            session.execute(insert(Person), list(_guests(accounts)))
            hands = list(session.scalars(select(Person).where(Person.side == "clan", Person.left.is_(None))))
            guests: dict[int, list[Person]] = {}
            for one in session.scalars(
                select(Person).where(Person.side == "customer", Person.left.is_(None))
            ):
                guests.setdefault(one.account_id or 0, []).append(one)
            marian = next(one for one in hands if one.handle == "marian")
            clans = _clans(accounts, [one for one in hands if one.handle.startswith("hand")], marian)
            held = {tuple(one) for one in session.execute(select(Seat.account_id, Seat.person_id))}
            seats = [
                _seat(account, person, place)
                for account, clan in clans.items()
                for place, person in enumerate(clan)
                if (account, person.id) not in held
            ]
            session.execute(insert(Seat), seats)
            session.execute(insert(Footing), [_footing(one) for one in seats])
            session.execute(insert(Contact), list(_contacts(clans, guests)))
            for rows in _in_batches(_findings(accounts["okoro"], clans, guests)):
                session.execute(insert(Finding), rows)
        with database.unit(write=True) as session:
            newest = session.scalars(select(Finding).order_by(Finding.id.desc()).limit(1)).one()
            cards.renew(newest)


def _accounts() -> Iterator[dict[str, Any]]:
    now = clock.now()
    for number in range(CUSTOMERS - len(house.ACCOUNTS)):
        yield {"handle": f"customer-{number}", "name": f"Customer {number}", "since": now}


def _hands() -> Iterator[dict[str, Any]]:
    for number in range(PEOPLE - len(house.CLAN)):
        yield _person(f"hand-{number}", "clan") | {"department": f"Department {number % 12}"}


def _guests(accounts: dict[str, int]) -> Iterator[dict[str, Any]]:
    for handle, account in accounts.items():
        for number in range(LARGEST_FIRM - 1 if handle == "okoro" else FIRM):
            yield _person(f"guest-{account}-{number}", "customer") | {"account_id": account}


def _person(handle: str, side: str) -> dict[str, Any]:
    name = f"{handle.title().replace('-', ' ')}"
    return {"handle": handle, "name": name, "email": f"{handle}@example.org", "side": side, "roles": []}


def _clans(accounts: dict[str, int], hands: list[Person], marian: Person) -> dict[int, list[Person]]:
    """Who stands for whom: sixty for the largest, eight for every other; Marian for twenty-five."""
    found: dict[int, list[Person]] = {accounts["okoro"]: [marian, *hands[: LARGEST_CLAN - 1]]}
    others = [account for handle, account in accounts.items() if handle.startswith("customer-")]
    for place, account in enumerate(others):
        clan = [hands[(place * CLAN + number) % len(hands)] for number in range(CLAN)]
        found[account] = [marian, *clan[1:]] if place < LED - 2 else clan  # two are hers already
    return found


def _seat(account: int, person: Person, place: int) -> dict[str, Any]:
    return {"account_id": account, "person_id": person.id, "senior": place < 2, "since": clock.now()}


def _footing(seat: dict[str, Any]) -> dict[str, Any]:
    said = {"why": "I cut the first coat for the crews.", "hours": 6, "decides": "Cut"}
    return {"account_id": seat["account_id"], "person_id": seat["person_id"], **said}


def _contacts(clans: dict[int, list[Person]], guests: dict[int, list[Person]]) -> Iterator[dict[str, Any]]:
    today = clock.now().date()
    for account, clan in clans.items():
        for back in range(DAYS):
            day = today - timedelta(days=back)
            for person in (clan[back % len(clan)], guests[account][back % len(guests[account])]):
                yield _contact(account, person, day)


def _contact(account: int, person: Person, day: date) -> dict[str, Any]:
    latest = datetime.combine(day, clock.now().timetz())
    place = f"case:{account * 10 + day.day % 7}"
    return {"account_id": account, "person": person.handle, "day": day, "place": place, "latest": latest}


def _findings(
    largest: int, clans: dict[int, list[Person]], guests: dict[int, list[Person]]
) -> Iterator[dict[str, Any]]:
    each = (FINDINGS - MOST_LEARNED) // (len(clans) - 1) + 1
    left = FINDINGS
    for account, clan in sorted(clans.items(), key=lambda one: one[0] == largest):
        for number in range(min(left, MOST_LEARNED if account == largest else each)):
            author, subject = clan[number % len(clan)], guests[account][number % len(guests[account])]
            yield _finding(account, number, author, subject)
        left -= each


def _finding(account: int, number: int, author: Person, subject: Person) -> dict[str, Any]:
    words, now = f"{WORDS[number % len(WORDS)]} {number}", clock.now()
    told = {"text": words, "folded": words.casefold(), "place": "on the early train", "sure": "certain"}
    when = {"reported": now, "seen_on": now.date(), "due": now.date() + timedelta(days=7)}
    answered = {"answered": now, "answer": "Thank you", "answerer_id": author.id} if number % 5 else {}
    known = {"answered": None, "answer": "", "answerer_id": None, **answered}
    return {
        "account_id": account,
        "stream": f"clan:{account}" if number % 3 else f"clanside:{account}",
        "number": number + 1,
        "author_id": author.id,
        "subject_id": subject.id,
        "first_hand": True,
        "earlier": [],
        **told,
        **when,
        **known,
    }


def _in_batches(rows: Iterator[dict[str, Any]], size: int = 5_000) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


# ------------------------------------------------------------------ measured


def measure(url: str, folder: str) -> dict[str, Figure]:
    """How long each page takes, for somebody of the clan and for the customer."""
    found: dict[str, Figure] = {}
    with gunicorn(url, folder) as port:
        for who, side in (("marian", "the clan"), ("julian", "the customer")):
            client = Client(port, Cookie=f"thread={cookie(url, who)}")
            for what, path in PATHS.items():
                if side == "the clan" or path != "/customers":
                    found[f"{what}, read by {side}"] = timed(get(client, path))
    return found


def counted(url: str) -> dict[str, int]:
    """How many statements each page takes, besides those that begin and end its transaction."""
    found: dict[str, int] = {}
    with house.connected(url) as database:
        app = create_app(house.settings(database_url=url, secret_key=SECRET), database)
        for who, side in (("marian", "the clan"), ("julian", "the customer")):
            visitor = app.test_client()
            visitor.set_cookie("thread", cookie(url, who))
            for what, path in PATHS.items():
                if side == "the clan" or path != "/customers":
                    found[f"{what}, read by {side}"] = _statements(database, visitor, path)
    return found


def _statements(database: db.Database, visitor: Any, path: str) -> int:
    visitor.get(path)
    with house.asked(database) as asked:
        answer = visitor.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return len([one for one in asked if one not in OURS])


def page(found: dict[str, dict[str, Figure]], statements: dict[str, int], machine: str) -> str:
    """docs/measured-clans.md."""
    names = list(found)
    rows = [
        f"| {what} | {statements[what]} | "
        + " | ".join(f"{found[name][what].median:.0f} ms | {found[name][what].p95:.0f} ms" for name in names)
        + " |"
        for what in statements
    ]
    return "\n".join(
        [
            "# Measured: clans",
            "",
            "`python -m tests.bench.clans` measures again and writes this page: a house of",
            f"{PEOPLE:,} people, {CUSTOMERS} customers and {FINDINGS:,} findings. The customer that is",
            f"looked at has the largest clan: {LARGEST_CLAN} people, {LARGEST_FIRM} of its own,",
            f"{MOST_LEARNED:,} findings.",
            "",
            machine,
            "",
            "| | statements | " + " | ".join(f"{name}, median | p95" for name in names) + " |",
            "|---|---:|" + "---:|" * (2 * len(names)),
            *rows,
            "",
        ]
    )


def main() -> int:
    """Measure both databases, one after the other."""
    machine, found = _machine(), dict[str, dict[str, Figure]]()
    server = servers.postgres()
    with tempfile.TemporaryDirectory() as name:
        targets = {"SQLite": sqlite(Path(name))}
        if server is not None:
            targets["PostgreSQL"] = server.fresh()
        for database, url in targets.items():
            begun = time.perf_counter()
            furnish(url)
            print(f"{database}: furnished in {time.perf_counter() - begun:.0f} s", flush=True)
            found[database] = measure(url, name)
        statements = counted(targets["SQLite"])
        if server is not None:
            server.drop_all()
    PAGE.write_text(page(found, statements, machine), "utf-8")
    print(PAGE.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
