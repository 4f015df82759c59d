"""Hunts as the page of their customer tells them, from the card of the clan's room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.clans.days import day
from portal.hunts.figures import per_cent
from portal.people.model import initials
from workflows.language import _
from workflows.values.money import amount


@dataclass(frozen=True)
class Mark:
    """Somebody who was asked, as a card keeps them."""

    name: str
    side: str
    verdict: str
    words: str

    @property
    def initials(self) -> str:
        """The first letters of the first and last name."""
        return initials(self.name)


@dataclass(frozen=True)
class Line:
    """A hunt on the page of its customer."""

    ref: str
    what: str
    need: str
    value: str
    earned: str
    noter: str
    state: str
    gone: str
    voices: list[Mark]


def lines(card: Mapping[str, Any]) -> list[Line]:
    """The newest hunts, as the card of the room keeps them."""
    return [_of_card(one) for one in card.get("newest", ())]


def _of_card(kept: Mapping[str, Any]) -> Line:
    ended = day(datetime.fromisoformat(kept["ended"])) if kept["ended"] else ""
    gone = {
        "won": _("won on %(day)s", day=ended),
        "lost": _("lost on %(day)s", day=ended),
        "refused": _("let go for their sake on %(day)s", day=ended),
    }
    return Line(
        ref=f"r{kept['number']}",
        what=kept["what"],
        need=kept["need"],
        value=amount(kept["value"], kept["currency"]),
        earned=per_cent(kept["earned"]),
        noter=kept["noter"],
        state=kept["state"],
        gone=gone.get(kept["state"], ""),
        voices=[Mark(**one) for one in kept["voices"]],
    )
