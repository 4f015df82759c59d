"""Reading orders for the pages above a single one: home, the list, and finding things."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.cases import drafted, finding, listing, rooms
from portal.cases import queries as cases
from portal.cases.definitions import library
from portal.cases.finding import Kind
from portal.cases.model import Case
from portal.kernel.drafts import Draft
from portal.kernel.journal import Entry
from portal.kernel.terms import Looked, looked_for
from portal.people.queries import Place, accounts_like, clan_of, people_like

SOON = timedelta(days=120)


@dataclass(frozen=True)
class Home:
    """What somebody finds when they come in. `moves` are orders that wait for their side, most due first."""

    moves: list[Case]
    orders: list[Case]
    counts: dict[str, int]
    news: list[tuple[Case, Entry, Any]]
    clan: list[Place]
    dates: list[Case]
    named: list[tuple[Case, Any]]  # what names them in the rooms of their side
    begun: list[tuple[Draft, Case | None]]  # what they began to write and have not sent


def home(person: Any, now: datetime) -> Home:
    """What the first page of a person shows, in as many statements however many orders there are."""
    orders, _ = listing.some(person, listing.Wanted(limit=12))
    moves, _ = listing.some(person, listing.Wanted(status="open", turn=person.side, limit=40))
    return Home(
        moves=sorted(moves, key=_most_due),
        orders=orders,
        counts=cases.counted(person),
        news=cases.unread(person),
        clan=clan_of(person.account_id) if person.account_id else [],
        dates=cases.dated(person, (now + SOON).date()),
        named=rooms.named_in(person),
        begun=drafted.waiting(person),
    )


def processes() -> list[tuple[str, str, str]]:
    """What an order can be about: the key, title and summary of each process of the house."""
    return [(one.key, one.title, one.summary) for one in library().values()]


def usual_process(person: Any) -> str:
    """What the person's orders are mostly about, if the house still knows it; else its first process."""
    known = [key for key, _, _ in processes()]
    usual = cases.usual_workflow(person)
    return usual if usual in known else known[0]


def _most_due(case: Case) -> tuple[bool, Any, datetime]:
    return (case.due is None, case.due, case.turn_since)


@dataclass(frozen=True)
class Finds:
    """What somebody looked for, and what they find. `alike`: only words like those are held by anything."""

    looked: Looked
    kinds: dict[str, Kind]
    people: list[Any]
    accounts: list[Any]
    terms: tuple[str, ...]
    alike: bool = False


def find(person: Any, typed: str, here: str = "") -> Finds:
    """What holds these words among all that the person may see; what is in the order `here` comes first."""
    looked = looked_for(typed)
    terms = looked.telling
    kinds = finding.found(person, [[term] for term in terms], here)
    people = people_like(person, looked.words) if terms else []
    accounts = accounts_like(person, looked.words) if terms else []
    if not terms or kinds or people or accounts:
        return Finds(looked, kinds, people, accounts, terms)
    meant = finding.alike(person, terms)
    groups = [meant.get(term, [term]) for term in terms] if meant else []
    flat = tuple(word for group in groups for word in group)
    return Finds(looked, finding.found(person, groups, here), [], [], flat or terms, alike=True)


def recent(person: Any) -> dict[str, Kind]:
    """The orders that moved last, for somebody who has not said what they look for."""
    return finding.latest(person, most=5)
