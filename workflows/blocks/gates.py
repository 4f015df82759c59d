"""Where a stage stands decides what can be done in it; what cannot is refused in a sentence."""

from workflows.case import Case
from workflows.grammar import Stage
from workflows.records import Refused


def workable(case: Case, stage: str) -> Stage:
    """The stage, if it is under way or still to come; Refused once it is behind us."""
    definition = case.stage(stage)
    state = case.state(stage)
    if state == "done":
        raise Refused(f"{definition.title} is finished. Open it again to change this.")
    if state == "skipped":
        raise Refused(f"{definition.title} was left out. Open it again to work on it.")
    return definition


def begun(case: Case, stage: str, deed: str) -> Stage:
    """The stage, if it is under way or finished; Refused when there is nothing yet to sign or review."""
    definition = case.stage(stage)
    state = case.state(stage)
    if state == "next":
        raise Refused(f"{definition.title} is not under way yet, so there is nothing to {deed}.")
    if state == "skipped":
        raise Refused(f"{definition.title} was left out. Open it again to work on it.")
    return definition
