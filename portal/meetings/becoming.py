"""An idea becomes a joint project, or a stage of a running order: in one step, linked at both ends."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.cases import actions as cases
from portal.cases import cards, redrawing
from portal.cases.definitions import library
from portal.cases.model import Case
from portal.kernel.db import session
from portal.kernel.verbs import Act
from portal.meetings.ending import free, make_action
from portal.meetings.model import ClanMeeting, Idea
from portal.meetings.verbs import meetings
from portal.people.model import Account, House, Person
from workflows.redrawn import Redraw

PROCESS = "joint-project"


@dataclass(frozen=True)
class Promised:
    """The action that an idea becomes with it: what it is called, whose it is, and until when."""

    title: str
    owner: Person
    due: date


@meetings.action
def begin_project(act: Act, idea: Idea, need: str, promised: Promised) -> Case:
    """Begin a joint project from an idea, with its words as the need; the customer reads them there.

    Raises:
        NotNow: the idea has an end.
        workflows.records.Refused: the words do not fit.
    """
    free(idea)
    account, opened = session().get_one(Account, idea.account_id), session().get_one(House, 1)
    words = (library()[PROCESS], need, promised.title, opened.currency)
    case = cases.begin(act.who, account, *words)
    _become(act, idea, case, promised)
    return case


@meetings.action
def ask_stage(act: Act, idea: Idea, case: Case, how: Redraw, promised: Promised) -> bool:
    """Make an idea a stage of a running order: at once, or asked of the customer where it moves a promise.

    Raises:
        NotNow: the idea has an end.
        workflows.records.Refused: the stage cannot be there.
    """
    free(idea)
    made = redrawing.replan(act.who, case, how)
    idea.redraw = f"r{case.thread.seq}"
    _become(act, idea, case, promised)
    return made


def _become(act: Act, idea: Idea, case: Case, promised: Promised) -> None:
    idea.case_id, idea.case_ref = case.id, case.ref
    act.note(ref=case.ref)
    make_action(act, idea, promised.title, promised.owner, promised.due)
    cards.renew(case.id, "meetings", lambda: _came_of(case.id), "clan")


def _came_of(case_id: int) -> list[dict[str, Any]]:
    """What an order tells its clan of the ideas that it, or a stage of it, came of."""
    asked = select(Idea, ClanMeeting, Account.handle, Person.name).join(Idea.meeting).join(Idea.author)
    asked = asked.join(Account, Account.id == Idea.account_id).where(Idea.case_id == case_id)
    return [
        {
            "stage": idea.action if idea.redraw else "",
            "text": idea.text,
            "author": author,
            "customer": customer,
            "meeting": meeting.number,
            "key": idea.key,
        }
        for idea, meeting, customer, author in session().execute(asked.order_by(Idea.ended, Idea.id))
    ]
