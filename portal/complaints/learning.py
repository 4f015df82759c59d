"""What complaints teach, in rows that are counted: kept with each deed, read by who reads the complaints."""

from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased, joinedload

from portal.complaints.model import Complaint, ComplaintText, Lesson
from portal.complaints.verbs import seen_by
from portal.kernel.db import session
from workflows.complaints.complaint import Complaint as Document
from workflows.complaints.teaching import lessons

PAGE = 30
UPHELD = ("upheld", "partly")


def follow(row: Complaint, one: Document) -> None:
    """Bring the rows of a complaint to what its document teaches."""
    asked = select(Lesson).where(Lesson.complaint_id == row.id)
    known = {held.round: held for held in session().scalars(asked)}
    for said in lessons(one):
        held = known.pop(said.round, None) or Lesson(complaint_id=row.id, round=said.round)
        held.month, held.cause, held.verdict = said.month, said.cause, said.verdict
        held.change, held.place, held.who, held.words = said.change, said.place, said.who, said.words
        held.process = said.process
        session().add(held)
    for held in known.values():  # it is answered with another one, and teaches there
        session().delete(held)


def causes(reader: Any, since: str) -> dict[tuple[str, str], int]:
    """How many of which cause there were in each month, of those that somebody reads."""
    asked = _seen(reader, select(Lesson.month, Lesson.cause, func.count())).where(Lesson.month >= since)
    found = session().execute(asked.group_by(Lesson.month, Lesson.cause))
    return {(month, cause): number for month, cause, number in found}


def changes(reader: Any) -> dict[str, int]:
    """In how many upheld rounds a change was made, named or declined, or nobody has spoken of one."""
    asked = _seen(reader, select(Lesson.change, func.count())).where(Lesson.verdict.in_(UPHELD))
    return {change: number for change, number in session().execute(asked.group_by(Lesson.change))}


def upheld(reader: Any, before: int) -> list[tuple[Lesson, Complaint, str]]:
    """A page of what was upheld, with what changed because of it and why, newest first."""
    said = and_(ComplaintText.complaint_id == Lesson.complaint_id, ComplaintText.number == Lesson.words)
    asked = _seen(reader, select(Lesson, Complaint, ComplaintText.text)).outerjoin(ComplaintText, said)
    chosen = asked.where(Lesson.verdict.in_(UPHELD))
    if before:
        chosen = chosen.where(Lesson.id < before)
    found = session().execute(_whole(chosen).order_by(Lesson.id.desc()).limit(PAGE + 1))
    return [(lesson, row, text or "") for lesson, row, text in found]


def again(reader: Any) -> tuple[list[tuple[Lesson, Complaint]], int]:
    """What came back, newest first, each with what was to prevent it; and how many there are in all."""
    later = aliased(Lesson)
    came_back = and_(later.complaint_id == Lesson.complaint_id, later.round == Lesson.round + 1)
    asked = _seen(reader, select(Lesson, Complaint, func.count().over())).join(later, came_back)
    found = list(session().execute(_whole(asked).order_by(later.id.desc()).limit(PAGE)))
    return [(lesson, row) for lesson, row, _all in found], found[0][2] if found else 0


def letters(reader: Any, month: str, cause: str, skip: int = 0) -> list[Complaint]:
    """A page of the complaints behind one number of a month, and one more, newest first."""
    asked = _seen(reader, select(Lesson, Complaint)).where(Lesson.month == month, Lesson.cause == cause)
    found = session().execute(_whole(asked).order_by(Lesson.id.desc()).offset(skip).limit(PAGE + 1))
    return [row for _lesson, row in found]


def behind_change(reader: Any, process: str) -> list[Complaint]:
    """The complaints of which a proposed change of a process came, as far as somebody reads them."""
    asked = _seen(reader, select(Lesson, Complaint)).where(Lesson.process == process)
    found = session().execute(_whole(asked).order_by(Lesson.id.desc()).limit(PAGE))
    return list(dict.fromkeys(row for _lesson, row in found))


def _seen(reader: Any, asked: Any) -> Select[Any]:
    joined: Select[Any] = asked.select_from(Lesson).join(Complaint, Complaint.id == Lesson.complaint_id)
    return joined.where(seen_by(reader))


def _whole(asked: Select[Any]) -> Select[Any]:
    return asked.options(joinedload(Complaint.account))
