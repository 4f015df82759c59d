"""This order's own process: stages added, split, moved, left out, held once more, opened again."""

from collections.abc import Callable
from datetime import date
from typing import Any

from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.queries import calendars
from portal.cases.verbs import verbs
from portal.kernel import clock, languages
from portal.kernel.verbs import Act
from workflows import course, redrawing
from workflows.case import Actor
from workflows.case import Case as Thread
from workflows.planning import Days
from workflows.redrawn import Redraw
from workflows.transition import marked

# What the journal keeps, for readers of every language.
_kept = languages.spoken(languages.ENGLISH)
_asks, _made = _kept(redrawing.told), _kept(redrawing.done)


def weighed(who: Any, case: Case, how: Redraw) -> tuple[Days, bool]:
    """The day of the hand-over before and after a change of the plan, and whether the other side is asked.

    Raises:
        Refused: it cannot be made.
    """
    thread = case.thread
    mark = marked(Actor(who.handle, who.name, who.side, clock.now()), thread.seq + 1)
    days = redrawing.weigh(thread, mark, how, calendars(case.account_id))
    return days, redrawing.asks(thread, days)


def replan(who: Any, case: Case, how: Redraw) -> bool:
    """Change the plan, or ask the other side where that moves a promise; returns whether it is made.

    Raises:
        Refused: it cannot be made.
    """
    if weighed(who, case, how)[1]:
        ask_redraw(who, case, how)
        return False
    _AT_ONCE.get(how.kind, redraw)(who, case, how)
    return True


@verbs.action
def redraw(act: Act, case: Case, how: Redraw) -> None:
    """Add a stage, split one, move one or take one out again."""
    after = _changed(act, case, how)
    key = f"r{after.seq}"
    told = after if how.kind != "remove" else case.thread
    act.note(what=_made(told, after.redraws[key]), why=how.why.strip())
    keep(act, case, after)


@verbs.action
def reopen(act: Act, case: Case, how: Redraw) -> None:
    """Open a finished stage again; the work is kept."""
    _plainly(act, case, how)


@verbs.action
def skip(act: Act, case: Case, how: Redraw) -> None:
    """Leave a stage out, with a reason."""
    _plainly(act, case, how)


@verbs.action
def again(act: Act, case: Case, how: Redraw) -> None:
    """Plan one more round of a stage."""
    _plainly(act, case, how)


_AT_ONCE: dict[str, Callable[[Any, Case, Redraw], None]] = {"reopen": reopen, "skip": skip, "again": again}


@verbs.action
def ask_redraw(act: Act, case: Case, how: Redraw) -> None:
    """Ask the other side for a change of the plan that moves what is promised."""
    thread, actor = hold(act, case)
    after = course.ask_redraw(thread, actor, how, calendars(case.account_id))
    act.note(what=_asks(after, after.redraws[f"r{after.seq}"]), why=how.why.strip())
    keep(act, case, after)


@verbs.action
def ask_redraw_anew(act: Act, case: Case, key: str) -> None:
    """Ask once more for what ran out without an answer."""
    thread, actor = hold(act, case)
    after = course.ask_redraw_anew(thread, actor, key, calendars(case.account_id))
    one = after.redraws[f"r{after.seq}"]
    act.note(what=_asks(after, one), why=one.how.why.strip())
    keep(act, case, after)


@verbs.action
def agree_redraw(act: Act, case: Case, key: str, seen: date | None = None) -> None:
    """Agree to a change of the plan, to the day of the hand-over that was shown."""
    thread, actor = hold(act, case)
    after = course.agree_redraw(thread, actor, key, seen, calendars(case.account_id))
    one = after.redraws[key]
    moved = f". The hand-over moves to {one.after:%-d %B}" if one.after and one.after != one.before else ""
    act.note(what=_asks(thread, one), moved=moved)
    keep(act, case, after)


@verbs.action
def decline_redraw(act: Act, case: Case, key: str, why: str) -> None:
    """Say no to a change of the plan, with a reason."""
    thread, actor = hold(act, case)
    after = course.decline_redraw(thread, actor, key, why)
    act.note(what=_asks(after, after.redraws[key]), why=why.strip())
    keep(act, case, after)


@verbs.action
def withdraw_redraw(act: Act, case: Case, key: str) -> None:
    """Take back what one's own side asked for."""
    thread, actor = hold(act, case)
    after = course.withdraw_redraw(thread, actor, key)
    act.note(what=_asks(after, after.redraws[key]))
    keep(act, case, after)


def _plainly(act: Act, case: Case, how: Redraw) -> None:
    after = _changed(act, case, how)
    act.note(stage=after.stage(how.stage).title, why=how.why.strip())
    keep(act, case, after)


def _changed(act: Act, case: Case, how: Redraw) -> Thread:
    thread, actor = hold(act, case)
    return course.redraw(thread, actor, how, calendars(case.account_id))
