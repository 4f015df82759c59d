"""Making the small copies of pictures, off every request: the worker's part.

A picture is taken for a minute, copied without holding the database, and then noted as copied. A worker that
dies meanwhile loses nothing: after this minute the next one takes the picture again.
"""

from datetime import timedelta

import structlog
from sqlalchemy import ColumnElement, or_, select, update

from portal.cases.model import File
from portal.kernel import clock, pictures
from portal.kernel.db import Database, session
from portal.kernel.storage import Storage

TAKEN_FOR = timedelta(minutes=1)
MOST_TRIES = 3  # a picture that brings the worker down three times stays as it is: whole

log = structlog.get_logger()


def copy_due(database: Database, place: Storage) -> bool:
    """Make the small copies of the picture that waits longest; returns whether there was one.

    Raises:
        portal.kernel.storage.OutOfReach: the storage does not answer.
    """
    key = take(database, File.width.is_not(None))
    if key is None:
        return False
    try:
        for ending, content in pictures.small_copies(place.get(key)):
            place.put(key + ending, content)
    except (OSError, ValueError) as error:
        log.error("small copies", file=key, problem=str(error))
        return True
    with database.unit(write=True):
        noted = update(File).where(File.id == key).values(copied=clock.now()).returning(File.id)
        there = session().scalar(noted)
    if there is None:  # somebody removed it meanwhile, and its copies go with it
        for ending in pictures.endings():
            place.remove(key + ending)
    return True


def take(database: Database, *which: ColumnElement[bool]) -> str | None:
    """The key of the file that is due next among those, taken so that no other worker takes it too."""
    now = clock.now()
    free = or_(File.tried.is_(None), File.tried < now - TAKEN_FOR)
    due = select(File.id).where(*which, File.copied.is_(None), File.tries < MOST_TRIES, free)
    with database.unit(write=True):
        key = session().scalar(due.order_by(File.at, File.id).limit(1).with_for_update(skip_locked=True))
        if key is not None:
            session().execute(update(File).where(File.id == key).values(tried=now, tries=File.tries + 1))
    return key
