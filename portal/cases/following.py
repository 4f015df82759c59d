"""Following an order while its page is open: how far it is and who is there, as long as one may see it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from portal.cases import presence
from portal.cases.model import Case, Visit, room_stream
from portal.cases.verbs import seen_by
from portal.kernel.db import DOOR, Database, session
from portal.kernel.journal import Stream
from portal.kernel.live import Heads
from portal.kernel.queries import NotFound
from portal.people.queries import still_in


@dataclass(frozen=True)
class Head:
    """How far a case is, and how far somebody has read it: all that an open page asks again and again."""

    id: int
    seq: int
    account_id: int
    visit: Visit | None

    @property
    def stream(self) -> str:
        """The journal stream that both sides of this case read."""
        return f"case:{self.id}"


def head(person: Any, ref: str) -> Head:
    """The head of one case that `person` may see; NotFound otherwise."""
    own = and_(Visit.case_id == Case.id, Visit.person_id == person.id)
    asked = select(Case.id, Case.seq, Case.account_id, Visit).outerjoin(Visit, own)
    found = session().execute(asked.where(Case.ref == ref, seen_by(person))).one_or_none()
    if found is None:
        raise NotFound
    return Head(*found)


def names(person_id: int, case: Head) -> tuple[str, ...]:
    """What wakes a page of an order: its journal, its room, its customer's people and clan, its reader."""
    return (case.stream, f"room:{case.id}", f"account:{case.account_id}", f"person:{person_id}")


def room_names(person: Any, case: Head) -> tuple[str, ...]:
    """What wakes a page of one's own side's room: its journal, and what may take it from its reader."""
    return (room_stream(case.id, person.side), f"account:{case.account_id}", f"person:{person.id}")


def room_heads(database: Database, session_id: int, ref: str) -> Heads | None:
    """How much was said in the room of the reader's own side; None when they may not read it any more."""
    with database.unit(write=False, reach=DOOR):
        found = _seen(session_id, ref)
        if found is None:
            return None
        person, case = found
        asked = select(Stream.seq).where(Stream.name == room_stream(case.id, person.side))
        return {"moved": session().scalar(asked) or 0}


def heads(database: Database, session_id: int, ref: str) -> Heads | None:
    """The heads of an order and of its room, in a unit of its own.

    None when the session has ended or the reader may not see the order any more: asked anew each time.
    """
    with database.unit(write=False, reach=DOOR):
        found = _seen(session_id, ref)
        if found is None:
            return None
        person, case = found
        return {"moved": case.seq, "room": presence.head(presence.in_room(case.id), person.handle)}


def _seen(session_id: int, ref: str) -> tuple[Any, Head] | None:
    """Who follows, and the order; None once their session has ended or they may not see it."""
    person = still_in(session_id)
    try:
        return (person, head(person, ref)) if person else None
    except NotFound:
        return None
