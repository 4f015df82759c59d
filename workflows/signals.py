"""Signs that a customer's business is under strain, and the drum that calls its clan together.

Pure: signals are sentences with a value, a baseline, a source and a day, and never one score (design document
mission.md, row 6). Moments are counted here and kept elsewhere.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from workflows.language import N_, _, ngettext

DAYS_TO_MEET = 2  # working days of the house, from the drum to the meeting
QUORUM = 60  # of a hundred who are called
A_YEAR = timedelta(days=365)
KINDS = {
    "volume": N_("how much they order"),
    "answers": N_("how soon they answer"),
    "promises": N_("promises on their side"),
    "complaints": N_("complaints"),
    "payments": N_("payments"),
    "quiet": N_("people who are quiet"),
    "change": N_("who decides or owns"),
    "news": N_("a public figure or news"),
    "words": N_("what somebody saw or heard"),
}
HELPED, FALSE = "helped", "false"
ENDS = {HELPED: N_("It was answered"), FALSE: N_("It was a false alarm")}
OFFERED, ACCEPTED, REFUSED, DONE = "offered", "accepted", "declined", "done"
OFFERS = {
    OFFERED: N_("offered"),
    ACCEPTED: N_("accepted"),
    REFUSED: N_("not needed"),
    DONE: N_("done"),
}


class Standing(StrEnum):
    """Where a drum stands, in the order in which it goes on."""

    STRUCK = "struck"  # nobody has called the clan yet
    CALLED = "called"
    MISSED = "missed"  # too few came: it is called again
    HELD = "held"
    CLOSED = "closed"


def standing(*, called: bool, held: bool, missed: bool, closed: bool) -> Standing:
    """Where a drum stands, by what became of the meeting that was called for it last."""
    if closed:
        return Standing.CLOSED
    if held:
        return Standing.HELD
    if missed:
        return Standing.MISSED
    return Standing.CALLED if called else Standing.STRUCK


def took(times: Iterable[tuple[datetime, datetime | None]]) -> timedelta | None:
    """How long it usually took from a drum to its meeting: the median of those that were held."""
    found = [(held - struck).total_seconds() for struck, held in times if held is not None]
    return timedelta(seconds=median(found)) if found else None


def in_words(length: timedelta) -> str:
    """A length as the seniors' own figure says it: 1 day and 3 hours; 40 minutes."""
    minutes = int(length.total_seconds()) // 60
    days, hours = minutes // (24 * 60), minutes // 60 % 24
    parts = [ngettext("%(num)s day", "%(num)s days", days)] if days else []
    parts += [ngettext("%(num)s hour", "%(num)s hours", hours)] if hours else []
    if not parts:
        return ngettext("%(num)s minute", "%(num)s minutes", minutes)
    return _("%(days)s and %(hours)s", days=parts[0], hours=parts[1]) if len(parts) > 1 else parts[0]
