"""Which pictures may stand for an order: at its head, and beside its name in a list."""

from collections.abc import Iterator

from workflows.case import Case
from workflows.grammar import SIDES, Field, Stage


def pictures(case: Case) -> Iterator[tuple[Stage, str]]:
    """The first picture of each line that may be shown, by file id and with its stage, earliest first."""
    for stage in case.in_order():
        for field in stage.fields():
            if field.type == "photo" and _may_stand(case, stage, field):
                yield stage, str(case.value(f"{stage.key}.{field.key}")[0]["id"])


def _may_stand(case: Case, stage: Stage, field: Field) -> bool:
    """The clan's picture of its work, signed by both: never one that asks for consent, or is of a person."""
    signed = case.state(stage.key) == "done" and len(stage.signed_by()) == len(SIDES)
    ours = field.given_by == "clan" and field.shown_when is None
    return signed and ours and not case.empty(stage.key, field.key)
