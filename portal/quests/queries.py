"""Reading first weeks: whose, how far they are, what waits for whom. Nothing here writes."""

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import joinedload, selectinload

from portal.clans.model import OpenSeat
from portal.clans.queries import today
from portal.kernel.db import session
from portal.kernel.queries import NotFound, one_or_404
from portal.people.model import Account, Person, Seat
from portal.people.queries import homes, house, people_of
from portal.quests.model import Quest, QuestOffer, QuestStep
from workflows.clans import same
from workflows.quests import Learned, Size, Weeks

OPEN = and_(Quest.done.is_(None), Quest.ended.is_(None))
WHOLE = (joinedload(Quest.person), joinedload(Quest.account))
PARTS = (
    selectinload(Quest.steps).options(joinedload(QuestStep.contact), joinedload(QuestStep.quest)),
    selectinload(Quest.offers).options(joinedload(QuestOffer.by), joinedload(QuestOffer.quest)),
)


def weeks(quest: Quest) -> Weeks:
    """The first weeks of somebody, as the rules read them."""
    steps = (Learned(step.kind, step.day, step.was_so) for step in quest.steps)
    return Weeks(day_of(quest.begun), quest.due, tuple(steps))


def day_of(moment: datetime) -> date:
    """The day it was in the house."""
    opened = house()
    return moment.astimezone(ZoneInfo(opened.zone) if opened else UTC).date()


def of_account(account: Account) -> list[Quest]:
    """The first weeks of everybody who stands for this customer, the newest first, in three statements."""
    asked = select(Quest).where(Quest.account_id == account.id, Quest.ended.is_(None))
    asked = asked.options(*WHOLE, *PARTS).order_by(Quest.done.is_not(None), Quest.begun.desc(), Quest.id)
    return list(session().scalars(asked))


def get(account: Account, handle: str) -> Quest:
    """The first weeks of one member of this customer's clan.

    Raises:
        NotFound: they have none here.
    """
    asked = select(Quest).join(Person, Person.id == Quest.person_id)
    asked = asked.where(Quest.account_id == account.id, Quest.ended.is_(None), Person.handle == handle)
    return one_or_404(asked.options(*WHOLE, *PARTS))


def step_asked(person: Any, number: int) -> QuestStep:
    """A step that somebody was named in, to say whether it was so.

    Raises:
        NotFound: it does not name them, or they are not here any more.
    """
    if person is None or person.left is not None:
        raise NotFound
    return one_or_404(_asked_of(person).where(QuestStep.id == number))


def waiting_for(person: Any) -> list[QuestStep]:
    """The steps that wait for somebody of a customer to say whether they were so."""
    asked = _asked_of(person).where(QuestStep.answered.is_(None), Quest.ended.is_(None))
    return list(session().scalars(asked.join(Quest, Quest.id == QuestStep.quest_id).order_by(QuestStep.id)))


def _asked_of(person: Any) -> Select[QuestStep]:
    whose = joinedload(QuestStep.quest)
    asked = select(QuestStep).where(
        QuestStep.contact_id == person.id, QuestStep.account_id.in_(homes(person))
    )
    steps = whose.selectinload(Quest.steps)
    return asked.options(whose.joinedload(Quest.person), steps, joinedload(QuestStep.contact))


def offer(quest: Quest, number: int) -> QuestOffer:
    """Something that was offered in these first weeks and is not answered yet.

    Raises:
        NotFound: there is none of that number, or it is answered.
    """
    found = next((one for one in quest.offers if one.id == number and one.answered is None), None)
    if found is None:
        raise NotFound
    return found


def near(person: Any) -> list[Quest]:
    """The first weeks that somebody is in, and those in the clans they lead, the soonest due first."""
    own = and_(Quest.person_id == person.id, Quest.account_id.in_(homes(person)))
    led = select(Seat.account_id).where(Seat.person_id == person.id, Seat.senior.is_(True))
    asked = select(Quest).where(own | Quest.account_id.in_(led), OPEN).options(*WHOLE, *PARTS)
    return list(session().scalars(asked.order_by(Quest.due, Quest.id)))


