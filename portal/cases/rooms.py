"""Each side's own room in an order: a stream of its own, which the other side reads nowhere.

The room is always that of whoever speaks or reads; nothing that a request says chooses it. What the other
side asks for here is its own room, so it cannot even learn whether this one holds anything.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import and_, func, select

from portal.cases import messages
from portal.cases.keeping import hold
from portal.cases.message import Mention, Message, RoomVisit, of_room
from portal.cases.model import Case
from portal.cases.verbs import room, seen_by
from portal.kernel import journal
from portal.kernel.db import insert, session
from portal.kernel.files import Stored
from portal.kernel.journal import Stream
from portal.kernel.verbs import Act
from workflows import talk

PAGE = 100


# ---- doing
@room.action
def say(act: Act, case: Case, text: str, tell: Iterable[str] = (), files: Sequence[Stored] = ()) -> int:
    """Say something that only one's own side can read; returns the number of the message.

    Raises:
        Refused: there are no words.
    """
    hold(act, case)
    stream = case.room(act.who.side)
    number = journal.next_number(stream)
    messages.begin(act, case, stream, number, messages.Spoken(text, "", tuple(tell), files))
    act.tell(stream)
    return number


@room.action
def edit(
    act: Act, case: Case, seq: int, text: str, tell: Iterable[str] | None = None, seen: int | None = None
) -> None:
    """Put one's own message in other words.

    Raises:
        NotFound, Refused: as `talking.edit`.
    """
    hold(act, case)
    stream = case.room(act.who.side)
    act.tell(stream)
    if not messages.edit(act, case, messages.one(stream, seq), text, tell, seen):
        act.nothing()


@room.action
def take_back(act: Act, case: Case, seq: int) -> None:
    """Take one's own message back.

    Raises:
        NotFound, Refused: as `talking.take_back`.
    """
    hold(act, case)
    stream = case.room(act.who.side)
    act.tell(stream)
    messages.take_back(act, messages.one(stream, seq))


@room.action
def react(act: Act, case: Case, seq: int, word: str, given: bool | None = None) -> None:
    """Answer a colleague's message in a word, or take that away.

    Raises:
        NotFound, Refused: as `talking.react`.
    """
    hold(act, case)
    stream = case.room(act.who.side)
    act.tell(stream)
    if not messages.react(act, messages.one(stream, seq), word, given):
        act.nothing()


# ---- reading
def talk_of(person: Any, case: Case, before: int | None = None) -> list[talk.Message]:
    """What was said in the room of the person's side, oldest first; `before` pages back by number."""
    chosen = select(Message).where(Message.stream == case.room(person.side))
    if before is not None:
        chosen = chosen.where(Message.seq < before)
    found = session().scalars(chosen.order_by(Message.seq.desc()).limit(PAGE))
    return [messages.read(row) for row in found][::-1]


def after(person: Any, case: Case, seq: int, limit: int) -> list[talk.Message]:
    """What was said in the room of the person's side after number `seq`, oldest first."""
    chosen = select(Message).where(Message.stream == case.room(person.side), Message.seq > seq)
    return [messages.read(row) for row in session().scalars(chosen.order_by(Message.seq).limit(limit))]


def message(person: Any, case: Case, seq: int) -> talk.Message:
    """One message of the room of the person's side.

    Raises:
        NotFound: there is none of that number.
    """
    return messages.read(messages.one(case.room(person.side), seq))


def named_in(person: Any, limit: int = 8) -> list[tuple[Case, Message]]:
    """What names a person in the rooms of their side and they have not read, the newest first.

    A letter tells them no more than that: whoever answers letters speaks to the order, and so to both sides.
    """
    read = and_(RoomVisit.person_id == person.id, RoomVisit.case_id == Message.case_id)
    chosen = (
        select(Case, Message)
        .join(Message, Message.case_id == Case.id)
        .join(Mention, Mention.message_id == Message.id)
        .outerjoin(RoomVisit, read)
        .where(seen_by(person), of_room(person.side), Mention.person_id == person.id)
        .where(Message.gone.is_(None), Message.seq > func.coalesce(RoomVisit.seen, 0))
        .order_by(Message.at.desc(), Message.id.desc())
        .limit(limit)
    )
    return [(case, said) for case, said in session().execute(chosen)]


def progress(person: Any, case: Case) -> tuple[int, int]:
    """How far the room of the person's side is, and how far they have read it: 0 when nobody was there."""
    head = select(Stream.seq).where(Stream.name == case.room(person.side))
    seen = select(RoomVisit.seen).where(RoomVisit.person_id == person.id, RoomVisit.case_id == case.id)
    asked = select(func.coalesce(head.scalar_subquery(), 0), func.coalesce(seen.scalar_subquery(), 0))
    said, read = session().execute(asked).one()
    return said, read


def mark_read(person: Any, case_id: int, seq: int) -> None:
    """Remember how far a person has read the room of their side."""
    told = insert(RoomVisit).values(person_id=person.id, case_id=case_id, seen=seq)
    session().execute(
        told.on_conflict_do_update(index_elements=["person_id", "case_id"], set_={"seen": told.excluded.seen})
    )
