"""Objecting in a customer's name, answering, naming somebody else to answer, and taking it back."""

from dataclasses import dataclass

from sqlalchemy import func, select

from portal.cases import holding
from portal.cases.model import Case
from portal.clans.queries import due_from
from portal.clans.verbs import room
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.objections import cards, errand, queries
from portal.objections.model import Objection
from portal.objections.verbs import objections
from portal.people.model import Account, Person
from workflows.held import Outcome
from workflows.language import _
from workflows.objections import DAYS_TO_ANSWER, HOLD, NOTE, TAKEN_BACK


@dataclass(frozen=True)
class Said:
    """What somebody objects to: to which kind of decision, what it does to the customer, what is better."""

    about: str
    decision: str
    harm: str
    better: str


@dataclass(frozen=True)
class Where:
    """The order and the stage of a decision; no order for how the house works, no stage for a whole order."""

    case: Case | None = None
    stage: str = ""

    @property
    def label(self) -> str:
        """What they are called."""
        if self.case is None:
            return ""
        stage = self.case.thread.stages.get(self.stage)
        return f"{self.case.title}: {stage.title}" if stage else self.case.title


@objections.action
def raise_(
    act: Act, account: Account, said: Said, where: Where, answerer: Person, *, hold: bool
) -> Objection:
    """Object in the customer's name; with `hold` the stage does not move before it is answered.

    Raises:
        NotNow: there is nothing to hold.
        Refused: the stage cannot be held (`workflows.holds.put`).
    """
    session().refresh(account, with_for_update=True)
    if hold and not (where.case and where.stage):
        raise NotNow(_("Say which stage of which order is held."))
    number = select(func.count()).where(Objection.account_id == account.id)
    made = Objection(account_id=account.id, number=(session().scalar(number) or 0) + 1, **vars(said))
    made.author_id, made.department, made.raised = act.who.id, act.who.department, act.at
    made.case_id = where.case.id if where.case else None
    made.case_ref, made.stage = where.case.ref if where.case else "", where.stage
    made.place = where.label[:200]
    made.answerer_id = answerer.id
    made.due = due_from(act.at, DAYS_TO_ANSWER[HOLD if hold else NOTE])
    made.hold = holding.hold(act.who, where.case, where.stage, answerer) if hold and where.case else ""
    session().add(made)
    session().flush()
    act.note(department=made.department, hold=made.hold, case=made.case_ref, due=made.due.isoformat())
    act.note(person=answerer.name)
    _told(act, made, act.who.name)
    return made


@objections.action
def answer(act: Act, objection: Objection, outcome: Outcome, words: str) -> None:
    """Answer in writing; a hold ends with it.

    Raises:
        NotNow: it was answered or taken back in the meantime.
    """
    _lock(objection)
    _end(act, objection, outcome)
    objection.answer, objection.told = words, False
    _told(act, objection, objection.author.name)


@objections.action
def take_back(act: Act, objection: Objection) -> None:
    """Say that it is an objection no more; a hold ends with it.

    Raises:
        NotNow: it was answered in the meantime.
    """
    _lock(objection)
    _end(act, objection, TAKEN_BACK)
    _told(act, objection, objection.author.name)


@objections.action
def name(act: Act, objection: Objection, person: Person) -> None:
    """Let somebody else of the clan answer; the day by which it is due stays.

    Raises:
        NotNow: it was answered or taken back in the meantime.
    """
    _lock(objection)
    objection.answerer_id = person.id
    session().flush()
    if objection.hold:
        holding.hand_hold_on(act.who, queries.order_of(objection), objection.hold, person)
    act.note(person=person.name)
    _told(act, objection, objection.author.name)


def _end(act: Act, objection: Objection, outcome: Outcome) -> None:
    objection.outcome, objection.ended, objection.ended_by_id = outcome, act.at, act.who.id
    if objection.hold:
        holding.release(act.who, queries.order_of(objection), objection.hold, outcome)
    act.note(outcome=outcome)


def _lock(objection: Objection) -> None:
    session().refresh(objection, with_for_update=True, attribute_names=["outcome", "answerer_id"])
    if not objection.open:
        raise NotNow(_("It was answered or taken back in the meantime."))


def _told(act: Act, objection: Objection, author: str) -> None:
    session().flush()
    act.note(objection=objection.number)
    act.tell(room(objection.account_id))
    errand.follow(objection, author)
    cards.renew(objection)
