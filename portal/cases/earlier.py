"""The measures of an earlier order, with the day they were taken."""

from dataclasses import dataclass
from datetime import date

from portal.cases.model import Case
from workflows.blocks.measures import latest


@dataclass(frozen=True)
class Earlier:
    """The measures of an earlier order: their values by key, and the day the last of them was taken."""

    ref: str
    title: str
    taken: date
    values: dict[str, object]


def measured(case: Case) -> Earlier | None:
    """What an order holds of measures; None when it has none."""
    found = latest(case.thread)
    if not found:
        return None
    taken = max(one.line.at for one in found.values()).date()
    return Earlier(case.ref, case.title, taken, {key: one.line.value for key, one in found.items()})
