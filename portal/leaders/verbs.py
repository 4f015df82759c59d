"""What may be asked of leaders and who listens in, by whom, and what is said of it."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

from portal.kernel.verbs import Rule, Verb, Verbs
from portal.leaders.model import Listening
from portal.people.queries import homes
from portal.people.verbs import clan
from workflows.language import N_

STREAM = "leaders"  # read by all people of the house


def heard_by(person: Any) -> ColumnElement[bool]:
    """Select what was heard that `person` may read: who was there or acts on it, the clan it is of."""
    if person.side != "clan" or person.left is not None:
        return false()
    there = (Listening.person_id, Listening.beside_id)
    acts = and_(Listening.owner_id == person.id, Listening.recorded.is_not(None))
    return or_(*(one == person.id for one in there), acts, Listening.account_id.in_(homes(person)))


def _closes(who: Any, ask: Any) -> bool:
    """Who asked; where they have left the house, a steward."""
    if who.left is not None:
        return False
    return who.id == ask.person_id or (ask.person.left is not None and "steward" in who.roles)


def _there(who: Any, heard: Any) -> bool:
    return who.left is None and who.id in (heard.person_id, heard.beside_id)


leader = Rule(N_("whom it is asked of"), lambda who, ask: who.left is None and who.id == ask.leader_id)
asker = Rule(N_("who asked for it"), _closes)
executive = Rule(
    N_("an executive"),
    lambda who, _thing: who.left is None and who.side == "clan" and "executive" in who.roles,
)
listener = Rule(N_("who listens"), lambda who, heard: who.left is None and who.id == heard.person_id)
there = Rule(N_("who was there"), _there)
owner = Rule(N_("who is to do it"), lambda who, heard: who.left is None and who.id == heard.owner_id)

asks = Verbs(
    "ask",
    {
        "make": Verb(clan, says=N_("asked {leader} for something, number {ask}")),
        "promise": Verb(leader, says=N_("promised what was asked, number {ask}, by {day}")),
        "refuse": Verb(leader, says=N_("said no to what was asked, number {ask}, and why")),
        "close": Verb(asker, says=N_("said that it is done, number {ask}")),
        "take_back": Verb(asker, says=N_("asks no more for number {ask}")),
    },
)
listenings = Verbs(
    "listening",
    {
        "plan": Verb(executive, says=N_("plans to listen in, number {listening}")),
        "call_off": Verb(listener, says=N_("does not listen in after all, number {listening}")),
        "record": Verb(listener, says=N_("listened in for {minutes} minutes, number {listening}")),
        "report": Verb(there, says=N_("made a finding of what was heard, number {listening}")),
        "finish": Verb(owner, says=N_("did what followed from listening, number {listening}")),
    },
)
