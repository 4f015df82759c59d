"""What each kind of step is called, on pages and in letters, and how long it takes."""

from collections.abc import Callable

from portal.cases.show.words import lower
from workflows.language import N_, _, ngettext
from workflows.records import Step

MANY = 4  # as many open things of one kind in one stage are one step
HALF_MINUTES = {
    "review": 10,
    "change": 10,
    "checklist": 6,
    "sign": 6,
    "plan": 10,
    "yes": 6,
}
TOGETHER: dict[str, Callable[[int], str]] = {
    "line": lambda many: ngettext("Write %(num)s line", "Write %(num)s lines", many),
    "note": lambda many: ngettext(
        "Put your initials to %(num)s note", "Put your initials to %(num)s notes", many
    ),
    "judge_note": lambda many: ngettext(
        "Say of %(num)s note whether it was put right",
        "Say of %(num)s notes whether they were put right",
        many,
    ),
}
WORDS = {
    "line": N_("Write %(label)s"),
    "appointment": N_("Arrange %(label)s"),
    "review": N_("Decide: %(label)s"),
    "change": N_("Make this change: %(label)s"),
    "checklist": N_("Tick off: %(label)s"),
    "plan": N_("Plan: %(label)s"),
    "yes": N_("Say yes or no: %(label)s"),
    "pin": N_("Answer the pin “%(label)s”"),
    "note": N_("Put your initials to “%(label)s”"),
    "judge_note": N_("Say whether this was put right: %(label)s"),
    "to_do": "%(label)s",
    "hold": N_("Answer why this is held: %(label)s"),
    "sign": N_("Sign %(label)s"),
    "look_again": N_("Look again at %(label)s, and sign"),
    "proposal": N_("Answer the proposal: %(label)s"),
    "ask_anew": N_("Ask anew, or take it back: %(label)s"),
    "redraw_anew": N_("Ask anew, or take it back: %(label)s"),
    "redraw": N_("Answer: may we %(label)s?"),
    "promise": N_("Promise: %(label)s"),
    "payment": N_("Pay %(label)s"),
    "book": "%(label)s",
    "judge": N_("Say whether this is done well: %(label)s"),
    "condition": N_("Say whether this is met: %(label)s"),
    "finish": "%(label)s",
}

# What a search finds besides, because it can be done although nobody waits for it.
ALSO = {
    "rewrite": N_("Change %(label)s"),
    "propose": N_("Propose a change to %(label)s"),
    "reopen": N_("Open %(label)s again"),
}
DEEDS = WORDS | ALSO
ANCHORS = {
    "line": "in-{stage}-{target}",
    **dict.fromkeys(("note", "judge_note"), "note-{target}"),
    "hold": "held-{stage}",
    **dict.fromkeys(("sign", "look_again"), "sign-{stage}"),
    **dict.fromkeys(("promise", "judge", "change"), "promise-{target}"),
    **dict.fromkeys(("condition", "finish"), "conditions"),
}
OF_LINES = ("line", "rewrite", "propose")


def called(kind: str, label: str) -> str:
    """What a step or another deed is called: Write cloth weight."""
    return _(DEEDS[kind], label=lower(label) if kind in OF_LINES else label)


def time(kind: str, many: int) -> str:
    """How long one or many steps of a kind take: about 5 minutes."""
    minutes = max(1, (HALF_MINUTES.get(kind, 2) * many + 1) // 2)
    return ngettext("1 minute", "about %(num)s minutes", minutes)


def anchor(step: Step) -> str:
    """Where on the page the step is done; of a line its first control, so that the focus goes there."""
    found = ANCHORS.get(step.kind, "block-{stage}-{target}")
    target = step.target if step.kind in ANCHORS else step.target.replace(".", "-")
    return found.format(stage=step.stage, target=target)


def called_of_them(kind: str, label: str, many: int) -> str:
    """What the other side has to do, of one thing or many of a kind: put their initials to 4 notes."""
    if kind == "note" and many > 1:
        return ngettext("Put their initials to %(num)s note", "Put their initials to %(num)s notes", many)
    if kind == "note":
        return _("Put their initials to “%(label)s”", label=label)
    return TOGETHER[kind](many) if many > 1 else called(kind, label)
