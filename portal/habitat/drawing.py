"""The map of a customer as a ring: each entry where it stands, or each group where there are too many."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.habitat.show import ActorView, Map
from workflows import rings, strands
from workflows.habitat import CUSTOMER, SUPPLIER, TRENDS, trends
from workflows.language import _

MARKS = {-2: "↓↓", -1: "↓", 0: "→", 1: "↑", 2: "↑↑"}
DEALS_WITH = (CUSTOMER, SUPPLIER)  # their line is drawn through; rivals and regulators have a basted one


@dataclass(frozen=True)
class Around:
    """One entry, or a group of them, where it stands around the customer."""

    spot: rings.Spot
    mark: str  # which way it goes, or how many they are
    above: str  # what it is to the customer
    name: str
    number: int  # 0 for a group
    says: str
    line: str  # how its line is drawn

    @property
    def path(self) -> str:
        """Where its line goes."""
        return strands.straight(self.spot.start, self.spot.end)


@dataclass(frozen=True)
class Drawing:
    """The customer in the middle, and whom it lives among around it."""

    middle: rings.Middle
    around: list[Around]


def draw(whole: Map) -> Drawing:
    """Where everybody stands."""
    middle = rings.middle(1)
    if len(whole.standing) <= rings.MOST_AROUND:
        there = [(name, one) for _key, name, some in whole.groups for one in some]
        spots = rings.around(middle, len(there))
        return Drawing(middle, [_one(spot, *it) for spot, it in zip(spots, there, strict=True)])
    groups = [group for group in whole.groups if group[2]]
    spots = rings.around(middle, len(groups))
    return Drawing(middle, [_group(spot, *it) for spot, it in zip(spots, groups, strict=True)])


def _one(spot: rings.Spot, group: str, one: ActorView) -> Around:
    row = one.row
    return Around(spot, MARKS[row.trend], group, row.name, row.number, one.trend, _line(row.relation))


def _group(spot: rings.Spot, key: str, name: str, there: Sequence[ActorView]) -> Around:
    said = [f"{count} {_(TRENDS[trend])}" for trend, count in trends(one.row.trend for one in there)]
    return Around(spot, str(len(there)), "", name, 0, ", ".join(said), _line(key))


def _line(relation: str) -> str:
    return "gold" if relation in DEALS_WITH else "basting"
