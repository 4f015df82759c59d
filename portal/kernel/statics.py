"""Addresses of static files that change when the file does, so that browsers may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, g, url_for


def address(filename: str) -> str:
    """The address of a static file with a piece of its hash; a page that draws an icon often asks once."""
    known: dict[str, str] = g.setdefault("statics", {})
    if filename not in known:
        mark = _mark(Path(str(current_app.static_folder)) / filename)
        known[filename] = url_for("static", filename=filename, v=mark)
    return known[filename]


@cache
def _mark(place: Path) -> str | None:
    # A definition may name a picture that was taken away since: that picture is missing, not the page.
    return hashlib.sha256(place.read_bytes()).hexdigest()[:10] if place.is_file() else None
