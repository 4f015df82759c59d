"""Signatures: a sign-off covers the lines as they stood, and asks again only where one of them changed."""

from collections.abc import Iterator

from workflows.blocks.gates import begun
from workflows.blocks.work import unmet
from workflows.case import Case
from workflows.grammar import Stage
from workflows.records import Mark, Refused, Signature, Step, StepKind


def left(case: Case, stage: Stage) -> Iterator[Step]:
    """The sides that must sign, or look again because a finished stage is no longer what they signed."""
    kind: StepKind = "sign" if case.state(stage.key) == "now" else "look_again"
    for side in case.unsigned(stage):
        yield Step(side=side, kind=kind, stage=stage.key, target="signature", label=stage.title)


def sign(case: Case, mark: Mark, stage: str) -> Case:
    """Sign a stage for one side, as it stands now. The last signature needed moves the case on.

    Raises:
        Refused: the stage is not under way, something required is open (named), or this side need not sign.
    """
    definition = case.stage(stage)
    if mark.side not in definition.signed_by():
        raise Refused(f"{definition.title} does not need a signature from your side.")
    begun(case, stage, "sign")
    if case.stands(stage, mark.side):
        raise Refused(f"{definition.title} is signed for your side already.")
    if missing := unmet(case, definition):
        raise Refused(f"Still to settle before you sign: {', '.join(missing)}.")
    signature = Signature(**mark.model_dump(), covers=case.covers(stage))
    return case.with_entries("signatures", stage, {mark.side: signature})


def withdraw(case: Case, mark: Mark, stage: str) -> Case:
    """Take back one's own side's signature while the stage is open.

    Raises:
        Refused: this side has not signed, or the stage is finished.
    """
    definition = case.stage(stage)
    signed = case.signatures.get(stage, {})
    if mark.side not in signed:
        raise Refused(f"{definition.title} is not signed for your side.")
    if case.state(stage) == "done":
        raise Refused(f"{definition.title} is finished. Open it again to take the signature back.")
    kept = {side: one for side, one in signed.items() if side != mark.side}
    return case.with_whole("signatures", stage, kept)
