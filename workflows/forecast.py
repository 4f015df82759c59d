"""An honest forecast beside the plan: how long finished orders really took from where this one stands.

Method: for each finished order that followed the same workflow, the working days of the whole stretch from
the day on which the stage under way was opened to the day on which a later stage was closed. Whole stretches
are compared, never stage by stage, because the sum of medians is not the median of the sums. Orders that were
through with the stage under way sooner than this one can still be are left out: it is no longer like them.
The median is the day by which half of the others were done, the other figure that by which 8 in 10 were, both
by nearest rank. Below eight orders there is no figure: it would say more about one customer than about us.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflows.calendars import USUAL, Calendar
from workflows.case import Case
from workflows.planning import opened
from workflows.rounds import origin

FEW = 8


@dataclass(frozen=True)
class Past:
    """A finished order: when it opened the stage that is under way here, and closed each later one."""

    opened: date
    closed: Mapping[str, date]


@dataclass(frozen=True)
class Forecast:
    """The day by which half of the orders that it rests on were done, and by which 8 in 10 were.

    Both are None when it rests on fewer than eight.
    """

    rests_on: int
    half: date | None = None
    likely: date | None = None


def stages_ahead(case: Case) -> tuple[str, ...]:
    """The stages under way and to come, up to the hand-over, by the names they have in every order.

    Rounds of a stage count as that stage. Empty when the hand-over is behind.
    """
    ahead = [key for key in case.plan if case.state(key) in ("now", "next")]
    last = case.handover if case.handover in case.progress else case.plan[-1]
    if last not in ahead:
        return ()
    return tuple(dict.fromkeys(origin(key) for key in ahead[: ahead.index(last) + 1]))


def forecast(
    case: Case, finished: Iterable[Past], today: date, calendar: Calendar = USUAL.clan
) -> dict[str, Forecast]:
    """When each stage up to the hand-over will be done, going by finished orders."""
    ahead = stages_ahead(case)
    if case.now is None or not ahead:
        return {}
    began = opened(case, case.stages[case.now])
    gone = calendar.between(began, today)
    like = [one for one in finished if ahead[0] in one.closed]
    like = [one for one in like if calendar.between(one.opened, one.closed[ahead[0]]) >= gone]
    return {key: _forecast([one for one in like if key in one.closed], key, began, calendar) for key in ahead}


def _forecast(like: list[Past], key: str, began: date, calendar: Calendar) -> Forecast:
    took = sorted(calendar.between(one.opened, one.closed[key]) for one in like)
    if len(took) < FEW:
        return Forecast(len(took))
    half, likely = (calendar.after(began, took[_rank(len(took), tenths)]) for tenths in (5, 8))
    return Forecast(len(took), half, likely)


def _rank(count: int, tenths: int) -> int:
    """The place of the first of so many, in their order, that at least these tenths of them do not exceed."""
    return (count * tenths + 9) // 10 - 1
