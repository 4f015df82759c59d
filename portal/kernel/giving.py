"""Giving out what is stored: shown or saved, never run."""

from typing import Protocol

from flask import Response, current_app, make_response, request

from portal.kernel import files, pictures
from portal.kernel.queries import NotFound

SHOWN_INLINE = ("image/jpeg", "image/png")
A_DAY, NOWHERE = "private, max-age=86400, immutable", "private, no-store"


class Kept(Protocol):
    """What the house knows of a file; `copied` is set once a picture has its small copies."""

    @property
    def id(self) -> str:
        """Its key in storage."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def type(self) -> str:
        """What it truly is."""

    @property
    def copied(self) -> object:
        """When its small copies were made, if they were."""


def whole(row: Kept, kept: str = A_DAY) -> Response:
    """A file: pictures in place, everything else as a download, never as a page.

    Raises:
        NotFound: it is not in storage.
    """
    how = "inline" if row.type in SHOWN_INLINE else "attachment"
    return _given_out(row, row.id, row.type, how, kept)


def small(row: Kept, width: int, kept: str = A_DAY) -> Response:
    """A picture about so many pixels wide; the whole of it while there are no small copies.

    Raises:
        NotFound: it is no picture, none is so wide, or it is not in storage.
    """
    if width not in pictures.WIDTHS or row.type not in SHOWN_INLINE:
        raise NotFound
    kind = "avif" if "image/avif" in request.accept_mimetypes.values() else "webp"
    if row.copied is None:
        as_it_is = NOWHERE if kept == NOWHERE else "private, no-cache"
        response = _given_out(row, row.id, row.type, "inline", as_it_is)
    else:
        response = _given_out(row, f"{row.id}.{width}.{kind}", f"image/{kind}", "inline", kept)
    response.vary.add("Accept")
    return response


def _given_out(row: Kept, key: str, type_: str, how: str, kept: str) -> Response:
    try:
        response = make_response(files.storage_of(current_app).get(key))
    except FileNotFoundError:
        raise NotFound from None
    response.headers["Content-Type"] = type_
    response.headers["Content-Disposition"] = files.disposition(how, row.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = kept
    return response
