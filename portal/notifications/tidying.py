"""Letting go of mails that nobody needs any more."""

from datetime import timedelta

from sqlalchemy import select

from portal.kernel import clock
from portal.kernel.db import Database, session
from portal.kernel.storage import Storage
from portal.notifications.model import Mail

KEPT = timedelta(days=30)  # what machines wrote, should it have been a person after all


def tidy(database: Database, place: Storage) -> int:
    """Let go of the content of mails that were ignored a month ago, and of those that are gone.

    Raises:
        portal.kernel.storage.OutOfReach: the storage does not answer.
    """
    old = (Mail.state == "ignored") & (Mail.at < clock.now() - KEPT)
    with database.unit(write=True):
        chosen = select(Mail).where(Mail.raw != "", old | Mail.state.in_(("gone", "taken"))).limit(100)
        found = list(session().scalars(chosen.with_for_update(skip_locked=True)))
        for mail in found:
            place.remove(mail.raw)
            mail.raw = ""
    return len(found)
