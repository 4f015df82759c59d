"""What lists know of a case without reading its document: kept with each deed, and by the worker."""

from datetime import datetime
from typing import Any

from portal.cases.faces import pictures
from portal.kernel import languages
from workflows import planning, turn
from workflows.calendars import Calendars
from workflows.case import Case as Thread
from workflows.clocks import held
from workflows.grammar import SIDES, Stage
from workflows.ledger import standing


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def columns(after: Thread, at: datetime, days: Calendars) -> dict[str, Any]:
    """What lists need to know of a case that was changed at that moment."""
    now = after.stages[after.now] if after.now else None
    return {
        "title": title(after),
        "status": after.status,
        "version": after.version,
        "stage": now.key if now else "",
        "due": planning.due(after, at.date(), days),
        **by_the_clock(after, at),
    }


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def by_the_clock(thread: Thread, at: datetime) -> dict[str, Any]:
    """What lists say that time alone changes: what ran out is its maker's again."""
    now = standing(thread.turn, at)
    summary = _summary(thread.having(turn=now), at)
    return {"turn_side": now.side or "", "turn_since": now.since, "summary": summary}


def title(thread: Thread) -> str:
    """What this order is called."""
    return str(thread.value(thread.title_field) or "An order without a name yet")[:200]


def _summary(thread: Thread, at: datetime) -> dict[str, Any]:
    """The small thread of a list, and the name and number of the present stage."""
    states = [[thread.state(s.key), _alone(s)] for s in thread.in_order()]
    now = thread.stages[thread.now] if thread.now else None
    number = thread.plan.index(thread.now) + 1 if thread.now else len(thread.plan)
    steps = held(thread, turn.steps(thread), at.date())
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
