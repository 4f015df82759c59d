"""When things will be: the days of the stages to come, and the day by which the present move is expected."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from workflows.calendars import USUAL, Calendar, Calendars
from workflows.case import Case
from workflows.grammar import AppointmentBlock, Block, Stage, Word
from workflows.records import Appointment

GRACE = 5  # working days for a move that no stage times
AFTERWARDS = 2  # working days to write down and sign what was seen at a meeting
Days = tuple[date | None, date | None]  # of the hand-over: as it is planned, and as it would be


class Planned(Word):
    """The first and the last day of a stage, as far as one can say today."""

    starts: date
    ends: date


def plan(case: Case, today: date, calendars: Calendars = USUAL) -> dict[str, Planned]:
    """The days of each stage under way or still to come, by its key.

    The stage under way counts from the day it was opened, and never ends before today. Each stage after it
    starts on the day on which the one before ends. A stage counts in the working days of its holder, and ends
    on one; where the sides still have to meet, on a day that suits both.
    """
    planned: dict[str, Planned] = {}
    free = today
    for stage in case.in_order():
        state = case.state(stage.key)
        if state == "now":
            today_or_later = _days(case, stage, calendars).after(free, 0)
            free = max(today_or_later, usual_end(case, stage, calendars))
            planned[stage.key] = Planned(starts=opened(case, stage), ends=free)
        elif state == "next":
            starts, counted = free, calendars.of(stage.holder).after(free, lead(case, stage))
            free = _days(case, stage, calendars).after(counted, 0)
            planned[stage.key] = Planned(starts=starts, ends=free)
    return planned


def handover(case: Case, planned: Mapping[str, Planned]) -> date | None:
    """The day by which the whole is to be handed over, as planned: the end of that stage, else of the last.

    None when that stage is behind.
    """
    stage = case.handover if case.handover in case.progress else case.plan[-1]
    return planned[stage].ends if stage in planned else None


def moves(before: Case, after: Case, today: date, calendars: Calendars = USUAL) -> Days:
    """The day of the hand-over as it is planned in two states of a case."""
    return handover(before, plan(before, today, calendars)), handover(after, plan(after, today, calendars))


def lead(case: Case, stage: Stage) -> int:
    """The working days that a stage takes in this order."""
    agreed = case.progress[stage.key].lead
    return stage.lead_days if agreed is None else agreed


def due(case: Case, today: date, calendars: Calendars = USUAL) -> date | None:
    """The day by which the present move is expected; None once the case is fulfilled.

    That is an appointment to come in the stage under way, else the usual end of that stage, or an earlier
    day that the side to move has promised, even when that day is past: then the promise is broken, and this
    says since when.
    """
    if case.status == "fulfilled":
        return None
    if case.now:
        usual = usual_end(case, case.stages[case.now], calendars)
    else:
        usual = calendars.of(case.turn.side or "customer").after(case.turn.since.date(), GRACE)
    return min([usual, *_promised(case), *_arranged(case, today)])


def opened(case: Case, stage: Stage) -> date:
    """The day on which a stage came under way."""
    return (case.progress[stage.key].opened or case.turn.since).date()


def usual_end(case: Case, stage: Stage, calendars: Calendars) -> date:
    """The usual last day of a stage; later when both agreed to meet so late that no time is left."""
    calendar = calendars.of(stage.holder)
    usual = calendar.after(opened(case, stage), lead(case, stage))
    usual = _days(case, stage, calendars).after(usual, 0)
    # Where a change opened it again, what was arranged before is over.
    held = _meetings if case.progress[stage.key].lead is None else _arranged_since
    met = (meeting.picked.date() for meeting in held(case, stage.key) if meeting.picked)
    return max([usual, *(calendar.after(day, AFTERWARDS) for day in met)])


def _days(case: Case, stage: Stage, calendars: Calendars) -> Calendar:
    """The days on which a stage may end: both sides' while they still have to meet, else its holder's."""
    meets = any(_to_meet(case, stage, block) for block in stage.blocks)
    return calendars.together(stage.holder) if meets else calendars.of(stage.holder)


def _to_meet(case: Case, stage: Stage, block: Block) -> bool:
    """Whether a block asks both sides to meet, at a time that nobody has picked yet."""
    if not isinstance(block, AppointmentBlock) or not block.required:
        return False
    meeting = case.appointments.get(stage.key, {}).get(block.key)
    return meeting is None or meeting.picked is None


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