def of_person(account_id: int, person_id: int) -> Quest | None:
    """The first weeks of somebody with one customer, ended or not."""
    asked = select(Quest).where(Quest.account_id == account_id, Quest.person_id == person_id)
    return session().scalar(asked)


def gone(account_id: int) -> list[Quest]:
    """The first weeks of those who hold no seat in this clan any more, or have left."""
    seated = exists().where(Seat.account_id == account_id, Seat.person_id == Quest.person_id)
    asked = select(Quest).join(Quest.person).where(Quest.account_id == account_id, OPEN)
    asked = asked.where(~seated | Person.left.is_not(None))
    return list(session().scalars(asked.options(joinedload(Quest.person))))


def card(account_id: int) -> dict[str, Any]:
    """What the page of a customer says of its newcomers: who, since when, until when, and what they did.

    Read as columns: what others wrote meanwhile counts, whatever this unit of work has read before.
    """
    chosen = (Quest.id, Quest.person_id, Quest.begun, Quest.due)
    asked = select(*chosen).where(Quest.account_id == account_id, OPEN).order_by(Quest.due, Quest.id)
    quests = session().execute(asked).all()
    steps: dict[int, list[Learned]] = defaultdict(list)
    noted = select(QuestStep.quest_id, QuestStep.kind, QuestStep.day, QuestStep.was_so)
    of_these = QuestStep.quest_id.in_([one.id for one in quests])
    for row in session().execute(noted.where(of_these).order_by(QuestStep.id)):
        steps[row.quest_id].append(Learned(row.kind, row.day, row.was_so))
    found = ((one.person_id, Weeks(day_of(one.begun), one.due, tuple(steps[one.id]))) for one in quests)
    return {"open": [_told(weeks, person) for person, weeks in found]}


def _told(found: Weeks, person: int) -> dict[str, Any]:
    steps = [[step.kind, step.day.isoformat(), step.was_so] for step in found.steps]
    return {"person": person, "begun": found.begun.isoformat(), "due": found.due.isoformat(), "steps": steps}


def from_card(told: dict[str, Any]) -> Weeks:
    """First weeks as a card keeps them."""
    steps = (Learned(kind, date.fromisoformat(day), was_so) for kind, day, was_so in told["steps"])
    return Weeks(date.fromisoformat(told["begun"]), date.fromisoformat(told["due"]), tuple(steps))


# ---------------------------------------------------------------- people


def host(account: Account, name: str) -> Person | str:
    """The person of the customer who is called so, however it is spelled; else the name as it was written."""
    return next((one for one in people_of(account) if same(one.name) == same(name)), name)


def colleagues() -> Collection[str]:
    """The names of everybody who works in the house, or did."""
    return list(session().scalars(select(Person.name).where(Person.side == "clan")))


def sits(person: Person) -> bool:
    """Whether somebody stands for any customer."""
    return session().scalar(select(Seat.id).where(Seat.person_id == person.id).limit(1)) is not None


def sizes() -> list[Size]:
    """Every clan as somebody new may come to it: the departments there, and those of its open seats."""
    there: dict[int, list[str]] = defaultdict(list)
    seated = select(Seat.account_id, Person.department).join(Person, Person.id == Seat.person_id)
    for account, department in session().execute(seated.where(Person.left.is_(None))):
        there[account].append(department)
    vacant: dict[int, list[str]] = defaultdict(list)
    waits = select(OpenSeat.account_id, OpenSeat.department).where(OpenSeat.ended.is_(None))
    for account, department in session().execute(waits):
        vacant[account].append(department)
    named = session().execute(select(Account.id, Account.name)).all()
    return [Size(number, name, tuple(there[number]), tuple(vacant[number])) for number, name in named]


__all__ = ["today"]  # views know the day in the house from here
