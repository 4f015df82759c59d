"""What letters tell of what is asked and what waits: rows beside the documents.

The documents are the truth; each time one changes, its rows follow, and once more before anything is told. A
row says from when it is to be told, and is put off or done with in the transaction of the letter. So each is
told once, whoever looks and whenever a worker dies. `portal.notifications` writes the letters.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from time import sleep
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import undefer

from portal.cases import forecasting
from portal.cases.columns import by_the_clock
from portal.cases.model import Calling, Case
from portal.cases.queries import calendars
from portal.cases.show.called import called
from portal.kernel import clock, languages
from portal.kernel.db import Database, session
from portal.people.model import Account
from portal.people.queries import house
from workflows.calls import AGAIN, Call, calls
from workflows.case import Case as Thread
from workflows.planning import due

Days = Mapping[int, object]  # the working days of both sides, by account
MORNING = time(6, tzinfo=UTC)  # when a day begins for letters; whoever wants them later has quiet hours
OLD = timedelta(days=1)  # news older than this was told in other ways
MOST = 50  # orders at once
REST = 0.05  # seconds between two orders that are brought up to date, in which others write


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def follow(case: Case, thread: Thread, at: datetime) -> None:
    """Bring the rows of a case to what its document says on that day."""
    wanted, rows = _wanted(case, thread, at), _rows(case)
    for key, call in wanted.items():
        row = rows.get(key) or Calling(account_id=case.account_id, case_id=case.id, key=key)
        row.side, row.who, row.says, row.again = call.side, call.who, called(call), call.again
        row.urgent = call.kind == "reminded"
        if row.first != call.on:
            row.first, row.next = call.on, _first(call, at)
        session().add(row)
    if gone := rows.keys() - wanted.keys():
        session().execute(delete(Calling).where(Calling.case_id == case.id, Calling.key.in_(gone)))
    session().flush()


def _wanted(case: Case, thread: Thread, at: datetime) -> dict[str, Call]:
    return {one.key: one for one in calls(thread, calendars(case.account_id), at.date())}


def _rows(case: Case) -> dict[str, Calling]:
    return {row.key: row for row in session().scalars(select(Calling).where(Calling.case_id == case.id))}


def bring_due(database: Database) -> list[int]:
    """The numbers of orders of which something is to be told now, each brought to its document first.

    Each in a unit of its own, so that nobody who writes in the house waits for long.
    """
    with database.unit(write=False) as db:
        due = select(Calling.case_id).where(Calling.next <= clock.now()).distinct().limit(MOST)
        some = list(db.scalars(due))
    for number in some:
        _bring(database, number)
    return some


def due_in(some: Collection[int], at: datetime) -> list[Calling]:
    """What is to be told of these orders, by order, the urgent first."""
    ready = select(Calling).where(Calling.case_id.in_(some), Calling.next <= at)
    return list(session().scalars(ready.order_by(Calling.case_id, Calling.urgent.desc(), Calling.id)))


def says(row: Calling, case: Case) -> str:
    """What a row tells, in the language of who is told; as it is kept, once its order has moved on."""
    now = _wanted(case, case.thread, clock.now()).get(row.key)
    return called(now) if now else row.says


def again(row: Calling, today: date) -> datetime | None:
    """When to tell the same again, should it still stand by then; None for what is told once."""
    if not row.again:
        return None
    days = calendars(row.account_id)
    holder = days.clan if row.side == "clan" else days.customer
    return datetime.combine(holder.after(today, AGAIN), MORNING)


def _first(call: Call, at: datetime) -> datetime | None:
    """From when it is told: news at once unless it is old, what waits on the morning of its day."""
    if call.at is None:
        return datetime.combine(call.on, MORNING)
    return None if at - call.at > OLD else call.at


def follow_days(database: Database, known: Days) -> Days:
    """Bring the orders whose working days were changed since they were `known`; gives those of now."""
    with database.unit(write=False) as db:
        opened = house()
        ours = (opened.working_days, tuple(opened.holidays)) if opened else ("", ())
        rows = db.execute(select(Account.id, Account.working_days, Account.holidays)).all()
    now = {key: (ours, (own, tuple(off)) if own else ours) for key, own, off in rows}
    if changed := [key for key, days in now.items() if known.get(key, days) != days]:
        replan(database, changed)
    return now


def replan(database: Database, accounts: Collection[int] | None = None) -> None:
    """Bring open orders, of these accounts or of all, to the days as they are: by when they are due, what is
    to be told of them, and whose move the clock has made it.
    """
    chosen = select(Case.id).where(Case.status == "open").order_by(Case.id)
    if accounts is not None:
        chosen = chosen.where(Case.account_id.in_(accounts))
    with database.unit(write=True):
        forecasting.gather_all()
    with database.unit(write=False) as db:
        numbers = list(db.scalars(chosen))
    for number in numbers:
        with database.unit(write=False) as db:
            case = db.scalar(_whole(number))
            stale = case is not None and _stale(case, clock.now())
        if stale:
            _bring(database, number)
            sleep(REST)


def _bring(database: Database, number: int) -> None:
    """Bring the rows of an order, and what lists say of it, to what its document says now."""
    with database.unit(write=True) as db:
        for case in db.scalars(_whole(number).with_for_update(of=Case, skip_locked=True)):
            for name, value in _lists(case, clock.now()).items():
                setattr(case, name, value)
            follow(case, case.thread, clock.now())


def _whole(number: int) -> Select[Case]:
    return select(Case).where(Case.id == number).options(undefer(Case.document))


def _lists(case: Case, at: datetime) -> dict[str, Any]:
    """What lists say that nobody's deed has to change: by when it is due, and whose move it is."""
    day = due(case.thread, case.moved.date(), calendars(case.account_id))
    return {"due": day, **by_the_clock(case.thread, at)}


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def _stale(case: Case, at: datetime) -> bool:
    """Whether anything of an order would be another by now; asking takes no lock."""
    rows = {key: (row.side, row.who, row.says, row.again, row.first) for key, row in _rows(case).items()}
    wanted = {
        key: (call.side, call.who, called(call), call.again, call.on)
        for key, call in _wanted(case, case.thread, at).items()
    }
    lists = _lists(case, at)
    return rows != wanted or any(getattr(case, name) != value for name, value in lists.items())
