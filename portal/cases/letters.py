"""Letters about appointments: an invitation with the entry for a calendar, each change, and a reminder.

What somebody was told last stands in their row, written in the transaction of the letter. So whoever looks,
after the deed or the worker later, writes each letter once, and none to those who may not see the order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, not_, or_, select
from sqlalchemy.orm import contains_eager

from portal.cases import calendar, diary, post
from portal.cases.model import Attendance, Case, Meeting
from portal.cases.post import Site
from portal.cases.show import words as say
from portal.kernel import clock, languages, mail
from portal.kernel.db import Database, session
from portal.people.model import House, Person
from portal.people.queries import house, may_see
from workflows.language import N_, _, ngettext, whole_day
from workflows.values.skipped import city

BEFORE = timedelta(hours=24)
Others = Callable[[Site, Person], list[calendar.Entry]]
_OTHERS: list[Others] = []  # what areas above put into the calendars of people
CALLED_OFF = N_("%(title)s on %(when)s is called off. Another time is arranged on the page of the order.")
CALLED_OFF_WHY = N_(
    "%(title)s on %(when)s is called off: %(why)s. Another time is arranged on the page of the order."
)
WITHOUT = N_("%(title)s on %(when)s is held without you, so you need not come.")
ASK_THERE = N_("If it does not suit you, ask there to move it; nothing needs to be answered by letter.")
# What is new about an appointment: the subject of the letter, and how it begins.
ARRANGED = ("%(title)s, %(when)s", N_("%(title)s is arranged: %(details)s"))
MOVED = (N_("Moved: %(title)s, %(when)s"), N_("%(title)s is moved, now %(details)s"))
CHANGED = (N_("Changed: %(title)s, %(when)s"), N_("%(title)s is changed, now %(details)s"))


@dataclass(frozen=True)
class Desk:
    """What every letter about one appointment needs: it, its order, the house, and who comes."""

    site: Site
    house: House
    meeting: Meeting
    people: Sequence[Person]

    @property
    def place(self) -> str:
        """The place on the page of the order."""
        return f"/stages/{self.meeting.stage}#block-{self.meeting.stage}-{self.meeting.block}"

    @property
    def link(self) -> str:
        """The whole address of that place."""
        return f"{self.site.address}/orders/{self.meeting.case.ref}{self.place}"

    def when(self, person: Person, at: datetime | None = None) -> str:
        """The day and the time on somebody's own clock, which is named where it is not the house's."""
        zone = person.zone or self.house.zone
        here = (at or self.meeting.starts).astimezone(ZoneInfo(zone))
        day, time = whole_day(here), f"{here:%H:%M}"
        if zone == self.house.zone:
            return f"{day}, {time}"
        return _("%(day)s, %(time)s (%(city)s time)", day=day, time=time, city=city(ZoneInfo(zone)))

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
        with languages.spoken(person.language):
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
            with languages.spoken(person.language):
                subject = _("Soon: %(title)s, %(when)s", title=meeting.title, when=desk.when(person))
                told = f"{meeting.title}: {desk.sentence(person)}"
                _write(desk, person, subject, told, _(ASK_THERE))
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
    off = _("Called off: %(why)s", why=meeting.why) if meeting.state == "cancelled" and meeting.why else ""
    title = f"{meeting.title} · {meeting.case.title}"
    return calendar.Entry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        changed=meeting.changed,
        starts=meeting.starts,
        minutes=meeting.minutes,
        state=meeting.state,
        title=_("Offered: %(title)s", title=title) if meeting.state == "offered" else title,
        place=meeting.place,
        about="\n".join(line for line in (off, comes, desk.link) if line),
        url=desk.link,
    )


def file(site: Site, meeting: Meeting) -> bytes:
    """One appointment as a file for a calendar."""
    desk = _desk(site, meeting)
    return calendar.published([entry(site, desk.house, meeting, desk.people)], organizer(site, desk.house))


def organizer(site: Site, opened: House) -> calendar.Somebody:
    """The house, under the address that its letters come from."""
    return calendar.Somebody(opened.name, site.sender)


def also(others: Others) -> None:
    """Put these into the calendars of people from now on, beside the appointments of orders."""
    _OTHERS.append(others)


def feed(site: Site, person: Person) -> bytes:
    """Every appointment that a person comes to or is asked to, for their own calendar."""
    opened, meetings = _house(), diary.of(person)
    people = diary.who_come(meetings)
    with languages.spoken(person.language):
        entries = [entry(site, opened, meeting, people[meeting.id]) for meeting in meetings]
        entries += [one for others in _OTHERS for one in others(site, person)]
        name = _("%(house)s: appointments", house=opened.name)
        return calendar.published(entries, organizer(site, opened), name)


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
        subject, begins = MOVED if moved else CHANGED if attendance.told >= 0 else ARRANGED
        about = ngettext("About %(num)s minute.", "About %(num)s minutes.", meeting.minutes)
        told = f"{_(begins, title=meeting.title, details=desk.sentence(person))} {about}"
        named = _(subject, title=meeting.title, when=desk.when(person))
        _write(desk, person, named, told, _(ASK_THERE), "REQUEST")
    elif attendance.told >= 0:
        off = CALLED_OFF_WHY if meeting.why else CALLED_OFF
        when = desk.when(person, attendance.told_for)
        facts = {"title": meeting.title, "when": when, "why": meeting.why.rstrip(".")}
        ending = off if meeting.state == "cancelled" else WITHOUT
        told = _(ending, **facts)
        subject = _("Called off: %(title)s, %(when)s", title=meeting.title, when=when)
        _write(desk, person, subject, told, "", "CANCEL")


def _write(desk: Desk, person: Person, subject: str, told: str, more: str, method: str = "") -> None:
    part = mail.Part(f"text/calendar; method={method}", _ics(desk, person, method)) if method else None
    case = desk.meeting.case
    button = _("Your order “%(title)s”", title=case.title), desk.link
    sheet = desk.site.sheet(desk.house, person, told, button, more=more)
    news = _("There is news of an appointment.") if method else _("An appointment is soon.")
    short = post.short(person, case, news, desk.place)
    post.send(desk.site, person, [case], subject, sheet, part)
    post.tell(desk.site, person, [case], short)


def _ics(desk: Desk, person: Person, method: str) -> str:
    """The part for calendars. Whoever need not come any more is cancelled alone."""
    alone = method == "CANCEL" and desk.meeting.state != "cancelled"
    people = [person] if alone else desk.people
    guests = [calendar.Somebody(one.name, one.email) for one in people]
    told = entry(desk.site, desk.house, desk.meeting, desk.people)
    return calendar.letter(method, told, organizer(desk.site, desk.house), guests, whole=not alone)
