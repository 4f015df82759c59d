"""Objections in a customer's name: to what, how heavy, who may answer, and how often they were upheld.

Pure: objections are judged here and kept elsewhere. A hold is one that keeps a stage from moving
(workflows/holds.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from workflows.clans import Candidate, drawn, same
from workflows.held import Outcome
from workflows.holds import DAYS_TO_ANSWER as DAYS_OF_HOLD
from workflows.language import N_

NOTE, HOLD = "note", "hold"
DAYS_TO_ANSWER = {NOTE: 5, HOLD: DAYS_OF_HOLD}  # working days of the house
ABOUT = {
    "price": N_("a price"),
    "date": N_("a date"),
    "stage": N_("how a stage is done"),
    "policy": N_("how we work"),
}
UPHELD: Outcome = "upheld"
DECLINED: Outcome = "declined"
TAKEN_BACK: Outcome = "taken_back"
OUTCOMES: dict[str, str] = {UPHELD: N_("Upheld"), DECLINED: N_("Not upheld"), TAKEN_BACK: N_("Taken back")}
A_YEAR = timedelta(days=365)


def next_to_answer(members: Iterable[Candidate], author: int) -> Candidate | None:
    """Who answers when whoever was named has gone: of the others, whoever has the fewest to answer."""
    return drawn(one for one in members if one.person != author)


@dataclass(frozen=True)
class Counted:
    """The objections of one department, as it was called when they were raised."""

    department: str
    raised: int = 0
    upheld: int = 0
    declined: int = 0
    open: int = 0


def by_department(objections: Iterable[tuple[str, str]]) -> list[Counted]:
    """What became of objections (department, outcome or "" while open), by department; most upheld first.

    What was taken back is counted as raised and as nothing else.
    """
    found: dict[str, Counted] = {}
    for department, outcome in objections:
        held = found.get(same(department), Counted(department))
        found[same(department)] = Counted(
            held.department,
            held.raised + 1,
            held.upheld + (outcome == UPHELD),
            held.declined + (outcome == DECLINED),
            held.open + (outcome == ""),
        )
    return sorted(found.values(), key=lambda one: (-one.upheld, -one.raised, one.department))
