"""Keeping a case: its document after a deed, the difference for the journal, the columns for lists."""

from datetime import datetime
from typing import Any

from portal.cases import asking, calling, diary, forecasting, indexing
from portal.cases.faces import pictures
from portal.cases.model import Case
from portal.cases.queries import calendars
from portal.kernel import languages
from portal.kernel.db import session
from portal.kernel.verbs import Act
from workflows import planning, turn
from workflows.calendars import Calendars
from workflows.case import Actor
from workflows.case import Case as Thread
from workflows.changes import diff, document_after
from workflows.grammar import SIDES, Stage


def hold(act: Act, case: Case) -> tuple[Thread, Actor]:
    """Lock the case for this deed and read it as it is now, with the hand that does it.

    On SQLite the unit of work is the only writer from its beginning, so there is nothing to lock.
    """
    if session().get_bind().dialect.name == "postgresql":
        session().refresh(case, with_for_update=True, attribute_names=["seq", "document"])
    return case.thread, Actor(act.who.handle, act.who.name, act.who.side, act.at)


def keep(act: Act, case: Case, after: Thread) -> None:
    """Write the case as it is after the deed, and tell its journal exactly what changed."""
    if after.seq == case.seq:
        act.nothing()
        return
    before, held = case.thread, case.document
    case.document = document_after(before, held, after)
    case.seq, case.moved = after.seq, act.at
    case.read_as(after)
    for name, value in columns(after, act.at, calendars(case.account_id)).items():
        setattr(case, name, value)
    _rows(case, before, after, act.at)
    act.tell(case.stream, diff(held, case.document))


def _rows(case: Case, before: Thread, after: Thread, at: datetime) -> None:
    """What is read from the document into other tables, brought to what it says now."""
    if after.appointments is not before.appointments or after.progress is not before.progress:
        diary.follow(case, after, at)
    if after.approvals:
        asking.follow(case, after)
    calling.follow(case, after, at)
    indexing.follow(case, after)
    if after.status == "fulfilled":
        forecasting.gather(case.workflow)


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def columns(after: Thread, at: datetime, days: Calendars) -> dict[str, Any]:
    """What lists need to know of a case that was changed at that moment."""
    now = after.stages[after.now] if after.now else None
    return {
        "title": title(after),
        "status": after.status,
        "version": after.version,
        "stage": now.key if now else "",
        "summary": _summary(after),
        "turn_side": after.turn.side or "",
        "turn_since": after.turn.since,
        "due": planning.due(after, at.date(), days),
    }


def title(thread: Thread) -> str:
    """What this order is called."""
    return str(thread.value(thread.title_field) or "An order without a name yet")[:200]


def _summary(thread: Thread) -> dict[str, Any]:
    """The small thread of a list, and the name and number of the present stage."""
    states = [[thread.state(s.key), _alone(s)] for s in thread.in_order()]
    now = thread.stages[thread.now] if thread.now else None
    number = thread.plan.index(thread.now) + 1 if thread.now else len(thread.plan)
    steps = turn.steps(thread)
    moves = {side: [_move(step) for step in steps if step.side == side][:4] for side in SIDES}
    return {
        "states": states,
        "stage": now.title if now else "",
        "number": number,
        "of": len(thread.plan),
        "moves": moves,
        "promised": _promised(thread),
        "face": next((file for _, file in pictures(thread)), ""),
    }


def _alone(stage: Stage) -> str:
    """The side that does a stage alone, or nothing when both sign it."""
    signed_by = stage.signed_by()
    return signed_by[0] if len(signed_by) == 1 else ""


def _promised(thread: Thread) -> str:
    """The earliest day by which the side to move has promised something; empty without a promise."""
    days = (
        one.due
        for one in thread.commitments.values()
        if one.state == "promised" and one.of == thread.turn.side
    )
    return min(days, default="")


def _move(step: turn.Step) -> list[str]:
    """One thing to do, for lists: its kind and what it is called."""
    return [step.kind, step.label]
