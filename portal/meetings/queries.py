"""Reading meetings: those somebody may read something of, one of them, and its ideas. Nothing here writes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.queries import NotFound, one_or_404
from portal.meetings.model import Call, ClanMeeting, Idea
from portal.meetings.verbs import parts_of, seen_by
from portal.people.model import Account, Person
from portal.people.queries import clan_of
from workflows.meetings import OVER, REVEALED, End, Part, State, counts, enough

PAST = 30  # meetings that are over, on their page
WHOLE = (
    joinedload(ClanMeeting.by),
    joinedload(ClanMeeting.keeper),
    selectinload(ClanMeeting.calls).joinedload(Call.person),
)
OF_IDEA = (
    joinedload(Idea.author),
    joinedload(Idea.owner),
    joinedload(Idea.ended_by),
    joinedload(Idea.meeting),
    selectinload(Idea.dots),
)


def meeting(reader: Any, customer: str, number: int) -> ClanMeeting:
    """A meeting about a customer, for whoever may read something of it.

    Raises:
        NotFound: there is none of that number for them.
    """
    asked = _seen(reader).where(Account.handle == customer, ClanMeeting.number == number)
    found = one_or_404(asked)
    if not parts_of(reader, found):
        raise NotFound
    return found


def of_account(reader: Any, account: Account) -> list[ClanMeeting]:
    """The meetings about a customer of which somebody may read something: all that are not over, and the
    last of the others, the latest first.
    """
    asked = _seen(reader).where(ClanMeeting.account_id == account.id).order_by(ClanMeeting.starts.desc())
    coming = session().scalars(asked.where(ClanMeeting.state.not_in(OVER))).unique()
    past = session().scalars(asked.where(ClanMeeting.state.in_(OVER)).limit(PAST)).unique()
    found = sorted([*coming, *past], key=lambda one: (one.starts, one.id), reverse=True)
    return [one for one in found if parts_of(reader, one)]


def every(reader: Any, account: Account) -> list[ClanMeeting]:
    """All meetings about a customer of which somebody may read something, the first one first."""
    asked = _seen(reader).where(ClanMeeting.account_id == account.id)
    found = session().scalars(asked.order_by(ClanMeeting.starts, ClanMeeting.id)).unique()
    return [one for one in found if parts_of(reader, one)]


def _seen(reader: Any) -> Select[ClanMeeting]:
    asked = select(ClanMeeting).join(Account, Account.id == ClanMeeting.account_id).where(seen_by(reader))
    return asked.options(contains_eager(ClanMeeting.account), *WHOLE)


def next_of(meeting: ClanMeeting) -> ClanMeeting | None:
    """The meeting that was called again after this one."""
    asked = select(ClanMeeting).where(ClanMeeting.again_of_id == meeting.id).order_by(ClanMeeting.id.desc())
    return session().scalars(asked.limit(1)).first()


# ---------------------------------------------------------------- ideas


def ideas_of(meeting: ClanMeeting) -> list[Idea]:
    """The ideas of a meeting, for its own deeds; by their drawn names, which say nothing of the order."""
    asked = select(Idea).where(Idea.meeting_id == meeting.id).options(*OF_IDEA)
    return list(session().scalars(asked.order_by(Idea.key)))


def read_by(reader: Any, meeting: ClanMeeting) -> list[Idea]:
    """The ideas that somebody may read: before the reveal their own alone, whoever they are.

    Whoever is invited to what was decided, and not to the ideas, reads those that have an end.
    """
    parts = parts_of(reader, meeting)
    if meeting.state not in REVEALED:
        return [one for one in ideas_of(meeting) if one.author_id == reader.id]
    if Part.IDEAS in parts:
        return ideas_of(meeting)
    return [one for one in ideas_of(meeting) if one.end] if Part.DECIDED in parts else []


def without_end(reader: Any, account: Account) -> list[Idea]:
    """The ideas of a customer's meetings that somebody may read and that are open or parked, oldest first."""
    asked = select(Idea).join(Idea.meeting).where(Idea.account_id == account.id, seen_by(reader))
    asked = asked.where(Idea.end.in_([End.OPEN, End.PARKED]), ClanMeeting.state.in_(REVEALED))
    whole = contains_eager(Idea.meeting).selectinload(ClanMeeting.calls)
    found = session().scalars(asked.options(whole, joinedload(Idea.author)).order_by(Idea.since, Idea.key))
    return [one for one in found if Part.IDEAS in parts_of(reader, one.meeting)]


