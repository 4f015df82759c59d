"""The hunts of a customer, as its page tells them to the clan."""

from typing import Any

from portal.clans import cards
from portal.hunts import queries
from portal.hunts.model import Hunt, HuntAnswer
from workflows.hunts import lies

NEWEST, CARD = 3, "hunts.room"


def renew(account_id: int) -> None:
    """Work out anew the card that tells the clan of the hunts of this customer."""
    cards.renew(account_id, CARD, lambda: _worked_out(account_id), "clan")


def _worked_out(account_id: int) -> dict[str, Any]:
    return {"newest": [_line(one) for one in queries.newest(account_id, NEWEST)]}


def _line(found: Hunt) -> dict[str, Any]:
    return {
        "number": found.number,
        "what": found.what,
        "need": found.need,
        "value": found.value,
        "currency": found.currency,
        "earned": found.figures.earned,
        "lies": lies(found.figures, found.band),
        "noter": found.noter.name,
        "state": found.state,
        "why": found.why,
        "ended": found.ended.isoformat() if found.ended else "",
        "voices": [voice(one) for one in found.answers],
    }


def voice(one: HuntAnswer) -> dict[str, Any]:
    """Who was asked, and what they say of it together."""
    told = next((words for key in one.voice.harms if (words := one.words.get(key))), "")
    return {
        "name": one.person.name,
        "side": one.person.side,
        "verdict": one.voice.verdict if one.voice.whole else "",
        "words": told,
    }
