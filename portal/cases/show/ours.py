"""What one side keeps to itself at a line, as this side looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.cases.show.given import By, Desk
from portal.cases.show.log import LogView, log
from portal.cases.show.picture import Image, sees
from portal.cases.show.told import Logged
from workflows.case import Mark
from workflows.grammar import Field, Stage


@dataclass(frozen=True)
class KeptView:
    """A picture that only the viewer's side sees, and who brought it."""

    image: Image
    by: By


@dataclass(frozen=True)
class OursView:
    """The pictures that the viewer's side keeps at a line.

    `shut` says why nothing can be brought or shown any more, `signed` whether showing one asks again for a
    signature; `log` is what was done here, which only this side reads.
    """

    stage: Stage
    field: str
    label: str
    pictures: tuple[KeptView, ...]
    sees: str
    shut: str
    signed: bool
    log: tuple[LogView, ...]


def ours(
    desk: Desk,
    place: tuple[Stage, Field],
    kept: Sequence[tuple[Image, Mark]],
    entries: Sequence[Logged],
    shut: str = "",
) -> OursView:
    """What a side keeps at a line, each picture with who brought it; `entries` are of its own stream."""
    stage, field = place
    return OursView(
        stage=stage,
        field=field.key,
        label=field.label,
        pictures=tuple(KeptView(image, desk.by(brought)) for image, brought in kept),
        sees=sees(desk, desk.look.viewer.side),
        shut=shut,
        signed=bool(stage.signed_by()) and not desk.case.unsigned(stage),
        log=log(desk, entries),
    )
