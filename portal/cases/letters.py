"""Letters about appointments: an invitation with the entry for a calendar, each change, and a reminder.

What somebody was told last stands in their row, written in the transaction of the letter. So whoever looks,
after the deed or the worker later, writes each letter once, and none to those who may not see the order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, not_, or_, select
from sqlalchemy.orm import contains_eager

from portal.cases import calendar, diary, post
from portal.cases.model import Attendance, Case, Meeting
from portal.cases.post import Site
from portal.cases.show import words as say
from portal.kernel import clock, mail
from portal.kernel.db import Database, session
from portal.people.model import House, Person
from portal.people.queries import house, may_see
from workflows.values.times import day_in_words

BEFORE = timedelta(hours=24)
CALLED_OFF = "{title} on {when} is called off{why}. Another time is arranged on the page of the order."
WITHOUT = "{title} on {when} is held without you, so you need not come."
ASK_THERE = "If it does not suit you, ask there to move it; nothing needs to be answered by letter."


@dataclass(frozen=True)
class Desk:
    """What every letter about one appointment needs: it, its order, the house, and who comes."""

    site: Site
    house: House
    meeting: Meeting
    people: Sequence[Person]

    @property
    def link(self) -> str:
        """The place on the page of the order."""
        meeting = self.meeting
        place = f"block-{meeting.stage}-{meeting.block}"
        return f"{self.site.address}/orders/{meeting.case.ref}/stages/{meeting.stage}#{place}"

    def when(self, person: Person, at: datetime | None = None) -> str:
        """The day and the time on somebody's own clock, which is named where it is not the house's."""
        zone = person.zone or self.house.zone
        here = (at or self.meeting.starts).astimezone(ZoneInfo(zone))
        named = f" ({zone.rpartition('/')[2].replace('_', ' ')} time)" if zone != self.house.zone else ""
        return f"{day_in_words(here.date(), 'en_GB')}, {here:%H:%M}{named}"

    def sentence(self, person: Person) -> str:
        """When, where, and who comes."""
        comes = say.come(["you" if one.id == person.id else one.first for one in self.people])
        place = f", {self.meeting.place}" if self.meeting.place else ""
        return f"{self.when(person)}{place}. {comes}".rstrip()


def tell_due(site: Site, case: Case | None = None) -> int:
    """Write the letters that people who come have not had yet, in this unit of work; for one case or all."""
    found = session().execute(_untold(case)).all()
    desks: dict[int, Desk] = {}
    for attendance, meeting, person in found:
        desk = desks.get(meeting.id) or desks.setdefault(meeting.id, _desk(site, meeting))
        _tell(desk, attendance, person)
        attendance.told, attendance.told_for = meeting.sequence, meeting.starts
        if not attendance.comes:
            session().delete(attendance)
    return len(found)


def remind_due(site: Site) -> int:
    """Write the reminders of appointments within a day, each once for each time it is arranged for."""
    now = clock.now()
    near = and_(Meeting.state == "arranged", Meeting.starts > now, Meeting.starts <= now + BEFORE)
    fresh = or_(Meeting.reminded.is_(None), Meeting.reminded != Meeting.starts)
    asked = select(Meeting).join(Meeting.case).options(contains_eager(Meeting.case)).where(near, fresh)
    count = 0
    for meeting in session().scalars(asked.with_for_update(of=Meeting, skip_locked=True)).all():
        meeting.reminded = meeting.starts
        if meeting.changed > meeting.starts - BEFORE:
            continue  # they have just had a letter
        desk = _desk(site, meeting)
        for person in desk.people:
            told = f"{meeting.title}: {desk.sentence(person)}"
            _write(desk, person, f"Soon: {meeting.title}, {desk.when(person)}", told, ASK_THERE)
            count += 1
    return count


def write_due(database: Database, site: Site) -> int:
    """Every letter about appointments that is due, in a unit of work of its own: what the worker does."""
    with database.unit(write=True):
        return tell_due(site) + remind_due(site)


def entry(site: Site, opened: House, meeting: Meeting, people: Sequence[Person]) -> calendar.Entry:
    """An appointment for a calendar; its case is read with it."""
    desk = Desk(site, opened, meeting, people)
    comes = say.come([one.name for one in people])
    why = f"Called off: {meeting.why}\n" if meeting.state == "cancelled" and meeting.why else ""
    asked = "Offered: " if meeting.state == "offered" else ""
    return calendar.Entry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        changed=meeting.changed,
        starts=meeting.starts,
        minutes=meeting.minutes,
        state=meeting.state,
        title=f"{asked}{meeting.title} · {meeting.case.title}",
        place=meeting.place,
        about=f"{why}{comes}\n{desk.link}".strip(),
        url=desk.link,
    )


def file(site: Site, meeting: Meeting) -> bytes:
    """One appointment as a file for a calendar."""
    desk = _desk(site, meeting)
    return calendar.published([entry(site, desk.house, meeting, desk.people)], organizer(site, desk.house))


def organizer(site: Site, opened: House) -> calendar.Somebody:
    """The house, under the address that its letters come from."""
    return calendar.Somebody(opened.name, site.sender)


def feed(site: Site, person: Person) -> bytes:
    """Every appointment that a person comes to or is asked to, for their own calendar."""
    opened, meetings = _house(), diary.of(person)
    people = diary.who_come(meetings)
    entries = [entry(site, opened, meeting, people[meeting.id]) for meeting in meetings]
    return calendar.published(entries, organizer(site, opened), f"{opened.name}: appointments")


def _untold(case: Case | None) -> Select[Attendance, Meeting, Person]:
    """Who comes and was not told the newest, and who was told and need not come any more."""
    newer = and_(Attendance.comes, Attendance.told < Meeting.sequence)
    gone = and_(not_(Attendance.comes), Attendance.told >= 0)
    asked = (
        select(Attendance, Meeting, Person)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Person, Person.id == Attendance.person_id)
        .join(Meeting.case)
        .options(contains_eager(Meeting.case))
        .where(Meeting.state != "offered", Meeting.starts > clock.now(), or_(newer, gone))
        .where(may_see(Meeting.account_id))
        .order_by(Attendance.meeting_id, Attendance.person_id)
        .with_for_update(of=Attendance, skip_locked=True)
    )
    return asked.where(Meeting.case_id == case.id) if case else asked


def _desk(site: Site, meeting: Meeting) -> Desk:
    return Desk(site, _house(), meeting, diary.who_come([meeting])[meeting.id])


def _house() -> House:
    opened = house()
    assert opened is not None  # noqa: S101  no case without a house
    return opened


def _tell(desk: Desk, attendance: Attendance, person: Person) -> None:
    meeting = desk.meeting
    if attendance.comes and meeting.state == "arranged":
        moved = attendance.told_for is not None and attendance.told_for != meeting.starts
        named = "Moved: " if moved else "Changed: " if attendance.told >= 0 else ""
        is_now = "is moved, now" if moved else "is changed, now" if named else "is arranged:"
        told = f"{meeting.title} {is_now} {desk.sentence(person)} About {meeting.minutes} minutes."
        _write(desk, person, f"{named}{meeting.title}, {desk.when(person)}", told, ASK_THERE, "REQUEST")
    elif attendance.told >= 0:
        off = CALLED_OFF if meeting.state == "cancelled" else WITHOUT
        why = f": {meeting.why.rstrip('.')}" if meeting.why else ""
        when = desk.when(person, attendance.told_for)
        told = off.format(title=meeting.title, when=when, why=why)
        _write(desk, person, f"Called off: {meeting.title}, {when}", told, "", "CANCEL")


def _write(desk: Desk, person: Person, subject: str, told: str, more: str, method: str = "") -> None:
    part = mail.Part(f"text/calendar; method={method}", _ics(desk, person, method)) if method else None
    case = desk.meeting.case
    sheet = desk.site.sheet(desk.house, person, told, (f"Your order “{case.title}”", desk.link), more=more)
    post.send(desk.site, person, [case], subject, sheet, part)


def _ics(desk: Desk, person: Person, method: str) -> str:
    """The part for calendars. Whoever need not come any more is cancelled alone."""
    alone = method == "CANCEL" and desk.meeting.state != "cancelled"
    people = [person] if alone else desk.people
    guests = [calendar.Somebody(one.name, one.email) for one in people]
    told = entry(desk.site, desk.house, desk.meeting, desk.people)
    return calendar.letter(method, told, organizer(desk.site, desk.house), guests, whole=not alone)
