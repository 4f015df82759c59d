"""The files of a line as pages show them: what a picture shows, and how many of its pins are open."""

from collections import Counter

from portal.cases.show import words as say
from portal.cases.show.given import Desk, FileView
from workflows.case import Value
from workflows.pins import PDF


def files(desk: Desk, line: Value | None) -> tuple[FileView, ...]:
    """The files on a line."""
    held = line.value if line and isinstance(line.value, list) else []
    open_pins = Counter(pin.file for pin in desk.case.pins.values() if pin.open)
    by = say.upper(desk.by(line).who.short) if line else ""
    return tuple(_file(desk, one["id"], one["name"], one["type"], by, open_pins[one["id"]]) for one in held)


def _file(desk: Desk, file: str, name: str, kind: str, by: str, pins: int) -> FileView:
    picture = kind.startswith("image/")
    told = desk.case.captions.get(file)
    verb = "have" if by == "You" else "has"
    words = told.text if told else f"{by} {verb} not described this yet"
    return FileView(
        file, name, picture, words=words, described=told is not None, pins=pins, pages=kind == PDF
    )
