"""Pictures pinned to the head of an order: of the work that was signed, then of chosen answers."""

from dataclasses import dataclass

from portal.cases.faces import pictures
from portal.cases.show import words as say
from portal.cases.show.given import Desk
from workflows.grammar import Field, Stage


@dataclass(frozen=True)
class Cutting:
    """A picture pinned to the head of the order: a file of the case, or a picture of the definition."""

    file: str
    picture: str
    caption: str


def cuttings(desk: Desk) -> list[Cutting]:
    """Pictures of what has been settled: of the work that both have signed, then of chosen answers."""
    work = [Cutting(file, "", _caption(desk, stage)) for stage, file in pictures(desk.case)]
    fields = ((stage, field) for stage in desk.case.in_order() for field in stage.fields())
    return [*work, *(one for stage, field in fields if (one := _chosen(desk, stage, field)))]


def _chosen(desk: Desk, stage: Stage, field: Field) -> Cutting | None:
    """The picture of a chosen answer, when the definition has one."""
    value = desk.case.value(f"{stage.key}.{field.key}")
    chosen = next((one for one in field.choices if one.key == value and one.picture), None)
    return Cutting("", chosen.picture, say.cut(f"{field.label}: {chosen.label}", 60)) if chosen else None


def _caption(desk: Desk, stage: Stage) -> str:
    """What a picture of a stage shows: its first headline in words, else its name."""
    named = (field for field in stage.fields() if field.headline and field.type in ("text", "choice"))
    told = (desk.show(field, desk.case.value(f"{stage.key}.{field.key}")) for field in named)
    return say.cut(next((words for words in told if words), stage.title), 40)
