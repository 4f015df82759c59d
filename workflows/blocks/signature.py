"""Signatures: a sign-off covers the lines as they stood, and asks again only where one of them changed."""

from collections.abc import Iterator

from workflows.blocks.gates import begun
from workflows.blocks.work import unmet
from workflows.case import Case
from workflows.grammar import Stage
from workflows.language import _
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
        raise Refused(_("%(stage)s does not need a signature from your side.", stage=definition.title))
    begun(case, stage, "sign")
    if case.stands(stage, mark.side):
        raise Refused(_("%(stage)s is signed for your side already.", stage=definition.title))
    if missing := unmet(case, definition):
        raise Refused(_("Still to settle before you sign: %(missing)s.", missing=", ".join(missing)))
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
        raise Refused(_("%(stage)s is not signed for your side.", stage=definition.title))
    if case.state(stage) == "done":
        raise Refused(
            _("%(stage)s is finished. Open it again to take the signature back.", stage=definition.title)
        )
    kept = {side: one for side, one in signed.items() if side != mark.side}
    return case.with_whole("signatures", stage, kept)
