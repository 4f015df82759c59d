"""What somebody learned of a customer: how sure they are, who answers, what the customer says of it.

Pure: findings are judged here and kept elsewhere.
"""

from collections.abc import Iterable
from datetime import timedelta

from workflows.clans import Candidate, drawn
from workflows.language import N_

DAYS_TO_ANSWER = 5  # working days of the house, for a senior
LONG_UNUSED = timedelta(days=90)
SURE = {"certain": N_("certain"), "likely": N_("likely"), "guess": N_("a guess")}
RIGHT, WRONG, PAST = "right", "wrong", "past"
MARKS = {RIGHT: N_("Right"), WRONG: N_("Wrong"), PAST: N_("Out of date")}


def answerer(seniors: Iterable[Candidate], author: int) -> Candidate | None:
    """Which senior answers: of the others whoever has the fewest open; the author only if no other leads."""
    there = list(seniors)
    return drawn(one for one in there if one.person != author) or drawn(there)
