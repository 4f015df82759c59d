"""The silent round: ideas whose authors nobody knows before the reveal, and dots.

Before the reveal nothing of an idea is in the journal, neither that there is one nor when it came: its deeds
write their rows and tell nobody.
"""

from secrets import token_hex

from sqlalchemy import func, select

from portal.clans.queries import today
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.meetings import waits
from portal.meetings.actions import hold, say
from portal.meetings.model import ClanMeeting, Dot, Idea
from portal.meetings.queries import ideas_of
from portal.meetings.verbs import meetings
from workflows.language import _
from workflows.meetings import State

OWN = (State.CALLED, State.SILENT)  # while each sees their own ideas alone


@meetings.action
def write(act: Act, meeting: ClanMeeting, text: str, effort: str, value: str) -> Idea:
    """Write an idea, as somebody who is called to bring some.

    Raises:
        NotNow: the ideas are revealed, or the meeting will not be held.
    """
    hold(meeting, *OWN)
    made = Idea(account_id=meeting.account_id, meeting_id=meeting.id, key=token_hex(4), end="")
    made.author_id, made.department = act.who.id, act.who.department
    made.text, made.effort, made.value = text, effort, value
    session().add(made)
    session().flush()
    act.nothing()
    return made


@meetings.action
def rewrite(act: Act, idea: Idea, text: str, effort: str, value: str) -> None:
    """Put one's own idea in other words, before it is revealed.

    Raises:
        NotNow: the ideas are revealed, or the meeting will not be held.
    """
    hold(idea.meeting, *OWN)
    idea.text, idea.effort, idea.value = text, effort, value
    act.nothing()


@meetings.action
def drop(act: Act, idea: Idea) -> None:
    """Take back one's own idea before it is revealed; nothing of it stays.

    Raises:
        NotNow: the ideas are revealed, or the meeting will not be held.
    """
    hold(idea.meeting, *OWN)
    session().delete(idea)
    act.nothing()


@meetings.action
def reveal(act: Act, meeting: ClanMeeting) -> None:
    """Show all ideas with who wrote them; from now on each of them wants its end.

    Raises:
        NotNow: the silent round is not going on.
    """
    hold(meeting, State.SILENT)
    meeting.state, meeting.revealed = State.TOGETHER, act.at
    found = ideas_of(meeting)
    for one in found:
        one.since = today()
    act.note(ideas=[[one.key, one.author.handle, one.effort] for one in found])
    act.note(since=today().isoformat())
    session().flush()
    waits.for_keeper(meeting)
    say(act, meeting)


@meetings.action
def dot(act: Act, idea: Idea) -> None:
    """Give an idea a dot.

    Raises:
        NotNow: all dots are given, or it is not the time for them.
    """
    hold(idea.meeting, State.TOGETHER)
    if _given(act, idea.meeting) >= idea.meeting.dots:
        raise NotNow(_("You have given all your dots. Take one back first."))
    session().add(Dot(idea_id=idea.id, person_id=act.who.id))
    say(act, idea.meeting, idea)


@meetings.action
def take_dot(act: Act, idea: Idea) -> None:
    """Take back one of one's dots from an idea.

    Raises:
        NotNow: it is not the time for dots any more.
    """
    hold(idea.meeting, State.TOGETHER)
    own = select(Dot).where(Dot.idea_id == idea.id, Dot.person_id == act.who.id).order_by(Dot.id)
    found = session().scalars(own.limit(1)).first()
    if found is None:
        return act.nothing()
    session().delete(found)
    say(act, idea.meeting, idea)


@meetings.action
def close_dots(act: Act, meeting: ClanMeeting) -> None:
    """Count the dots: from now on each idea gets its end.

    Raises:
        NotNow: the ideas are not being read together.
    """
    hold(meeting, State.TOGETHER)
    meeting.state = State.ENDING
    say(act, meeting)


def _given(act: Act, meeting: ClanMeeting) -> int:
    here = select(func.count(Dot.id)).join(Idea, Idea.id == Dot.idea_id)
    return session().scalar(here.where(Idea.meeting_id == meeting.id, Dot.person_id == act.who.id)) or 0
