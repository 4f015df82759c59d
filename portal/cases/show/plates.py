"""The pictures of an order on paper, numbered through, each with its pins and what was said at them."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.given import mark as sign
from portal.cases.show.paper import Paper
from workflows.grammar import SIDES, Field, Stage
from workflows.language import _
from workflows.pinned import Pin
from workflows.pins import PAGES, page


@dataclass(frozen=True)
class Talk:
    """Something that was said, by whom and when."""

    hand: str
    mark: str
    text: str


@dataclass(frozen=True)
class PinNote:
    """A pin on paper: its number in its picture, where it is, and whether both sides have settled it."""

    no: int
    x: str
    y: str
    mark: str  # whose sign it has, c or k; g when it is settled
    title: str
    state: str
    talk: tuple[Talk, ...]


@dataclass(frozen=True)
class Plate:
    """A picture: its number in the dossier, its file, and in words which one it is."""

    no: int
    file: str
    name: str
    caption: str
    pins: tuple[PinNote, ...]


def plates(paper: Paper) -> tuple[Plate, ...]:
    """Every picture of the order, stage by stage, then those that were taken away but have pins."""
    shown = list(held_pictures(paper))
    here = {file for file, _name, _caption in shown}
    gone = dict.fromkeys(pin.file for pin in paper.case.pins.values() if pin.file not in here)
    shown += [(file, *_elsewhere(paper, file)) for file in gone]
    return tuple(Plate(no, *one, _pins(paper, one[0])) for no, one in enumerate(shown, 1))


def _elsewhere(paper: Paper, file: str) -> tuple[str, str]:
    """Name and caption of a pinned picture that no line of pictures holds: a page of a PDF, or taken away."""
    place = next(pin for pin in paper.case.pins.values() if pin.file == file)
    stage = paper.case.stages[place.stage]
    field, held = stage.field(place.field), paper.case.value(f"{place.stage}.{place.field}") or []
    for one in held if field and field.type == "file" else []:
        for number in range(1, PAGES + 1):
            if field and page(str(one["id"]), number) == file:
                caption = _("Page %(number)s. %(line)s", number=number, line=_line(stage, field))
                return str(one["name"]), caption
    return _("a picture"), _("No longer on its line")


def _line(stage: Stage, field: Field) -> str:
    return f"{stage.title}, {say.lower(field.label)}"


def held_pictures(paper: Paper) -> Iterator[tuple[str, str, str]]:
    """File, name and caption of each picture that is on a line."""
    for stage in paper.case.in_order():
        for field in stage.fields():
            held = paper.case.line(stage.key, field.key) if field.type == "photo" else None
            for one in held.value or [] if held else []:
                caption = _line(stage, field)
                yield str(one["id"]), str(one["name"]), f"{caption}. {paper.hand(held)}" if held else caption


def _pins(paper: Paper, file: str) -> tuple[PinNote, ...]:
    own = [pin for pin in paper.case.pins.values() if pin.file == file]
    return tuple(_pin(paper, no, pin) for no, pin in enumerate(own, 1))


def _pin(paper: Paper, no: int, pin: Pin) -> PinNote:
    talk = [Talk(paper.hand(one), sign(one.side), one.text) for one in pin.talk.values()]
    return PinNote(
        no=no,
        x=f"{pin.x / 10:g}%",
        y=f"{pin.y / 10:g}%",
        mark=sign(pin.put.side) if pin.open else "g",
        title=pin.title,
        state=_state(paper, pin),
        talk=tuple(talk) or (Talk(paper.hand(pin.put), sign(pin.put.side), ""),),
    )


def _state(paper: Paper, pin: Pin) -> str:
    settled = say.listed([paper.hand(pin.settled[side]) for side in SIDES if side in pin.settled])
    if not pin.open:
        return _("Settled by %(names)s", names=settled)
    customer = pin.waits_for == "customer"
    waits = _("Open, waits for the customer") if customer else _("Open, waits for the clan")
    so_far = _("Settled so far by %(names)s", names=settled)
    return f"{waits}. {so_far}" if settled else waits
