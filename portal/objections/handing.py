"""No objection is left without somebody to answer: when whoever was named goes, a senior is."""

from typing import Any

from portal.cases import holding
from portal.clans.queries import Clan, clan
from portal.clans.verbs import room
from portal.kernel.db import session
from portal.kernel.verbs import tell
from portal.objections import cards, errand
from portal.objections.model import Objection
from portal.objections.queries import candidates, open_without_answerer, order_of
from portal.people.model import Account
from workflows.objections import next_to_answer


def settle(who: Any, account_id: int) -> None:
    """Name a senior for what nobody is named to answer any more; it follows each deed that moves seats."""
    found = clan(session().get_one(Account, account_id))
    for one in open_without_answerer(account_id, found.members):
        _name(who, found, one)


def _name(who: Any, found: Clan, one: Objection) -> None:
    """A senior, or any other member where no other senior leads the clan."""
    seniors = [member for member in found.members if member.senior and member.person.id != one.author_id]
    new = next_to_answer(candidates(seniors or found.members), one.author_id)
    before, one.answerer_id = one.answerer_id, new.person if new else None
    if before is None and new is None:
        return
    session().flush()
    person = next((member.person for member in found.members if new and member.person.id == new.person), None)
    if person and one.hold:
        holding.hand_hold_on(who, order_of(one), one.hold, person)
    facts = {"objection": one.number, "person": person.name if person else ""}
    tell(who, room(one.account_id), "objection.hand_on" if person else "objection.let_wait", facts)
    errand.follow(one, one.author.name)
    cards.renew(one)
