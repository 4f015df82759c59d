"""Making stages again because of a change: opened again, with the days that this takes."""

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from workflows.calendars import Calendars
from workflows.case import Case
from workflows.planning import handover, lead, opened, plan
from workflows.stages import opened_again


class Redo(NamedTuple):
    """What is made again: the stages that open again, in the order of the plan, and the days for it."""

    reopens: tuple[str, ...]
    days: int
    why: str = ""


def redone(case: Case, redo: Redo, at: datetime, calendars: Calendars) -> Case:
    """The case with the stages open again and the days given to them, from this moment on.

    The stages that open again share the days; the stage that was under way keeps what was left of its own,
    or has the days added when nothing opens again. So the hand-over that was planned moves by just these,
    where both sides work on the same days; where they do not, each stage counts in those of its holder.
    """
    today, now = at.date(), case.now
    ends = plan(case, today, calendars)[now].ends if now else today
    shares = _shares(case, redo)
    for key in redo.reopens:
        case = _with(opened_again(case, key, redo.why), key, lead=shares[key])
    if case.now and case.now != now:
        case = _with(case, case.now, opened=at)
    if now is None:
        return case
    own = calendars.of(case.stages[now].holder)
    if not redo.reopens:
        begun = opened(case, case.stages[now])
        return _with(case, now, lead=own.between(begun, ends) + redo.days) if redo.days else case
    if case.now == now:
        return case
    begins = today if redo.days else plan(case, today, calendars)[now].starts
    return _with(case, now, opened=None, lead=own.between(begins, ends))


def moved(case: Case, redo: Redo, today: date, calendars: Calendars) -> date | None:
    """The day of the hand-over if this is made again from today on; None when it is behind."""
    after = redone(case, redo, datetime.combine(today, time.max, UTC), calendars)
    return handover(after, plan(after, today, calendars))


def _shares(case: Case, redo: Redo) -> dict[str, int]:
    """The days of each stage that opens again, by how long it usually takes; the first has one at least."""
    usual = [max(1, lead(case, case.stages[key])) for key in redo.reopens]
    shares, left = {}, redo.days
    for number, key in enumerate(redo.reopens):
        part = -(-left * usual[number] // sum(usual[number:]))  # rounded up, so that the first is never empty
        shares[key] = part
        left -= part
    return shares


def _with(case: Case, stage: str, **new: object) -> Case:
    return case.with_whole("progress", stage, case.progress[stage].model_copy(update=new))
