"""The plan of an order, as programs change it and as they are told of it."""

from portal.api.fittings import Hand
from portal.api.plans import PlanChange
from portal.cases import redrawing
from portal.cases.model import Case
from portal.kernel.doors import me
from workflows.case import Case as Thread
from workflows.redrawing import told
from workflows.redrawn import Redraw

ASKED = "This moves the day of the hand-over, so the other side is asked first."


def replanned(case: Case, how: Redraw) -> list[str]:
    """Change the plan, or ask the other side; returns what is to be said of it."""
    return [] if redrawing.replan(me(), case, how) else [ASKED]


def plan(thread: Thread) -> list[PlanChange]:
    """Every change of the plan, oldest first."""
    held = sorted(thread.redraws.items(), key=lambda named: named[1].asked.seq)
    return [
        PlanChange(
            key=key,
            kind=one.how.kind,
            by=one.asked.by,
            at=one.asked.at,
            side=one.asked.side,
            stage=one.how.stage,
            place=one.how.after,
            text=told(thread, one),
            why=one.how.why,
            state=one.state,
            before=one.before,
            after=one.after,
            made=one.made,
            no=one.why,
            ended=Hand(by=one.ended.by, at=one.ended.at) if one.ended else None,
        )
        for key, one in held
    ]
