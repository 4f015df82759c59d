"""Addresses of static files that change when the file does, so that browsers may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, url_for


def address(filename: str) -> str:
    """The address of a static file with a piece of its hash."""
    return url_for("static", filename=filename, v=_mark(Path(str(current_app.static_folder)) / filename))


@cache
def _mark(place: Path) -> str | None:
    # A definition may name a picture that was taken away since: that picture is missing, not the page.
    return hashlib.sha256(place.read_bytes()).hexdigest()[:10] if place.is_file() else None
