"""Pulling the red cord, reading and answering it, publishing what came of it, saying how it went since."""

from dataclasses import dataclass

from portal.cases.model import Case
from portal.clans import errands
from portal.clans.queries import due_from
from portal.cords import queries, waits
from portal.cords.model import Cord, CordQuestion, CordReading
from portal.cords.verbs import STREAM, cords
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.people.model import Account, Person
from workflows.cords import DAYS_TO_ANSWER, names
from workflows.language import _


@dataclass(frozen=True)
class Broken:
    """Which promise is broken, how one can tell, and for whom, if it is for somebody."""

    promise: str
    evidence: str
    account: Account | None = None
    case: Case | None = None


@cords.action
def pull(act: Act, executive: Person, said: Broken) -> Cord:
    """Go past everybody between, to an executive and two stewards at once.

    Raises:
        NotNow: it goes to no executive, or to oneself.
    """
    _check(executive, act.who)
    made = Cord(person_id=act.who.id, executive_id=executive.id, promise=said.promise, evidence=said.evidence)
    made.account_id = said.case.account_id if said.case else said.account.id if said.account else None
    made.case_id, made.case_ref = (said.case.id, said.case.ref) if said.case else (None, "")
    made.place = said.case.title[:200] if said.case else ""
    made.pulled, made.due = act.at, due_from(act.at, DAYS_TO_ANSWER)
    session().add(made)
    session().flush()
    session().refresh(made, attribute_names=["stewards", "questions", "readings", "person", "executive"])
    act.note(executive=executive.handle, stewards=waits.draw(made), due=made.due.isoformat())
    _told(act, made)
    return made


@cords.action
def read(act: Act, cord: Cord) -> None:
    """Note that somebody read it: who pulled it reads who did, and when."""
    known = queries.reading(cord, act.who)
    if known:
        known.last = act.at
        return act.nothing()
    session().add(CordReading(cord_id=cord.id, person_id=act.who.id, first=act.at, last=act.at))
    act.note(cord=cord.id)
    act.tell(cord.stream)


@cords.action
def answer(act: Act, cord: Cord, decision: str) -> None:
    """Answer who pulled it: what is decided.

    Raises:
        NotNow: it is answered already.
    """
    _lock(cord)
    if cord.answered:
        raise NotNow(_("It is answered already."))
    cord.answered, cord.decision, cord.told = act.at, decision, False
    _told(act, cord)


@cords.action
def publish(act: Act, cord: Cord, promise: str, outcome: str) -> None:
    """Let all of the house read what came of it, without who pulled it unless they agree.

    Raises:
        NotNow: it is not answered, or published already; or the words name who pulled it.
    """
    _lock(cord)
    if not cord.answered or cord.published:
        raise NotNow(_("It is to be answered first.") if not cord.answered else _("It is published already."))
    if not cord.named and names(f"{promise} {outcome}", cord.person.name):
        raise NotNow(_("Leave out who pulled it: they have not agreed to be named."))
    cord.published, cord.public_promise, cord.outcome = act.at, promise, outcome
    session().flush()
    waits.follow(cord)
    act.note(cord=cord.id, answered_in=(cord.answered - cord.pulled).total_seconds() // 3600)
    act.tell(STREAM)


@cords.action
def name(act: Act, cord: Cord, *, agrees: bool) -> None:
    """Say whether one is named where it is published; one may think again at any time."""
    if cord.named == agrees:
        return act.nothing()
    cord.named = agrees
    act.note(agrees=agrees)
    _told(act, cord)


@cords.action
def hand_on(act: Act, cord: Cord, executive: Person) -> None:
    """Take it to another executive, who answers within the same time from now on.

    Raises:
        NotNow: it is answered; or they are no executive, or who pulled it.
    """
    _lock(cord)
    if cord.answered:
        raise NotNow(_("It is answered already."))
    _check(executive, cord.person)
    cord.executive_id, cord.due = executive.id, due_from(act.at, DAYS_TO_ANSWER)
    act.note(person=executive.name)
    _told(act, cord)


@cords.action
def tell(act: Act, cord: Cord, question: CordQuestion, words: str, *, worse: bool) -> None:
    """Say whether anything has been worse since; its stewards read it and nobody else.

    Raises:
        NotNow: it is answered already.
    """
    session().refresh(question, with_for_update=True, attribute_names=["answered"])
    if question.answered:
        raise NotNow(_("You have answered it already."))
    question.answered, question.worse, question.words = act.at, worse, words
    errands.take(waits.SINCE, f"{cord.id}-{question.days}")
    act.note(cord=cord.id, days=question.days)
    act.tell(cord.room)


def _check(executive: Person, who: Person) -> None:
    if executive.left is not None or "executive" not in executive.roles or executive.id == who.id:
        raise NotNow(_("Choose an executive of the house, and not the one who pulls it."))


def _lock(cord: Cord) -> None:
    session().refresh(cord, with_for_update=True, attribute_names=["answered", "published", "named"])


def _told(act: Act, cord: Cord) -> None:
    session().flush()
    waits.follow(cord)
    act.note(cord=cord.id)
    act.tell(cord.stream)
