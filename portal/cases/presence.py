"""Who is in the room of an order: in which tab, at which line, and whether they write there.

Each open page says so every twenty seconds, and at once when its reader goes to another line. What was not
renewed says nothing any more, so nobody is shown who has gone. Names and lines, nothing else (ux.md, 7.7).
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, and_, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from portal.cases.model import Case, Visit
from portal.cases.show.given import InRoom
from portal.kernel import clock
from portal.kernel.db import Base, Moment, insert, session
from portal.kernel.pulse import beat
from portal.people.model import Person

LASTS = timedelta(seconds=45)
MOST_TABS = 12  # of one person, in all orders
RECENT = timedelta(hours=16)  # who was here today


class Presence(Base):
    """Somebody who has a case open just now, in one tab, and at which line, by its id on the page.

    A row that was not renewed for a while says nothing any more.
    """

    __tablename__ = "presence"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    tab: Mapped[str] = mapped_column(String(40), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    line: Mapped[str] = mapped_column(String(170), default="")
    writes: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Moment)


def in_room(case_id: int) -> list[InRoom]:
    """Who is in an order and who was today, in one statement; quiet ones too, for themselves."""
    now = clock.now()
    fresh = and_(
        Presence.case_id == Visit.case_id, Presence.person_id == Visit.person_id, Presence.at > now - LASTS
    )
    asked = (
        select(Person.handle, Visit.at, Visit.quiet, Presence.line, Presence.writes, Presence.at)
        .select_from(Visit)
        .join(Person, Person.id == Visit.person_id)
        .outerjoin(Presence, fresh)
        .where(Visit.case_id == case_id, Visit.at > now - RECENT, Person.left.is_(None))
        .order_by(Person.handle, Presence.writes, Presence.at)  # of several tabs, the one that is written in
    )
    found = {}
    for handle, visited, quiet, line, writes, at in session().execute(asked):
        here = at is not None
        found[handle] = InRoom(handle, at if here else visited, quiet, here, line or "", bool(writes))
    return list(found.values())


def head(found: Iterable[InRoom], reader: str) -> str:
    """What tells one state of the room from another, for a reader: who else is in it, and where."""
    others = (one for one in found if one.here and not one.quiet and one.handle != reader)
    told = [(one.handle, one.line, one.writes) for one in others]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def be_here(person: Any, case_id: int, tab: str, line: str, *, writes: bool) -> None:
    """Note that a person has an order open in a tab, and where in it they are."""
    now, db = clock.now(), session()
    held = db.get(Presence, (person.id, tab))
    moved = (
        held is None
        or held.at <= now - LASTS
        or (held.case_id, held.line, held.writes) != (case_id, line, writes)
    )
    told = insert(Presence).values(
        person_id=person.id, tab=tab, case_id=case_id, line=line, writes=writes, at=now
    )
    new = {name: told.excluded[name] for name in ("case_id", "line", "writes", "at")}
    db.execute(told.on_conflict_do_update(index_elements=["person_id", "tab"], set_=new))
    if held is None:
        _tidy(person, now)
    if moved:
        beat(f"room:{case_id}")


def be_gone(person: Any, case_id: int, tab: str) -> None:
    """Note that a tab was closed, hidden, or led to another page."""
    session().execute(delete(Presence).where(Presence.person_id == person.id, Presence.tab == tab))
    beat(f"room:{case_id}")


def be_quiet(person: Any, case: Case, *, quiet: bool) -> None:
    """Hide where a person is, and when they were here, for this visit; or show it again."""
    own = (Visit.person_id == person.id, Visit.case_id == case.id)
    session().execute(update(Visit).where(*own).values(quiet=quiet))
    beat(f"room:{case.id}")


def _tidy(person: Any, now: datetime) -> None:
    """Let go of rows that say nothing any more, and of the oldest of somebody with very many tabs."""
    db = session()
    db.execute(delete(Presence).where(Presence.at <= now - LASTS))
    newest = select(Presence.tab).where(Presence.person_id == person.id).order_by(Presence.at.desc())
    kept = newest.limit(MOST_TABS).subquery()
    others = Presence.tab.not_in(select(kept.c.tab))
    db.execute(delete(Presence).where(Presence.person_id == person.id, others))
