"""The letter that says no: to who asked, with the reason, once."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.cases import due
from portal.cases.post import Site
from portal.kernel.db import Database
from portal.leaders.model import LeaderAsk
from workflows.language import _


def write_due(database: Database, site: Site) -> int:
    """Write every letter that says no and is due: what the worker does."""
    return due.write(database, site, KINDS)


def _refused(ask: LeaderAsk) -> due.Words:
    name = ask.leader.name
    subject = _("%(name)s says no to what you need, and why", name=name)
    return subject, ask.reason, "", _("Look at it")


KINDS = (
    due.Due(
        select(LeaderAsk)
        .where(LeaderAsk.told.is_(False))
        .options(joinedload(LeaderAsk.person), joinedload(LeaderAsk.leader)),
        LeaderAsk,
        lambda ask: setattr(ask, "told", True),
        lambda ask: ask.person,
        _refused,
        lambda _site, ask: f"/leaders/{ask.leader.handle}#ask-{ask.number}",
        lambda _ask: True,
    ),
)
