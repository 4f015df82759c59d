"""A hunt that was won becomes an order: begun from it, or one that exists already; linked at both ends."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.cases import actions as cases
from portal.cases import cards
from portal.cases.model import Case
from portal.hunts.actions import hold, tell
from portal.hunts.model import Hunt
from portal.hunts.verbs import hunts
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from workflows.grammar import Workflow
from workflows.language import _

CARD = "hunts"


@hunts.action
def begin_order(act: Act, found: Hunt, process: Workflow, need: str, title: str) -> Case:
    """Begin an order with these words as its need, which the customer reads from now on.

    Raises:
        NotNow: it was not won, or is an order already.
        workflows.records.Refused: the words do not fit.
    """
    _free(found)
    case = cases.begin(act.who, found.account, process, need, title, found.currency)
    _link(act, found, case)
    return case


@hunts.action
def link_order(act: Act, found: Hunt, case: Case) -> None:
    """Say which order of this customer it became.

    Raises:
        NotNow: it was not won, is an order already, or that order is of another customer.
    """
    _free(found)
    if case.account_id != found.account_id:
        raise NotNow(_("That order is not of this customer."))
    _link(act, found, case)


def _free(found: Hunt) -> None:
    hold(found, running=False)
    if found.state != "won" or found.case_id:
        raise NotNow(_("Only a hunt that was won becomes an order, and once."))


def _link(act: Act, found: Hunt, case: Case) -> None:
    found.case_id, found.case_ref = case.id, case.ref
    tell(act, found, ref=case.ref)
    cards.renew(case.id, CARD, lambda: _of_order(case.id), "clan")


def _of_order(case_id: int) -> list[dict[str, Any]]:
    """What an order tells its clan of the hunts that became it."""
    asked = select(Hunt).where(Hunt.case_id == case_id).options(joinedload(Hunt.account))
    return [
        {"what": one.what, "number": one.number, "customer": one.account.handle, "all_good": one.good}
        for one in session().scalars(asked.order_by(Hunt.id))
    ]
