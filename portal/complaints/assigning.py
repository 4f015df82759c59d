"""Whose complaints were when, in rows: what the draw counts and the record of a month is made of."""

from datetime import datetime

from sqlalchemy import Select, select

from portal.complaints.model import Assignment, Complaint
from portal.kernel.db import session
from portal.people.queries import numbers_of
from workflows.complaints.complaint import Complaint as Document
from workflows.complaints.parts import Ownership


def follow(row: Complaint, one: Document) -> None:
    """Bring the rows of a complaint to what its document says."""
    if not one.owners:
        return
    known = {held.number: held for held in session().scalars(_of(row))}
    people = numbers_of(owner.who for owner in one.owners)
    for number, owner in enumerate(one.owners):
        held = known.get(number) or Assignment(complaint_id=row.id, number=number)
        held.person_id, held.how, held.at = people[owner.who], owner.how, owner.at
        held.ended = owner.ended.at if owner.ended else None
        held.confirmed = _confirmed(one, owner)
        session().add(held)
    row.owner_id = people[one.owner.who] if one.owner else None


def _of(row: Complaint) -> Select[Assignment]:
    return select(Assignment).where(Assignment.complaint_id == row.id)


def _confirmed(one: Document, owner: Ownership) -> datetime | None:
    """When the customer said first that this executive was there in person."""
    until = owner.ended.at if owner.ended else None
    said = [
        talk.answered.at
        for talk in one.contacts
        if talk.by == owner.who and talk.answer == "yes" and talk.answered and talk.at >= owner.at
        if until is None or talk.at <= until
    ]
    return min(said, default=None)
