"""The stages of a case: one under way, those behind it kept, opened again, left out or held once more."""

from datetime import datetime

from workflows.blocks.commitment import first_asks
from workflows.blocks.work import unmet
from workflows.case import Case
from workflows.grammar import Stage
from workflows.holds import held
from workflows.language import _, ngettext
from workflows.records import Mark, Planned, Progress, Refused, Skipped
from workflows.rounds import another, rounds
from workflows.texts import reason


def moved_on(before: Case, case: Case, at: datetime) -> Case:
    """Close the stage under way once nothing is open in it and all have signed; note when one is opened."""
    while case.now and _settled(case, case.stages[case.now]):
        case = _progress(case, case.now, closed=at, **_locks(case, case.now, at))
    if case.now and _begins(before, case, case.now):
        case = _progress(case, case.now, opened=at)
    return case


def _locks(case: Case, stage: str, at: datetime) -> dict[str, datetime]:
    """From when on its locked lines are changed by agreement alone: since they were first signed."""
    if case.progress[stage].locked or not any(field.locked for field in case.stages[stage].fields()):
        return {}
    return {"locked": at}


def _begins(before: Case, case: Case, now: str) -> bool:
    """Whether the stage under way comes under way just now; not if the change itself has said since when."""
    opened, held = case.progress[now].opened, before.progress.get(now)
    return opened is None or (now != before.now and held is not None and held.opened == opened)


def reopen(case: Case, mark: Mark, stage: str, why: str) -> Case:
    """Open a finished or skipped stage again. The work in it and after it is kept.

    Raises:
        Refused: the stage is neither finished nor left out, or there is no reason.
    """
    definition = case.stage(stage)
    if case.state(stage) not in ("done", "skipped"):
        raise Refused(_("%(stage)s is not finished, so it need not be opened again.", stage=definition.title))
    return opened_again(case, stage, reason(why))


def opened_again(case: Case, stage: str, why: str) -> Case:
    """The stage is open and asks for new signatures; its lines and the stages after it stay as they are."""
    kept = {key: signed for key, signed in case.signatures.items() if key != stage}
    held = case.progress[stage]
    progress = Progress(planned=held.planned, locked=held.locked, reopened=why)
    return case.with_whole("progress", stage, progress).having(signatures=kept)


def skip(case: Case, mark: Mark, stage: str, why: str) -> Case:
    """Leave a stage out, with a reason that everyone reads. Opening it again brings it back.

    Raises:
        Refused: the case needs this stage, it is behind us or held, or there is no reason.
    """
    definition = case.stage(stage)
    if definition.essential or stage in _cornerstones(case):
        raise Refused(_("%(stage)s cannot be left out of this.", stage=definition.title))
    if case.state(stage) in ("done", "skipped"):
        raise Refused(_("%(stage)s is behind us already.", stage=definition.title))
    if held(case, stage):
        raise Refused(_("%(stage)s is held until it is answered, so it stays.", stage=definition.title))
    return _progress(case, stage, skipped=Skipped(**mark.model_dump(), why=reason(why)))


def again(case: Case, mark: Mark, stage: str, why: str) -> Case:
    """Plan another round of a stage (one more fitting), right after it, with lines of its own.

    Raises:
        Refused: the stage is held once only, has not begun, was planned as often as it can be, or no reason.
    """
    definition = case.stage(stage)
    if stage in _cornerstones(case):
        raise Refused(_("%(stage)s is held once only. Open it again instead.", stage=definition.title))
    held = rounds(case, stage)
    if len(held) >= definition.rounds:
        raise Refused(_often_enough(definition.title, len(held)))
    if case.state(stage) in ("next", "skipped"):
        raise Refused(
            _("%(stage)s has not been held yet, so there is nothing to hold again.", stage=definition.title)
        )
    copy = another(case.stages[held[0]], len(held) + 1)
    return with_stage(case, mark, copy, held[-1], reason(why))


def with_stage(case: Case, mark: Mark, stage: Stage, after: str, why: str) -> Case:
    """The case with one more stage right after another, planned by this hand for this reason."""
    place = case.plan.index(after) + 1
    return case.having(
        plan=(*case.plan[:place], stage.key, *case.plan[place:]),
        stages={**case.stages, stage.key: stage},
        progress={**case.progress, stage.key: Progress(planned=Planned(**mark.model_dump(), why=why))},
        commitments={**case.commitments, **first_asks([stage], mark)},
    )


def _settled(case: Case, stage: Stage) -> bool:
    return not unmet(case, stage) and not case.unsigned(stage)


def _progress(case: Case, stage: str, **new: object) -> Case:
    return case.with_whole("progress", stage, case.progress[stage].model_copy(update=new))


def _cornerstones(case: Case) -> set[str]:
    """The stages that hold what the whole case is named after and judged by."""
    return {path.partition(".")[0] for path in (case.title_field, case.need_field, case.conditions_field)}


def _often_enough(stage: str, number: int) -> str:
    if number == 1:
        return _("%(stage)s is planned once, which is as often as it can be.", stage=stage)
    if number == 2:
        return _("%(stage)s is planned twice, which is as often as it can be.", stage=stage)
    return ngettext(
        "%(stage)s is planned %(num)s time, which is as often as it can be.",
        "%(stage)s is planned %(num)s times, which is as often as it can be.",
        number,
        stage=stage,
    )
