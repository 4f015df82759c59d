"""Reading events behind complaints: one, all of them, what came of one, and what may. Nothing here writes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from portal.clans.queries import today
from portal.complaints.due import owed
from portal.complaints.model import Complaint, Event
from portal.complaints.queries import chosen_for, seen
from portal.complaints.verbs import answered_by, events_of
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.queries import one_or_404
from workflows.complaints.steps import Kind

__all__ = ["Event", "today"]  # views know an event only from here

MOST = 300  # complaints that are put to an event at once
SOONEST = (Complaint.status == "closed", Complaint.due.is_(None), Complaint.due, Complaint.id)
OFFERED = 5  # events that somebody who complains is asked about


@dataclass(frozen=True)
class Counts:
    """How many complaints came of an event, what their customers said, and what is open in how many."""

    all: int
    answers: Counter[str]
    waits: Counter[Kind]
    late: int


def get(reader: Any, number: int) -> Event:
    """The event of that number, for whoever deals with it.

    Raises:
        NotFound: there is none for them.
    """
    return one_or_404(_events(reader).where(Event.id == number))


def some(reader: Any) -> list[tuple[Event, int]]:
    """The events that somebody deals with, newest first, and how many complaints came of each."""
    rows = list(session().scalars(_events(reader).order_by(Event.id.desc()).limit(MOST)))
    asked = select(Complaint.event_id, func.count(Complaint.id)).group_by(Complaint.event_id)
    numbers = Complaint.event_id.in_([event.id for event in rows])
    found = {event: many for event, many in session().execute(asked.where(numbers))}
    return [(event, found.get(event.id, 0)) for event in rows]


def _events(reader: Any) -> Select[Event]:
    known = select(Event).where(events_of(reader))
    return known.options(joinedload(Event.owner), joinedload(Event.author), joinedload(Event.opener))


def offered() -> list[Event]:
    """The events about which somebody who complains is asked, newest first."""
    known = select(Event).where(Event.offered.is_(True), Event.ended.is_(None))
    return list(
        session().scalars(known.options(joinedload(Event.owner)).order_by(Event.id.desc()).limit(OFFERED))
    )


def on_desk(person: Any) -> list[Event]:
    """The events that somebody answers and to which something may still be put, newest first."""
    mine = select(Event).where(answered_by(person), Event.ended.is_(None))
    return list(session().scalars(mine.order_by(Event.id.desc()).limit(OFFERED)))


def of_event(reader: Any, event: Event) -> list[Complaint]:
    """The complaints that came of an event, as far as somebody may read them, the most urgent first."""
    rows = session().scalars(seen(reader).where(Complaint.event_id == event.id).order_by(*SOONEST))
    return [chosen_for(reader, row) for row in rows]


def whole(event: Event) -> list[Complaint]:
    """Everything that came of an event, for its letter and its numbers, whoever reads them."""
    rows = select(Complaint).where(Complaint.event_id == event.id).order_by(Complaint.id)
    # With whoever complained, on whose clock something is due.
    known = (joinedload(Complaint.event), joinedload(Complaint.complainant))
    return list(session().scalars(rows.options(*known)))


def counts(rows: Iterable[Complaint]) -> Counts:
    """What is open in these, read once."""
    now, answers, waits, late, number = clock.now(), Counter[str](), Counter[Kind](), 0, 0
    for row in rows:
        number += 1
        late += row.due is not None and row.due < now and row.turn == "clan"
        answers[row.it.event.answer if row.it.event else ""] += 1
        waits.update({each.step.kind for each in owed(row, now)})
    return Counts(number, answers, waits, late)


def in_which(rows: Iterable[Complaint], kind: Kind) -> list[Complaint]:
    """Those in which this step is open."""
    now = clock.now()
    return [row for row in rows if any(each.step.kind == kind for each in owed(row, now))]


def free(reader: Any, words: str, since: date) -> list[Complaint]:
    """Open complaints of no event since a day, with these words in their first sentence, newest first."""
    began = datetime.combine(since, time(), UTC)
    known = seen(reader).where(Complaint.status == "open", Complaint.event_id.is_(None))
    known = known.where(Complaint.received >= began)
    if words:
        known = known.where(func.lower(Complaint.title).contains(words.lower(), autoescape=True))
    rows = session().scalars(known.order_by(Complaint.id.desc()).limit(MOST))
    return [chosen_for(reader, row) for row in rows if not row.it.joined]


def named(reader: Any, refs: Iterable[str]) -> list[Complaint]:
    """Those of them that somebody reads and that belong to no event, oldest first."""
    known = seen(reader).where(Complaint.ref.in_(list(refs)[:MOST]), Complaint.event_id.is_(None))
    rows = session().scalars(known.where(Complaint.status == "open").order_by(Complaint.id))
    return [chosen_for(reader, row) for row in rows if not row.it.joined]
