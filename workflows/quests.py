"""A newcomer's first weeks: which clan they join, what they learn at the source, and how it stands.

Pure: mission.md row 2 (the first-hand learning quest). People are named elsewhere.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from workflows.clans import same

DAYS = 30  # from the day on which somebody was entered
QUIET = 7  # days without a step after which somebody is stuck


class Kind(StrEnum):
    """What a newcomer does in their first weeks, in the order in which it is usually done."""

    USED = "used_product"
    TALKED = "talked_to_customer"
    VISITED = "visited_site"
    SHADOWED = "shadowed_user"
    MET = "met_their_customer"


WITH_SOMEBODY = frozenset(Kind) - {Kind.USED}  # steps that have a source: somebody who is no colleague
WITH_CUSTOMER = frozenset({Kind.TALKED})  # steps whose source is one of the customer's own people here


class Standing(StrEnum):
    """How somebody's first weeks stand."""

    DONE = "done"
    LATE = "late"
    STUCK = "stuck"
    GOING = "going"


class Learned(NamedTuple):
    """A step that was taken: what, on which day, and what the customer's person said of it, if they did."""

    kind: str
    day: date
    was_so: bool | None = None


@dataclass(frozen=True)
class Weeks:
    """The first weeks of one person: from when until when, and the steps taken in them."""

    begun: date
    due: date
    steps: tuple[Learned, ...] = ()

    @property
    def taken(self) -> frozenset[str]:
        """The kinds of steps that stand; one that was otherwise, says the customer's person, does not."""
        return frozenset(step.kind for step in self.steps if step.was_so is not False)

    @property
    def confirmed(self) -> int:
        """How many steps the customer's people confirmed."""
        return sum(step.was_so is True for step in self.steps)

    @property
    def whole(self) -> bool:
        """Whether all is done: each kind of step, and at least one of them confirmed by the customer."""
        return self.taken == frozenset(Kind) and self.confirmed > 0

    def standing(self, today: date) -> Standing:
        """How it stands today: done, past its day, without a step for a week, or under way."""
        if self.whole:
            return Standing.DONE
        if today > self.due:
            return Standing.LATE
        last = max([self.begun, *(step.day for step in self.steps)])
        return Standing.STUCK if today - last > timedelta(days=QUIET) else Standing.GOING


def due_from(begun: date) -> date:
    """By which day the first weeks are to be done."""
    return begun + timedelta(days=DAYS)


class Size(NamedTuple):
    """A clan to which somebody may come: the departments of its members and of its open seats."""

    account: int
    name: str
    departments: tuple[str, ...]
    vacant: tuple[str, ...] = ()


def placed(department: str, clans: Iterable[Size]) -> Size | None:
    """Where a newcomer belongs: where a seat of their department is open, then where the fewest of it are,
    then the smallest clan, then the first by name. None where there is no customer yet.
    """
    own = same(department)

    def order(clan: Size) -> tuple[bool, int, int, str, int]:
        waits = bool(own) and own in map(same, clan.vacant)
        alike = sum(same(one) == own for one in clan.departments)
        return not waits, alike, len(clan.departments), clan.name, clan.account

    return min(clans, key=order, default=None)


def is_colleague(source: str, names: Collection[str]) -> bool:
    """Whether a source names somebody of the house: by their whole name, however it is spelled."""
    return same(source) in {same(name) for name in names}
