"""What the clan objects to in a customer's name, as its page and an order's stages tell the clan of it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.cases import cards as of_case
from portal.clans import cards
from portal.kernel.db import session
from portal.objections.model import Objection

NAME = "objections"


def renew(objection: Objection) -> None:
    """Work out anew the cards that tell of this objection; the customer reads neither."""
    cards.renew(objection.account_id, NAME, lambda: _of_account(objection.account_id), "clan")
    if objection.case_id:
        of_case.renew(objection.case_id, NAME, lambda: _of_case(objection.case_id), "clan")


def _of_account(account_id: int) -> dict[str, Any]:
    every = select(Objection.department, Objection.outcome, Objection.raised)
    rows = session().execute(every.where(Objection.account_id == account_id)).all()
    open_ = select(Objection).where(Objection.account_id == account_id, Objection.outcome == "")
    waiting = session().scalars(open_.options(*_people()).order_by(Objection.due, Objection.id))
    return {
        "all": [[row.department, row.outcome, row.raised.isoformat()] for row in rows],
        "open": [_line(one) for one in waiting],
    }


def _of_case(case_id: int | None) -> list[dict[str, Any]]:
    asked = select(Objection).where(Objection.case_id == case_id)
    asked = asked.options(*_people(), joinedload(Objection.account))
    found = session().scalars(asked.order_by(Objection.id))
    return [_line(one) | {"customer": one.account.handle} for one in found]


def _people() -> tuple[Any, ...]:
    return joinedload(Objection.author), joinedload(Objection.answerer)


def _line(one: Objection) -> dict[str, Any]:
    return {
        "number": one.number,
        "name": one.author.name,
        "whom": one.answerer.name if one.answerer else "",
        "place": one.place,
        "stage": one.stage,
        "hold": one.hold,
        "due": one.due.isoformat(),
        "outcome": one.outcome,
    }
