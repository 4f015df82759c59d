"""What is shown of hunts, as pages of the customer tell it: never a figure of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.clans.days import weekday
from portal.hunts.figures import band, placed
from portal.hunts.model import Hunt, ShownHunt
from workflows.hunts import QUESTIONS, SAYS, Band, lies
from workflows.language import N_, _

STATES = {
    "running": N_("not decided yet"),
    "won": N_("agreed"),
    "over": N_("not pursued any more"),
    "refused": N_("let go for your sake"),
}


@dataclass(frozen=True)
class Reply:
    """One answer of the customer to one of the five."""

    asks: str
    says: str
    words: str
    harm: bool


@dataclass(frozen=True)
class ShownView:
    """What a customer reads of a hunt."""

    number: int
    what: str
    need: str
    offered: str
    place: str
    band: str
    day: str
    state: str
    running: bool
    why: str
    asked: str
    yours: bool  # whether it is the reader's to answer
    answered: Any
    replies: list[Reply]


def view(made: ShownHunt, reader: Any) -> ShownView:
    """What is shown of a hunt, to `reader`."""
    voice = made.voice
    harms = voice.harms if voice else []
    replies = [
        Reply(_(one.asks_them), _(SAYS[made.says[key]]), made.words.get(key, ""), key in harms)
        for key, one in QUESTIONS.items()
        if key in made.says
    ]
    return ShownView(
        number=made.number,
        what=made.what,
        need=made.need,
        offered=made.offered,
        place=placed(made.place or None)[0] if made.place else "",
        band=_band(made.band_low, made.band_high, made.currency),
        day=weekday(made.decided_by),
        state=stands(made.state),
        running=made.running,
        why=made.why,
        asked=made.asked.name if made.asked else "",
        yours=made.asked_id == reader.id and made.running,
        answered=made.answered,
        replies=replies,
    )


def preview(found: Hunt) -> dict[str, str]:
    """Exactly what a customer would read of a hunt."""
    place = lies(found.figures, found.band)
    low, high = (found.band_low, found.band_high) if found.band_kind == "order" else (None, None)
    return {
        "what": found.what,
        "need": found.need,
        "offered": found.offered,
        "place": placed(place)[0] if place else "",
        "band": _band(low, high, found.currency),
        "day": weekday(found.decided_by),
    }


def _band(low: int | None, high: int | None, currency: str) -> str:
    return band(Band("order", low, high), currency) if low is not None and high is not None else ""


def lines(card: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the card of the customer tells, with its state in the reader's language."""
    return [{**one, "says": stands(one["state"])} for one in card.get("newest", ())]


def stands(state: str) -> str:
    """How what is shown stands, in words."""
    return _(STATES[state])
