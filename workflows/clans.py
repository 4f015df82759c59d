"""What keeps a customer in good hands: how widely its clan must stand, and whose a question becomes.

Pure: people are counted here and named elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.language import _, listed, ngettext

LEAST_DEPARTMENTS, LEAST_SENIORS = 4, 2
DAYS_TO_ANSWER = 2  # working days of the house, for what a customer asks of its clan


@dataclass(frozen=True)
class Coverage:
    """How widely a clan stands: its members, their departments, its seniors, and where a seat is open."""

    members: int
    departments: int
    seniors: int
    open: tuple[str, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether the rule is kept. A seat that is open does not break it."""
        return self.departments >= LEAST_DEPARTMENTS and self.seniors >= LEAST_SENIORS


def coverage(members: Iterable[tuple[str, bool]], vacant: Iterable[str] = ()) -> Coverage:
    """The coverage by members (department, whether senior) and the departments of the seats that are open.

    However a department is spelled in capitals and spaces, it is one; who names none adds none.
    """
    there = list(members)
    departments = {same(department) for department, _senior in there} - {""}
    return Coverage(len(there), len(departments), sum(senior for _, senior in there), tuple(vacant))


def same(department: str) -> str:
    """A department as it is compared: without capitals and spare spaces."""
    return " ".join(department.split()).casefold()


def warning(found: Coverage, customer: str = "") -> list[str]:
    """What is missing below the rule, in sentences; nothing when it is kept.

    Without the name of the customer it is the customer who reads.
    """
    if found.enough:
        return []
    return [said for said in (_departments(found, customer), _vacant(found.open), _seniors(found)) if said]


def _departments(found: Coverage, customer: str) -> str:
    if not found.members:
        return (
            _("Nobody stands for %(customer)s.", customer=customer)
            if customer
            else _("Nobody stands for you.")
        )
    if found.departments >= LEAST_DEPARTMENTS:
        return ""
    if not customer:
        return ngettext(
            "Only %(num)s department stands for you.",
            "Only %(num)s departments stand for you.",
            found.departments,
        )
    return ngettext(
        "Only %(num)s department stands for %(customer)s.",
        "Only %(num)s departments stand for %(customer)s.",
        found.departments,
        customer=customer,
    )


def _vacant(departments: tuple[str, ...]) -> str:
    names = tuple(dict.fromkeys(departments))
    if not names:
        return ""
    said = listed(names)
    return ngettext(
        "%(departments)s has an open seat.", "%(departments)s have open seats.", len(names), departments=said
    )


def _seniors(found: Coverage) -> str:
    if found.seniors >= LEAST_SENIORS:
        return ""
    if not found.seniors:
        return _("No senior leads the clan.")
    return ngettext(
        "Only %(num)s senior leads the clan.", "Only %(num)s seniors lead the clan.", found.seniors
    )


@dataclass(frozen=True)
class Candidate:
    """A senior to whom a question may go, with what waits for them already."""

    person: int
    name: str
    waiting: int


def drawn(seniors: Iterable[Candidate]) -> Candidate | None:
    """Whose the next question is: of whoever has the fewest open, and of these the first by name."""
    return min(seniors, key=lambda one: (one.waiting, one.name, one.person), default=None)
