"""A newer version of its process for a running order: whether it fits, what differs, taken when both agree.

What is finished stays as it was agreed; the stages to come, and the rules of price and of the hand-over, are
those of the new version. Changes that this order made to its own plan stay (docs/decisions/018).
"""

from collections.abc import Iterator

from workflows.blocks.commitment import first_asks
from workflows.case import Case
from workflows.grammar import SIDES, Stage, Workflow
from workflows.language import _
from workflows.records import Mark, Progress, Refused
from workflows.redrawn import Adopting
from workflows.shaping import RULES, sound
from workflows.texts import reason

_BY_BLOCK = ("reviews", "appointments", "approvals")


def agree(case: Case, mark: Mark, workflow: Workflow) -> Case:
    """Say yes for one's side; once both have, the order follows the new version.

    Raises:
        Refused: it does not fit this order, or this side has said yes already.
    """
    adopted(case, mark, workflow)
    key = f"v{workflow.version}"
    told = case.versions.get(key, Adopting())
    if mark.side in told.yes:
        raise Refused(_("Your side has agreed to this already. It is for the other side to answer."))
    told = Adopting(yes={**told.yes, mark.side: mark})
    after = adopted(case, mark, workflow) if len(told.yes) == len(SIDES) else case
    return after.with_whole("versions", key, told)


def decline(case: Case, mark: Mark, workflow: Workflow, why: str) -> Case:
    """Say no, with a reason; a yes that was said before falls. Either side may say yes later.

    Raises:
        Refused: this order follows it already, or there is no reason.
    """
    _newer(case, workflow)
    return case.with_whole("versions", f"v{workflow.version}", Adopting(no=mark, why=reason(why)))


def adopted(case: Case, mark: Mark, workflow: Workflow) -> Case:
    """The order as it would follow the new version.

    Raises:
        Refused: it does not fit: something that is written would lose its place, or a rule its line.
    """
    _newer(case, workflow)
    if lost := next(_lost(case, workflow), ""):
        raise Refused(_("This version does not fit this order: %(problem)s", problem=lost))
    stages = _stages(case, workflow)
    plan = _plan(case, workflow, stages)
    new = [stages[key] for key in plan if key not in case.stages]
    after = case.having(
        version=workflow.version,
        workflow_title=workflow.title,
        plan=plan,
        stages={key: stages[key] for key in plan},
        progress={key: case.progress.get(key, Progress()) for key in plan},
        commitments={
            **{key: one for key, one in case.commitments.items() if one.stage in plan},
            **first_asks(new, mark),
        },
        **{name: getattr(workflow, name) for name in RULES},
    )
    if problems := sound(case, after):
        raise Refused(_("This version does not fit this order: %(problem)s", problem=problems[0]))
    return after


def _newer(case: Case, workflow: Workflow) -> None:
    if workflow.key != case.workflow or workflow.version <= case.version:
        raise Refused(_("This order follows that version already, or another process."))


def _stages(case: Case, workflow: Workflow) -> dict[str, Stage]:
    """Each stage as it is after: the new version's where it is not finished, else as it was."""
    own = {
        one.how.stage for one in case.redraws.values() if one.made in case.stages and one.how.kind == "split"
    }
    behind = {key for key in case.plan if case.state(key) in ("done", "skipped")}
    new = {stage.key: stage for stage in workflow.stages if stage.key not in own | behind}
    kept = {key: stage for key, stage in case.stages.items() if _stays(case, key, workflow)}
    return {**kept, **new}


def _stays(case: Case, key: str, workflow: Workflow) -> bool:
    """Whether a stage is in the order afterwards: all but those to come that the version has no more."""
    known = any(stage.key == key for stage in workflow.stages)
    return known or case.state(key) != "next" or case.progress[key].planned is not None or _holds(case, key)


def _holds(case: Case, key: str) -> bool:
    """Whether anything is written in a stage."""
    parts = ("values", "signatures", "ticks", *_BY_BLOCK)
    placed = (case.pins, case.notes, case.holds)
    return any(getattr(case, part).get(key) for part in parts) or any(
        one.stage == key for part in placed for one in part.values()
    )


def _plan(case: Case, workflow: Workflow, stages: dict[str, Stage]) -> tuple[str, ...]:
    """The old order of what stays, with each new stage right after the one before it in the new version.

    What would come before something that is finished is left out: it is too late for that.
    """
    plan = [key for key in case.plan if key in stages]
    first = max((plan.index(key) for key in plan if case.state(key) != "next"), default=0)
    before = ""
    for stage in workflow.stages:
        if stage.key not in plan:
            place = plan.index(before) if before else -1
            if place < first and case.state(plan[place + 1]) != "next":
                continue
            plan.insert(place + 1, stage.key)
        before = stage.key
    return tuple(plan)


def _lost(case: Case, workflow: Workflow) -> Iterator[str]:
    """What is written in stages that are not finished and has no place in the new version, in sentences."""
    new = {stage.key: stage for stage in workflow.stages}
    for key, stage in _stages(case, workflow).items():
        if key in case.stages and new.get(key) is stage:
            yield from _lost_in(case, case.stages[key], stage)


def _lost_in(case: Case, old: Stage, new: Stage) -> Iterator[str]:
    for field in old.fields():
        after = new.field(field.key)
        if not case.empty(old.key, field.key) and (after is None or after.type != field.type):
            yield _(
                "%(line)s in %(stage)s is written, and it has no such line any more.",
                line=field.label,
                stage=old.title,
            )
    used = {key for part in _BY_BLOCK for key in getattr(case, part).get(old.key, {})}
    used |= {key.partition(".")[0] for key in case.ticks.get(old.key, {})}
    used |= {note.block for note in case.notes.values() if note.stage == old.key}
    for block in old.blocks:
        after_block = new.block(block.key)
        if block.key in used and (after_block is None or after_block.kind != block.kind):
            yield _(
                "something in %(stage)s is done, and it has no place for that any more.",
                stage=old.title,
            )
