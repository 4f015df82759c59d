"""Reading the map of a customer, and which orders say whom of it they serve. Nothing here writes."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from portal.cases.model import Case
from portal.habitat.model import Actor, Rivalry, Serving
from portal.kernel.db import session
from portal.kernel.queries import NotFound, one_or_404
from portal.people.model import Account, Person, Seat
from portal.people.queries import accounts_seen, homes
from workflows.habitat import CUSTOMER, WORST, Served

OPEN = Case.status == "open"
SAYS = (
    select(Serving.case_id)
    .join(Actor, Actor.id == Serving.actor_id)
    .where(Serving.case_id == Case.id, Actor.gone.is_(False))
    .exists()
)
SHOWN = 20  # orders that are named where they are counted


def actors(account_id: int) -> list[Actor]:
    """Everybody on the map of a customer by name, also who was struck off it."""
    chosen = select(Actor).where(Actor.account_id == account_id)
    return list(session().scalars(chosen.order_by(func.lower(Actor.name), Actor.id)))


def actor(found: Account, number: int) -> Actor:
    """One of them.

    Raises:
        NotFound: there is none of that number on this map.
    """
    chosen = select(Actor).where(Actor.account_id == found.id, Actor.number == number)
    return one_or_404(chosen)


def going_down(account_id: int) -> list[Actor]:
    """Who of those a customer lives among is going down fast, its own customers first: for other areas."""
    doing_badly = (Actor.account_id == account_id, Actor.gone.is_(False), Actor.trend == WORST)
    chosen = select(Actor).where(*doing_badly).order_by(Actor.relation != CUSTOMER, Actor.id)
    return list(session().scalars(chosen))


def served(account_id: int) -> Served:
    """How many open orders of a customer there are, and how many say whom they serve."""
    counted = select(func.count(), func.count().filter(SAYS)).select_from(Case)
    return Served(*session().execute(counted.where(Case.account_id == account_id, OPEN)).one())


def unsaid(account_id: int) -> list[Case]:
    """The open orders that do not say whom they serve, newest first, as many as are named."""
    chosen = select(Case).where(Case.account_id == account_id, OPEN, ~SAYS)
    return list(session().scalars(chosen.order_by(Case.begun.desc(), Case.id.desc()).limit(SHOWN)))


def of_order(case_id: int) -> list[Actor]:
    """Whom an order serves, those struck off the map too."""
    chosen = select(Actor).join(Serving, Serving.actor_id == Actor.id).where(Serving.case_id == case_id)
    return list(session().scalars(chosen.order_by(Actor.number)))


def orders_of(one: Actor) -> list[Case]:
    """The orders that serve somebody, newest first."""
    chosen = select(Case).join(Serving, Serving.case_id == Case.id).where(Serving.actor_id == one.id)
    return list(session().scalars(chosen.order_by(Case.begun.desc(), Case.id.desc())))


def serving(one: Actor) -> list[int]:
    """The same, by number."""
    return list(session().scalars(select(Serving.case_id).where(Serving.actor_id == one.id)))


# ---------------------------------------------------------------- rivals, for nobody who does not see both


def rivalries(reader: Any) -> list[Rivalry]:
    """The rivals among the customers that somebody stands for; of an administrator, who gives seats, all."""
    chosen = _rivalries()
    if "administrator" not in reader.roles or reader.left is not None:
        own = homes(reader)
        chosen = chosen.where(Rivalry.account_id.in_(own), Rivalry.rival_id.in_(own))
    return list(session().scalars(chosen))


def rivalry(reader: Any, number: int) -> Rivalry:
    """One of them.

    Raises:
        NotFound: there is none of that number for them.
    """
    found = next((one for one in rivalries(reader) if one.id == number), None)
    if found is None:
        raise NotFound
    return found


def between(person: Any) -> list[tuple[Rivalry, list[Account]]]:
    """The rivals for one of whom, or both, somebody stands, with those for whom they do."""
    own = set(session().scalars(select(Seat.account_id).where(Seat.person_id == person.id)))
    chosen = _rivalries().where(or_(Rivalry.account_id.in_(own), Rivalry.rival_id.in_(own)))
    found = session().scalars(chosen).all()
    return [(one, [side for side in (one.account, one.rival) if side.id in own]) for one in found]


def standing_for(accounts: Collection[int]) -> dict[int, list[Person]]:
    """Who stands for these customers, by name."""
    seated = select(Seat.account_id, Person).join(Person, Person.id == Seat.person_id)
    seated = seated.where(Seat.account_id.in_(accounts), Person.left.is_(None)).order_by(Person.name)
    found: dict[int, list[Person]] = {}
    for account_id, person in session().execute(seated):
        found.setdefault(account_id, []).append(person)
    return found


def customers(reader: Any) -> list[Account]:
    """The customers among whom somebody may name rivals: their own, and for an administrator all."""
    if "administrator" in reader.roles and reader.left is None:
        return list(session().scalars(select(Account).order_by(Account.name)))
    return accounts_seen(reader)


def _rivalries() -> Select[Rivalry]:
    whole = select(Rivalry).options(joinedload(Rivalry.account), joinedload(Rivalry.rival))
    return whole.where(Rivalry.ended.is_(None)).order_by(Rivalry.id)
