"""Errands: what waits for a person in any clan, told on their first page and once by letter (decision 037).

An area gives an errand in the transaction of the deed that makes something wait, and takes it away in that of
the deed that ends it. First pages read all of them in one statement, however many areas there are.
Who does not belong to the customer of an errand sees it only where its area reaches beyond clans.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import joinedload

from portal.clans.model import Errand
from portal.kernel.db import insert, of_house, session
from portal.people.queries import homes


@dataclass(frozen=True)
class Words:
    """An errand in words: in one line, as its letter tells it, where it is done, and the deed there."""

    line: str
    letter: str
    path: str  # /customers/okoro/objections/3
    deed: str


_SAID_BY: dict[str, Callable[[Errand], Words]] = {}
_BEYOND: set[str] = set()


def put_into_words(area: str, words: Callable[[Errand], Words]) -> None:
    """Say errands of this area so from now on."""
    _SAID_BY[area] = words


def reach_beyond_clans(area: str) -> None:
    """Let errands of this area reach people who stand for no customer, and have none if they need none.

    Whoever opens the page of such an errand is asked there for their right to it.
    """
    _BEYOND.add(area)


def reaches_beyond(errand: Errand) -> bool:
    """Whether an errand waits for somebody wherever they belong."""
    return errand.area in _BEYOND


def words(errand: Errand) -> Words:
    """An errand, with its account read, in the language of whoever reads."""
    return _SAID_BY[errand.area](errand)


@of_house
def give(
    account_id: int | None,
    name: tuple[str, str],
    people: Iterable[int],
    due: date | None,
    said: Mapping[str, Any],
    *,
    told: bool = False,
) -> None:
    """Let something wait for these people alone, by a day if it has one; who has it already keeps it.

    `name` is the area and what the area calls it; `said` what its words need, nothing that must be erasable.
    Who is `told` of it in a letter of the area's own gets no other.
    """
    wanted, (area, key) = set(people), name
    _taken(area, key, Errand.person_id.not_in(wanted))
    held = {"account_id": account_id, "area": area, "key": key, "due": due, "said": dict(said), "told": told}
    for person in sorted(wanted):
        row = insert(Errand).values(person_id=person, **held)
        new = {"due": row.excluded.due, "said": row.excluded.said}
        session().execute(row.on_conflict_do_update(index_elements=["person_id", "area", "key"], set_=new))


@of_house
def take(area: str, key: str) -> None:
    """It waits for nobody any more."""
    _taken(area, key)


def _taken(area: str, key: str, *which: Any) -> None:
    session().execute(delete(Errand).where(Errand.area == area, Errand.key == key, *which))


def waiting_for(person: Any) -> list[Errand]:
    """What waits for somebody: where they belong today, or wherever its area reaches; soonest due first."""
    anywhere = _BEYOND if person.left is None else ()
    there = or_(Errand.account_id.in_(homes(person)), Errand.area.in_(anywhere))
    mine = select(Errand).where(Errand.person_id == person.id, there)
    ordered = mine.order_by(Errand.due.is_(None), Errand.due, Errand.id)
    return list(session().scalars(ordered.options(joinedload(Errand.account))))
