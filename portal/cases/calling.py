"""Letters about what is asked and what waits: rows beside the documents, told by the worker.

The documents are the truth; each time one changes, its rows follow, and once more before anything is told. A
row says from when it is to be told, and is put off or done with in the transaction of the letter. So each is
told once, whoever looks and whenever a worker dies. A person gets one letter a day for all their orders.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from time import sleep

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import undefer

from portal.cases import forecasting
from portal.cases.letters import Site
from portal.cases.model import Calling, Case
from portal.cases.queries import calendars
from portal.cases.show.called import called
from portal.cases.show.words import cut
from portal.kernel import clock, mail
from portal.kernel.db import Database, session
from portal.people.model import House, Person
from portal.people.queries import directory, house
from portal.people.quiet import clock_of, may_be_written_to, next_day
from workflows.calls import AGAIN, Call, calls
from workflows.case import Case as Thread
from workflows.planning import due

MORNING = time(6, tzinfo=UTC)  # when a day begins for letters; whoever wants them later has quiet hours
OLD = timedelta(days=1)  # news older than this was told in other ways
MOST = 50  # orders at once
REST = 0.05  # seconds between two orders that are brought up to date, in which others write
LETTER = """Good day, {first},

{orders}
{link}

The hours and days on which letters wait are yours to set: {settings}

