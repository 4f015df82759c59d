"""A stage may be held again (a second fitting): each round is a stage of its own, named after the first."""

import re

from workflows.case import Case
from workflows.grammar import Stage

_ROUND = re.compile(r"__[2-9]$")
_KEY, _TITLE = 37, 111  # characters of a stage's key and title that leave room for the number of a round


def origin(stage: str) -> str:
    """The key of the first round, of any round's key."""
    return _ROUND.sub("", stage)[:_KEY]


def rounds(case: Case, stage: str) -> list[str]:
    """The rounds of a stage in the order they are held, the first one first."""
    return [key for key in case.plan if origin(key) == origin(stage)]


def another(first: Stage, number: int) -> Stage:
    """One more round; people may leave it out even where the first round is essential."""
    key, title = f"{origin(first.key)}__{number}", f"{first.title[:_TITLE]}, round {number}"
    return first.model_copy(update={"key": key, "title": title, "short": "", "essential": False})


def at_round(stage: str, path: str) -> str:
    """The line that a block names: of its own stage that of this round, of another as it is written."""
    of, _, field = path.partition(".")
    return f"{stage}.{field}" if of == origin(stage) else path
