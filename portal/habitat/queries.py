"""Reading the map of a customer, and which orders say whom of it they serve. Nothing here writes."""

from sqlalchemy import func, select

from portal.cases.model import Case
from portal.habitat.model import Actor, Serving
from portal.kernel.db import session
from portal.kernel.queries import one_or_404
from portal.people.model import Account
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
