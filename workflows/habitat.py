"""What a customer lives among: its own customers, suppliers, rivals and regulators, and how each is doing.

Pure: mission.md row 9. Words of two people who change the same entry at once are brought together here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.language import N_

CUSTOMER, SUPPLIER, RIVAL, REGULATOR = "customer", "supplier", "rival", "regulator"
# Seen from the customer whose map it is, and the plural under which they are listed.
RELATIONS = {
    CUSTOMER: N_("a customer of theirs"),
    SUPPLIER: N_("a supplier of theirs"),
    RIVAL: N_("a rival of theirs"),
    REGULATOR: N_("regulates them"),
}
YOURS = {
    CUSTOMER: N_("a customer of yours"),
    SUPPLIER: N_("a supplier of yours"),
    RIVAL: N_("a rival of yours"),
    REGULATOR: N_("regulates you"),
}
GROUPS = {
    CUSTOMER: N_("Customers"),
    SUPPLIER: N_("Suppliers"),
    RIVAL: N_("Rivals"),
    REGULATOR: N_("Regulators"),
}
WORST = -2
TRENDS = {
    WORST: N_("going down fast"),
    -1: N_("going down"),
    0: N_("steady"),
    1: N_("growing"),
    2: N_("growing fast"),
}
WORDS = (
    "name",
    "relation",
    "trend",
    "evidence",
    "source",
    "seen_on",
)  # of an entry, in the order of its form


@dataclass(frozen=True)
class Merged:
    """What an entry says when two changed it: all of it, and the words that both gave another value."""

    words: dict[str, Any]
    clashes: tuple[str, ...] = ()


def merged(base: Mapping[str, Any], now: Mapping[str, Any], mine: Mapping[str, Any]) -> Merged:
    """What somebody wrote who saw `base`, brought together with what stands there by `now`.

    What only one of two changed goes in; what both changed, each otherwise, is a clash and is left as it is.
    """
    own = {name for name in WORDS if mine[name] != base[name]}
    clashes = tuple(
        name for name in WORDS if name in own and now[name] != base[name] and now[name] != mine[name]
    )
    words = {name: mine[name] if name in own and name not in clashes else now[name] for name in WORDS}
    return Merged(words, clashes)


def chosen(seen: Collection[int], now: Collection[int], mine: Collection[int]) -> tuple[int, ...]:
    """Whom an order serves after somebody who saw `seen` ticked `mine`: what others chose meanwhile stays."""
    added, left_out = set(mine) - set(seen), set(seen) - set(mine)
    return tuple(sorted((set(now) | added) - left_out))


@dataclass(frozen=True)
class Served:
    """How many open orders there are, and how many of them say whom they serve."""

    open: int = 0
    said: int = 0

    @property
    def unknown(self) -> int:
        """How many do not."""
        return self.open - self.said


def trends(found: Iterable[int]) -> list[tuple[int, int]]:
    """How many are doing how, the worst first."""
    return sorted(Counter(found).items())
