"""The customer's own people say yes, department by department, before the customer signs.

The plan is the customer's alone; the clan reads it. Nobody's yes is said by anybody else but the delegate
that the plan names, and silence never counts as one.
"""

from collections.abc import Iterator
from datetime import timedelta

from workflows.approved import Answer, Approvals, Asked
from workflows.blocks import commitment
from workflows.blocks.asked import (
    applies,
    complete,
    covers,
    lines_of,
    plan_of,
    refusals,
    silent,
    standing,
    waited_for,
)
from workflows.blocks.plans import Place, found, theirs, with_
from workflows.case import Case
from workflows.grammar import ApprovalsBlock, Stage
from workflows.language import N_, _
from workflows.records import Mark, Refused, Step
from workflows.texts import reason, said

A_DAY = timedelta(days=1)


def left(case: Case, stage: Stage, block: ApprovalsBlock) -> Iterator[Step]:
    """The customer makes a plan; then everybody who is asked now, and the changes that a no asks for."""
    plan = plan_of(case, stage.key, block.key)
    if plan is None:
        yield Step(side="customer", kind="plan", stage=stage.key, target=block.key, label=block.title)
        return
    for key in waited_for(case, plan):
        label = plan.asked[key].label
        for one in silent(case, plan, key):
            target = f"{block.key}.{key}"
            yield Step(
                side="customer", kind="yes", stage=stage.key, target=target, label=label, who=one.person
            )
        yield from (commitment.change(case, no.asks) for no in refusals(case, plan, key))


def unmet(case: Case, stage: Stage, block: ApprovalsBlock) -> Iterator[str]:
    """The plan while there is none, and every department whose yes is not there."""
    plan = plan_of(case, stage.key, block.key)
    if plan is None:
        yield block.title
        return
    missing = (one for key, one in plan.asked.items() if applies(case, one) and not complete(case, plan, key))
    yield from (_("the yes of %(department)s", department=one.label) for one in missing)


def say_yes(case: Case, mark: Mark, at: Place, note: str = "", seen: int | None = None) -> Case:
    """One person's yes to the lines of the department's scope as they stand.

    Raises:
        Refused: it is somebody else's, it is not asked now, or a line changed after change number `seen`.
    """
    current, asked = _to_be_said(case, mark, at, seen)
    given = standing(case, current, at[2], at[3])
    if given and given.yes:
        return case
    last = current.answers.get(at[2], {}).get(at[3])
    case = commitment.closed(case, mark, last.asks if last else "")
    words = said(note, N_("The note"))
    answer = Answer(**mark.model_dump(), yes=True, note=words, covers=covers(case, asked))
    return _answered(case, at, answer)


def say_no(case: Case, mark: Mark, at: Place, why: str, seen: int | None = None) -> Case:
    """One person's no, with what would have to change: it becomes a promise for the clan to make.

    Raises:
        Refused: as for `say_yes`, or there is no reason.
    """
    current, asked = _to_be_said(case, mark, at, seen)
    because = reason(why)
    last = current.answers.get(at[2], {}).get(at[3])
    case, asks = commitment.asked_once(case, mark, last.asks if last else "", at[0], because)
    covered = covers(case, asked)
    answer = Answer(**mark.model_dump(), yes=False, note=because, asks=asks, covers=covered)
    return _answered(case, at, answer)


def nudge(case: Case, mark: Mark, at: Place) -> Case:
    """Remind a colleague that their yes is waited for; once a day, whoever does it.

    Raises:
        Refused: it is not waited for, one's own, or somebody was quicker within a day.
    """
    current, _unused, one = found(case, mark, at)
    if one not in silent(case, current, at[2]) or at[2] not in waited_for(case, current):
        raise Refused(
            _("Nobody waits for %(name)s now, so there is nothing to be reminded of.", name=one.name)
        )
    if mark.by == one.person:
        raise Refused(_("This one is yours. Say yes or no to it."))
    last = current.nudged.get(at[2], {}).get(one.person)
    if last and mark.at - last.at < A_DAY:
        raise Refused(
            _(
                "%(name)s has reminded %(whom)s already. Once a day is enough.",
                name=last.name,
                whom=one.name,
            )
        )
    nudged = {**current.nudged, at[2]: {**current.nudged.get(at[2], {}), one.person: mark}}
    return with_(case, at[0], at[1], current.model_copy(update={"nudged": nudged}))


def _to_be_said(case: Case, mark: Mark, at: Place, seen: int | None) -> tuple[Approvals, Asked]:
    current, asked, one = found(case, mark, at)
    theirs(one, mark)
    if not applies(case, asked):
        raise Refused(
            _(
                "%(department)s is not asked as things stand, so there is nothing to say yes to.",
                department=asked.label,
            )
        )
    if at[2] not in waited_for(case, current) and not complete(case, current, at[2]):
        raise Refused(
            _("%(department)s is asked once those before it have said yes.", department=asked.label)
        )
    new = [path for path, line in lines_of(case, asked) if seen is not None and line.seq > seen]
    if any(case.values[path.split(".")[0]][path.split(".")[1]].by != mark.by for path in new):
        raise Refused(_("A line changed while you were reading. Look at it once more, then say it."))
    return current, asked


def _answered(case: Case, at: Place, answer: Answer) -> Case:
    current = case.approvals[at[0]][at[1]]
    answers = {**current.answers, at[2]: {**current.answers.get(at[2], {}), at[3]: answer}}
    return with_(case, at[0], at[1], current.model_copy(update={"answers": answers}))
