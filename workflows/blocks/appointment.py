"""A moment to meet: times offered by one side, one of them picked by the other."""

from collections.abc import Iterator
from datetime import datetime

from workflows.blocks.gates import workable
from workflows.case import Case
from workflows.grammar import AppointmentBlock, Stage
from workflows.records import Appointment, Mark, Proposed, Refused, Step, fixed, other
from workflows.texts import reason, said

MOST = 20  # times in one offer


def left(case: Case, stage: Stage, block: AppointmentBlock) -> Iterator[Step]:
    """Whoever was offered times picks one; while none are offered, the holder of the stage offers some."""
    if not block.required or not case.unpicked(stage.key, block.key):
        return
    meeting = case.appointments.get(stage.key, {}).get(block.key)
    side = other(meeting.proposed.side) if meeting and meeting.proposed else stage.holder
    yield Step(side=side, kind="appointment", stage=stage.key, target=block.key, label=block.title)


def propose_times(
    case: Case, mark: Mark, stage: str, block: str, times: tuple[datetime, ...], place: str = ""
) -> Case:
    """Offer times for an appointment; the other side picks one, or offers others.

    Raises:
        Refused: no time is still to come, there are too many, or a time is agreed already.
    """
    part = _block(case, stage, block)
    future = tuple(sorted({fixed(time) for time in times if time > mark.at}))
    if not future:
        raise Refused(f"{part.title} needs at least one time that is still to come.")
    if len(future) > MOST:
        raise Refused(f"{part.title}: offer {MOST} times at most; these are {len(future)}.")
    if not case.unpicked(stage, block):
        raise Refused(f"{part.title} is arranged already. Call it off first, and say why.")
    proposed = Proposed(**mark.model_dump(), times=future, place=said(place, "The place"))
    return case.with_entries("appointments", stage, {block: Appointment(proposed=proposed)})


def pick_time(case: Case, mark: Mark, stage: str, block: str, time: datetime) -> Case:
    """Pick one of the times that the other side offers.

    Raises:
        Refused: the time is not offered or past, one's own side offered it, or a time is agreed already.
    """
    part = _block(case, stage, block)
    meeting = case.appointments.get(stage, {}).get(block)
    if not meeting or not meeting.proposed or fixed(time) not in meeting.proposed.times:
        raise Refused(f"That time is not one of those offered for {part.title}.")
    if meeting.proposed.side == mark.side:
        raise Refused("Your side offered these times; the other side picks one.")
    if meeting.picked:
        raise Refused(f"{part.title} is arranged already. Call it off first, and say why.")
    if time <= mark.at:
        raise Refused("That time is past. Pick a later one, or offer others.")
    picked = meeting.model_copy(update={"picked": fixed(time), "picked_by": mark})
    return case.with_entries("appointments", stage, {block: picked})


def cancel_time(case: Case, mark: Mark, stage: str, block: str, why: str) -> Case:
    """Call an appointment off with a reason; it must be arranged anew.

    Raises:
        Refused: nothing is arranged, or there is no reason.
    """
    part = _block(case, stage, block)
    meeting = case.appointments.get(stage, {}).get(block)
    if not meeting or not meeting.proposed:
        raise Refused(f"{part.title} is not arranged, so there is nothing to call off.")
    return case.with_entries("appointments", stage, {block: Appointment(cancelled=reason(why))})


def _block(case: Case, stage: str, block: str) -> AppointmentBlock:
    part = case.stage(stage).block(block)
    if not isinstance(part, AppointmentBlock):
        raise Refused(f"There is no appointment called {block} in {case.stage(stage).title}.")
    workable(case, stage)
    return part
