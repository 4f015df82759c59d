"""Reading what is asked of leaders and what they heard. Nothing here writes."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.clans.queries import day_of
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.queries import NotFound, one_or_404
from portal.leaders.model import LeaderAsk, Listening
from portal.leaders.verbs import heard_by
from portal.people.model import Person
from portal.people.queries import holding, homes
from workflows.leaders import A_YEAR, OPEN, Asked, Figures, figures

__all__ = ["LeaderAsk", "Listening"]  # views know both only from here

LAST = 40  # of those that have ended
PEOPLE = (LeaderAsk.person, LeaderAsk.leader, LeaderAsk.account)
THERE = (Listening.person, Listening.beside, Listening.owner, Listening.account)


def leaders() -> list[Person]:
    """Everybody of the house who leads it today, by name."""
    return holding("executive")


def leader(reader: Any, handle: str) -> Person:
    """Somebody of whom things are or were asked, for the people of the house.

    Raises:
        NotFound: nobody of that name leads, or ever was asked; or a customer asks.
    """
    if reader.side != "clan":
        raise NotFound
    found = one_or_404(select(Person).where(Person.handle == handle, Person.side == "clan"))
    leads = found.left is None and "executive" in found.roles
    if not leads and session().scalar(select(LeaderAsk.id).where(LeaderAsk.leader_id == found.id)) is None:
        raise NotFound
    return found


# ---------------------------------------------------------------- asks


def ask(of: Person, number: int) -> LeaderAsk:
    """One thing that was asked of a leader.

    Raises:
        NotFound: there is none of that number.
    """
    return one_or_404(_asks().where(LeaderAsk.leader_id == of.id, LeaderAsk.number == number))


def asks_of(of: Person) -> list[LeaderAsk]:
    """What is asked of a leader: what is open first, soonest due; then what has ended, the newest first."""
    open_ = session().scalars(open_of(of).order_by(LeaderAsk.due, LeaderAsk.id))
    ended = _asks().where(LeaderAsk.leader_id == of.id, LeaderAsk.state.not_in(OPEN))
    return [*open_, *session().scalars(ended.order_by(LeaderAsk.ended.desc()).limit(LAST))]


def open_of(of: Person) -> Select[LeaderAsk]:
    """Select what is asked of a leader and open."""
    return _asks().where(LeaderAsk.leader_id == of.id, LeaderAsk.state.in_(OPEN))


def waiting_for(of: Person) -> list[LeaderAsk]:
    """What is open with a leader, soonest due first."""
    return list(session().scalars(open_of(of).order_by(LeaderAsk.due, LeaderAsk.id)))


def asked_by(person: Any) -> list[LeaderAsk]:
    """What somebody asked of leaders and is open, the newest first."""
    mine = _asks().where(LeaderAsk.person_id == person.id, LeaderAsk.state.in_(OPEN))
    return list(session().scalars(mine.order_by(LeaderAsk.id.desc())))


def figures_of(people: Iterable[Person]) -> dict[int, Figures]:
    """What became of all that was asked of these in the last year, in one statement."""
    asked = select(LeaderAsk.leader_id, LeaderAsk.state, LeaderAsk.asked, LeaderAsk.ended)
    rows = session().execute(asked.where(LeaderAsk.asked > clock.now() - A_YEAR)).all()
    found: dict[int, list[Asked]] = {one.id: [] for one in people}
    for leader_id, state, at, ended in rows:
        if leader_id in found:
            found[leader_id].append(Asked(state, (day_of(ended) - day_of(at)).days if ended else None))
    return {leader_id: figures(asks) for leader_id, asks in found.items()}


def names_customer(reader: Any, ask: LeaderAsk, own: Iterable[int | None]) -> bool:
    """Whether its customer may be named to somebody: to both who speak of it, and to the customer's clan."""
    return reader.id in (ask.person_id, ask.leader_id) or ask.account_id in own


def own_accounts(reader: Any) -> list[int]:
    """The customers that somebody may see."""
    return list(session().scalars(homes(reader)))


def _asks() -> Select[LeaderAsk]:
    return select(LeaderAsk).options(*map(joinedload, PEOPLE))


# ---------------------------------------------------------------- listening


def listening(reader: Any, number: int) -> Listening:
    """One time of listening in, for whoever may read what was heard.

    Raises:
        NotFound: there is none of that number for them.
    """
    return one_or_404(_heard().where(heard_by(reader), Listening.number == number))


def month(of: date) -> list[Listening]:
    """Everybody's listening in a month, by day; what was called off is left out."""
    first = of.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    there = (Listening.day >= first, Listening.day < after, Listening.called_off.is_(None))
    return list(
        session().scalars(_heard().where(*there).order_by(Listening.day, Listening.hour, Listening.id))
    )


def readable(reader: Any, found: Iterable[Listening]) -> set[int]:
    """Which of these somebody may read whole."""
    asked = select(Listening.id).where(heard_by(reader), Listening.id.in_([one.id for one in found]))
    return set(session().scalars(asked))


def to_come(person: Any) -> list[Listening]:
    """What somebody planned and has not recorded yet, the soonest first."""
    own = (Listening.person_id == person.id, Listening.called_off.is_(None), Listening.recorded.is_(None))
    return list(session().scalars(_heard().where(*own).order_by(Listening.day, Listening.hour)))


def _heard() -> Select[Listening]:
    return select(Listening).options(*map(joinedload, THERE))
