"""What may be done with a proposed change of a process, by whom, and what is said of it."""

from typing import Any

from sqlalchemy import ColumnElement, exists, false, or_, select, true

from portal.cases.model import Case
from portal.kernel.db import session
from portal.kernel.verbs import Rule, Verb, Verbs, either
from portal.people.model import Seat
from portal.processes.model import ProcessChange
from workflows.language import N_


def seen_by(person: Any) -> ColumnElement[bool]:
    """Select the proposals that `person` may read: the house all; customers theirs, and what is shared."""
    if person.left is not None:
        return false()
    if person.side == "clan":
        return true()
    return or_(ProcessChange.account_id == person.account_id, ProcessChange.shared.is_(True))


def close_to(who: Any, change: Any) -> bool:
    """Whether somebody is of the house, or of the customer whose proposal it is: others read less of it."""
    return who.side == "clan" or (change.account_id is not None and who.account_id == change.account_id)


def been_through(account_id: int | None, workflow: str) -> bool:
    """Whether a customer has an order of this process, running or finished."""
    held = exists().where(Case.account_id == account_id, Case.workflow == workflow)
    return account_id is not None and bool(session().scalar(select(held)))


def _reads(who: Any, change: Any) -> bool:
    return who.left is None and (close_to(who, change) or change.shared)


def _leads(who: Any, _change: object = None) -> bool:
    """A senior of any clan, or an administrator: they answer for the house."""
    if who.left is not None or who.side != "clan":
        return False
    held = exists().where(Seat.person_id == who.id, Seat.senior.is_(True))
    return "administrator" in who.roles or bool(session().scalar(select(held)))


def _knows(who: Any, change: Any) -> bool:
    return who.side == "customer" and _reads(who, change) and been_through(who.account_id, change.workflow)


def _of_customer(who: Any, change: Any) -> bool:
    """Of the customer with whom the house shares what it proposed."""
    theirs = who.side == "customer" and close_to(who, change)
    return theirs and who.left is None and change.author_id != who.id


def _wrote(who: Any, change: Any) -> bool:
    return who.left is None and who.id == change.author_id


anybody = Rule(N_("anybody"), lambda who, _process: who.left is None)
reader = Rule(N_("who reads it"), _reads)
author = Rule(N_("who proposed it"), _wrote)
leads = Rule(N_("a senior or an administrator"), _leads)
knows = Rule(N_("somebody whose customer has an order of this process"), _knows)
asked = Rule(N_("the customer with whom it is shared"), _of_customer)

processes = Verbs(
    "process",
    {
        "propose": Verb(anybody, says=N_("proposed change {number} of the process {process}")),
        "revise": Verb(author, says=N_("put proposal {number} differently, and asks anew")),
        "share": Verb(author, says=N_("let other customers read proposal {number}")),
        "name": Verb(author, says=N_("said whether they may be named for proposal {number}")),
        "say": Verb(reader, says=N_("said something to proposal {number}")),
        "agree": Verb(either(leads, knows), says=N_("agreed to proposal {number}")),
        "ask_otherwise": Verb(either(leads, knows), says=N_("asked for proposal {number} in another way")),
        "decline": Verb(either(leads, asked), says=N_("declined proposal {number}")),
        "withdraw": Verb(author, says=N_("withdrew proposal {number}")),
        "make": Verb(leads, says=N_("made version {version} of the process {process}, of proposal {number}")),
    },
)
