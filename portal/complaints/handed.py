"""Why somebody answers who did not before, in words for both sides."""

from workflows.complaints.complaint import Complaint as Document
from workflows.complaints.ownership import chain
from workflows.language import N_, _, weekday_and_day

WHY = {
    "left": N_("%(before)s works here no longer."),
    "role": N_("%(before)s answers no complaints any more."),
    "refused": N_("Somebody else than %(before)s was asked for."),
    "conflict": N_("%(before)s is not free to judge it."),
    "in_person": N_("A talk in person was asked for."),
    "anew": N_("A steward took it from %(before)s."),
}


def why(one: Document, number: int) -> str:
    """Why the executive of that place in the row has it now; nothing of the first who had it."""
    held, before = one.owners[number], one.owners[number - 1] if number else None
    if before is None:
        return ""
    first = chain(one.owners[: number + 1])[0]
    if held.how == "stands_in":
        day = weekday_and_day(held.until) if held.until else ""
        said = N_("%(before)s is away until %(day)s. Until then %(name)s stands in.")
        return _(said, before=first.called, name=held.called, day=day)
    if held.how == "back" and before.because == "back":
        return _("%(name)s is here again, and has it again.", name=held.called)
    said = WHY.get(before.because, "")
    return _(said, before=before.called) if said else ""
