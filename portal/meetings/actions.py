"""Calling a meeting, moving it, calling it off, answering, beginning it or noting that too few came."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import randbelow
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.clans.queries import clan
from portal.clans.verbs import room
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.meetings import cards, waits
from portal.meetings.model import Call, ClanMeeting, Idea
from portal.meetings.verbs import meetings
from portal.people.model import Account, Person
from workflows.language import _, ngettext
from workflows.meetings import DOTS, QUORUM, Part, State, counts, enough, needed

ALL = tuple(map(str, Part))


@dataclass(frozen=True)
class Terms:
    """What a meeting is about, when and where it is, and by which rules."""

    title: str
    why: str
    starts: datetime
    minutes: int = 60
    zone: str = ""
    place: str = ""
    agenda: Sequence[str] = ()
    questions: Sequence[str] = ()  # beside the first, which is always asked
    quorum: int = QUORUM
    dots: int = DOTS


@dataclass(frozen=True)
class Guest:
    """Somebody who is called, and the parts that they read; of the house, all of them."""

    person: Person
    parts: Sequence[str] = ALL


def everybody(account: Account) -> list[Guest]:
    """Everybody who stands for a customer today."""
    return [Guest(one.person) for one in clan(account).members]


@meetings.action
def call(
    act: Act, account: Account, terms: Terms, guests: Collection[Guest], again_of: ClanMeeting | None = None
) -> ClanMeeting:
    """Call a meeting of a clan: what about, when and where, and who is called to which part.

    Raises:
        NotNow: nobody is called who would come.
    """
    if not any(counts(one.parts) for one in guests):
        raise NotNow(_("Call somebody, so that the meeting is held."))
    made = ClanMeeting(**vars(terms) | {"agenda": list(terms.agenda), "questions": list(terms.questions)})
    made.account_id, made.number, made.state = account.id, _number(account.id), State.CALLED
    made.by_id = made.keeper_id = act.who.id
    made.called = made.changed = act.at
    made.uid, made.again_of_id = f"{uuid4()}@commonthread", again_of.id if again_of else None
    members = {one.person.id for one in clan(account).members}
    made.calls = [_call(account, one, members) for one in guests]
    made.ideas = []
    session().add(made)
    session().flush()
    act.note(called=sorted(one.person.handle for one in guests if counts(one.parts)))
    act.note(told=sorted(one.person.handle for one in guests if not counts(one.parts)))
    act.note(starts=terms.starts.isoformat(), quorum=terms.quorum, dots=terms.dots)
    act.note(**({"again_of": again_of.number} if again_of else {}))
    say(act, made)
    waits.for_answers(made)
    return made


def _number(account_id: int) -> int:
    """A number that says nothing: neither how many meetings there were, nor in which order."""
    taken = set(session().scalars(select(ClanMeeting.number).where(ClanMeeting.account_id == account_id)))
    return next(one for one in iter(lambda: 100_000 + randbelow(900_000), 0) if one not in taken)


def _call(account: Account, guest: Guest, members: Collection[int]) -> Call:
    ours = guest.person.side == "clan"
    colleague = ours and guest.person.id not in members
    parts = list(ALL if ours else guest.parts)
    return Call(person_id=guest.person.id, account_id=account.id, parts=parts, colleague=colleague)


@meetings.action
def move(act: Act, meeting: ClanMeeting, starts: datetime, minutes: int, zone: str, place: str) -> None:
    """Move a meeting to another time or place; everybody who is called is told.

    Raises:
        NotNow: it has begun, or will not be held.
    """
    hold(meeting, State.CALLED)
    new = {"starts": starts, "minutes": minutes, "zone": zone, "place": place}
    if all(getattr(meeting, name) == value for name, value in new.items()):
        return act.nothing()
    for name, value in new.items():
        setattr(meeting, name, value)
    meeting.sequence, meeting.changed = meeting.sequence + 1, act.at
    act.note(starts=starts.isoformat())
    waits.for_answers(meeting)
    say(act, meeting)


@meetings.action
def call_off(act: Act, meeting: ClanMeeting, why: str) -> None:
    """Call a meeting off, with the reason; everybody who is called is told.

    Raises:
        NotNow: it has begun, or will not be held.
    """
    hold(meeting, State.CALLED)
    meeting.state, meeting.off_why, meeting.ended = State.OFF, why, act.at
    meeting.sequence, meeting.changed = meeting.sequence + 1, act.at
    waits.for_answers(meeting)
    say(act, meeting)


@meetings.action
def answer(act: Act, meeting: ClanMeeting, said: str) -> None:
    """Say whether one comes, or sends an idea instead.

    Raises:
        NotNow: it has begun, or will not be held.
    """
    hold(meeting, State.CALLED)
    own = own_call(act, meeting)
    if own.answer == said:
        return act.nothing()
    own.answer = said
    waits.for_answers(meeting)
    act.note(answer=said)
    say(act, meeting)


@meetings.action
def begin(act: Act, meeting: ClanMeeting, present: Collection[str]) -> None:
    """Begin the silent round with those who are there.

    Raises:
        NotNow: too few are there, it has begun, or will not be held.
    """
    hold(meeting, State.CALLED)
    came = mark_present(meeting, present)
    called = [one for one in meeting.calls if counts(one.parts)]
    if not enough(len(came), len(called), meeting.quorum):
        raise NotNow(_too_few(len(came), needed(len(called), meeting.quorum)))
    meeting.state, meeting.begun = State.SILENT, act.at
    waits.for_answers(meeting)
    act.note(present=came)
    say(act, meeting)


def _too_few(came: int, least: int) -> str:
    there = ngettext("%(num)s person is here", "%(num)s people are here", came)
    return _(
        "%(there)s, and %(needed)s are needed. Wait for the others, or note that too few came.",
        there=there,
        needed=least,
    )


@meetings.action
def arrive(act: Act, meeting: ClanMeeting) -> None:
    """Say that one has come too, after it began.

    Raises:
        NotNow: it is not going on.
    """
    hold(meeting, State.SILENT, State.TOGETHER, State.ENDING)
    own = own_call(act, meeting)
    if own.present or not counts(own.parts):
        return act.nothing()
    own.present = True
    say(act, meeting)


@meetings.action
def miss(act: Act, meeting: ClanMeeting, present: Collection[str]) -> None:
    """Note that too few came: nothing is decided, and it can be called again.

    Raises:
        NotNow: it has begun, or will not be held; or enough are there.
    """
    hold(meeting, State.CALLED)
    came = mark_present(meeting, present)
    if enough(len(came), sum(counts(one.parts) for one in meeting.calls), meeting.quorum):
        raise NotNow(_("Enough are here. Begin the silent round."))
    meeting.state, meeting.ended = State.MISSED, act.at
    waits.for_answers(meeting)
    act.note(present=came)
    say(act, meeting)


def mark_present(meeting: ClanMeeting, present: Collection[str]) -> list[str]:
    """Note who is there, of those who were to come; their short names."""
    for one in meeting.calls:
        one.present = counts(one.parts) and one.person.handle in present
    return sorted(one.person.handle for one in meeting.calls if one.present)


# ---------------------------------------------------------------- what every deed shares


def hold(meeting: ClanMeeting, *states: str) -> None:
    """Read a meeting anew and keep others from it until the deed is done.

    Raises:
        NotNow: it does not stand where the deed is done.
    """
    session().refresh(meeting, list(meeting.__mapper__.column_attrs.keys()), with_for_update=True)
    own = select(Call).where(Call.meeting_id == meeting.id).options(joinedload(Call.person))
    session().scalars(own.execution_options(populate_existing=True)).all()
    if meeting.state not in states:
        raise NotNow(_("The meeting has gone on in the meantime. Look at it once more."))


def own_call(act: Act, meeting: ClanMeeting) -> Call:
    """How whoever does something is called; the rule has seen that they are."""
    return next(one for one in meeting.calls if one.person_id == act.who.id)


def say(act: Act, meeting: ClanMeeting, idea: Idea | None = None) -> None:
    """Tell the clan's room of a deed, and bring what other pages say of the meeting to what is so."""
    act.note(meeting=meeting.number, **({"idea": idea.key} if idea else {}))
    act.tell(room(meeting.account_id))
    session().flush()
    cards.renew(meeting.account_id)
