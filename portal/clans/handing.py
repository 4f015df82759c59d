"""Nothing is orphaned: what was asked has an owner, and a seat that somebody took is open no longer.

`settle` follows every deed that gives or takes a seat (portal/people/seating.py). When all is in order it
does nothing.
"""

from typing import Any

from portal.clans import errands
from portal.clans.model import Errand, OpenSeat, Question
from portal.clans.queries import Clan, Member, candidates, clan, open_questions
from portal.clans.verbs import stream
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.verbs import tell
from portal.people.model import Account
from workflows.clans import drawn, same
from workflows.language import _

ASKED = "question"


def settle(who: Any, account_id: int) -> None:
    """Fill the open seats that somebody has taken, and hand on what nobody owns any more."""
    found = clan(session().get_one(Account, account_id))
    for seat in found.vacant:
        if taker := next((one for one in found.members if _takes(one, seat)), None):
            seat.ended = clock.now()
            facts = {"department": seat.department, "person": taker.person.name, "seat": seat.id}
            tell(who, stream(account_id), "clan.fill_seat", facts)
    for question in open_questions(account_id):
        if verb := own(found, question):
            owner = next((one.person.name for one in found.members if one.person.id == question.owner_id), "")
            facts = {"department": question.department, "person": owner, "question": question.id}
            wait(question, question.asker.name)
            tell(who, stream(account_id), verb, facts)


def wait(question: Question, name: str) -> None:
    """Let a question that `name` asked wait for whoever is to answer it."""
    asked = {"department": question.department, "about": question.about, "name": name}
    owner = [question.owner_id] if question.owner_id else []
    errands.give(question.account_id, (ASKED, str(question.id)), owner, question.due, asked)


def words(errand: Errand) -> errands.Words:
    """Such a question, as first pages and its letter put it."""
    said, account = errand.said, errand.account
    facts = {"customer": account.name, "department": said["department"]}
    told = _("%(name)s asks who stands for them in %(department)s.", **(facts | {"name": said["name"]}))
    return errands.Words(
        line=_("%(customer)s: who is our person in %(department)s?", **facts),
        letter=f"{told} {said['about']}".strip(),
        path=f"/customers/{account.handle}/questions/{errand.key}/answer",
        deed=_("Answer this"),
    )


def own(found: Clan, question: Question) -> str:
    """Give a question to a senior, or let it wait at a senior's open seat; what was done, "" for nothing."""
    seniors = [one for one in found.members if one.senior]
    if question.owner_id in [one.person.id for one in seniors]:
        return ""
    if new := drawn(candidates(seniors)):
        question.owner_id, question.seat_id = new.person, None
        session().flush()
        return "clan.hand_on"
    seat = _seat_of_a_senior(found)
    waits_there, question.owner_id, question.seat_id = question.seat_id == seat.id, None, seat.id
    session().flush()
    return "" if waits_there else "clan.let_wait"


def _takes(one: Member, seat: OpenSeat) -> bool:
    """Whether somebody took this seat: they have the department, and came since it was opened."""
    if seat.senior and not one.senior:
        return False
    came = one.since is not None and one.since >= seat.opened
    return not seat.department or (came and same(one.person.department) == same(seat.department))


def _seat_of_a_senior(found: Clan) -> OpenSeat:
    """The open seat at which questions wait while no senior leads the clan; it names no department."""
    db = session()
    for one in found.vacant:
        if one.senior and not one.department and one.ended is None:
            return one
    seat = OpenSeat(account_id=found.account.id, department="", what_for="", senior=True, by_name="")
    seat.opened = clock.now()
    db.add(seat)
    db.flush()
    found.vacant.append(seat)
    return seat