def promised(reader: Any, account: Account) -> list[Idea]:
    """The actions of a customer's meetings that somebody may read and that are not done, soonest first."""
    asked = select(Idea).join(Idea.meeting).where(Idea.account_id == account.id, seen_by(reader))
    asked = asked.where(Idea.end == End.ACTION, Idea.done.is_(None)).order_by(Idea.due, Idea.key)
    whole = contains_eager(Idea.meeting).selectinload(ClanMeeting.calls)
    found = session().scalars(asked.options(whole, joinedload(Idea.owner)))
    return [one for one in found if Part.DECIDED in parts_of(reader, one.meeting)]


def owners(meeting: ClanMeeting) -> list[Person]:
    """Who may own an action: the clan, and who of the customer reads what is decided."""
    theirs = [one.person for one in meeting.calls if one.person.side == "customer" and _decides(one, meeting)]
    return [one.person for one in clan_of(meeting.account_id)] + theirs


def _decides(one: Call, meeting: ClanMeeting) -> bool:
    here = one.person.left is None and one.person.account_id == meeting.account_id
    return here and Part.DECIDED in one.parts


def left_open(person: Any) -> list[tuple[str, int]]:
    """How many actions somebody has not done, by the name of the customer."""
    asked = select(Account.name, func.count()).join(Idea, Idea.account_id == Account.id)
    asked = asked.where(Idea.owner_id == person.id, Idea.end == End.ACTION, Idea.done.is_(None))
    return [
        (name, number)
        for name, number in session().execute(asked.group_by(Account.name).order_by(Account.name))
    ]


def idea(reader: Any, meeting: ClanMeeting, key: str) -> Idea:
    """One idea that somebody may read.

    Raises:
        NotFound: there is none of that name for them.
    """
    found = next((one for one in read_by(reader, meeting) if one.key == key), None)
    if found is None:
        raise NotFound
    return found


# ---------------------------------------------------------------- what came of it


@dataclass(frozen=True)
class Outcome:
    """What came of a meeting that was called: for areas above that call one."""

    called_at: datetime
    held_at: datetime | None  # when it began with enough people
    called: int
    present: int
    quorum_met: bool
    missed: bool  # too few came, or nobody did


def outcome(number: int) -> Outcome:
    """What came of the meeting of that row, whoever asks: never for a page."""
    found = session().scalars(select(ClanMeeting).where(ClanMeeting.id == number).options(*WHOLE)).one()
    return told_of(found)


def told_of(meeting: ClanMeeting) -> Outcome:
    """What came of a meeting whose calls are read with it."""
    called = [one for one in meeting.calls if counts(one.parts)]
    present = sum(one.present for one in called)
    return Outcome(
        called_at=meeting.called,
        held_at=meeting.begun,
        called=len(called),
        present=present,
        quorum_met=enough(present, len(called), meeting.quorum),
        missed=meeting.state == State.MISSED or nobody_came(meeting),
    )


def nobody_came(meeting: ClanMeeting) -> bool:
    """Whether its time is over and nobody began it."""
    return meeting.state == State.CALLED and ends(meeting) < clock.now()


def ends(meeting: ClanMeeting) -> datetime:
    """When it is to end."""
    return meeting.starts + timedelta(minutes=meeting.minutes)
