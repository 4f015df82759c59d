"""The diary: appointments of every order as rows, so that calendars, letters and reminders find them.

The documents are the truth. Each time one changes, its rows follow; what calendars know of is never deleted,
only cancelled.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import contains_eager

from portal.cases.model import Attendance, Case, Meeting
from portal.cases.verbs import seen_by
from portal.kernel import clock
from portal.kernel.db import session
from portal.people.model import Person
from portal.people.queries import may_see, numbers_of
from workflows.case import Case as Thread
from workflows.grammar import AppointmentBlock
from workflows.records import Appointment, Proposed

STAYS = timedelta(days=30)  # what was called off, in the feeds of those who were to come
Place = tuple[str, str, str]  # stage, block, and which of its times


@dataclass(frozen=True)
class Due:
    """An appointment, or a time offered for one, as the document has it."""

    state: str
    starts: datetime
    title: str
    minutes: int
    place: str
    comes: tuple[str, ...]


def follow(case: Case, thread: Thread, at: datetime) -> None:
    """Bring the rows of a case to what its document says, at the moment of the change."""
    wanted = dict(_wanted(thread))
    rows = {(row.stage, row.block, row.key): row for row in _rows(case)} if case.id else {}
    if not wanted and not rows:
        return
    numbers = numbers_of({handle for due in wanted.values() for handle in due.comes})
    for place, due in wanted.items():
        row = rows.get(place) or _new(case, place, due, at)
        people = {numbers[handle] for handle in due.comes if handle in numbers}
        _change(row, due, people, at)
    for place in rows.keys() - wanted.keys():
        _end(rows[place], thread, at)
    session().flush()


def arranged(case: Case, stage: str, block: str) -> Meeting | None:
    """The appointment that is arranged there, with its case."""
    asked = select(Meeting).join(Meeting.case).options(contains_eager(Meeting.case))
    here = (Meeting.case_id == case.id, Meeting.stage == stage, Meeting.block == block)
    return session().scalar(asked.where(*here, Meeting.state == "arranged"))


def of(person: Person) -> list[Meeting]:
    """What a person comes to or is asked to, in the orders they see today; cancelled ones for a while."""
    now = clock.now()
    shown = or_(
        Meeting.state == "arranged",
        and_(Meeting.state == "cancelled", Meeting.changed > now - STAYS),
        and_(Meeting.state == "offered", Meeting.starts > now),
    )
    asked = select(Meeting).join(Meeting.case).options(contains_eager(Meeting.case))
    asked = asked.join(Attendance, Attendance.meeting_id == Meeting.id)
    own = (Attendance.person_id == person.id, Attendance.comes, seen_by(person))
    return list(session().scalars(asked.where(*own, shown).order_by(Meeting.starts, Meeting.id)))


def who_come(meetings: Iterable[Meeting]) -> dict[int, list[Person]]:
    """Those who come to each of these and may see its order today, by the number of the appointment."""
    found: dict[int, list[Person]] = {meeting.id: [] for meeting in meetings}
    asked = (
        select(Attendance.meeting_id, Person)
        .join(Person, Person.id == Attendance.person_id)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Attendance.meeting_id.in_(found), Attendance.comes, may_see(Meeting.account_id))
        .order_by(Person.side.desc(), Person.name)
    )
    for number, person in session().execute(asked):
        found[number].append(person)
    return found


def _wanted(thread: Thread) -> Iterator[tuple[Place, Due]]:
    for stage, blocks in thread.appointments.items():
        for key, meeting in blocks.items():
            part = thread.stages[stage].block(key)
            if isinstance(part, AppointmentBlock) and thread.state(stage) != "skipped":
                for which, state, starts, offer in _times(thread, stage, meeting):
                    due = Due(state, starts, part.title, part.minutes, offer.place, offer.comes)
                    yield (stage, key, which), due


def _times(thread: Thread, stage: str, meeting: Appointment) -> Iterator[tuple[str, str, datetime, Proposed]]:
    """The time that is arranged, and those on offer while somebody can still pick one."""
    if meeting.picked and meeting.proposed:
        yield str(meeting.since), "arranged", meeting.picked, meeting.proposed
    offer = meeting.moving or (None if meeting.picked else meeting.proposed)
    if offer and thread.state(stage) in ("now", "next"):
        for number, time in enumerate(offer.times):
            yield f"{offer.seq}-{number}", "offered", time, offer


def _rows(case: Case) -> list[Meeting]:
    return list(session().scalars(select(Meeting).where(Meeting.case_id == case.id)))


def _new(case: Case, place: Place, due: Due, at: datetime) -> Meeting:
    stage, block, key = place
    row = Meeting(account_id=case.account_id, case_id=case.id, stage=stage, block=block, key=key)
    row.uid, row.changed, row.sequence = f"{uuid4().hex}@commonthread", at, -1
    for name, value in _facts(due).items():
        setattr(row, name, value)
    session().add(row)
    session().flush()
    return row


def _facts(due: Due) -> dict[str, Any]:
    names = ("state", "starts", "title", "minutes", "place")
    return {**{name: getattr(due, name) for name in names}, "why": ""}


def _change(row: Meeting, due: Due, people: set[int], at: datetime) -> None:
    """Count a change when anything is different that somebody who comes should know."""
    facts = _facts(due)
    come = {one.person_id: one for one in _come(row)}
    same = people == {number for number, one in come.items() if one.comes}
    if same and row.sequence >= 0 and all(getattr(row, name) == value for name, value in facts.items()):
        return
    for name, value in facts.items():
        setattr(row, name, value)
    row.sequence, row.changed = row.sequence + 1, at
    for number in people - come.keys():
        session().add(Attendance(meeting_id=row.id, person_id=number, comes=True, told=-1))
    for number, one in come.items():
        one.comes = number in people


def _come(row: Meeting) -> list[Attendance]:
    return list(session().scalars(select(Attendance).where(Attendance.meeting_id == row.id)))


def _end(row: Meeting, thread: Thread, at: datetime) -> None:
    """A time that was only offered is gone; what was arranged is cancelled, with the reason."""
    if row.state == "offered":
        session().execute(delete(Attendance).where(Attendance.meeting_id == row.id))
        session().delete(row)
    elif row.state == "arranged":
        skipped = thread.progress[row.stage].skipped if row.stage in thread.progress else None
        held = thread.appointments.get(row.stage, {}).get(row.block)
        row.why = skipped.why if skipped else held.cancelled if held else ""
        row.state, row.sequence, row.changed = "cancelled", row.sequence + 1, at
