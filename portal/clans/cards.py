"""Cards: what areas say on the page of a customer, which reads them in one statement (decision 030)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import IntegrityError

from portal.clans.model import Card
from portal.kernel.db import session


def renew(account_id: int, name: str, work_out: Callable[[], dict[str, Any]], side: str = "") -> None:
    """Work out a card anew, in the transaction of the deed that changes what it says.

    Of two who renew the same card at once the second waits, and then reads what the first has done.
    `side` is whose it is alone; a card that holds something of a private room must name its side.
    """
    card = _locked(account_id, name, side)
    session().flush()
    card.said = work_out()
    session().flush()


def _locked(account_id: int, name: str, side: str) -> Card:
    db, key = session(), (account_id, name)
    if card := db.get(Card, key, with_for_update=True):
        return card
    try:
        with db.begin_nested():
            db.add(Card(account_id=account_id, name=name, side=side, said={}))
    except IntegrityError:
        pass  # somebody else began this card just now: theirs is locked below
    return db.get_one(Card, key, with_for_update=True, populate_existing=True)
