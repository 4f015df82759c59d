"""What becomes of what both sides read: edited, taken back, answered in a word; and reading it again.

It is said with `actions.say`. Who is named in it hears of it by letter (`portal.notifications.news`).
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import defer

from portal.cases import messages
from portal.cases.keeping import hold, keep
from portal.cases.message import ABOUT_TALK, Message, said_by
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel.db import session
from portal.kernel.journal import Entry
from portal.kernel.verbs import Act
from workflows import course, talk
from workflows.case import Actor
from workflows.case import Case as Thread

VERBS = ("case.say", "case.answer_pin", *ABOUT_TALK)
MOST = 200  # messages of one place on its page; all of them are in the history


# ---- doing
@verbs.action
def edit(
    act: Act, case: Case, seq: int, text: str, tell: Iterable[str] | None = None, seen: int | None = None
) -> None:
    """Put one's own message in other words; what it said before stays to be read.

    Raises:
        NotFound: there is no such message.
        Refused: it is somebody else's, was taken back, has no words, stands at a settled pin, or was
            edited since it was `seen`, which is how often it had been edited then.
    """
    thread, actor = hold(act, case)
    row = messages.one(case.stream, seq)
    if messages.edit(act, case, row, text, tell, seen):
        keep(act, case, _at_pin(thread, actor, row, text))
    else:
        act.nothing()


@verbs.action
def take_back(act: Act, case: Case, seq: int) -> None:
    """Take one's own message back: pages say so in its place, and the history keeps it.

    Raises:
        NotFound, Refused: as `edit`.
    """
    thread, actor = hold(act, case)
    row = messages.one(case.stream, seq)
    messages.take_back(act, row)
    keep(act, case, _at_pin(thread, actor, row))


@verbs.action
def react(act: Act, case: Case, seq: int, word: str, given: bool | None = None) -> None:
    """Answer somebody's message in a word, or take that away; without `given` the one or the other.

    Raises:
        NotFound, Refused: there is no such message or word, it is one's own, or it was taken back.
    """
    thread, actor = hold(act, case)
    if messages.react(act, messages.one(case.stream, seq), word, given):
        keep(act, case, course.heard(thread, actor))
    else:
        act.nothing()


def _at_pin(thread: Thread, actor: Actor, row: Message, text: str = "") -> Thread:
    """The order after a message of it changed: what is said at a pin stands in the document."""
    if row.place.startswith(talk.PIN):
        return course.reword_pin(thread, actor, row.place.removeprefix(talk.PIN), row.seq, text)
    return course.heard(thread, actor)


# ---- reading
def newest(case: Case, limit: int) -> list[tuple[Entry, talk.Message | None]]:
    """The newest entries of an order, newest first, each with what was said there as it reads today.

    What people did about messages shows on the messages, so those entries are left to the whole history.
    """
    chosen = (
        select(Entry, Message)
        .outerjoin(Message, said_by(Entry))
        .options(defer(Entry.changes))
        .where(Entry.stream == case.stream, Entry.verb.not_in(ABOUT_TALK))
        .order_by(Entry.seq.desc())
        .limit(limit)
    )
    found: list[tuple[Entry, Message | None]] = [(entry, row) for entry, row in session().execute(chosen)]
    return [(entry, messages.read(row) if row is not None else None) for entry, row in found]


def message(case: Case, seq: int) -> talk.Message:
    """One message that both sides read.

    Raises:
        NotFound: nothing was said there under that number.
    """
    return messages.read(messages.one(case.stream, seq))


def place_of(case: Case, row: int) -> str:
    """The place of a message of the order by its row; the order as a whole for any other."""
    here = (Message.id == row, Message.stream == case.stream)
    return session().scalar(select(Message.place).where(*here)) or ""


def after(case: Case, seq: int, limit: int, place: str | None = None) -> list[talk.Message]:
    """What was said in an order after number `seq`, oldest first; at one place of it, if that is named."""
    chosen = select(Message).where(Message.stream == case.stream, Message.seq > seq)
    if place is not None:
        chosen = chosen.where(Message.place == place)
    return [messages.read(row) for row in session().scalars(chosen.order_by(Message.seq).limit(limit))]


def at_place(case: Case, place: str) -> list[talk.Message]:
    """What was said at a place of an order, oldest first; the newest when it is very much."""
    chosen = select(Message).where(Message.stream == case.stream, Message.place == place)
    found = session().scalars(chosen.order_by(Message.seq.desc()).limit(MOST))
    return [messages.read(row) for row in found][::-1]


def at_pins(case: Case, keys: Iterable[str]) -> list[talk.Message]:
    """What was said at these pins, oldest first."""
    places = [f"{talk.PIN}{key}" for key in keys]
    if not places:
        return []
    chosen = select(Message).where(Message.stream == case.stream, Message.place.in_(places))
    return [messages.read(row) for row in session().scalars(chosen.order_by(Message.seq))]
