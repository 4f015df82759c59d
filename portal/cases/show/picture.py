"""A picture with its pins, as both sides look at it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.files import files
from portal.cases.show.given import By, Desk, FileView
from portal.cases.show.given import mark as sign
from portal.cases.show.talk import MessageView, message
from workflows import captions, pins
from workflows.case import Mark
from workflows.grammar import SIDES, Field, Side, Stage
from workflows.language import N_, _, ngettext
from workflows.pinned import Pin
from workflows.talk import PIN, Message

PARTS = (  # the nine parts of a picture, for whoever cannot or does not want to press it
    ("167-167", N_("top left")), ("500-167", N_("top, in the middle")), ("833-167", N_("top right")),
    ("167-500", N_("on the left")), ("500-500", N_("in the middle")), ("833-500", N_("on the right")),
    ("167-833", N_("bottom left")), ("500-833", N_("bottom, in the middle")), ("833-833", N_("bottom right")),
)  # fmt: skip

NAMED = 8  # people; more are counted


@dataclass(frozen=True)
class SaidView:
    """One thing said at a pin; what came with an answer has a `message` with what became of it."""

    by: By
    text: str
    message: MessageView | None = None


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
class Image:
    """A picture as it was stored: its width and height in pixels, where these are known."""

    id: str
    name: str
    width: int | None
    height: int | None


@dataclass(frozen=True)
class PictureView:
    """One picture of an order: what it shows, its neighbours on the line, its pins, and open pins of earlier
    pictures. `beside` is an earlier one to look at it beside, and the stage of that.
    """

    image: Image
    words: str
    described: By | None
    view: str
    views: tuple[str, ...]
    when: str  # it came, or what its line held was written last
    label: str
    stage: Stage
    field: str
    held: bool  # whether it still is on its line
    others: tuple[FileView, ...]
    pins: tuple[PinView, ...]
    carried: tuple[tuple[str, PinView], ...]  # each with the picture it is in
    beside: tuple[str, str] | None
    sees: str  # who sees it, in words
    ours: bool  # whether the viewer's side may keep pictures of this line to itself

    @property
    def file(self) -> str:
        """The id of the picture."""
        return self.image.id

    @property
    def offers(self) -> tuple[tuple[str, str], ...]:
        """The views to pick from."""
        return (("", _("not said")), *((view, view) for view in self.views))

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.image.name


def picture(
    desk: Desk,
    stage: Stage,
    field: Field,
    image: Image,
    names: Mapping[str, str],
    said: Iterable[Message] = (),
) -> PictureView:
    """A picture of a line, with its pins in the order they were put; `names` of those on the line.

    `said` are the messages at its pins.
    """
    case, line = desk.case, desk.case.line(stage.key, field.key)
    own = [(key, one) for key, one in case.pins.items() if one.file == image.id]
    told = case.captions.get(image.id)
    known = {one.id: one for one in files(desk, line)}
    held = [known.get(key) or FileView(key, name, True) for key, name in names.items()]
    return PictureView(
        image=image,
        words=next((one.words for one in held if one.id == image.id), told.text if told else ""),
        described=desk.by(told) if told else None,
        view=told.view if told else "",
        views=field.views,
        when=desk.when(line.at) if line else "",
        label=field.label,
        stage=stage,
        field=field.key,
        held=any(one.id == image.id for one in held),
        others=tuple(one for one in held if one.id != image.id),
        pins=tuple(_pin(desk, no, key, one, tuple(said)) for no, (key, one) in enumerate(own, 1)),
        carried=tuple(
            (case.pins[key].file, _pin(desk, _number(desk, key), key, case.pins[key]))
            for key in pins.carried(case, stage.key, image.id)
        ),
        beside=_beside(desk, image.id),
        sees=sees(desk, *SIDES),
        ours=field.type == "photo" and desk.open and desk.look.viewer.side in field.editable_by,
    )


def sees(desk: Desk, *sides: Side) -> str:
    """Everyone of these sides: by name, or how many there are of each when these are many."""
    there = {side: [one for one in desk.of_side(side) if desk.look.people[one.handle].here] for side in sides}
    names = [who.short for people in there.values() for who in people]
    if len(names) <= NAMED:
        return say.upper(say.listed(names))
    return say.listed([_many(side, len(people)) for side, people in there.items()])


def _many(side: Side, people: int) -> str:
    if side == "customer":
        return ngettext("%(num)s of the customer’s people", "%(num)s of the customer’s people", people)
    return ngettext("%(num)s of their clan", "%(num)s of their clan", people)


def _beside(desk: Desk, file: str) -> tuple[str, str] | None:
    for other in captions.earlier(desk.case, file)[:1]:
        place = pins.line_of(desk.case, other)
        return (other, desk.case.stages[place[0]].title) if place else None
    return None


def _pin(desk: Desk, no: int, key: str, one: Pin, said: Sequence[Message] = ()) -> PinView:
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
        talk=_talk(desk, one, [message for message in said if message.place == f"{PIN}{key}"]),
        where=desk.case.stages[one.stage].title,
    )


def _talk(desk: Desk, one: Pin, said: Sequence[Message]) -> tuple[SaidView, ...]:
    """What was said at a pin in its order, and in the place of what was taken back, that it was."""
    words = {mark.seq: SaidView(desk.by(mark), mark.text) for mark in one.talk.values()}
    for own in said:
        view = message(desk, own, opened=desk.open and one.open)
        words[own.seq] = SaidView(view.by, view.text, view)
    return tuple(words[seq] for seq in sorted(words))


def _initials(one: Pin) -> list[Mark]:
    sides: tuple[Side, ...] = ("customer", "clan")
    return [one.settled[side] for side in sides if side in one.settled]


def _number(desk: Desk, key: str) -> int:
    """The number that a pin bears in its own picture."""
    own = [name for name, one in desk.case.pins.items() if one.file == desk.case.pins[key].file]
    return own.index(key) + 1
