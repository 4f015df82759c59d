"""Saying that two customers of the house are rivals, and warning whoever stands between them.

Nothing of it is in a stream that a customer reads, and nobody who does not see both customers reads it.
"""

from typing import Any

from portal.clans.verbs import seat_of
from portal.habitat import queries
from portal.habitat.model import Rivalry
from portal.habitat.verbs import Pair, rivals, room
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow, tell
from portal.people.model import Account
from portal.people.queries import accounts_seen
from workflows.language import _


@rivals.action
def name(act: Act, pair: Pair, words: str) -> Rivalry:
    """Say that two customers are rivals.

    Raises:
        NotNow: somebody has said so already.
    """
    both = {pair.account_id, pair.rival_id}
    if any({one.account_id, one.rival_id} == both for one in queries.rivalries(act.who)):
        raise NotNow(_("It is noted already that these two are rivals."))
    made = Rivalry(account_id=pair.account_id, rival_id=pair.rival_id, words=words)
    made.by_name, made.at = act.who.name, act.at
    session().add(made)
    session().flush()
    _tell(act, made)
    return made


@rivals.action
def end(act: Act, made: Rivalry) -> None:
    """Say that they are rivals no longer."""
    if made.ended:
        return act.nothing()
    made.ended = act.at
    _tell(act, made)


def _tell(act: Act, made: Rivalry) -> None:
    """Tell the rooms of both clans, by its number alone: either may be read by who does not see the other."""
    act.note(rivalry=made.id)
    act.tell(room(made.account_id))
    tell(act.who, room(made.rival_id), act.verb, {"rivalry": made.id})


def seen(reader: Any, account: Account) -> list[Rivalry]:
    """The rivals of a customer among those whom its reader stands for too."""
    if reader.side == "customer":
        return []
    return [one for one in queries.rivalries(reader) if account.id in (one.account_id, one.rival_id)]


def others(reader: Any, account: Account) -> list[Account]:
    """The customers whom this senior may name as rivals of the one: those whom they stand for too."""
    held = seat_of(reader, account.id)
    if held is None or not held.senior:
        return []
    return [one for one in accounts_seen(reader) if one.id != account.id]
