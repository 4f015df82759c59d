"""What is asked of leaders, in which state, how soon they were done; and which minutes of listening count.

Pure: asks and hours are judged here and kept elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from workflows.language import N_

ASKED, PROMISED, DONE, REFUSED, TAKEN_BACK = "asked", "promised", "done", "refused", "taken_back"
OPEN = (ASKED, PROMISED)
STATES = {
    ASKED: N_("not answered yet"),
    PROMISED: N_("promised"),
    DONE: N_("done"),
    REFUSED: N_("refused"),
    TAKEN_BACK: N_("taken back"),
}
DAYS_TO_ANSWER = 3  # working days of the house
A_YEAR = timedelta(days=365)

TARGET = 120  # minutes of listening, in a month
MOST_MINUTES = 480  # at once
MISSING = {
    "consent": N_("they did not agree to it"),
    "quote": N_("no word of theirs is written down"),
    "action": N_("nothing follows from it"),
}


@dataclass(frozen=True)
class Asked:
    """One thing that was asked of a leader: its state, and how many days it took if it is done."""

    state: str
    days: int | None = None


@dataclass(frozen=True)
class Figures:
    """What became of what was asked of one leader."""

    asked: int
    open: int
    done: int
    refused: int
    days: float | None  # the median of those that are done


def figures(asks: Iterable[Asked]) -> Figures:
    """How many were asked, are open, done and refused, and in how many days half of them were done.

    What was taken back counts as asked and as nothing else.
    """
    found = list(asks)
    states = [one.state for one in found]
    days = [one.days for one in found if one.state == DONE and one.days is not None]
    open_ = sum(state in OPEN for state in states)
    middle = float(median(days)) if days else None
    return Figures(len(found), open_, states.count(DONE), states.count(REFUSED), middle)


def missing(*, consent: bool, quote: str, action: str) -> list[str]:
    """Why minutes of listening do not count, in the order in which to put it right; empty if they do."""
    said = {"consent": consent, "quote": bool(quote), "action": bool(action)}
    return [name for name in MISSING if not said[name]]


def counted(minutes: int, lacks: Iterable[str]) -> int:
    """How many of these minutes count: all, or none while something is missing."""
    return 0 if list(lacks) else minutes
