"""What there is to do in orders, in one line, from the few words that lists keep of it in English."""

from collections.abc import Iterable
from typing import Any

from portal.cases.deeds import asked
from portal.cases.show.words import listed, lower
from workflows.language import N_, _

# What there is to do, by its kind. After a semicolon it begins small.
VERBS = {
    "line": N_("Write %(what)s"),
    "appointment": N_("Arrange %(what)s"),
    "review": N_("Decide %(what)s"),
    "change": N_("Put right: %(what)s"),
    "checklist": N_("Tick off %(what)s"),
    "pin": N_("Answer the pin %(what)s"),
    "note": N_("Put your initials to %(what)s"),
    "judge_note": N_("Say whether this was put right: %(what)s"),
    "to_do": N_("Do %(what)s"),
    "hold": N_("Answer why this is held: %(what)s"),
    "plan": N_("Plan: %(what)s"),
    "yes": N_("Say yes or no: %(what)s"),
    "sign": N_("Sign %(what)s"),
    "look_again": N_("Look again at %(what)s"),
    "proposal": N_("Answer the proposal: %(what)s"),
    "ask_anew": N_("Ask anew: %(what)s"),
    "redraw_anew": N_("Ask anew: %(what)s"),
    "redraw": N_("Answer for the plan: %(what)s"),
    "promise": N_("Keep a promise: %(what)s"),
    "payment": N_("Pay %(what)s"),
    "book": N_("Answer: %(what)s"),
    "judge": N_("Say whether it is done: %(what)s"),
    "condition": N_("Say whether it is met: %(what)s"),
    "finish": N_("Say that it is finished: %(what)s"),
}
# What is called by words of ours, whatever the order.
OURS = {"book": N_("Say whether the book is opened"), "finish": N_("Say that your need is fulfilled")}


def moves_in_words(moves: Iterable[Any]) -> str:
    """What there is to do, in one line: the kinds of it joined, each named."""
    by_kind: dict[str, list[str]] = {}
    for kind, label in moves:
        by_kind.setdefault(kind, []).append(_named(kind, str(label).rstrip(".")))
    said = [_(VERBS[kind], what=listed(labels)) for kind, labels in by_kind.items()]
    return "; ".join([said[0], *(one[0].lower() + one[1:] for one in said[1:])]) if said else ""


def _named(kind: str, label: str) -> str:
    """A thing to do in the middle of a sentence: lines lose their capital, questions keep their own words."""
    if kind in OURS:
        return _(OURS[kind])
    if kind in ("redraw", "redraw_anew"):
        return asked(label)
    if kind == "review":
        return _("“%(words)s”", words=label)
    return lower(label) if kind in ("line", "checklist") else label
