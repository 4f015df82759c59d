"""Reminding the other side of what waits for it."""

from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel.verbs import Act
from workflows import course


@verbs.action
def remind(act: Act, case: Case, words: str) -> None:
    """Remind the other side, with a sentence that goes into the history and into a letter."""
    thread, actor = hold(act, case)
    whom = "the clan" if actor.side == "customer" else case.account.name
    act.note(whom=whom, words=words.strip())
    keep(act, case, course.remind(thread, actor, words))
