"""Whether a proposed change of a process may become its next version: who must agree. Pure.

The one rule, said here and nowhere else (docs/decisions/046): one yes of each side. For the house a senior or
an administrator says it; for the customers somebody whose customer has an order of this process, running or
finished. Whoever proposes and may say it has said it by proposing. Who asks for another way takes their own
yes back; and while the house, or the customer whose proposal it is, asks for one, nothing is made of it.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from workflows.grammar import SIDES, Side
from workflows.language import N_

Said = Literal["yes", "otherwise"]
DAYS_TO_ANSWER = 5  # working days of the house
STATES = {
    "open": N_("open"),
    "merged": N_("version %(number)s"),
    "declined": N_("declined"),
    "withdrawn": N_("withdrawn"),
    "reverted": N_("taken back"),
}
TYPES = {
    "text": N_("a few words"),
    "longtext": N_("several sentences"),
    "bool": N_("yes or no"),
    "date": N_("a day"),
    "int": N_("a whole number"),
    "photo": N_("pictures"),
}


class Answer(NamedTuple):
    """What somebody says to a proposal by now; `close` to it is the house, and the customer whose it is."""

    person: int
    side: Side
    said: Said
    close: bool


class Standing(NamedTuple):
    """Which sides have still to agree, and who asks for another way that must be answered first."""

    missing: tuple[Side, ...]
    otherwise: tuple[int, ...]

    @property
    def ready(self) -> bool:
        """Whether it may become the next version."""
        return not self.missing and not self.otherwise


def standing(answers: Iterable[Answer]) -> Standing:
    """How a proposal stands: of each person only what they said last is given."""
    known = list(answers)
    agreed = {one.side for one in known if one.said == "yes"}
    asked = tuple(one.person for one in known if one.said == "otherwise" and one.close)
    return Standing(tuple(side for side in SIDES if side not in agreed), asked)
