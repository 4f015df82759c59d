"""Two pictures side by side: the newer one and one of an earlier time, each with its own pins."""

from dataclasses import dataclass

from portal.cases.show.given import Desk
from portal.cases.show.picture import PictureView
from workflows import captions, pins

FEW = 12  # earlier pictures to choose from


@dataclass(frozen=True)
class Earlier:
    """An earlier picture that may be chosen instead: what it shows, and the stage it is in."""

    id: str
    words: str
    where: str


@dataclass(frozen=True)
class BesideView:
    """The newer picture and the earlier one; the views of the newer line, each with its last picture."""

    newer: PictureView
    older: PictureView
    views: tuple[tuple[str, str], ...]
    choices: tuple[Earlier, ...]


def beside(desk: Desk, newer: PictureView, older: PictureView) -> BesideView:
    """The two, and where to go from them."""
    on_line = [newer.file, *(one.id for one in newer.others)]
    last = {captions.view_of(desk.case, file): file for file in on_line}
    views = ((view, newer.file if view == newer.view else last[view]) for view in newer.views if view in last)
    found = [file for file in captions.earlier(desk.case, newer.file) if file != older.file]
    return BesideView(newer, older, tuple(views), tuple(_earlier(desk, file) for file in found[:FEW]))


def _earlier(desk: Desk, file: str) -> Earlier:
    place, told = pins.line_of(desk.case, file), desk.case.captions.get(file)
    return Earlier(file, told.text if told else "", desk.case.stages[place[0]].title if place else "")
