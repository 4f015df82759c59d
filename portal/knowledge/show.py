"""Knowledge given as pages show it, to whoever reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.knowledge.model import Gift, Receipt
from workflows.knowledge import KINDS, NO_USE, RATINGS, USED, Standing, standing
from workflows.language import _, day_and_year, listed


@dataclass(frozen=True)
class Received:
    """One who received something, and what they say of it."""

    row: Receipt
    says: str
    tone: str
    before: list[str]  # what they said before, newest first


@dataclass(frozen=True)
class GiftView:
    """Something that was given, for one reader."""

    row: Gift
    kind: str
    day: str
    received: list[Received]
    yours: bool  # given by the reader
    to_you: bool
    rated: bool  # by the reader


def gift(one: Gift, reader: Any, now: datetime) -> GiftView:
    """Something that was given as `reader` sees it at that moment."""
    own = next((each for each in one.receipts if each.person_id == reader.id), None)
    return GiftView(
        one,
        _(KINDS[one.kind]),
        day_and_year(one.given_on),
        [received(each, one, now) for each in one.receipts],
        one.giver_id == reader.id,
        own is not None and not one.gone,
        own is not None and own.rating is not None,
    )


def received(one: Receipt, given: Gift, now: datetime) -> Received:
    """What somebody says of what was given, or that they have not said it."""
    ratings_before = [each["rating"] for each in reversed(one.earlier)]
    before = [_(RATINGS[rating]) for rating in ratings_before]
    if one.rating is not None:
        tone = "g" if one.rating >= USED else "p" if one.rating == NO_USE else ""
        return Received(one, _(RATINGS[one.rating]), tone, before)
    late = standing(given.at, None, now) == Standing.NOT_RECEIVED
    return Received(one, _("not received") if late else _("not answered yet"), "p" if late else "", before)


def kinds(found: Iterable[str]) -> str:
    """Kinds in one line."""
    return listed([_(KINDS[one]) for one in found])


def of_kinds() -> list[tuple[str, str]]:
    """What may be given."""
    return [(key, _(said)) for key, said in KINDS.items()]


def ratings() -> list[tuple[str, str]]:
    """What it may have been to somebody, least use first."""
    return [(str(key), _(said)) for key, said in RATINGS.items()]
