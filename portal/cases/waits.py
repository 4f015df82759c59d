"""Who waited for whom in one order, and in all orders of its account, as the journal tells it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, and_, cast, select

from portal.cases.model import Case
from portal.cases.verbs import seen_by
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.journal import Entry, touched
from workflows.records import Turn
from workflows.waits import Wait, ended, running


@dataclass(frozen=True)
class Ended:
    """A wait that is over, and the entry of the journal that ended it."""

    wait: Wait
    entry: Entry


def of_order(case: Case) -> list[Ended]:
    """Every wait of an order that is over, the oldest first; the one that runs is in its document."""
    chosen = select(Entry).where(Entry.stream == case.stream, touched("turn")).order_by(Entry.seq)
    found = ((ended(entry.changes), entry) for entry in session().scalars(chosen))
    return [Ended(wait, entry) for wait, entry in found if wait]


@dataclass(frozen=True)
class OfAccount:
    """How many orders an account has, and every wait in them, those that run among them."""

    orders: int
    waits: list[Wait]


def of_account(person: Any, case: Case) -> OfAccount:
    """The waits in all orders of the account of `case` that the person sees, in one statement."""
    passed = and_(Entry.stream == "case:" + cast(Case.id, String), touched("turn"))
    chosen = select(Case.id, Case.turn_side, Case.turn_since, Entry.changes).outerjoin(Entry, passed)
    held, waits = dict[int, Turn](), list[Wait]()
    mine = (Case.account_id == case.account_id, seen_by(person))
    for key, side, since, changes in session().execute(chosen.where(*mine)):
        held[key] = Turn.model_validate({"side": side or None, "since": since, "waited": {}})
        waits += [wait] if changes and (wait := ended(changes)) else []
    now = clock.now()
    return OfAccount(len(held), waits + [wait for turn in held.values() if (wait := running(turn, now))])
