"""Keeping a case: its document after a deed, the difference for the journal, the columns for lists."""

from datetime import datetime

from portal.cases import asking, calling, diary, forecasting, indexing
from portal.cases.columns import columns
from portal.cases.model import Case
from portal.cases.queries import calendars
from portal.kernel.db import session
from portal.kernel.verbs import Act
from workflows.case import Actor
from workflows.case import Case as Thread
from workflows.changes import diff, document_after


def hold(act: Act, case: Case) -> tuple[Thread, Actor]:
    """Lock the case for this deed and read it as it is now, with the hand that does it.

    On SQLite the unit of work is the only writer from its beginning, so there is nothing to lock.
    """
    if session().get_bind().dialect.name == "postgresql":
        session().refresh(case, with_for_update=True, attribute_names=["seq", "document"])
    return case.thread, Actor(act.who.handle, act.who.name, act.who.side, act.at)


def keep(act: Act, case: Case, after: Thread) -> None:
    """Write the case as it is after the deed, and tell its journal exactly what changed."""
    if after.seq == case.seq:
        act.nothing()
        return
    before, held = case.thread, case.document
    case.document = document_after(before, held, after)
    case.seq, case.moved = after.seq, act.at
    case.read_as(after)
    for name, value in columns(after, act.at, calendars(case.account_id)).items():
        setattr(case, name, value)
    _rows(case, before, after, act.at)
    act.tell(case.stream, diff(held, case.document))


def _rows(case: Case, before: Thread, after: Thread, at: datetime) -> None:
    """What is read from the document into other tables, brought to what it says now."""
    if after.appointments is not before.appointments or after.progress is not before.progress:
        diary.follow(case, after, at)
    if after.approvals:
        asking.follow(case, after)
    calling.follow(case, after, at)
    indexing.follow(case, after)
    if after.status == "fulfilled":
        forecasting.gather(case.workflow)
