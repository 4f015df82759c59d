"""A meeting of a clan: who is called to which part, whether enough came, and how each idea ends.

Pure: people, days and ideas are counted here and kept elsewhere.
"""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from workflows.language import N_

DAYS = 14  # after which no idea of a meeting may be without an end
QUORUM, DOTS = 60, 3  # of a hundred who are called; of each who is there
MOST_DOTS, MOST_LINES = 20, 20
# The first question of every silent round, which nobody can take away.
FIRST = N_("What would help the customers of %(customer)s?")


class State(StrEnum):
    """Where a meeting stands, in the order in which it goes on."""

    CALLED = "called"
    SILENT = "silent"  # each writes ideas, and sees their own alone
    TOGETHER = "together"  # all read all of them, and give dots
    ENDING = "ending"  # each idea gets its end
    HELD = "held"
    MISSED = "missed"  # too few came
    OFF = "off"


RUNNING = (State.SILENT, State.TOGETHER, State.ENDING)
REVEALED = (State.TOGETHER, State.ENDING, State.HELD)
OVER = (State.HELD, State.MISSED, State.OFF)


class Part(StrEnum):
    """A part of a meeting that somebody of the customer may be invited to; colleagues read all of them."""

    AGENDA = "agenda"
    IDEAS = "ideas"
    DECIDED = "decided"


IN_PERSON = frozenset({Part.AGENDA, Part.IDEAS})  # who is invited to these comes, and counts


class End(StrEnum):
    """How an idea ends; one without an end is open."""

    OPEN = ""
    ACTION = "action"
    PARKED = "parked"
    DECLINED = "declined"


EFFORTS = {"S": N_("small: some hours"), "M": N_("medium: some days"), "L": N_("large: some weeks")}
ANSWERS = {"comes": N_("I will be there"), "cannot": N_("I cannot"), "idea": N_("I send an idea first")}


def counts(parts: Collection[str]) -> bool:
    """Whether who is invited to these parts is one of those who are to come."""
    return bool(IN_PERSON & set(parts))


def needed(called: int, quorum: int) -> int:
    """How many of those who are called must be there; one at least."""
    return max(1, -(-called * quorum // 100))


def enough(present: int, called: int, quorum: int) -> bool:
    """Whether so many are there that the meeting may decide."""
    return present >= needed(called, quorum)


def is_open(end: str, since: date, today: date) -> bool:
    """Whether an idea has no end today: none was given, or the day is there to which it was parked."""
    return end == End.OPEN or (end == End.PARKED and since <= today)


def due(since: date) -> date:
    """By which day an idea that is open since then has its end."""
    return since + timedelta(days=DAYS)


def is_late(end: str, since: date, today: date) -> bool:
    """Whether an idea has been without an end for longer than it may."""
    return is_open(end, since, today) and due(since) < today
