"""What the page of a customer and those of its orders tell of the map, worked out when something is done."""

from typing import Any

from sqlalchemy import select

from portal.cases import cards as of_case
from portal.cases.model import Case
from portal.clans import cards
from portal.habitat import queries
from portal.habitat.model import Actor
from portal.kernel.db import session
from portal.kernel.journal import Entry
from workflows.habitat import CUSTOMER
from workflows.ties import CASE

CARD, STATUS = "habitat", ["status"]
NAMED = 3  # of its customers, on the page of a customer


def heard(entry: Entry) -> None:
    """Count the open orders anew where one begins, or is open no longer."""
    if not entry.stream.startswith(CASE) or STATUS not in [one.get("path") for one in entry.changes]:
        return
    if case := session().get(Case, int(entry.stream.removeprefix(CASE))):
        renew(case.account_id)


def renew(account_id: int) -> None:
    """Bring the card of the map on the page of a customer to what is so."""
    cards.renew(account_id, CARD, lambda: _worked_out(account_id))


def _worked_out(account_id: int) -> dict[str, Any]:
    served = queries.served(account_id)
    chosen = select(Actor).where(Actor.account_id == account_id, Actor.gone.is_(False)).order_by(Actor.id)
    there = list(session().scalars(chosen))
    own = sorted((one for one in there if one.relation == CUSTOMER), key=lambda one: -abs(one.trend))
    return {
        "open": served.open,
        "said": served.said,
        "all": len(there),
        "named": [_line(one) for one in own[:NAMED]],
    }


def _line(one: Actor) -> dict[str, Any]:
    told = {"number": one.number, "name": one.name, "trend": one.trend, "gone": one.gone}
    return {**told, "evidence": one.evidence, "relation": one.relation}


def renew_case(case_id: int) -> None:
    """Work out anew whom an order says it serves."""
    of_case.renew(case_id, CARD, lambda: {"actors": [_line(one) for one in queries.of_order(case_id)]})
