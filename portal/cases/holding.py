"""Holding a stage in the customer's name, and letting it go on. Why is said by the area of objections."""

from typing import Any

from portal.cases.keeping import hold as held
from portal.cases.keeping import keep
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel.verbs import Act
from workflows import course
from workflows.case import Case as Thread
from workflows.held import Outcome

# As the journal keeps them; portal/cases/deeds.py knows them in other languages.
HOW: dict[Outcome, str] = {
    "upheld": "the objection was upheld",
    "declined": "the objection was answered, and not upheld",
    "taken_back": "the objection was taken back",
}


@verbs.action
def hold(act: Act, case: Case, stage: str, person: Any) -> str:
    """Keep a stage from moving until this person has answered; the key of the hold.

    Raises:
        Refused: see `workflows.holds.put`.
    """
    thread, actor = held(act, case)
    after = course.hold(thread, actor, stage, person.handle, person.name)
    act.note(stage=thread.stages[stage].title, whom=person.name)
    keep(act, case, after)
    return f"h{after.seq}"


@verbs.action
def hand_hold_on(act: Act, case: Case, key: str, person: Any) -> None:
    """Let somebody else answer."""
    thread, actor = held(act, case)
    after = course.hand_hold_on(thread, actor, key, person.handle, person.name)
    act.note(stage=_title(thread, key), whom=person.name)
    keep(act, case, after)


@verbs.action
def release(act: Act, case: Case, key: str, outcome: Outcome) -> None:
    """Let the stage go on."""
    thread, actor = held(act, case)
    after = course.release(thread, actor, key, outcome)
    act.note(stage=_title(thread, key), how=HOW[outcome])
    keep(act, case, after)


def _title(thread: Thread, key: str) -> str:
    one = thread.holds.get(key)
    return thread.stages[one.stage].title if one and one.stage in thread.stages else ""
