"""What meetings let wait for people, told on their first page (decision 037): an answer to a call, ideas
without an end, and actions.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, String, and_, cast, or_, select

from portal.clans import errands
from portal.clans.model import Errand
from portal.clans.queries import today
from portal.kernel.db import Database, session
from portal.meetings.model import ClanMeeting, Idea
from portal.people.queries import clan_of
from workflows.language import _, ngettext, weekday_and_day
from workflows.meetings import DAYS, REVEALED, End, State, counts, due, is_late, is_open

ANSWER, IDEAS, LATE, ACTION = "meeting", "meeting.ideas", "meeting.late", "meeting.action"


def for_answers(meeting: ClanMeeting) -> None:
    """Let a call wait for those who have not said whether they come; their letter has it already."""
    waiting = [one.person_id for one in meeting.calls if counts(one.parts) and not one.answer]
    day = meeting.starts.astimezone(ZoneInfo(meeting.zone)).date()
    people = waiting if meeting.state == State.CALLED else []
    said = {"meeting": meeting.number}
    errands.give(meeting.account_id, (ANSWER, str(meeting.id)), people, day, said, told=True)


def for_keeper(meeting: ClanMeeting) -> None:
    """Let ideas without an end wait for the keeper of the meeting; late ones for the seniors too."""
    asked = select(Idea.end, Idea.since).where(Idea.meeting_id == meeting.id)
    every = [(end, since) for end, since in session().execute(asked) if since is not None]
    found = [(end, since) for end, since in every if is_open(end, since, today())]
    late = any(is_late(end, since, today()) for end, since in found)
    keeper = [meeting.keeper_id] if found and meeting.keeper_id else []
    seniors = [one.person.id for one in clan_of(meeting.account_id) if one.senior] if late else []
    by = due(min(since for _end, since in found)) if found else None
    said = {"meeting": meeting.number, "ideas": len(found)}
    key, on_time = str(meeting.id), [] if late else keeper
    errands.give(meeting.account_id, (IDEAS, key), on_time, by, said, told=True)
    errands.give(meeting.account_id, (LATE, key), {*keeper, *seniors} if late else [], by, said)
    meeting.late_told = late


def for_owner(idea: Idea) -> None:
    """Let an action wait for its owner, until they say that it is done."""
    owner = [idea.owner_id] if idea.owner_id and not idea.done else []
    said = {"meeting": idea.meeting.number, "idea": idea.key}
    errands.give(idea.account_id, (ACTION, str(idea.id)), owner, idea.due, said)


def turn_due(database: Database) -> int:
    """Let wait what waits by the day alone, in a unit of work of its own: what the worker does. These are
    ideas that come back from where they were parked, and those that are late.
    """
    with database.unit(write=True):
        found = session().scalars(_turned(today())).unique().all()
        for one in found:
            for_keeper(one)
        return len(found)


def _turned(day: date) -> Select[ClanMeeting]:
    known = select(Errand.id).where(
        Errand.key == cast(ClanMeeting.id, String), Errand.area.in_([IDEAS, LATE])
    )
    back = and_(Idea.end == End.PARKED, Idea.since <= day, ~known.exists())
    late = and_(Idea.since < day - timedelta(days=DAYS), ClanMeeting.late_told.is_(False))
    open_ = or_(Idea.end == End.OPEN, and_(Idea.end == End.PARKED, Idea.since <= day))
    asked = select(ClanMeeting).join(ClanMeeting.ideas).where(ClanMeeting.keeper_id.is_not(None))
    return asked.where(ClanMeeting.state.in_(REVEALED), open_, or_(back, late))


# ---------------------------------------------------------------- in words


def _answer(errand: Errand) -> errands.Words:
    facts = {"customer": errand.account.name, "day": weekday_and_day(errand.due) if errand.due else ""}
    line = _("Do you come to the meeting about %(customer)s on %(day)s?", **facts)
    return errands.Words(line, line, _path(errand), _("Answer this"))


def _ideas(errand: Errand) -> errands.Words:
    line = ngettext(
        "%(customer)s: %(num)s idea has no end",
        "%(customer)s: %(num)s ideas have no end",
        errand.said["ideas"],
        customer=errand.account.name,
    )
    told = _("Each becomes an action with an owner, is parked to a day, or is declined with a reason.")
    return errands.Words(line, f"{line}. {told}", _path(errand, "#ideas"), _("End them"))


def _action(errand: Errand) -> errands.Words:
    line = _("%(customer)s: what you promised in a meeting", customer=errand.account.name)
    told = _("An idea of a meeting became an action of yours.")
    place = f"#idea-{errand.said['idea']}"
    return errands.Words(line, f"{line}. {told}", _path(errand, place), _("Look at it"))


def _path(errand: Errand, place: str = "") -> str:
    return f"/customers/{errand.account.handle}/meetings/{errand.said['meeting']}{place}"


def put_into_words() -> None:
    """Say from now on what this area lets wait."""
    for area, words in {ANSWER: _answer, IDEAS: _ideas, LATE: _ideas, ACTION: _action}.items():
        errands.put_into_words(area, words)
