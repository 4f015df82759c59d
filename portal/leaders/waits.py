"""What waits for leaders and for those who asked them, and what follows from listening (decision 043)."""

from typing import Any

from portal.clans import errands
from portal.clans.model import Errand
from portal.leaders.model import LeaderAsk, Listening
from workflows.language import _
from workflows.leaders import PROMISED

ASKED, IS_IT_DONE, ACTION, REPORT = "leader_ask", "leader_promise", "listening_action", "listening_report"


def follow_ask(ask: LeaderAsk) -> None:
    """Let what is asked wait for its leader, and a promise for who asked; for nobody once it has ended."""
    key, facts = str(ask.number), {"number": ask.number, "leader": ask.leader.handle, "name": ask.leader.name}
    promised = ask.state == PROMISED
    leader = [ask.leader_id] if ask.open else []
    facts |= {"asker": ask.person.name, "promised": promised}
    errands.give(None, (ASKED, key), leader, ask.due, facts)
    errands.give(None, (IS_IT_DONE, key), [ask.person_id] if promised else [], ask.due, facts)


def follow_listening(heard: Listening, reporters: list[int]) -> None:
    """Let the action wait for its owner, and what was learned for whoever there may make a finding of it."""
    key, facts = str(heard.number), {"number": heard.number, "name": heard.person.name}
    to_do = heard.owner_id if heard.recorded and heard.action and not heard.finished else None
    errands.give(None, (ACTION, key), [to_do] if to_do else [], heard.due, facts)
    to_report = reporters if heard.learned and not heard.finding else []
    errands.give(None, (REPORT, key), to_report, None, facts)


def asked(one: Errand) -> errands.Words:
    """Something that is asked of a leader, without what it is."""
    facts = {"name": one.said["asker"]}
    if one.said["promised"]:
        line = _("You promised %(name)s what they need of you", **facts)
        letter = _("The day is near on which you promised it. Who asked says when it is done.")
    else:
        line = _("%(name)s needs something of you", **facts)
        letter = _("Say by when they have it, or say no and why. All of the house reads both.")
    return errands.Words(line, letter, _path(one), _("Read what it is"))


def is_it_done(one: Errand) -> errands.Words:
    """A promise of a leader, for who asked."""
    line = _("%(name)s promised what you need", name=one.said["name"])
    return errands.Words(
        line, _("Only you can say that it is done."), _path(one), _("Say whether it is done")
    )


def action(one: Errand) -> errands.Words:
    """What follows from what a leader heard."""
    line = _("%(name)s listened in and left you something to do", name=one.said["name"])
    return errands.Words(line, _("It follows from what was heard there."), _heard(one), _("Read what it is"))


def to_report(one: Errand) -> errands.Words:
    """What was learned and is no finding yet."""
    line = _("Make a finding of what %(name)s heard", name=one.said["name"])
    letter = _("You were there and stand for customers. Say whom it was about, and who reads it.")
    return errands.Words(line, letter, _heard(one), _("Read what was learned"))


def _path(one: Errand) -> str:
    return f"/leaders/{one.said['leader']}#ask-{one.said['number']}"


def _heard(one: Errand) -> str:
    return f"/listening/{one.said['number']}"


def put_into_words() -> None:
    """Say all of them so from now on; whoever they wait for need not stand for a customer."""
    told: dict[str, Any] = {ASKED: asked, IS_IT_DONE: is_it_done, ACTION: action, REPORT: to_report}
    for area, words in told.items():
        errands.put_into_words(area, words)
        errands.reach_beyond_clans(area)
