"""Doing things in a clan: words about oneself, open seats, questions and answers."""

from typing import Any

from sqlalchemy import select

from portal.clans import errands
from portal.clans.handing import ASKED, own, wait
from portal.clans.model import Footing, OpenSeat, Question
from portal.clans.queries import Member, clan, due_from, open_questions
from portal.clans.verbs import clans, stream
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.people import actions as people
from portal.people.model import Account, Person
from portal.people.writing import put
from workflows.clans import same
from workflows.language import _

WORDS = ("why", "hours", "decides")


@clans.action
def describe(act: Act, member: Member, /, **said: Any) -> None:
    """Say what somebody is here for, how many hours a month they have, and what they may decide."""
    held = select(Footing).where(
        Footing.account_id == member.account_id, Footing.person_id == member.person.id
    )
    footing = session().scalar(held)
    if footing is None:
        footing = Footing(account_id=member.account_id, person_id=member.person.id, why="", decides="")
        session().add(footing)
    changes = put(footing, WORDS, said)
    footing.by_name = "" if act.who.id == member.person.id else act.who.name
    session().flush()
    if not changes:
        return act.nothing()
    act.note(person=member.person.name, own=act.who.id == member.person.id)
    act.tell(stream(member.account_id), [{**one, "of": member.person.handle} for one in changes])


# ---------------------------------------------------------------- seats


@clans.action
def open_seat(
    act: Act, account: Account, department: str, what_for: str, *, senior: bool = False
) -> OpenSeat:
    """Say that the clan needs somebody of a department, and what for.

    Raises:
        NotNow: a seat for this department is open already.
    """
    for one in clan(account).vacant:
        if same(one.department) == same(department) and one.senior == senior:
            raise NotNow(_("A seat for %(department)s is open already.", department=one.department))
    seat = OpenSeat(account_id=account.id, department=department, what_for=what_for, senior=senior)
    seat.opened, seat.by_name = act.at, act.who.name
    session().add(seat)
    session().flush()
    act.note(department=department, what_for=what_for, senior=senior, seat=seat.id)
    act.tell(stream(account.id))
    return seat


@clans.action
def close_seat(act: Act, account: Account, seat: OpenSeat, reason: str) -> None:
    """Close an open seat without filling it, with the reason.

    Raises:
        NotNow: questions wait at it for a senior.
    """
    if any(one.seat_id == seat.id for one in open_questions(account.id)):
        raise NotNow(_("Questions of this customer wait here for a senior. Give the seat to somebody first."))
    seat.ended = act.at
    act.note(department=seat.department, reason=reason, seat=seat.id)
    act.tell(stream(account.id))


@clans.action
def fill_seat(act: Act, account: Account, seat: OpenSeat, person: Person) -> None:
    """Fill an open seat by giving somebody of the house a seat in the clan."""
    seat.ended = act.at
    act.note(department=seat.department, person=person.name, seat=seat.id)
    act.tell(stream(account.id))
    people.seat(act.who, account, person, senior=seat.senior)


# ---------------------------------------------------------------- questions


@clans.action
def ask(act: Act, account: Account, department: str, about: str) -> Question:
    """Ask who stands for us in a department: a senior answers within two working days."""
    asked = {"department": department, "about": about, "asked": act.at, "asker_id": act.who.id}
    question = Question(account_id=account.id, due=due_from(act.at), **asked)
    session().add(question)
    session().flush()
    own(clan(account), question)
    wait(question, act.who.name)
    act.note(department=department, about=about, question=question.id, due=question.due.isoformat())
    act.note(owner=question.owner_id)
    act.tell(stream(account.id))
    return question


@clans.action
def answer(act: Act, account: Account, question: Question, named: Person, words: str) -> None:
    """Answer a question with one of the clan and a few words."""
    question.answered, question.answerer_id = act.at, act.who.id
    question.named_id, question.answer = named.id, words
    errands.take(ASKED, str(question.id))
    act.note(department=question.department, person=named.name, words=words, question=question.id)
    act.tell(stream(account.id))
