"""Reading red cords. Nothing here writes."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.clans.queries import day_of, today
from portal.cords.model import Cord, CordQuestion, CordReading, CordSteward
from portal.cords.verbs import seen_by
from portal.kernel.db import session
from portal.kernel.queries import NotFound, one_or_404
from portal.people.model import Person
from portal.people.queries import holding
from workflows.clans import Candidate
from workflows.cords import ASKED_AFTER, to_ask

__all__ = ["Cord", "CordQuestion"]  # views know both only from here

PAGE = 40


def cord(reader: Any, number: int) -> Cord:
    """One cord, for whoever may read it.

    Raises:
        NotFound: there is none of that number for them.
    """
    return one_or_404(_whole().where(seen_by(reader), Cord.id == number))


def of_number(number: int) -> Cord:
    """One cord with everything about it, for what the house does by itself."""
    return session().scalars(_whole().where(Cord.id == number)).unique().one()


def mine(reader: Any) -> list[Cord]:
    """The cords that somebody may read, the newest first."""
    asked = _whole().where(seen_by(reader)).order_by(Cord.id.desc()).limit(PAGE)
    return list(session().scalars(asked).unique())


def published() -> list[Cord]:
    """What came of cords, for all people of the house, the newest first."""
    asked = select(Cord).options(joinedload(Cord.person), joinedload(Cord.executive))
    asked = asked.where(Cord.published.is_not(None)).order_by(Cord.published.desc(), Cord.id.desc())
    return list(session().scalars(asked.limit(PAGE)))


def question(of: Cord, days: int) -> CordQuestion:
    """A question that who pulled it has not answered.

    Raises:
        NotFound: it was not asked, or is answered.
    """
    for one in of.questions:
        if one.days == days and one.answered is None:
            return one
    raise NotFound


def executives() -> list[Person]:
    """To whom a cord may go, by name."""
    return holding("executive")


def candidates() -> list[Candidate]:
    """The stewards of the house, each with how many cords they heard of."""
    counted = select(CordSteward.person_id, func.count()).group_by(CordSteward.person_id)
    heard = {person: number for person, number in session().execute(counted)}
    return [Candidate(one.id, one.name, heard.get(one.id, 0)) for one in holding("steward")]


def to_look_at() -> list[int]:
    """The cords about which the house may have something to do by itself: all until the last question."""
    last = max(ASKED_AFTER)
    asked = select(CordQuestion.id).where(CordQuestion.cord_id == Cord.id, CordQuestion.days == last)
    return list(session().scalars(select(Cord.id).where(~asked.exists()).order_by(Cord.id)))


def asked_now(of: Cord) -> list[int]:
    """After how many days the house is to ask who pulled it, today."""
    return to_ask(day_of(of.pulled), today(), [one.days for one in of.questions])


def reading(of: Cord, person: Any) -> CordReading | None:
    """When somebody read it."""
    own = (CordReading.cord_id == of.id, CordReading.person_id == person.id)
    return session().scalar(select(CordReading).where(*own))


def late(of: Cord) -> bool:
    """Whether the day of its answer is over."""
    return of.answered is None and of.due < today()


def _whole() -> Select[Cord]:
    people = (Cord.person, Cord.executive, Cord.account)
    readers = (selectinload(Cord.stewards).joinedload(CordSteward.person),)
    read = (selectinload(Cord.readings).joinedload(CordReading.person), selectinload(Cord.questions))
    return select(Cord).options(*map(joinedload, people), *readers, *read)
