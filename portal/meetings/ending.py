"""How ideas end: an action with an owner, parked to a day, declined with a reason; and closing a meeting."""

from collections.abc import Collection
from datetime import date

from portal.clans.queries import today
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.meetings import waits
from portal.meetings.actions import hold, mark_present, say
from portal.meetings.model import ClanMeeting, Idea
from portal.meetings.verbs import meetings
from portal.people.model import Person
from workflows.language import _
from workflows.meetings import End, State, is_open

ENDED = (State.ENDING, State.HELD)  # while ideas get their ends


@meetings.action
def promise(act: Act, idea: Idea, action: str, owner: Person, due: date) -> None:
    """Make an idea an action: what is done, by whom, until which day.

    Raises:
        NotNow: it has an end, or the dots are not counted yet.
    """
    free(idea)
    make_action(act, idea, action, owner, due)


def make_action(act: Act, idea: Idea, action: str, owner: Person, due: date) -> None:
    """End an idea by an action of somebody, as the deed that is told of it does."""
    idea.action, idea.owner_id, idea.due = action, owner.id, due
    act.note(owner=owner.handle, due=due.isoformat())
    end(act, idea, End.ACTION)
    waits.for_owner(idea)


@meetings.action
def park(act: Act, idea: Idea, until: date, reason: str) -> None:
    """Park an idea to a day, on which it comes back by itself.

    Raises:
        NotNow: it has an end, or the dots are not counted yet.
    """
    free(idea)
    idea.since, idea.reason = until, reason
    act.note(until=until.isoformat())
    end(act, idea, End.PARKED)


@meetings.action
def decline(act: Act, idea: Idea, reason: str) -> None:
    """Decline an idea, with the reason.

    Raises:
        NotNow: it has an end, or the dots are not counted yet.
    """
    free(idea)
    idea.reason = reason
    end(act, idea, End.DECLINED)


def free(idea: Idea) -> None:
    """Hold the meeting of an idea that has no end yet.

    Raises:
        NotNow: it has an end, or the dots are not counted yet.
    """
    hold(idea.meeting, *ENDED)
    session().refresh(idea, list(idea.__mapper__.column_attrs.keys()), with_for_update=True)
    if not is_open(idea.end, idea.since or today(), today()):
        raise NotNow(_("This idea has got its end in the meantime."))


def end(act: Act, idea: Idea, how: End) -> None:
    """Write down how an idea ended, and by whom."""
    idea.end, idea.ended, idea.ended_by_id = how, act.at, act.who.id
    session().flush()
    waits.for_keeper(idea.meeting)
    say(act, idea.meeting, idea)


@meetings.action
def close(act: Act, meeting: ClanMeeting, present: Collection[str]) -> None:
    """Close a meeting with those who were there; ideas without an end stay open.

    Raises:
        NotNow: the ideas are not getting their ends.
    """
    hold(meeting, State.ENDING)
    meeting.state, meeting.ended = State.HELD, act.at
    act.note(present=mark_present(meeting, present))
    say(act, meeting)


# ---------------------------------------------------------------- actions


@meetings.action
def finish(act: Act, idea: Idea) -> None:
    """Say that one's action is done."""
    if idea.done:
        return act.nothing()
    idea.done = act.at
    waits.for_owner(idea)
    say(act, idea.meeting, idea)


@meetings.action
def hand_on(act: Act, idea: Idea, owner: Person) -> None:
    """Hand an action on to somebody else.

    Raises:
        NotNow: it is done.
    """
    if idea.done:
        raise NotNow(_("It is done already."))
    if idea.owner_id == owner.id:
        return act.nothing()
    idea.owner_id = owner.id
    act.note(owner=owner.handle, person=owner.name)
    waits.for_owner(idea)
    say(act, idea.meeting, idea)
