"""The files of a line as pages show them: what a picture shows, and how many of its pins are open."""

from collections import Counter

from portal.cases.show import words as say
from portal.cases.show.given import Desk, FileView
from workflows.case import Value
from workflows.language import _
from workflows.pins import PDF


def files(desk: Desk, line: Value | None) -> tuple[FileView, ...]:
    """The files on a line."""
    held = line.value if line and isinstance(line.value, list) else []
    open_pins = Counter(pin.file for pin in desk.case.pins.values() if pin.open)
    words = _wordless(desk, line) if line else ""
    return tuple(
        _file(desk, one["id"], one["name"], one["type"], words, open_pins[one["id"]]) for one in held
    )


def _wordless(desk: Desk, line: Value) -> str:
    """Whom to ask for words on what a picture shows."""
    by = desk.by(line).who
    if by.me:
        return _("You have not described this yet")
    return _("%(name)s has not described this yet", name=say.upper(by.first))


def _file(desk: Desk, file: str, name: str, kind: str, wordless: str, pins: int) -> FileView:
    picture = kind.startswith("image/")
    told = desk.case.captions.get(file)
    words = told.text if told else wordless
    return FileView(
        file, name, picture, words=words, described=told is not None, pins=pins, pages=kind == PDF
    )
