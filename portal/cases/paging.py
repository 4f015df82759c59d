"""Making pictures of the pages of PDFs, off every request: the worker's part.

Each page becomes a file of the order under a key that follows from the PDF's (`workflows.pins.page`), so
that it can be looked at and pinned like a photograph. A PDF that cannot be drawn stays a download.
"""

from dataclasses import replace
from typing import Any

import structlog
from sqlalchemy import select

from portal.cases.copying import take
from portal.cases.model import File
from portal.kernel import clock, files, pages
from portal.kernel.db import Database, session
from portal.kernel.storage import Storage
from workflows.pins import PAGES, page

PDF = "application/pdf"
log = structlog.get_logger()


def draw_due(database: Database, place: Storage) -> bool:
    """Draw the pages of the PDF that waits longest on a line; returns whether there was one.

    Raises:
        portal.kernel.storage.OutOfReach: the storage does not answer.
    """
    key = take(database, File.type == PDF, File.waits_for == "", File.case_id.is_not(None))
    if key is None:
        return False
    try:
        drawn = [_kept(place, key, *one) for one in enumerate(pages.drawn(place.get(key), PAGES), 1)]
    except (OSError, pages.Undrawable) as error:
        log.warning("pages", file=key, problem=str(error))
        return True
    with database.unit(write=True):
        pdf = session().get_one(File, key)
        there = set(session().scalars(select(File.id).where(File.id.in_([one.id for one in drawn]))))
        for number, one in enumerate(drawn, 1):
            if one.id not in there:
                session().add(_row(pdf, one, number))
        pdf.copied = clock.now()
    return True


def _kept(place: Storage, pdf: str, number: int, picture: pages.Picture) -> files.Stored:
    """A page in storage, under its own key."""
    stored = files.described(page(pdf, number), picture.content, "", picture.kind)
    place.put(stored.id, picture.content)
    return replace(stored, width=picture.width, height=picture.height)


def _row(pdf: File, one: files.Stored, number: int) -> File:
    name = f"{pdf.name[:100]}, page {number}"
    own: dict[str, Any] = {"account_id": pdf.account_id, "case_id": pdf.case_id, "person_id": pdf.person_id}
    told = {"id": one.id, "name": name, "type": one.type, "size": one.size, "sha256": one.sha256}
    return File(**own, **told, at=clock.now(), width=one.width, height=one.height)