{house}
"""
ALONE = "Nobody holds this any more, so it comes to you. Name somebody for it: "


@dataclass(frozen=True)
class Due:
    """One thing to tell, and the order that it is about."""

    row: Calling
    case: Case
    move: str


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


def write_due(database: Database, site: Site) -> int:
    """Every letter about what is asked and what waits: what the worker does.

    The rows of each order are brought to its document in a unit of their own, and the letters are written in
    a short one, so that nobody who writes in the house waits for long.
    """
    now = clock.now()
    with database.unit(write=False) as db:
        some = list(db.scalars(select(Calling.case_id).where(Calling.next <= now).distinct().limit(MOST)))
    for number in some:
        _bring(database, number)
    if not some:
        return 0
    with database.unit(write=True):
        return tell_due(site, some)


def tell_due(site: Site, some: Collection[int]) -> int:
    """Write to each person at most one letter about all that is due in these orders; returns how many."""
    opened, now = house(), clock.now()
    if opened is None:
        return 0
    cases = _locked(some)
    ready = select(Calling).where(Calling.case_id.in_(cases), Calling.next <= now)
    found: dict[int, list[Due]] = {}
    for row in session().scalars(ready.order_by(Calling.case_id, Calling.urgent.desc(), Calling.id)):
        _give(row, cases[row.case_id], found, now)
    return sum(_write(site, opened, found[number], number, now) for number in sorted(found))


def _locked(some: Collection[int]) -> dict[int, Case]:
    """These orders, each locked as a deed locks it. What another worker tells meanwhile is waited for."""
    chosen = select(Case).where(Case.id.in_(some)).options(undefer(Case.document)).order_by(Case.id)
    locked = session().scalars(chosen.with_for_update(of=Case))
    return {case.id: case for case in locked}


def _give(row: Calling, case: Case, found: dict[int, list[Due]], now: datetime) -> None:
    """Give what is due to whoever holds it; when nobody is left on either side, it waits for a day."""
    here = [one for one in directory(case.account_id) if one.left is None]
    own = [one for one in here if one.side == row.side]
    lead = _lead(case, own)
    holder = next((one for one in own if one.handle == row.who), lead) or _lead(case, here)
    if holder is None:
        row.next = now + timedelta(days=1)
        return
    mover = _lead(case, [one for one in here if one.side == case.turn_side])
    if holder.side == case.turn_side:
        move = "it is your move"
    else:
        move = f"{mover.first} has the move; this is for you" if mover else "this is for you"
    found.setdefault(holder.id, []).append(Due(row, case, move))


def _lead(case: Case, people: list[Person]) -> Person | None:
    """Who speaks for these: whoever stated the need, else the first."""
    begun = case.document["begun"]["by"]
    return next(iter([*(one for one in people if one.handle == begun), *people]), None)


def _write(site: Site, opened: House, held: list[Due], number: int, now: datetime) -> int:
    """Write one letter about all of it, or put it off until it does not disturb."""
    person = session().get_one(Person, number, with_for_update=True, populate_existing=True)
    wait = may_be_written_to(person, opened, now)
    if wait <= now and _today(person, opened, now) and not any(one.row.urgent for one in held):
        wait = next_day(person, opened, now)
    if wait > now:
        for one in held:
            one.row.next = wait
        return 0
    told = [_said(one, person) for one in held]
    subject = told[0] if len(held) == 1 else f"{len(held)} things about your orders: {told[0]}"
    mail.write(person.email, cut(subject, 150), _letter(site, opened, person, held), sealed=True)
    person.written_to = now
    for one in held:
        one.row.next = _again(one, now.date()) if one.row.again else None
    return 1


def _today(person: Person, opened: House, now: datetime) -> bool:
    """Whether they have had a letter on this day of their clock."""
    zone, last = clock_of(person, opened), person.written_to
    return last is not None and last.astimezone(zone).date() == now.astimezone(zone).date()


def _letter(site: Site, opened: House, person: Person, held: list[Due]) -> str:
    orders: dict[int, list[Due]] = {}
    for one in held:
        orders.setdefault(one.case.id, []).append(one)
    parts = [_order(some, person) for some in orders.values()]
    link = f"{site.address}/orders/{held[0].case.ref}#move" if len(orders) == 1 else f"{site.address}/home"
    signed = f"{opened.name}, {opened.telephone}" if opened.telephone else opened.name
    settings = f"{site.address}/settings#letters"
    return LETTER.format(
        first=person.first, orders="\n".join(parts), link=link, settings=settings, house=signed
    )


def _order(held: list[Due], person: Person) -> str:
    lines = "".join(f"- {_said(one, person)}\n" for one in held)
    return f"“{held[0].case.title}”: {held[0].move}.\n{lines}"


def _said(one: Due, person: Person) -> str:
    return one.row.says if person.side == one.row.side else f"{ALONE}{one.row.says}"


def _again(one: Due, today: date) -> datetime:
    days = calendars(one.case.account_id)
    holder = days.clan if one.row.side == "clan" else days.customer
    return datetime.combine(holder.after(today, AGAIN), MORNING)


def _first(call: Call, at: datetime) -> datetime | None:
    """From when it is told: news at once unless it is old, what waits on the morning of its day."""
    if call.at is None:
        return datetime.combine(call.on, MORNING)
    return None if at - call.at > OLD else call.at


def replan(database: Database) -> None:
    """Bring every open order to the days as they are: by when it is due, and what is to be told of it."""
    with database.unit(write=True):
        forecasting.gather_all()
    with database.unit(write=False) as db:
        numbers = list(db.scalars(select(Case.id).where(Case.status == "open").order_by(Case.id)))
    for number in numbers:
        with database.unit(write=False) as db:
            case = db.scalar(_whole(number))
            stale = case is not None and _stale(case, clock.now())
        if stale:
            _bring(database, number)
            sleep(REST)


def _bring(database: Database, number: int) -> None:
    """Bring the rows of an order, and the day by which it is due, to what its document says now."""
    with database.unit(write=True) as db:
        for case in db.scalars(_whole(number).with_for_update(of=Case, skip_locked=True)):
            case.due = _due(case)
            follow(case, case.thread, clock.now())


def _whole(number: int) -> Select[Case]:
    return select(Case).where(Case.id == number).options(undefer(Case.document))


def _due(case: Case) -> date | None:
    return due(case.thread, case.moved.date(), calendars(case.account_id))


def _stale(case: Case, at: datetime) -> bool:
    """Whether anything of an order would be another by now; asking takes no lock."""
    rows = {key: (row.side, row.who, row.says, row.again, row.first) for key, row in _rows(case).items()}
    wanted = {
        key: (call.side, call.who, called(call), call.again, call.on)
        for key, call in _wanted(case, case.thread, at).items()
    }
    return rows != wanted or case.due != _due(case)
