"""Asking a leader for one thing, promising it, saying no, and saying that it is done."""

from dataclasses import dataclass
from datetime import date

from portal.clans.queries import due_from
from portal.kernel import journal
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.leaders.model import LeaderAsk
from portal.leaders.verbs import STREAM, asks
from portal.leaders.waits import follow_ask
from portal.people.model import Account, Person
from workflows.language import _
from workflows.leaders import DAYS_TO_ANSWER, DONE, PROMISED, REFUSED, TAKEN_BACK


@dataclass(frozen=True)
class Need:
    """What somebody needs, why it matters to the customer or the work, and what it costs, in words."""

    what: str
    why: str
    cost: str = ""


@asks.action
def make(act: Act, leader: Person, need: Need, account: Account | None = None) -> LeaderAsk:
    """Ask a leader for one thing, which may matter for a customer of whoever asks.

    Raises:
        NotNow: they lead nothing now, or ask themselves.
    """
    if leader.left is not None or "executive" not in leader.roles:
        raise NotNow(_("%(name)s is no executive now. Ask another one.", name=leader.name))
    if leader.id == act.who.id:
        raise NotNow(_("Ask somebody else than yourself."))
    made = LeaderAsk(number=journal.next_number(STREAM), person_id=act.who.id, leader_id=leader.id)
    made.what, made.why, made.cost = need.what, need.why, need.cost
    made.account_id = account.id if account else None
    made.asked, made.due = act.at, due_from(act.at, DAYS_TO_ANSWER)
    session().add(made)
    _told(act, made)
    return made


@asks.action
def promise(act: Act, ask: LeaderAsk, day: date) -> None:
    """Promise it by a day, which may be today; or by another day than before.

    Raises:
        NotNow: it is done, refused or not needed any more.
    """
    _lock(ask)
    ask.state, ask.due, ask.answered, ask.reason = PROMISED, day, ask.answered or act.at, ""
    act.note(day=day.isoformat())
    _told(act, ask)


@asks.action
def refuse(act: Act, ask: LeaderAsk, reason: str) -> None:
    """Say no, and why.

    Raises:
        NotNow: it is done, refused or not needed any more; or no reason is given.
    """
    _lock(ask)
    if not reason:
        raise NotNow(_("A no needs a reason."))
    ask.state, ask.reason, ask.told = REFUSED, reason, False
    ask.answered = ask.answered or act.at
    _end(act, ask)


@asks.action
def close(act: Act, ask: LeaderAsk) -> None:
    """Say that it is done, as who asked for it.

    Raises:
        NotNow: it was refused, or is closed already.
    """
    _lock(ask)
    ask.state = DONE
    _end(act, ask)


@asks.action
def take_back(act: Act, ask: LeaderAsk) -> None:
    """Say that it is not needed any more.

    Raises:
        NotNow: it was refused, or is closed already.
    """
    _lock(ask)
    ask.state = TAKEN_BACK
    _end(act, ask)


def _lock(ask: LeaderAsk) -> None:
    session().refresh(ask, with_for_update=True, attribute_names=["state", "answered"])
    if not ask.open:
        raise NotNow(_("It has ended in the meantime."))


def _end(act: Act, ask: LeaderAsk) -> None:
    ask.ended = act.at
    _told(act, ask)


def _told(act: Act, ask: LeaderAsk) -> None:
    session().flush()
    session().refresh(ask, attribute_names=["person", "leader"])
    act.note(ask=ask.number, leader=ask.leader.name, of=ask.leader.handle)
    act.tell(STREAM)
    follow_ask(ask)
