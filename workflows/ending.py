"""How a case ends: the customer judges each condition of satisfaction, and nobody else can."""

from collections.abc import Iterator

from workflows.blocks import commitment
from workflows.case import Case
from workflows.language import _
from workflows.records import Json, Mark, Refused, Step, Verdict
from workflows.stages import opened_again
from workflows.texts import reason


def left(case: Case) -> Iterator[Step]:
    """The conditions that the customer has not declared met; the wish for some while there are none."""
    stage, _dot, field = case.conditions_field.partition(".")
    conditions = case.conditions()
    if not conditions:
        line = case.stages[stage].field(field)
        label = line.label if line else field
        yield Step(side="customer", kind="line", stage=stage, target=field, label=label)
    for key, row, verdict in conditions:
        if verdict is None or not verdict.met:
            yield Step(side="customer", kind="condition", stage=stage, target=key, label=_label(row))


def changes(case: Case) -> Iterator[Step]:
    """What the clan must put right in the stage under way, because the customer says it is not met."""
    for _unused, _unused, verdict in case.conditions():
        if verdict and not verdict.met and commitment.is_open(case, verdict.asks):
            step = commitment.change(case, verdict.asks)
            yield from [step] if step.stage == case.now else []


def met(case: Case, mark: Mark, condition: str) -> Case:
    """The customer declares one condition met. The last one ends the case, if nothing else is open.

    Raises:
        Refused: someone else tries, there is no such condition, or it is declared met already.
    """
    before = _verdict(case, mark, condition)
    if before and before.met:
        raise Refused(_("You have said already that this is met."))
    case = commitment.closed(case, mark, before.asks if before else "")
    return case.with_whole("verdicts", condition, Verdict(**mark.model_dump(), met=True))


def not_met(case: Case, mark: Mark, condition: str, why: str, stage: str) -> Case:
    """The customer says that a condition is not met: the named stage opens again, and the clan is asked.

    Raises:
        Refused: someone else tries, there is no such condition or stage, or there is no reason.
    """
    before = _verdict(case, mark, condition)
    case.stage(stage)
    because = reason(why)
    case, asks = commitment.asked_once(case, mark, before.asks if before else "", stage, because)
    verdict = Verdict(**mark.model_dump(), met=False, why=because, asks=asks)
    case = case.with_whole("verdicts", condition, verdict)
    return opened_again(case, stage, because) if case.state(stage) in ("done", "skipped") else case


def _verdict(case: Case, mark: Mark, condition: str) -> Verdict | None:
    if mark.side != "customer":
        raise Refused(_("Only the customer can say whether a condition is met."))
    written = {key: verdict for key, _unused, verdict in case.conditions()}
    if condition not in written:
        raise Refused(_("That condition is not written here, or it was changed meanwhile. Look again."))
    return written[condition]


def _label(row: Json) -> str:
    """The words of a condition: its `text`, or whatever stands first in its row."""
    if isinstance(row, dict):
        row = row.get("text") or next(iter(row.values()))
    return str(row)
