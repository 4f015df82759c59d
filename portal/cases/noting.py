"""Fitting notes: written, changed, initialled by both sides, done, and judged at the next fitting."""

from collections.abc import Sequence

from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel.verbs import Act
from workflows import course
from workflows.blocks.notes import called
from workflows.case import Case as Thread
from workflows.noted import Observed

JUDGED = {"fixed": "fixed", "partly": "partly fixed", "not": "not fixed"}


@verbs.action
def write_note(act: Act, case: Case, stage: str, block: str, seen: Observed) -> None:
    """Write down what was seen at a fitting."""
    thread, actor = hold(act, case)
    after = course.write_note(thread, actor, stage, block, seen)
    act.note(what=_called(after, f"n{after.seq}"))
    keep(act, case, after)


@verbs.action
def change_note(act: Act, case: Case, key: str, seen: Observed, since: int) -> None:
    """Write a note anew; `since` is the change up to which it was read."""
    thread, actor = hold(act, case)
    after = course.change_note(thread, actor, key, seen, since)
    act.note(what=_called(after, key))
    keep(act, case, after)


@verbs.action
def initial_notes(act: Act, case: Case, keys: Sequence[str], since: int) -> None:
    """Put the initials of one side to some notes, as they were read at change `since`."""
    thread, actor = hold(act, case)
    after = course.initial_notes(thread, actor, keys, since)
    act.note(what=f"the note “{_called(after, keys[0])}”" if len(keys) == 1 else f"{len(keys)} notes")
    keep(act, case, after)


@verbs.action
def take_back_note(act: Act, case: Case, key: str) -> None:
    """Take back a note that the other side has not agreed to."""
    thread, actor = hold(act, case)
    act.note(what=_called(thread, key))
    keep(act, case, course.take_back_note(thread, actor, key))


@verbs.action
def do_note(act: Act, case: Case, key: str, done: bool) -> None:
    """Say that the work of a note is done, or that it is not after all."""
    thread, actor = hold(act, case)
    act.note(what=_called(thread, key), done="did what was asked in" if done else "took back as not done")
    keep(act, case, course.do_note(thread, actor, key, done))


@verbs.action
def judge_note(act: Act, case: Case, stage: str, key: str, how: str, why: str = "") -> None:
    """Say at a later fitting how a note stands; it counts once both sides say the same."""
    thread, actor = hold(act, case)
    after = course.judge_note(thread, actor, stage, key, how, why)
    settled = after.notes[key].verdict
    back = ". It comes back as an open note" if settled == "not" else ""
    rest = f", as both say{back}" if settled else f", because {why.strip()}" if why.strip() else ""
    act.note(what=_called(thread, key), how=JUDGED[how], rest=rest)
    keep(act, case, after)


def _called(thread: Thread, key: str) -> str:
    return called(thread, thread.notes[key]) if key in thread.notes else "a note"
