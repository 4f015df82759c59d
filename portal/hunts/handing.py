"""No answer on a hunt waits for somebody who is gone: it is handed on when seats move."""

from typing import Any

from portal.clans.verbs import room
from portal.hunts import cards, queries, waiting
from portal.hunts.model import Hunt, HuntAnswer
from portal.kernel.db import session
from portal.kernel.verbs import tell
from portal.people.model import Account
from workflows.hunts import outside_sales


def settle(who: Any, account_id: int) -> None:
    """Hand on what was asked of whoever does not stand for this customer any more."""
    open_, late = queries.open_answers(account_id), queries.late(account_id)
    if not open_ and not late:
        return
    members = queries.members(session().get_one(Account, account_id))
    there = {one.person.id for one in members}
    gone = [one for one in open_ if one.person_id not in there]
    for hunt in late:
        waiting.tell_of_day(hunt, members)
    moved = {one.hunt for one in gone}
    for one in gone:
        number, name = one.hunt.number, _hand_on(one, members)
        facts = {"hunt": number, "person": name}
        tell(who, room(account_id), "hunt.hand_on" if name else "hunt.let_wait", facts)
    session().flush()
    for hunt in moved:
        waiting.renew(hunt)
    if gone:
        cards.renew(account_id)


def _hand_on(one: HuntAnswer, members: list[Any]) -> str:
    """Ask somebody else in their place, from outside sales first; their name, or nothing where nobody is."""
    hunt: Hunt = one.hunt
    others = queries.askable(hunt, members)
    new = min(others, key=lambda at: (not outside_sales(at.person.department), at.person.name), default=None)
    if new is None:
        hunt.answers.remove(one)
        session().delete(one)
        return ""
    one.person, one.says, one.words, one.void = new.person, {}, {}, {}
    return new.person.name
