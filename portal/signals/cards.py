"""What the page of a customer tells of signals and of the drum; the clan's room has a card of its own."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.clans import cards
from portal.kernel.db import session
from portal.signals.model import Drum, Signal
from portal.signals.queries import open_drum

DRUM, SHARED, ROOM = "drum", "signals", "signals.room"
NEWEST = 4


def renew_signals(signal: Signal) -> None:
    """Work out anew the card that tells of this signal."""
    name, side = (ROOM, "clan") if signal.in_room else (SHARED, "")
    cards.renew(signal.account_id, name, lambda: _signals(signal.stream), side)


def _signals(place: str) -> dict[str, Any]:
    there = (Signal.stream == place, Signal.taken_back.is_(None))
    chosen = select(Signal).where(*there).options(joinedload(Signal.author))
    newest = session().scalars(chosen.order_by(Signal.seen_on.desc(), Signal.id.desc()).limit(NEWEST))
    return {
        "all": session().scalar(select(func.count()).where(*there)),
        "newest": [_line(one) for one in newest],
    }


def _line(one: Signal) -> dict[str, Any]:
    return {
        "text": one.text,
        "value": one.value,
        "baseline": one.baseline,
        "source": one.source,
        "on": one.seen_on.isoformat(),
        "by": one.author.name if one.author else "",
        "in_room": one.in_room,
        **_of_rule(one),
    }


def _of_rule(one: Signal) -> dict[str, Any]:
    """What a rule counted, to be said in the language of whoever reads."""
    return {"rule": one.rule, "limit": one.limit, "facts": one.facts} if one.rule else {}


def renew_drum(account_id: int) -> None:
    """Work out anew what is said of the drum that is open."""
    cards.renew(account_id, DRUM, lambda: _drum(open_drum(account_id)))


def _drum(drum: Drum | None) -> dict[str, Any]:
    if drum is None:
        return {}
    first = drum.voices[0]
    return {
        "number": drum.number,
        "struck": drum.struck.isoformat(),
        "by": first.person.name if first.person else "",
        "words": first.words,
        "rules": [_of_rule(one.signal) for one in drum.voices if one.signal],
        "voices": len(drum.voices),
        "due": drum.due.isoformat(),
        "called": drum.meeting_id is not None,
    }
