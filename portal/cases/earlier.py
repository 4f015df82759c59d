"""The measures of an earlier order, with the day they were taken."""

from dataclasses import dataclass
from datetime import date

from portal.cases.model import Case
from workflows.blocks.measures import latest


@dataclass(frozen=True)
class Earlier:
    """The measures of an earlier order: their values by key, and the day the last of them was taken.

    `whose` is the full name of whoever stated its need: an account's people do not share their measures.
    """

    ref: str
    title: str
    whose: str
    taken: date
    values: dict[str, object]


def measured(case: Case) -> Earlier | None:
    """What an order holds of measures; None when it has none."""
    found = latest(case.thread)
    if not found:
        return None
    taken = max(one.line.at for one in found.values()).date()
    stage, _, field = case.thread.need_field.partition(".")
    need = case.thread.line(stage, field)
    values = {key: one.line.value for key, one in found.items()}
    return Earlier(case.ref, case.title, need.name if need else "", taken, values)
