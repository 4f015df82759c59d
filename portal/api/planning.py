"""The plan of an order, as programs change it and as they are told of it."""

from typing import Any

from portal.api.fittings import Hand
from portal.api.plans import Different, PlanChange, Process
from portal.cases import redrawing, versions
from portal.cases.model import Case
from portal.kernel.doors import me
from portal.people.model import Person
from workflows.case import Case as Thread
from workflows.differences import Different as Difference
from workflows.grammar import Workflow
from workflows.language import N_, _
from workflows.planning import Days
from workflows.records import Refused
from workflows.redrawing import told
from workflows.redrawn import Adopting, Redraw

ASKED = N_("This moves the day of the hand-over, so the other side is asked first.")


def replanned(case: Case, how: Redraw) -> list[str]:
    """Change the plan, or ask the other side; returns what is to be said of it."""
    return [] if redrawing.replan(me(), case, how) else [_(ASKED)]


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
            until=one.until,
            before=one.before,
            after=one.after,
            made=one.made,
            no=one.why,
            ended=Hand(by=one.ended.by, at=one.ended.at) if one.ended else None,
        )
        for key, one in held
    ]


def process(who: Person, case: Case, offered: Workflow | None) -> Process:
    """The process of an order, and what the version that is offered would change in it."""
    thread = case.thread
    plain: dict[str, Any] = {"workflow": thread.workflow, "version": thread.version}
    if offered is None:
        return Process(
            **plain, offered=None, problem="", differs=[], before=None, after=None, agreed=[], no=""
        )
    problem, differs = "", list[Difference]()
    days: Days = (None, None)
    try:
        differs, days = versions.tried(who, case, offered)
    except Refused as refused:
        problem = str(refused)
    said = thread.versions.get(f"v{offered.version}", Adopting())
    return Process(
        **plain,
        offered=offered.version,
        problem=problem,
        differs=[Different(title=one.title, told=list(one.told)) for one in differs],
        before=days[0],
        after=days[1],
        agreed=sorted(said.yes),
        no=said.why,
    )
