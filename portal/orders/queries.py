"""Reading orders for the pages above a single one: home, the list, and finding things."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.cases import queries as cases
from portal.cases.model import Case
from portal.kernel.journal import Entry
from portal.people.queries import Place, clan_of, people_like
from workflows.check import library

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


def home(person: Any, now: datetime) -> Home:
    """What the first page of a person shows, in as many statements however many orders there are."""
    orders, _ = cases.some(person, cases.Wanted(limit=12))
    moves, _ = cases.some(person, cases.Wanted(status="open", turn=person.side, limit=40))
    return Home(
        moves=sorted(moves, key=_most_due),
        orders=orders,
        counts=cases.counted(person),
        news=cases.unread(person),
        clan=clan_of(person.account_id) if person.account_id else [],
        dates=cases.dated(person, (now + SOON).date()),
    )


def processes() -> list[tuple[str, str, str]]:
    """What an order can be about: the key, title and summary of each process of the house."""
    return [(one.key, one.title, one.summary) for one in library().values()]


def usual_process(person: Any) -> str:
    """What the person's orders were about last, if the house still knows it; else its first process."""
    known = [key for key, _, _ in processes()]
    last = cases.last_workflow(person)
    return last if last in known else known[0]


def _most_due(case: Case) -> tuple[bool, Any, datetime]:
    return (case.due is None, case.due, case.turn_since)


def find(person: Any, words: str) -> tuple[list[Case], list[Any]]:
    """Orders and people that hold these words, among those the person may see."""
    if not words.strip():
        return [], []
    found, _ = cases.some(person, cases.Wanted(words=words, limit=20))
    return found, people_like(person, words)
