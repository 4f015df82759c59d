"""Knowledge given to a customer, as its receivers judge it: of use, unanswered, or to be stopped.

Pure: mission.md row 7. People are named elsewhere.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from workflows.language import N_

KINDS = {
    "article": N_("an article"),
    "training": N_("a training"),
    "comparison": N_("a comparison of figures"),
    "introduction": N_("an introduction"),
    "visit": N_("a visit"),
}
RATINGS = {
    0: N_("no use"),
    1: N_("of little use"),
    2: N_("good to know"),
    3: N_("we used it"),
    4: N_("we changed something because of it"),
}
NO_USE, USED = 0, 3  # from USED on, whoever received it says where it was used
WAITS = timedelta(days=30)  # for an answer; then it counts as not received
IN_A_ROW = 2  # of no use, and one asks whether to stop


class Standing(StrEnum):
    """How something that was given stands with one who received it."""

    RATED = "rated"
    WAITS = "waits"
    NOT_RECEIVED = "not_received"


def standing(given: datetime, rating: int | None, now: datetime) -> Standing:
    """How it stands at that moment, by the clock alone."""
    if rating is not None:
        return Standing.RATED
    return Standing.NOT_RECEIVED if now - given > WAITS else Standing.WAITS


class Rated(NamedTuple):
    """What somebody received and how they rated it, in the order in which it was given."""

    number: int
    kind: str
    rating: int
    giver: int


class Proposal(NamedTuple):
    """To stop giving these kinds to somebody: the gift that made it so, and who gave it."""

    number: int
    kinds: tuple[str, ...]
    giver: int


def proposal(rated: Iterable[Rated], decided: Iterable[int]) -> Proposal | None:
    """Whether to propose to stop: where the last two were of no use, and nobody has decided on that yet."""
    last = list(rated)[-IN_A_ROW:]
    if len(last) < IN_A_ROW or any(one.rating != NO_USE for one in last) or last[-1].number in decided:
        return None
    return Proposal(last[-1].number, tuple(sorted({one.kind for one in last})), last[-1].giver)
