"""Holds: a stage does not move until a named person has answered an objection in the customer's name.

Any member of the clan may hold a stage (docs/workflows.md); nothing but the answer, or whoever put the hold
and takes it back, lets the stage go on. Lines, pins and notes of the stage are worked on meanwhile.
"""

from collections.abc import Iterator

from workflows.case import Case
from workflows.grammar import Stage
from workflows.held import Hold, Outcome
from workflows.language import _
from workflows.records import Mark, Refused, Step

DAYS_TO_ANSWER = 2  # working days of the house


def put(case: Case, mark: Mark, stage: str, who: str, name: str) -> Case:
    """Keep a stage from moving until this person of the clan has answered.

    Raises:
        Refused: the customer asks for it, the stage is behind, or this person holds it already.
    """
    if mark.side != "clan":
        raise Refused(_("A stage is held by the clan, in the customer’s name."))
    title = case.stage(stage).title
    if case.state(stage) in ("done", "skipped"):
        raise Refused(_("%(stage)s is behind us already, so there is nothing to hold.", stage=title))
    if any(one.open and one.stage == stage and one.put.by == mark.by for one in case.holds.values()):
        raise Refused(_("You hold %(stage)s already.", stage=title))
    return case.with_whole("holds", f"h{mark.seq}", Hold(stage=stage, put=mark, who=who, name=name))


def hand_on(case: Case, mark: Mark, key: str, who: str, name: str) -> Case:
    """Let somebody else answer; the stage stays where it is.

    Raises:
        Refused: there is no such hold, or it has ended.
    """
    return case.with_whole("holds", key, _open(case, key).model_copy(update={"who": who, "name": name}))


def release(case: Case, mark: Mark, key: str, outcome: Outcome) -> Case:
    """Let the stage go on: it was answered, or whoever held it takes it back.

    Raises:
        Refused: there is no such hold, or it has ended.
    """
    ended = {"outcome": outcome, "ended": mark}
    return case.with_whole("holds", key, _open(case, key).model_copy(update=ended))


def left(case: Case, stage: Stage) -> Iterator[Step]:
    """One step for every hold of the stage, for whoever is to answer."""
    for key, one in case.holds.items():
        if one.stage == stage.key and one.open:
            yield Step(side="clan", kind="hold", stage=stage.key, target=key, label=stage.title, who=one.who)


def unmet(case: Case, stage: Stage) -> Iterator[str]:
    """What keeps the stage from moving, in words."""
    for one in case.holds.values():
        if one.stage == stage.key and one.open:
            facts = {"name": one.put.name, "whom": one.name}
            yield _("the hold of %(name)s, which %(whom)s is to answer", **facts)


def held(case: Case, stage: str) -> list[Hold]:
    """The open holds of a stage, the oldest first."""
    return [one for one in case.holds.values() if one.stage == stage and one.open]


def _open(case: Case, key: str) -> Hold:
    if key not in case.holds or not case.holds[key].open:
        raise Refused(_("That hold has ended already."))
    return case.holds[key]
