"""The letter to who pulled the red cord, once it is answered. No word of the answer stands in it."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.cases import due
from portal.cases.post import Site
from portal.cords.model import Cord
from portal.kernel.db import Database
from workflows.language import _


def write_due(database: Database, site: Site) -> int:
    """Write every letter about answers that is due: what the worker does."""
    return due.write(database, site, KINDS)


def _answered(cord: Cord) -> due.Words:
    subject = _("%(name)s answered the red cord that you pulled", name=cord.executive.name)
    told = _("Your cord is answered. Who read it, and when, stands there too.")
    return subject, told, "", _("Read the answer")


KINDS = (
    due.Due(
        select(Cord).where(Cord.told.is_(False)).options(joinedload(Cord.person), joinedload(Cord.executive)),
        Cord,
        lambda cord: setattr(cord, "told", True),
        lambda cord: cord.person,
        _answered,
        lambda _site, cord: f"/cords/{cord.id}",
        lambda _cord: True,
    ),
)
