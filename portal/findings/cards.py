"""What was learned of a customer, as its page tells it: a card for both sides, one for the clan's room."""

from typing import Any

from sqlalchemy import func, select

from portal.clans import cards
from portal.findings import queries
from portal.findings.model import Finding
from portal.kernel.db import session

NEWEST = 3


def renew(found: Finding) -> None:
    """Work out anew the card that tells of this finding."""
    name, side = ("findings.room", "clan") if found.in_room else ("findings", "")
    cards.renew(found.account_id, name, lambda: _worked_out(found.stream), side)


def _worked_out(place: str) -> dict[str, Any]:
    asked = select(func.count()).where(Finding.stream == place, queries.STANDS)
    newest = [_line(one) for one in queries.newest(place, NEWEST)]
    return {"all": session().scalar(asked), "newest": newest}


def _line(one: Finding) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "in_room": one.in_room,
        "text": one.text,
        "author": one.author.handle,
        "name": one.author.name,
        "department": one.author.department,
        "place": one.place,
        "with": one.subject.name if one.subject else "",
        "on": one.seen_on.isoformat(),
        "reported": one.reported.isoformat(),
        "answered": one.answered is not None,
    }
