"""Reminding the other side of what waits for it: in words of one's own, once a day."""

from datetime import timedelta

from workflows import turn
from workflows.case import Case
from workflows.language import _
from workflows.records import Mark, Refused, other
from workflows.reminded import Reminded
from workflows.texts import reason

A_DAY = timedelta(days=1)


def remind(case: Case, mark: Mark, words: str) -> Case:
    """Remind the other side, with a sentence that everyone reads.

    Raises:
        Refused: nothing waits for it, there are no words, or somebody of this side did so within a day.
    """
    side = other(mark.side)
    if not any(step.side == side for step in turn.steps(case)):
        raise Refused(_("Nothing waits for the other side, so there is nothing to remind it of."))
    last = case.reminded.get(side)
    if last and mark.at - last.at < A_DAY:
        raise Refused(_("%(name)s has reminded them already. Once a day is enough.", name=last.name))
    told = Reminded(**mark.model_dump(), words=reason(words))
    return case.having(reminded={**case.reminded, side: told})
