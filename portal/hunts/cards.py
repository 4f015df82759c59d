"""The hunts of a customer, as its page tells them to the clan."""

from typing import Any

from portal.clans import cards
from portal.hunts import queries
from portal.hunts.model import Hunt, HuntAnswer, ShownHunt
from workflows.hunts import Voice, lies

NEWEST, CARD, SHOWN = 3, "hunts.room", "hunts"


def renew(account_id: int) -> None:
    """Work out anew the card that tells the clan of the hunts of this customer."""
    cards.renew(account_id, CARD, lambda: _worked_out(account_id), "clan")


def renew_shown(account_id: int) -> None:
    """Work out anew the card that tells the customer of what it was shown."""
    cards.renew(
        account_id, SHOWN, lambda: {"newest": list(map(_shown, queries.newest_shown(account_id, NEWEST)))}
    )


def _shown(made: ShownHunt) -> dict[str, Any]:
    return {"number": made.number, "what": made.what, "need": made.need, "state": made.state}


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
        "voices": voices(found),
    }


def voice(one: HuntAnswer) -> dict[str, Any]:
    """Who was asked, and what they say of it together."""
    return _mark(one.voice, "clan", one.words)


def voices(found: Hunt) -> list[dict[str, Any]]:
    """Who was asked on both sides, the customer first, and what they say of it."""
    made = found.shown
    theirs = [_mark(made.voice, "customer", made.words)] if made and made.voice else []
    return theirs + [voice(one) for one in found.answers]


def _mark(said: Voice, side: str, words: dict[str, str]) -> dict[str, Any]:
    told = next((words[key] for key in said.harms if words.get(key)), "")
    verdict = said.verdict if said.whole else ""
    return {"name": said.name, "side": side, "verdict": verdict, "words": told}
