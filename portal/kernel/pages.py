"""The pages of a PDF as pictures, drawn by a program of its own with little time and memory.

What comes back is read as anybody's picture is, so a PDF that breaks the drawing breaks nothing else.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from portal.kernel import pictures
from portal.kernel.pictures import BadPicture, Picture

__all__ = ["Picture", "Undrawable", "drawn"]

PATIENCE = 90.0  # seconds for all of them
LARGEST = 400_000_000  # bytes of all pictures together, before they are made anew
_PROGRAM = Path(__file__).with_name("draw_pages.py")


class Undrawable(ValueError):
    """The pages cannot be drawn: the PDF is damaged, locked, or takes too long."""


def drawn(content: bytes, most: int) -> Iterator[Picture]:
    """The first pages of a PDF, at most so many, as pictures made anew.

    Raises:
        Undrawable: no page can be drawn.
    """
    found = 0
    for png in _split(_drawn(content, most)):
        try:
            yield pictures.made_anew(png, "image/png")
        except BadPicture:
            return
        found += 1
    if not found:
        raise Undrawable("no page of it can be drawn")


def _drawn(content: bytes, most: int) -> bytes:
    """What the program says. It is started without the environment, which may hold secrets."""
    asked = [sys.executable, "-I", str(_PROGRAM), str(most)]
    try:
        done = subprocess.run(  # noqa: S603  our own program, told nothing but a number
            asked, input=content, capture_output=True, timeout=PATIENCE, env={}, check=False
        )
    except subprocess.TimeoutExpired as late:
        return bytes(late.stdout or b"")[:LARGEST]
    return done.stdout[:LARGEST]


def _split(said: bytes) -> Iterator[bytes]:
    """The pictures, as far as they are whole."""
    place = 0
    while place + 8 <= len(said):
        length = int.from_bytes(said[place : place + 8], "big")
        if place + 8 + length > len(said):
            return
        yield said[place + 8 : place + 8 + length]
        place += 8 + length
