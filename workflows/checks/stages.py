"""Whether a case can get through each stage, and whether only the customer ends it."""

from collections.abc import Iterator

from workflows.case import ACCEPTING
from workflows.checks.places import Finding, Line, at_stage, blocks, lines, no_stage, order
from workflows.grammar import ReviewBlock, SignatureBlock, Stage, Workflow


def findings(workflow: Workflow) -> Iterator[Finding]:
    """Every stage or review that could not be left, and every freeze the wrong way round."""
    for stage in workflow.stages:
        yield from _signatures(stage)
    for _, block, place in blocks(workflow):
        if isinstance(block, ReviewBlock) and not set(ACCEPTING) & set(block.decisions):
            yield Finding(place, f'Nothing in "decisions" accepts, so it never ends. Add "{ACCEPTING[0]}".')
    yield from _end(workflow.stages[-1])
    when = order(workflow)
    for stage in workflow.stages:
        yield from _builds(stage, when)
    for line in lines(workflow):
        yield from _freeze(line, when)
        yield from _reopens(line, when)


def _signatures(stage: Stage) -> Iterator[Finding]:
    count = sum(isinstance(block, SignatureBlock) for block in stage.blocks)
    if not count:
        yield Finding(at_stage(stage), 'This stage cannot be left. Add a block of kind "signature".')
    if count > 1:
        yield Finding(
            at_stage(stage), f'There are {count} signature blocks. Name all who sign in the "by" of one.'
        )


def _end(last: Stage) -> Iterator[Finding]:
    if last.signed_by() and "customer" not in last.signed_by():
        yield Finding(
            at_stage(last), 'Only the customer finishes. Add "customer" to who signs the last stage.'
        )


def _builds(stage: Stage, when: dict[str, int]) -> Iterator[Finding]:
    for named in stage.builds_on:
        if named not in when:
            yield Finding(at_stage(stage), f'"builds_on" names {no_stage(named, when)}')
        elif when[named] >= when[stage.key]:
            yield Finding(at_stage(stage), f'"builds_on" names {named}, which does not come before it.')


def _freeze(line: Line, when: dict[str, int]) -> Iterator[Finding]:
    frozen = line.field.freeze_at
    if not frozen:
        return
    if frozen not in when:
        yield Finding(line.place, f'"freeze_at" names {no_stage(frozen, when)}')
    elif when[frozen] < when[line.stage.key]:
        yield Finding(line.place, f'"freeze_at" names {frozen}, which is over before this line is written.')


def _reopens(line: Line, when: dict[str, int]) -> Iterator[Finding]:
    if line.field.reopens and not line.field.freeze_at:
        yield Finding(line.place, '"reopens" counts once a line is frozen. Say in "freeze_at" when that is.')
    for stage in line.field.reopens:
        if stage not in when:
            yield Finding(line.place, f'"reopens" names {no_stage(stage, when)}')
        elif when[stage] < when[line.stage.key]:
            yield Finding(
                line.place, f'"reopens" names {stage}, which comes before this line and need not open again.'
            )
