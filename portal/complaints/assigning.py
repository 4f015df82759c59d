"""Whose complaints were when, in rows: what the draw counts and the record of a month is made of."""

from datetime import datetime
from itertools import takewhile

from sqlalchemy import Select, select

from portal.complaints.model import Assignment, Complaint
from portal.kernel.db import session
from portal.people.queries import numbers_of
from workflows.complaints.complaint import Complaint as Document
from workflows.complaints.ownership import Ownership


def follow(row: Complaint, one: Document) -> None:
    """Bring the rows of a complaint to what its document says."""
    if not one.owners:
        return
    known = {held.number: held for held in session().scalars(_of(row))}
    people = numbers_of(owner.who for owner in one.owners)
    for number, owner in enumerate(one.owners):
        if owner.how == "back":
            continue  # it is what was given before, and goes on
        held = known.get(number) or Assignment(complaint_id=row.id, number=number)
        spans = _spans(one, number)
        last = spans[-1].ended
        held.person_id, held.how, held.at = people[owner.who], owner.how, owner.at
        held.ended, held.confirmed = last.at if last else None, _confirmed(one, spans)
        session().add(held)
    row.owner_id = people[one.owner.who] if one.owner else None


def _of(row: Complaint) -> Select[Assignment]:
    return select(Assignment).where(Assignment.complaint_id == row.id)


def _spans(one: Document, number: int) -> list[Ownership]:
    """How somebody had it from there on; while another stands in for them it is still theirs."""
    held = one.owners[number]
    if held.how == "stands_in":
        return [held]
    after = takewhile(lambda owner: owner.how in ("stands_in", "back"), one.owners[number + 1 :])
    return [held, *after]


def _confirmed(one: Document, spans: list[Ownership]) -> datetime | None:
    """When the customer said first that this executive was there in person."""
    said = [
        talk.answered.at
        for own in spans
        for talk in one.contacts
        if talk.by == own.who == spans[0].who and talk.answer == "yes" and talk.answered
        if own.at <= talk.at and (own.ended is None or talk.at <= own.ended.at)
    ]
    return min(said, default=None)
