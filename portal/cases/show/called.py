"""What a letter says of an order: what was asked or answered in it, and what waits past its day."""

import re

from portal.cases.show import words as say
from portal.cases.show.steps import TOGETHER
from portal.cases.show.steps import called as named
from workflows.calls import Call
from workflows.language import N_, _, ngettext, whole_day

HAPPENED = {
    "asked": N_("%(by)s asks for a change: %(label)s."),
    "countered": N_("%(by)s offers another way: %(label)s."),
    "agreed": N_("%(by)s agreed to what you asked for: %(label)s."),
    "declined": N_("%(by)s said no to what you asked for: %(label)s."),
    "ran_out": N_(
        "What you asked for ran out on %(day)s without an answer: %(label)s. Ask anew, or take it back."
    ),
    "broken": N_("%(by)s promised this by %(day)s, and it is not done yet: %(label)s."),
    "reminded": N_("%(by)s reminds you:"),
}
QUOTED = ("asked", "countered", "declined", "reminded")  # of what there are words to read, if any were said
LONG = 90  # characters of what it is about


def called(call: Call) -> str:
    """The sentence about one thing, on one line."""
    day = whole_day(call.day) if call.day else ""
    label = say.cut(" ".join(call.label.split()), LONG).rstrip(".")
    if call.kind in HAPPENED:
        said = say.quoted(" ".join(call.words.split())) if call.words and call.kind in QUOTED else ""
        told = _ended(_(HAPPENED[call.kind], by=call.by, label=label, day=day))
        return f"{told} {said}" if said else told
    told = _ended(f"{_waiting(call, label)}.")
    late = _("It was expected by %(day)s.", day=day)
    return f"{told} {late}"


def _ended(told: str) -> str:
    """A sentence whose last words are a question of somebody's, without a full stop behind its mark."""
    return re.sub(r"([?!])\.", r"\1", told)


def _waiting(call: Call, label: str) -> str:
    """What waits past its day, and how much more like it."""
    if call.count > 1 and call.kind in TOGETHER:
        return TOGETHER[call.kind](call.count)
    first, more = named(call.kind, label), call.count - 1
    if not more:
        return first
    return ngettext(
        "%(what)s, and %(num)s more thing like it",
        "%(what)s, and %(num)s more things like it",
        more,
        what=first,
    )
