"""How far somebody has read: what is new in all of their orders, counted, and marked as read.

It stands in one row for each person and order, so every device of theirs agrees.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import String, and_, cast, func, literal, select

from portal.cases.model import Case, Visit
from portal.cases.verbs import seen_by
from portal.kernel.db import Moment, insert, session
from portal.kernel.journal import Entry

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
MOST = 100  # more new things than these are not counted


class Standing(NamedTuple):
    """How all of somebody's orders stand: how many things are new to them, how many orders there are, and
    how much ever happened in them. No time is among it: clocks run back.
    """

    news: int
    orders: int
    happened: int

    @property
    def mark(self) -> str:
        """What tells one standing from another."""
        return f"{self.orders}-{self.happened}-{self.news}"


def standing(person: Any) -> Standing:
    """What others did in the person's orders since they were there, a hundred at most, and how much happened
    in all of these orders; in one statement, for every page asks it.
    """
    asked = (
        select(literal(1))
        .select_from(Case)
        .join(Entry, Entry.stream == "case:" + cast(Case.id, String))
        .outerjoin(Visit, and_(Visit.case_id == Case.id, Visit.person_id == person.id))
        .where(seen_by(person), Case.seq > func.coalesce(Visit.latest, 0))
        .where(Entry.seq > func.coalesce(Visit.latest, 0), Entry.actor != person.handle)
        .limit(MOST)
    )
    news = select(func.count()).select_from(asked.subquery()).scalar_subquery()
    orders = select(news, func.count(), func.coalesce(func.sum(Case.seq), 0)).where(seen_by(person))
    return Standing(*session().execute(orders).one())


def mark_read(person: Any, refs: Collection[str] = ()) -> None:
    """Mark all that there is in some of the person's orders as read, or in all of them, in one statement.

    It is not told that they were in those orders: they were not.
    """
    chosen = select(literal(person.id), Case.id, Case.seq, Case.seq, literal(NEVER, Moment)).where(
        seen_by(person)
    )
    if refs:
        chosen = chosen.where(Case.ref.in_(refs))
    columns = ("person_id", "case_id", "seen", "latest", "at")
    told = insert(Visit).from_select(columns, chosen)
    new = {name: told.excluded[name] for name in ("seen", "latest")}
    session().execute(told.on_conflict_do_update(index_elements=["person_id", "case_id"], set_=new))
