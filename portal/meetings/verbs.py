"""What may be done in a meeting, by whom, and what is said of it."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from portal.clans.verbs import member as of_clan
from portal.clans.verbs import seat_of
from portal.kernel.verbs import Rule, Verb, Verbs
from portal.meetings.model import Call, ClanMeeting
from portal.people.queries import homes
from portal.people.verbs import administrator
from workflows.language import N_
from workflows.meetings import Part


def seen_by(person: Any) -> ColumnElement[bool]:
    """Select the meetings of which `person` may read something: the clan's own; others only when called."""
    if person.left is not None:
        return false()
    called = select(Call.meeting_id).where(Call.person_id == person.id)
    if person.side == "customer":
        return and_(ClanMeeting.account_id == person.account_id, ClanMeeting.id.in_(called))
    of_theirs = ClanMeeting.account_id.in_(homes(person))
    return or_(of_theirs, ClanMeeting.id.in_(called.where(Call.colleague.is_(True))))


def call_of(who: Any, meeting: Any) -> Any:
    """How somebody is called to a meeting, as long as it is for them; its calls are read with it."""
    found = next((one for one in meeting.calls if one.person_id == who.id), None)
    if found is None or who.left is not None:
        return None
    if who.side == "customer":
        return found if who.account_id == meeting.account_id else None
    return found if found.colleague or seat_of(who, meeting.account_id) else None


def parts_of(who: Any, meeting: Any) -> frozenset[str]:
    """The parts of a meeting that somebody reads: the clan and colleagues who are called, all of them."""
    found = call_of(who, meeting)
    if found is not None:
        return frozenset(found.parts)
    return frozenset(Part) if seat_of(who, meeting.account_id) else frozenset()


def _of_house(who: Any, meeting: Any) -> bool:
    return who.side == "clan" and bool(parts_of(who, meeting))


def _called(who: Any, meeting: Any) -> bool:
    return call_of(who, meeting) is not None


def _thinks(who: Any, meeting: Any) -> bool:
    found = call_of(who, meeting)
    return found is not None and Part.IDEAS in found.parts


def _there(who: Any, idea: Any) -> bool:
    return _thinks(who, idea.meeting) and call_of(who, idea.meeting).present


def _leads(who: Any, account_id: int) -> bool:
    held = seat_of(who, account_id)
    return held is not None and held.senior


house = Rule(N_("the clan of this customer, and colleagues who are called"), _of_house)
ender = Rule(
    N_("the clan of this customer, and colleagues who are called"),
    lambda who, idea: _of_house(who, idea.meeting),
)
clan = Rule(N_("the clan of this customer"), lambda who, idea: seat_of(who, idea.account_id) is not None)
called = Rule(N_("who is called"), _called)
thinker = Rule(N_("who is called to bring ideas"), _thinks)
author = Rule(N_("who wrote it"), lambda who, idea: who.id == idea.author_id and _thinks(who, idea.meeting))
there = Rule(N_("who is there and called to bring ideas"), _there)
owner = Rule(N_("whose it is"), lambda who, idea: who.left is None and who.id == idea.owner_id)
hander = Rule(
    N_("whose it is, or a senior of the clan"),
    lambda who, idea: owner.allows(who, idea) or _leads(who, idea.account_id),
)

meetings = Verbs(
    "meeting",
    {
        "call": Verb(of_clan, says=N_("called meeting {meeting}")),
        "move": Verb(house, says=N_("moved meeting {meeting}")),
        "call_off": Verb(house, says=N_("called meeting {meeting} off")),
        "answer": Verb(called, says=N_("said whether they come to meeting {meeting}")),
        "begin": Verb(house, says=N_("began the silent round of meeting {meeting}")),
        "arrive": Verb(called, says=N_("came to meeting {meeting}")),
        "miss": Verb(house, says=N_("noted that too few came to meeting {meeting}")),
        "write": Verb(thinker, says=N_("wrote an idea for meeting {meeting}")),
        "rewrite": Verb(author, says=N_("put an idea for meeting {meeting} in other words")),
        "drop": Verb(author, says=N_("took back an idea for meeting {meeting}")),
        "reveal": Verb(house, says=N_("revealed the ideas of meeting {meeting}")),
        "dot": Verb(there, says=N_("gave a dot to idea {idea}")),
        "take_dot": Verb(there, says=N_("took back a dot from idea {idea}")),
        "close_dots": Verb(house, says=N_("counted the dots of meeting {meeting}")),
        "promise": Verb(ender, says=N_("made idea {idea} an action")),
        "park": Verb(ender, says=N_("parked idea {idea}")),
        "decline": Verb(ender, says=N_("declined idea {idea}")),
        "begin_project": Verb(clan, says=N_("began a joint project, {ref}, from idea {idea}")),
        "ask_stage": Verb(clan, says=N_("made idea {idea} a stage of {ref}")),
        "close": Verb(house, says=N_("closed meeting {meeting}")),
        "finish": Verb(owner, says=N_("did what idea {idea} became")),
        "hand_on": Verb(hander, says=N_("left what idea {idea} became with {person}")),
        "pass_on": Verb(administrator, says=N_("left what idea {idea} became with {person}")),
        "let_wait": Verb(administrator, says=N_("left what idea {idea} became until somebody is there")),
    },
)
