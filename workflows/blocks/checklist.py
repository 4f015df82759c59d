"""Things that one side ticks, each with name and time."""

from collections.abc import Iterator

from workflows.blocks.gates import workable
from workflows.case import Case
from workflows.grammar import ChecklistBlock, Stage
from workflows.language import _
from workflows.records import Mark, Refused, Step


def left(case: Case, stage: Stage, block: ChecklistBlock) -> Iterator[Step]:
    """One step while anything required is not ticked."""
    if case.unticked(stage.key, block):
        yield Step(side=block.by, kind="checklist", stage=stage.key, target=block.key, label=block.title)


def unmet(case: Case, stage: Stage, block: ChecklistBlock) -> Iterator[str]:
    """The required things that nobody has ticked."""
    return (item.label for item in case.unticked(stage.key, block))


def tick(case: Case, mark: Mark, stage: str, block: str, item: str, ticked: bool = True) -> Case:
    """Tick one thing of a checklist, or take the tick back.

    Raises:
        Refused: there is no such thing, it is ticked by the other side, or the stage is behind us.
    """
    part = case.stage(stage).block(block)
    if not isinstance(part, ChecklistBlock) or item not in [one.key for one in part.items]:
        raise Refused(
            _(
                "There is nothing called %(name)s to tick in %(stage)s.",
                name=item,
                stage=case.stage(stage).title,
            )
        )
    if part.by != mark.side:
        raise Refused(_("%(part)s is ticked by the other side.", part=part.title))
    workable(case, stage)
    name, ticks = f"{block}.{item}", case.ticks.get(stage, {})
    if (name in ticks) == ticked:
        return case
    kept = {key: one for key, one in ticks.items() if key != name}
    return case.with_whole("ticks", stage, {**kept, name: mark} if ticked else kept)
