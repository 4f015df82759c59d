"""By when each open step of a complaint is due: in working days of the house, on the customer's clock."""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.clans.queries import calendar
from portal.complaints.model import Complaint
from portal.kernel.db import session
from portal.people.model import Person
from portal.people.queries import house
from workflows.complaints import deadlines
from workflows.complaints.complaint import Complaint as Document
from workflows.complaints.deadlines import Clock, Pause
from workflows.complaints.steps import Kind, Step, last_word, owes_update, steps

WITHIN: dict[Kind, deadlines.Owed] = {
    "acknowledge": "acknowledge",
    "assess": "acknowledge",
    "draw": "acknowledge",
    "redraw": "acknowledge",
    "contact": "contact",
    "letter": "contact",
    "judge": "offer",
    "offer": "offer",
    "second": "acknowledge",
    "advise": "acknowledge",
    "answer_counter": "contact",
    "mediate": "contact",
    "cause": "cause",
    "prevent": "cause",
    "update": "update",
}
BEFORE = timedelta(days=1)  # the next word to the customer is asked for a day before it is due


class Owed(NamedTuple):
    """An open step, and the moment by which it is due; none for what has no clock."""

    step: Step
    by: datetime | None


def owed(row: Complaint, now: datetime) -> list[Owed]:
    """What is open in a complaint with the moment by which it is due, as it is asked for."""
    one, clock = row.it, clock_of(row, now)
    found = [Owed(step, _by(one, step, clock)) for step in steps(one, now, clock)]
    if owes_update(one):
        update = Step("update", "owner" if one.owner else "clan", last_word(one))
        by = deadlines.due("update", update.since, clock)
        if by - BEFORE <= now:
            found.append(Owed(update, by))
    return found


def clock_of(row: Complaint, now: datetime) -> Clock:
    """The clock of whoever complained, and the days on which the house works."""
    opened, person = house(), session().get(Person, row.complainant_id) if row.complainant_id else None
    own = person.zone if person else ""
    zone = own or (opened.zone if opened else "UTC")
    return Clock(zone=zone, calendar=calendar(), pauses=_pauses(row.it, ZoneInfo(zone), now))


def _pauses(one: Document, zone: ZoneInfo, now: datetime) -> tuple[Pause, ...]:
    found = []
    for held in one.pauses:
        if held.answer == "yes" and held.answered:
            end = datetime.combine(held.until + timedelta(days=1), time(), zone).astimezone(UTC)
            since = held.answered.at
            found.append(Pause(since=since, until=max(since, min(end, now))))
    return tuple(found)


def _by(one: Document, step: Step, clock: Clock) -> datetime | None:
    if step.kind == "carry_out" and one.agreed and one.agreed.by_date:
        return deadlines.remedy_due(one.agreed.by_date, one.agreed.at, clock)
    if step.kind == "change" and one.last("preventions").due:
        return deadlines.remedy_due(one.last("preventions").due, step.since, clock)
    if step.kind in ("keep_word", "own_up"):
        held = one.promises[step.days]
        return deadlines.remedy_due(held.day, held.at, clock)
    within = WITHIN.get(step.kind)
    return deadlines.due(within, step.since, clock) if within else None


def look_again(row: Complaint, now: datetime) -> list[datetime]:
    """When something becomes due by the days alone: a word to the customer, a broken promise, a check."""
    one, clock = row.it, clock_of(row, now)
    moments: list[datetime] = []
    if owes_update(one):
        moments.append(deadlines.due("update", last_word(one), clock) - BEFORE)
    if one.agreed and one.agreed.by_date and one.agreed.good != "yes" and one.status == "open":
        moments.append(datetime.combine(one.agreed.by_date + timedelta(days=1), time(), UTC))
    zone = ZoneInfo(clock.zone)
    days = [held.day + timedelta(days=late) for held in one.promises if held.open for late in (0, 1)]
    moments += [datetime.combine(day, time(), zone).astimezone(UTC) for day in days]
    if one.status == "closed":
        moments += deadlines.checks(one.ends[-1].at, clock).values()
    return [at for at in moments if at > now]


def next_of_owner(row: Complaint, now: datetime) -> datetime | None:
    """By when its executive owes something next, were it only a word to the customer."""
    held = ("owner", "clan")
    moments = [each.by for each in owed(row, now) if each.by and each.step.holder in held]
    if owes_update(row.it):
        moments.append(deadlines.due("update", last_word(row.it), clock_of(row, now)))
    return min(moments, default=None)
