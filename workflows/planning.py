"""When things will be: the days of the stages to come, and the day by which the present move is expected."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field as Checked

from workflows.case import Case
from workflows.grammar import Stage, Word
from workflows.records import Appointment

GRACE = 5  # working days for a move that no stage times
AFTERWARDS = 2  # working days to write down and sign what was seen at a meeting
_DAY = timedelta(days=1)


class Calendar(Word):
    """The days on which people work: weekdays (Monday is 0) without holidays."""

    weekdays: tuple[Annotated[int, Checked(ge=0, le=6)], ...] = Checked(default=(0, 1, 2, 3, 4), min_length=1)
    holidays: tuple[date, ...] = ()

    def works(self, day: date) -> bool:
        """Whether people work on this day."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def between(self, day: date, end: date) -> int:
        """How many working days come after a day, up to another and with it; none when that is earlier."""
        days = (day + _DAY * number for number in range(1, (end - day).days + 1))
        return sum(1 for one in days if self.works(one))

    def after(self, day: date, count: int) -> date:
        """The day so many working days later; for none, the day itself or the next working day."""
        while count > 0 or not self.works(day):
            day += _DAY
            count -= self.works(day)
        return day


class Planned(Word):
    """The first and the last day of a stage, as far as one can say today."""

    starts: date
    ends: date


USUAL = Calendar()


def plan(case: Case, today: date, calendar: Calendar = USUAL) -> dict[str, Planned]:
    """The days of each stage under way or still to come, by its key.

    The stage under way counts from the day it was opened, and never ends before today. Each stage after it
    starts on the day on which the one before ends.
    """
    planned: dict[str, Planned] = {}
    free = calendar.after(today, 0)
    for stage in case.in_order():
        state = case.state(stage.key)
        if state == "now":
            free = max(free, _end(case, stage, calendar))
            planned[stage.key] = Planned(starts=opened(case, stage), ends=free)
        elif state == "next":
            starts, free = free, calendar.after(free, lead(case, stage))
            planned[stage.key] = Planned(starts=starts, ends=free)
    return planned


def handover(case: Case, planned: Mapping[str, Planned]) -> date | None:
    """The day by which the whole is to be handed over, as planned: the end of that stage, else of the last.

    None when that stage is behind.
    """
    stage = case.handover if case.handover in case.progress else case.plan[-1]
    return planned[stage].ends if stage in planned else None


def lead(case: Case, stage: Stage) -> int:
    """The working days that a stage takes in this order."""
    agreed = case.progress[stage.key].lead
    return stage.lead_days if agreed is None else agreed


def due(case: Case, today: date, calendar: Calendar = USUAL) -> date | None:
    """The day by which the present move is expected; None once the case is fulfilled.

    That is an appointment to come in the stage under way, else the usual end of that stage, or an earlier
    day that the side to move has promised, even when that day is past: then the promise is broken, and this
    says since when.
    """
    if case.status == "fulfilled":
        return None
    if case.now:
        usual = _end(case, case.stages[case.now], calendar)
    else:
        usual = calendar.after(case.turn.since.date(), GRACE)
    return min([usual, *_promised(case), *_arranged(case, today)])


def opened(case: Case, stage: Stage) -> date:
    """The day on which a stage came under way."""
    return (case.progress[stage.key].opened or case.turn.since).date()


def _end(case: Case, stage: Stage, calendar: Calendar) -> date:
    """The usual last day of a stage; later when both agreed to meet so late that no time is left."""
    usual = calendar.after(opened(case, stage), lead(case, stage))
    # Where a change opened it again, what was arranged before is over.
    held = _meetings if case.progress[stage.key].lead is None else _arranged_since
    met = (meeting.picked.date() for meeting in held(case, stage.key) if meeting.picked)
    return max([usual, *(calendar.after(day, AFTERWARDS) for day in met)])


def _meetings(case: Case, stage: str) -> Iterable[Appointment]:
    return case.appointments.get(stage, {}).values()


def _arranged_since(case: Case, stage: str) -> Iterator[Appointment]:
    """The appointments that were made since the stage came under way."""
    since = case.progress[stage].opened
    for meeting in _meetings(case, stage):
        if since is None or (meeting.picked_by and meeting.picked_by.at >= since):
            yield meeting


def _promised(case: Case) -> Iterator[date]:
    """The days that the side to move has promised."""
    for one in case.commitments.values():
        if one.state == "promised" and one.of == case.turn.side:
            yield date.fromisoformat(one.due)


def _arranged(case: Case, today: date) -> Iterator[date]:
    """The appointments to come in the stage under way."""
    if case.now:
        picked = (meeting.picked for meeting in _meetings(case, case.now))
        yield from (time.date() for time in picked if time and time.date() >= today)
