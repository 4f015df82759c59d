"""Where a stage stands decides what can be done in it; what cannot is refused in a sentence."""

from typing import Literal

from workflows.case import Case
from workflows.grammar import Stage
from workflows.language import N_, _
from workflows.records import Refused

Deed = Literal["sign", "review", "judge", "say_yes"]
_NOT_YET: dict[Deed, str] = {
    "sign": N_("%(stage)s is not under way yet, so there is nothing to sign."),
    "review": N_("%(stage)s is not under way yet, so there is nothing to review."),
    "judge": N_("%(stage)s is not under way yet, so there is nothing to judge."),
    "say_yes": N_("%(stage)s is not under way yet, so there is nothing to say yes to."),
}


def workable(case: Case, stage: str) -> Stage:
    """The stage, if it is under way or still to come; Refused once it is behind us."""
    definition = case.stage(stage)
    state = case.state(stage)
    if state == "done":
        raise Refused(_("%(stage)s is finished. Open it again to change this.", stage=definition.title))
    if state == "skipped":
        raise Refused(_("%(stage)s was left out. Open it again to work on it.", stage=definition.title))
    return definition


def begun(case: Case, stage: str, deed: Deed) -> Stage:
    """The stage, if it is under way or finished; Refused when there is nothing yet to sign or review."""
    definition = case.stage(stage)
    state = case.state(stage)
    if state == "next":
        raise Refused(_(_NOT_YET[deed], stage=definition.title))
    if state == "skipped":
        raise Refused(_("%(stage)s was left out. Open it again to work on it.", stage=definition.title))
    return definition
