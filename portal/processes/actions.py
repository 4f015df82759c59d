"""Proposing a change of a process, answering it, and making it the next version."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import update

from portal.cases import definitions
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow, may
from portal.people.model import House
from portal.processes import queries, waiting
from portal.processes.model import ProcessChange, ProcessWord
from portal.processes.verbs import processes
from workflows.amending import Op, amended, kept, undoing
from workflows.grammar import Workflow
from workflows.language import _


@dataclass(frozen=True)
class Proposed:
    """What somebody proposes; with which customer the house shares it, and whether others may read it."""

    title: str
    why: str
    ops: Sequence[Op] = field(default=())
    account_id: int | None = None
    shared: bool = False
    credit: bool = False


@processes.action
def propose(
    act: Act, process: Workflow, said: Proposed, reverts: ProcessChange | None = None
) -> ProcessChange:
    """Propose a change of a process. Whoever may agree to it has agreed with it.

    Raises:
        workflows.records.Refused: it does not fit the newest version, or no order could follow it.
    """
    amended(process, said.ops)
    _house()
    made = ProcessChange(workflow=process.key, number=queries.next_number(process.key))
    made.author_id, made.author, made.proposed = act.who.id, act.who, act.at
    made.account_id = act.who.account_id if act.who.side == "customer" else said.account_id
    made.shared, made.credit = said.shared or made.account_id is None, said.credit
    made.title, made.why, made.ops, made.base = said.title, said.why, kept(said.ops), process.version
    made.reverts_id = reverts.id if reverts else None
    made.state, made.reason = "open", ""
    session().add(made)
    session().flush()
    act.note(process=process.key)
    _answer_by_proposing(act, made)
    return made


@processes.action
def revise(act: Act, found: ProcessChange, process: Workflow, said: Proposed) -> None:
    """Put it differently: what was answered falls, and everybody is asked anew.

    Raises:
        NotNow: it has ended.
        workflows.records.Refused: as for `propose`.
    """
    _hold(found)
    amended(process, said.ops)
    found.title, found.why, found.ops, found.base = said.title, said.why, kept(said.ops), process.version
    fell = update(ProcessWord).where(ProcessWord.change_id == found.id).values(fell=True)
    session().execute(fell)
    _word(act, found, "changed", "")
    _answer_by_proposing(act, found)


@processes.action
def share(act: Act, found: ProcessChange) -> None:
    """Let other customers read it, who then may agree to it too.

    Raises:
        NotNow: it has ended.
    """
    _hold(found)
    found.shared = True
    _told(act, found)


@processes.action
def name(act: Act, found: ProcessChange, *, credit: bool) -> None:
    """Say whether one may be named for it in the history of the process; that may be taken back."""
    found.credit = credit
    _told(act, found)


@processes.action
def say(act: Act, found: ProcessChange, text: str) -> None:
    """Say something to it."""
    _word(act, found, "said", text)
    _told(act, found)


@processes.action
def agree(act: Act, found: ProcessChange, text: str) -> None:
    """Agree to it.

    Raises:
        NotNow: it has ended.
    """
    _hold(found)
    _word(act, found, "yes", text)
    _told(act, found)


@processes.action
def ask_otherwise(act: Act, found: ProcessChange, text: str) -> None:
    """Ask for it in another way; one's own yes falls with that.

    Raises:
        NotNow: it has ended.
    """
    _hold(found)
    _word(act, found, "otherwise", text)
    _told(act, found)


@processes.action
def decline(act: Act, found: ProcessChange, reason: str) -> None:
    """Decline it, with a reason.

    Raises:
        NotNow: it has ended.
    """
    _end(act, found, "declined", reason)


@processes.action
def withdraw(act: Act, found: ProcessChange) -> None:
    """Take one's own proposal back.

    Raises:
        NotNow: it has ended.
    """
    _end(act, found, "withdrawn", "")


@processes.action
def make(act: Act, found: ProcessChange) -> None:
    """Make it the next version, which new orders follow from now on; running ones when both sides agree.

    Raises:
        NotNow: it has ended, or not everybody has agreed.
        workflows.records.Refused: it does not fit the newest version any more.
    """
    _hold(found)
    stand = queries.stands(found, queries.answers(found))
    if not stand.ready:
        raise NotNow(_("Not everybody who must agree has agreed."))
    opened, newest = _house(), queries.process(found.workflow)
    if definitions.ships(newest):
        definitions.keep(newest)  # so that every version stays there to be read
    after = amended(newest, found.changes)
    opened.processes = {**opened.processes, after.key: definitions.keep(after)}
    found.version = after.version
    if before := queries.taken_back_by(found):
        before.state = "reverted"
    act.note(process=after.key, version=after.version)
    _end(act, found, "merged", "")


def taking_back(found: ProcessChange, why: str) -> tuple[Workflow, Proposed]:
    """What takes a change back that became a version: proposed as any other, and agreed to by both.

    Raises:
        NotNow: it is no version, is taken back already, or what was before it is not known any more.
    """
    before = definitions.version(found.workflow, (found.version or 0) - 1)
    if found.state != "merged" or before is None or queries.taking_back(found):
        raise NotNow(_("It cannot be taken back, or somebody has proposed that already."))
    title = _("Taken back: %(title)s", title=found.title)[:120]
    ops = undoing(before, found.changes)
    return queries.process(found.workflow), Proposed(title, why, ops, found.account_id, found.shared)


def _answer_by_proposing(act: Act, found: ProcessChange) -> None:
    if may(act.who, "process.agree", found):
        _word(act, found, "yes", "")
    _told(act, found)


def _word(act: Act, found: ProcessChange, kind: str, text: str) -> None:
    account = act.who.account_id if act.who.side == "customer" else None
    said = ProcessWord(change_id=found.id, author_id=act.who.id, account_id=account, at=act.at, kind=kind)
    said.text, said.fell = text, False
    session().add(said)
    session().flush()


def _end(act: Act, found: ProcessChange, state: str, reason: str) -> None:
    _hold(found)
    found.state, found.ended, found.ender_id, found.reason = state, act.at, act.who.id, reason
    found.ender = act.who
    _told(act, found)


def _told(act: Act, found: ProcessChange) -> None:
    act.note(number=found.number)
    act.tell(found.stream)
    session().flush()
    waiting.follow(found)


def _hold(found: ProcessChange) -> None:
    columns = list(found.__mapper__.column_attrs.keys())
    if not session().is_modified(found):
        session().refresh(found, columns, with_for_update=True)
    if found.state != "open":
        raise NotNow(_("It has ended in the meantime."))


def _house() -> House:
    """The house, held until this deed is done: one version after the other, and one number."""
    return session().get_one(House, 1, with_for_update=True, populate_existing=True)
