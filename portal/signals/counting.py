"""What rules look at: orders, what waits for a customer, complaints, who is silent, who goes down."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from portal.cases.model import Calling, Case
from portal.complaints.queries import open_to_all
from portal.habitat.queries import going_down
from portal.kernel.db import session
from portal.people.model import Account
from portal.people.queries import people_of
from portal.relationship.queries import seen
from workflows.habitat import CUSTOMER
from workflows.watching import WINDOW, YEAR

LATE = ("promises", "payments")
KEYS = {"promises": "promise:%", "payments": "payment:%"}  # how calls of what is past its day are named


def counted(key: str, limit: int, account: Account, now: datetime) -> dict[str, Any]:
    """What a rule looks at for one customer, as its facts: numbers, or names."""
    if key == "volume":
        return _orders(account.id, now)
    if key == "answers":
        return {"many": _waiting(account.id, now - timedelta(days=limit))}
    if key in LATE:
        return {"many": _late(account.id, KEYS[key], now.date() - timedelta(days=limit))}
    if key == "complaints":
        return {"many": open_to_all(account.id, now - timedelta(days=WINDOW))}
    if key == "quiet":
        return _silent(account, now - timedelta(days=limit))
    return {"names": [one.name for one in going_down(account.id) if one.relation == CUSTOMER]}


def _orders(account_id: int, now: datetime) -> dict[str, Any]:
    """Orders begun in the last window, and as many days of the year before on average."""
    window, year = now - timedelta(days=WINDOW), now - timedelta(days=WINDOW + YEAR)
    asked = select(
        func.count().filter(Case.begun > window), func.count().filter(Case.begun.between(year, window))
    )
    lately, before = session().execute(asked.where(Case.account_id == account_id)).one()
    return {"now": lately, "before": before * WINDOW / YEAR}


def _waiting(account_id: int, since: datetime) -> int:
    theirs = (Case.account_id == account_id, Case.status == "open", Case.turn_side == "customer")
    return session().scalar(select(func.count()).where(*theirs, Case.turn_since < since)) or 0


def _late(account_id: int, name: str, before: date) -> int:
    theirs = (Calling.account_id == account_id, Calling.side == "customer", Calling.key.like(name))
    return session().scalar(select(func.count()).where(*theirs, Calling.first <= before)) or 0


def _silent(account: Account, since: datetime) -> dict[str, Any]:
    """Who of their people was heard of once, and not since then; of how many that were ever heard of."""
    people = people_of(account)
    heard = seen(account, [one.handle for one in people]).last
    silent = sorted(one.name for one in people if one.handle in heard and heard[one.handle] < since)
    return {"names": silent, "of": len(heard)}
