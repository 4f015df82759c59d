"""What a complaint teaches: why it happened, what changed because of it, and whether it came back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from workflows.complaints.complaint import Complaint
from workflows.language import N_

MONTHS = 12
# What became of the wish that it does not happen again.
CHANGES = {
    "": N_("Nobody has said yet what changes"),
    "named": N_("A change is named, and not made yet"),
    "made": N_("A change was made"),
    "nothing": N_("Nothing changes, and it is said why"),
}


@dataclass(frozen=True)
class Lesson:
    """One round of a complaint as it is counted; `words` is the number of a text."""

    round: int
    month: str  # in which it was received, or came back, as 2026-11
    cause: str = ""
    verdict: str = ""
    change: str = ""
    place: str = ""
    process: str = ""
    who: str = ""
    words: int = 0


def lessons(one: Complaint) -> list[Lesson]:
    """What each round teaches. What is answered together with another teaches there, not twice."""
    return [] if one.joined else [_lesson(one, number) for number in range(1, one.round + 1)]


def _lesson(one: Complaint, number: int) -> Lesson:
    then = one.model_copy(update={"round": number})
    cause, judged, change = (then.last(part) for part in ("causes", "findings", "preventions"))
    at = one.received.at if number == 1 else one.reopened[number - 2].at
    told = Lesson(
        round=number,
        month=f"{at:%Y-%m}",
        cause=cause.kind if cause else "",
        verdict=judged.verdict if judged else "",
    )
    if change is None:
        return told
    state = "nothing" if change.nothing else "made" if change.done else "named"
    return replace(
        told, change=state, place=change.change, process=change.process, who=change.called, words=change.words
    )


def months(last: date) -> list[date]:
    """The first days of the last twelve months, the newest first."""
    number = last.year * 12 + last.month - 1
    return [date((number - back) // 12, (number - back) % 12 + 1, 1) for back in range(MONTHS)]


def over_time(found: Mapping[tuple[str, str], int], last: date) -> list[tuple[date, dict[str, int]]]:
    """The causes of each of the last twelve months, the most frequent first, those not known last."""
    told = []
    for first in months(last):
        held = {cause: number for (month, cause), number in found.items() if month == f"{first:%Y-%m}"}
        order = sorted(held, key=lambda cause: (cause == "", -held[cause], cause))
        told.append((first, {cause: held[cause] for cause in order}))
    return told
