"""Who waited for whom in one order, and in all orders of its account, as the journal tells it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, and_, cast, select

from portal.cases.model import Case
from portal.cases.verbs import seen_by
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.journal import Entry, touched
from workflows.ledger import Turn
from workflows.waits import Wait, ended, so_far


@dataclass(frozen=True)
class Ended:
    """A wait that is over, and the entry of the journal that ended it: none where the clock did."""

    wait: Wait
    entry: Entry | None


def of_order(case: Case) -> list[Ended]:
    """Every wait of an order that is over, the oldest first; the one that runs is in its document."""
    chosen = select(Entry).where(Entry.stream == case.stream, touched("turn")).order_by(Entry.seq)
    found = ((entry, ended(entry.changes)) for entry in session().scalars(chosen))
    return [Ended(wait, None if wait.ran_out else entry) for entry, waits in found for wait in waits]


@dataclass(frozen=True)
class OfAccount:
    """How many orders an account has, and every wait in them, those that run among them."""

    orders: int
    waits: list[Wait]


def of_account(person: Any, case: Case) -> OfAccount:
    """The waits in all orders of the account of `case` that the person sees, in two statements."""
    mine = (Case.account_id == case.account_id, seen_by(person))
    turns = session().execute(select(Case.id, Case.document["turn"]).where(*mine)).all()
    now = clock.now()
    waits = [wait for _key, turn in turns for wait in so_far(Turn.model_validate(turn), now)]
    passed = and_(Entry.stream == "case:" + cast(Case.id, String), touched("turn"))
    for changes in session().scalars(select(Entry.changes).join(Case, passed).where(*mine)):
        waits += ended(changes)
    return OfAccount(len(turns), waits)
