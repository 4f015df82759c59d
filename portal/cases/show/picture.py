"""A picture with its pins, as both sides look at it."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.cases.show.given import By, Desk, FileView
from portal.cases.show.given import mark as sign
from workflows import pins
from workflows.case import Mark
from workflows.grammar import Field, Side, Stage
from workflows.pinned import Pin

PARTS = (  # the nine parts of a picture, for whoever cannot or does not want to press it
    ("167-167", "top left"), ("500-167", "top, in the middle"), ("833-167", "top right"),
    ("167-500", "on the left"), ("500-500", "in the middle"), ("833-500", "on the right"),
    ("167-833", "bottom left"), ("500-833", "bottom, in the middle"), ("833-833", "bottom right"),
)  # fmt: skip


@dataclass(frozen=True)
class SaidView:
    """One thing said at a pin."""

    by: By
    text: str


@dataclass(frozen=True)
class PinView:
    """A pin: `x` and `y` in per cent of the picture, `waits` whom it waits for, in words."""

    key: str
    no: int
    title: str
    x: str
    y: str
    mark: str  # whose sign it has: c or k
    open: bool
    waits: str
    waits_mark: str
    mine: bool  # it waits for the viewer's side
    initials: tuple[By, ...]
    can_settle: bool
    by: By
    talk: tuple[SaidView, ...]
    where: str  # the picture it is in, in words


@dataclass(frozen=True)
class PictureView:
    """One picture of an order: its neighbours on the line, its pins, and open pins of earlier pictures."""

    file: str
    name: str
    label: str
    stage: Stage
    field: str
    held: bool  # whether it still is on its line
    others: tuple[FileView, ...]
    pins: tuple[PinView, ...]
    carried: tuple[tuple[str, PinView], ...]  # each with the picture it is in


def picture(desk: Desk, stage: Stage, field: Field, file: FileView, names: Mapping[str, str]) -> PictureView:
    """The picture `file` of a line, its pins in the order they were put; `names` of those on the line."""
    case = desk.case
    own = [(key, one) for key, one in case.pins.items() if one.file == file.id]
    return PictureView(
        file=file.id,
        name=file.name,
        label=field.label,
        stage=stage,
        field=field.key,
        held=file.id in names,
        others=tuple(FileView(one, name, True) for one, name in names.items() if one != file.id),
        pins=tuple(_pin(desk, no, key, one) for no, (key, one) in enumerate(own, 1)),
        carried=tuple(
            (case.pins[key].file, _pin(desk, _number(desk, key), key, case.pins[key]))
            for key in pins.carried(case, stage.key, file.id)
        ),
    )


def _pin(desk: Desk, no: int, key: str, one: Pin) -> PinView:
    me = desk.look.viewer.side
    return PinView(
        key=key,
        no=no,
        title=one.title,
        x=f"{one.x / 10:g}%",
        y=f"{one.y / 10:g}%",
        mark=sign(one.put.side),
        open=one.open,
        waits=desk.name(one.waits_for) if one.waits_for else "",
        waits_mark=sign(one.waits_for or ""),
        mine=one.waits_for == me,
        initials=tuple(desk.by(mark) for mark in _initials(one)),
        can_settle=desk.open and one.open and me not in one.settled,
        by=desk.by(one.put),
        talk=tuple(SaidView(desk.by(word), word.text) for word in one.talk.values()),
        where=desk.case.stages[one.stage].title,
    )


def _initials(one: Pin) -> list[Mark]:
    sides: tuple[Side, ...] = ("customer", "clan")
    return [one.settled[side] for side in sides if side in one.settled]


def _number(desk: Desk, key: str) -> int:
    """The number that a pin bears in its own picture."""
    own = [name for name, one in desk.case.pins.items() if one.file == desk.case.pins[key].file]
    return own.index(key) + 1
