"""Who waited for whom in one order, and in all orders of its account, as the journal tells it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast, select

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
    """The waits in all orders of the account of `case` that the person sees; two statements."""
    mine = (Case.account_id == case.account_id, seen_by(person))
    stream = Entry.stream == "case:" + cast(Case.id, String)
    passed = select(Entry.changes).join(Case, stream).where(*mine, touched("turn"))
    waits = [wait for changes in session().scalars(passed) if (wait := ended(changes))]
    held = list(session().execute(select(Case.turn_side, Case.turn_since).where(*mine)))
    for side, since in held:
        turn = Turn.model_validate({"side": side or None, "since": since, "waited": {}})
        waits += [wait] if (wait := running(turn, clock.now())) else []
    return OfAccount(len(held), waits)
