"""Whose a complaint is: the executive who answers in person, and whoever stands in for them meanwhile."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field

from workflows.records import Mark


class Absence(Mark):
    """That the executive is away until a day and nobody stands in, so that the stewards were asked."""

    until: date


class Ownership(Mark):
    """The executive who answers in person; `facts` is what the draw looked at, so that it can be replayed.

    Who stands in has it `until` a day, and then it goes `back` to whom it was given.
    """

    who: str
    called: str
    how: Literal["drawn", "chosen", "steward", "event", "stands_in", "back"]
    facts: dict[str, Any] = Field(default_factory=dict)
    until: date | None = None
    asked: Absence | None = None
    ended: Mark | None = None
    because: Literal["", "conflict", "refused", "left", "role", "away", "back", "anew", "in_person"] = ""
    reason: int = 0


def chain(owners: Sequence[Ownership]) -> list[Ownership]:
    """Whom it was given to last, then who stood in for them and when they came back; oldest first."""
    first = len(owners)
    while first:
        first -= 1
        if owners[first].how not in ("stands_in", "back"):
            break
    return list(owners[first:])
