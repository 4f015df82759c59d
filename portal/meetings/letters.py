"""Letters of meetings with the entry for calendars: called, moved, called off.

What somebody was told last stands in their call, in the transaction of the letter. Each reads what they are
invited to: the agenda stands in the letter and in the calendar of those alone to whose part it belongs.
"""

from collections.abc import Sequence

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from portal.cases import calendar, post
from portal.cases.diary import STAYS
from portal.cases.letters import organizer
from portal.cases.post import Site
from portal.kernel import clock, languages, mail
from portal.kernel.db import Database, session
from portal.meetings.model import Call, ClanMeeting
from portal.meetings.show import when
from portal.people.model import House, Person
from portal.people.queries import house, may_see
from workflows.language import N_, _
from workflows.meetings import OVER, Part, State, counts

BATCH = 50
CALLED = (N_("%(title)s, %(when)s"), N_("%(name)s calls you to a meeting: %(title)s, %(when)s."))
TOLD = (N_("%(title)s, %(when)s"), N_("You are told what is decided: %(title)s, %(when)s."))
MOVED = (N_("Moved: %(title)s, %(when)s"), N_("%(title)s is moved, now %(when)s."))
OFF = (N_("Called off: %(title)s, %(when)s"), N_("%(title)s on %(when)s is called off: %(why)s"))


def write_due(database: Database, site: Site) -> int:
    """Write every letter of meetings that is due, in a unit of work of its own: what the worker does."""
    with database.unit(write=True):
        opened = house()
        found = session().scalars(_untold()).all() if opened else []
        for call in found:
            person = session().get_one(Person, call.person_id)
            with languages.spoken(person.language):
                _tell(site, call, person)
            call.told, call.told_for = call.meeting.sequence, call.meeting.starts
        return len(found)


def _untold() -> Select[Call]:
    """Who is called and was not told the newest, and may still read of it."""
    newer = and_(ClanMeeting.state == State.CALLED, Call.told < ClanMeeting.sequence)
    off = and_(ClanMeeting.state == State.OFF, Call.told >= 0, Call.told < ClanMeeting.sequence)
    theirs = or_(may_see(Call.account_id), and_(Call.colleague, Person.left.is_(None)))
    asked = select(Call).join(Call.meeting).where(or_(newer, off), ClanMeeting.starts > clock.now())
    asked = asked.where(exists(select(Person.id).where(Person.id == Call.person_id, theirs)))
    whole = joinedload(Call.meeting).options(joinedload(ClanMeeting.by), joinedload(ClanMeeting.account))
    asked = asked.options(whole).order_by(Call.meeting_id, Call.person_id).limit(BATCH)
    return asked.with_for_update(of=Call, skip_locked=True)


def _tell(site: Site, call: Call, person: Person) -> None:
    """One letter: it comes whatever letters somebody wants, for they are to be somewhere at an hour."""
    meeting, opened = call.meeting, session().get_one(House, 1)
    off, moved = meeting.state == State.OFF, call.told_for is not None
    subject, told = OFF if off else MOVED if moved else CALLED if counts(call.parts) else TOLD
    facts = {"title": meeting.title, "name": meeting.by.name, "why": meeting.off_why}
    facts["when"] = when(meeting, person, call.told_for if off else None)
    more = "" if off else "\n".join([meeting.why, *_agenda(call)])
    sheet = site.sheet(opened, person, _(told, **facts), (_("Look at it"), _link(site, meeting)), more=more)
    method = "CANCEL" if off else "REQUEST"
    guest = [calendar.Somebody(person.name, person.email)]
    words = calendar.letter(method, _entry(site, call), organizer(site, opened), guest)
    part = mail.Part(f"text/calendar; method={method}", words)
    post.send(site, person, [], _(subject, **facts), sheet, part)


def _agenda(call: Call) -> Sequence[str]:
    return [str(line) for line in call.meeting.agenda] if Part.AGENDA in call.parts else []


def _link(site: Site, meeting: ClanMeeting) -> str:
    return f"{site.address}/customers/{meeting.account.handle}/meetings/{meeting.number}"


def _entry(site: Site, call: Call) -> calendar.Entry:
    """A meeting for the calendar of one who is called; what of it is not for them is not in it."""
    meeting, link = call.meeting, _link(site, call.meeting)
    off = [_("Called off: %(why)s", why=meeting.off_why)] if meeting.state == State.OFF else []
    return calendar.Entry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        changed=meeting.changed,
        starts=meeting.starts,
        minutes=meeting.minutes,
        state="cancelled" if meeting.state == State.OFF else "arranged",
        title=f"{meeting.title} · {meeting.account.name}",
        place=meeting.place,
        about="\n".join([*off, meeting.why, *_agenda(call), link]),
        url=link,
    )


def entries(site: Site, person: Person) -> list[calendar.Entry]:
    """The meetings to which somebody is called, for their own calendar; what was called off, for a while."""
    shown = or_(ClanMeeting.state.not_in(OVER), ClanMeeting.changed > clock.now() - STAYS)
    theirs = or_(may_see(Call.account_id), Call.colleague)
    asked = select(Call).join(Call.meeting).where(Call.person_id == person.id, shown)
    asked = asked.where(exists(select(Person.id).where(Person.id == Call.person_id, theirs)))
    whole = joinedload(Call.meeting).joinedload(ClanMeeting.account)
    found = session().scalars(asked.options(whole).order_by(ClanMeeting.starts, ClanMeeting.id))
    return [_entry(site, one) for one in found]
