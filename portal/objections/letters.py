"""The letter to whoever objected, once it is answered. What was answered stays in the clan's room."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.cases import due
from portal.cases.post import Site
from portal.kernel.db import Database
from portal.objections.model import Objection
from workflows.language import _
from workflows.objections import OUTCOMES


def write_due(database: Database, site: Site) -> int:
    """Write every letter about answers that is due: what the worker does."""
    return due.write(database, site, KINDS)


def _answered(one: Objection) -> due.Words:
    name = one.ended_by.name if one.ended_by else ""
    subject = _("%(name)s answered your objection for %(customer)s", name=name, customer=one.account.name)
    told = _("Your objection was answered: %(outcome)s.", outcome=_(OUTCOMES[one.outcome]).lower())
    return subject, told, "", _("Read the answer")


_WHOLE = joinedload(Objection.author), joinedload(Objection.ended_by), joinedload(Objection.account)
KINDS = (
    due.Due(
        select(Objection).where(Objection.told.is_(False)).options(*_WHOLE),
        Objection,
        lambda row: setattr(row, "told", True),
        lambda one: one.author,
        _answered,
        lambda _site, one: f"/customers/{one.account.handle}/objections/{one.number}",
    ),
)
