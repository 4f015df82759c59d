"""Cards: what areas say on the page of a customer, which reads them in one statement (decision 030)."""

from collections.abc import Callable
from typing import Any

from portal.clans.model import Card
from portal.kernel.db import locked, session


def renew(account_id: int, name: str, work_out: Callable[[], dict[str, Any]], side: str = "") -> None:
    """Work out a card anew, in the transaction of the deed that changes what it says.

    Of two who renew the same card at once the second waits, and then reads what the first has done.
    `side` is whose it is alone; a card that holds something of a private room must name its side.
    """
    card = locked(
        Card, (account_id, name), lambda: Card(account_id=account_id, name=name, side=side, said={})
    )
    session().flush()
    card.said = work_out()
    session().flush()
