"""Since when each open thing waits: every question, promise and signature has one holder and a clock."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from workflows import holds, payments
from workflows.blocks import asked as yeses
from workflows.booked import Proposal
from workflows.calendars import Calendars
from workflows.case import Case
from workflows.grammar import Side
from workflows.planning import AFTERWARDS, GRACE, usual_end
from workflows.records import Step, StepKind
from workflows.redrawn import Redrawn

A_DAY = timedelta(days=1)
ANEW: dict[StepKind, StepKind] = {"proposal": "ask_anew", "redraw": "redraw_anew"}  # once it has run out


class Asked(NamedTuple):
    """What one side asks the other for: whose it is, since when, and through which day it holds."""

    side: Side
    at: datetime
    until: date


def since(case: Case, step: Step) -> datetime:
    """The moment from which an open step waits for whoever holds it.

    What has a hand of its own (a promise, a proposal, a yes, a pin, a note, times that were offered) waits
    since it was last passed on; anything else since its stage came under way, or was disturbed.
    """
    if step.kind in ("promise", "change", "judge"):
        return _promise(case, step)
    if step.kind == "hold":
        return case.holds[step.target].put.at
    if step.kind == "book":
        return case.book.asked.at if case.book.asked else case.begun.at
    if asked := _asked(case, step):
        return _over(asked) if step.kind in ANEW.values() else asked.at
    if step.kind == "yes":
        block, _, department = step.target.partition(".")
        plan = yeses.plan_of(case, step.stage, block)
        return yeses.since(case, plan, step.stage, department, step.who) if plan else _opened(case, step)
    return max([_opened(case, step), *_marks(case, step)])


def held(case: Case, steps: Iterable[Step], today: date) -> list[Step]:
    """Open steps as they are held on that day: what ran out unanswered is its maker's again."""
    return [_again(case, step) if run_out(case, step, today) else step for step in steps]


def run_out(case: Case, step: Step, today: date) -> bool:
    """Whether a step is to answer what does not hold any more."""
    asked = _asked(case, step) if step.kind in ANEW else None
    return asked is not None and today > asked.until


def ends(case: Case) -> Iterator[datetime]:
    """The moments at which what is asked for runs out, if nobody answers."""
    yield from (_over(_offered(one)) for one in case.proposals.values() if one.state == "open")
    yield from (_over(_wanted(one)) for one in case.redraws.values() if one.state == "open")


def _again(case: Case, step: Step) -> Step:
    asked = _asked(case, step)
    return step.model_copy(update={"kind": ANEW[step.kind], "side": asked.side}) if asked else step


def _asked(case: Case, step: Step) -> Asked | None:
    """What a step answers, or asks anew; None when it is about something else."""
    if step.kind in ("proposal", "ask_anew"):
        return _offered(case.proposals[step.target])
    return _wanted(case.redraws[step.target]) if step.kind in ("redraw", "redraw_anew") else None


def _offered(one: Proposal) -> Asked:
    return Asked(one.last.side, one.last.at, one.last.until)


def _wanted(one: Redrawn) -> Asked:
    return Asked(one.asked.side, one.asked.at, one.until)


def _over(asked: Asked) -> datetime:
    return datetime.combine(asked.until + A_DAY, time.min, UTC)


def expected(case: Case, step: Step, calendars: Calendars) -> date:
    """The day by which an open step is expected of whoever holds it, in the working days of their side.

    What was promised, by its day. What belongs to the stage under way, by the end of that stage, but two
    working days at least after it came up. Anything else within a working week.
    """
    days, began = calendars.of(step.side), since(case, step).date()
    one = case.commitments.get(step.target) if step.kind in ("promise", "change") else None
    if one and one.state == "promised":
        return date.fromisoformat(one.due)
    if step.kind == "yes":
        block, _, department = step.target.partition(".")
        if plan := yeses.plan_of(case, step.stage, block):
            return yeses.due(case, plan, step.stage, department, step.who, days)
    if step.kind == "hold":
        return days.after(began, holds.DAYS_TO_ANSWER)
    if step.stage == case.now and step.kind not in (*ANEW, *ANEW.values(), "book", "judge"):
        return max(usual_end(case, case.stages[case.now], calendars), days.after(began, AFTERWARDS))
    return days.after(began, GRACE)


def _promise(case: Case, step: Step) -> datetime:
    """Since it was asked, or sent back; since it was done, for whoever judges it.

    What the definition itself asks in a stage waits only since that stage came under way.
    """
    one = case.commitments[step.target]
    if step.kind == "judge" and one.done:
        return one.done.at
    if one.state == "not_yet" and one.judged:
        return one.judged.at
    own = step.target.startswith(f"{one.stage}_")
    return max(one.asked.at, _opened(case, step)) if own else one.asked.at


def _opened(case: Case, step: Step) -> datetime:
    """When the stage came under way; for what is left once every stage is behind, when the last one was."""
    if step.kind == "payment":
        return payments.since(case, step) or case.begun.at
    if step.kind in ("condition", "finish"):
        closed = [one.closed for one in case.progress.values() if one.closed]
        return max([case.begun.at, *closed])
    return case.progress[step.stage].opened or case.begun.at


def _marks(case: Case, step: Step) -> list[datetime]:
    """The moments at which what is open came to be as it is, besides those of its stage."""
    lines, target = case.values.get(step.stage, {}), step.target
    if step.kind == "line":
        return [lines[target].at] if target in lines else []
    if step.kind == "pin":
        return [max(one.at for one in (case.pins[target].put, *case.pins[target].talk.values()))]
    if step.kind in ("note", "judge_note"):
        return _of_note(case, step)
    if step.kind == "appointment":
        meeting = case.appointments.get(step.stage, {}).get(target)
        offer = (meeting.moving or meeting.proposed) if meeting else None
        return [offer.at] if offer else []
    if step.kind in ("sign", "look_again"):
        return _ready(case, step)
    return [verdict.at for verdict in case.verdicts.values()] if step.kind == "finish" else []


def _of_note(case: Case, step: Step) -> list[datetime]:
    note = case.notes[step.target]
    if step.kind == "judge_note":
        return [note.judged.at] if note.judged else []
    return [note.written.at, *(one.at for one in note.initials.values())]


def _ready(case: Case, step: Step) -> list[datetime]:
    """When the last thing in the stage was done that a signature waits for, or what was signed changed."""
    held = (case.values, case.ticks, case.reviews)
    return [mark.at for part in held for mark in part.get(step.stage, {}).values()]
