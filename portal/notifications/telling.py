"""The letter of the day: what is asked of somebody, what waits for them, and what is new in their orders.

What is due stands in rows, put off or done with in the transaction of the letter: each is told once, whoever
looks and whenever a worker dies. Rights are asked again as it is written, and once more as it is sent.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal.cases import calling
from portal.cases.model import Calling, Case
from portal.cases.post import Site
from portal.kernel import clock, languages
from portal.kernel.db import Database, session
from portal.notifications import naming, news, wording
from portal.notifications.choosing import Reader, how, moment, reader
from portal.notifications.model import OrderLetters
from portal.people.model import House, Person
from portal.people.queries import directory, house

MOST = 50  # orders at once
QUIET = ("moves", "nothing")  # of those who want to read nothing that is merely new


@dataclass
class Heap:
    """All that is due to one person, by order."""

    orders: dict[int, wording.About] = field(default_factory=dict)

    def of(self, case: Case) -> wording.About:
        """What is due to them of one order."""
        return self.orders.setdefault(case.id, wording.About(case))


def write_due(database: Database, site: Site) -> int:
    """Every letter that is due now; returns how many were written. What the worker does."""
    named = naming.write_due(database, site)
    news.spread(database)
    some = calling.bring_due(database)
    with database.unit(write=False) as db:
        fresh = select(OrderLetters.case_id).where(OrderLetters.due <= clock.now()).distinct().limit(MOST)
        some += db.scalars(fresh)
    if not some:
        return named
    with database.unit(write=True):
        return named + tell_due(site, some)


def tell_due(site: Site, some: Collection[int]) -> int:
    """Write to each person at most one letter about all that is due in these orders; returns how many."""
    opened, now = house(), clock.now()
    if opened is None:
        return 0
    cases, heaps = _locked(some), dict[int, Heap]()
    for row in calling.due_in(cases, now):
        _give(row, cases[row.case_id], heaps, now)
    for case in cases.values():
        _give_news(case, heaps, now)
    return sum(_write(site, opened, heaps[number], number, now) for number in sorted(heaps))


def _locked(some: Collection[int]) -> dict[int, Case]:
    """These orders, each locked as a deed locks it. What another worker tells meanwhile is waited for."""
    chosen = select(Case).where(Case.id.in_(some)).options(undefer(Case.document)).order_by(Case.id)
    locked = session().scalars(chosen.with_for_update(of=Case))
    return {case.id: case for case in locked}


def _give(row: Calling, case: Case, heaps: dict[int, Heap], now: datetime) -> None:
    """Give what is due to whoever holds it; when nobody is left on either side, it waits for a day."""
    here = [one for one in directory(case.account_id) if one.left is None]
    own = [one for one in here if one.side == row.side]
    holder = next((one for one in own if one.handle == row.who), wording.lead(case, own)) or wording.lead(
        case, here
    )
    if holder is None:
        row.next = now + timedelta(days=1)
        return
    heaps.setdefault(holder.id, Heap()).of(case).todo.append(row)


def _give_news(case: Case, heaps: dict[int, Heap], now: datetime) -> None:
    """Give what is new to each of those who may see the order today and are due a letter about it."""
    for row in news.rows_of(case).values():
        if row.due is not None and row.due <= now:
            heaps.setdefault(row.person_id, Heap()).of(case).row = row


def _write(site: Site, opened: House, heap: Heap, number: int, now: datetime) -> int:
    """Write one letter about what may be told now; the rest is put off, or left by who wants no letters."""
    person = session().get_one(Person, number, with_for_update=True, populate_existing=True)
    reading = reader(person, opened)
    told = [one for one in heap.orders.values() if _sorted(one, reading, now)]
    for one in told:
        one.mover = wording.mover(one.case)
        one.news = news.unread(person, one.case, one.row) if how(one.row, person) not in QUIET else []
        _done(one, person, now)
    if told := [one for one in told if one.todo or one.news]:
        with languages.spoken(person.language):
            if not wording.send(site, opened, person, told):
                return 0
        person.written_to = now
    return int(bool(told))


def _sorted(one: wording.About, reading: Reader, now: datetime) -> bool:
    """Whether an order may be told of now; else it is put off, or left where nothing is wanted.

    What somebody of the other side says to remind them is never left: nobody can switch that off.
    """
    person, case = reading.person, one.case
    one.row = one.row or session().get(OrderLetters, (person.id, case.id))
    wanted, here = how(one.row, person), {who.id for who in directory(case.account_id) if who.left is None}
    if wanted == "nothing" or person.id not in here:
        _leave(one, now)
        one.todo = [row for row in one.todo if row.urgent and person.id in here]
        if not one.todo:
            return False
    urgent = any(row.urgent for row in one.todo)
    later = reading.free(now) if urgent else moment(wanted, reading, now)
    if later <= now:
        return True
    for row in one.todo:
        row.next = later
    if one.row and one.row.due:
        one.row.due = later if wanted not in QUIET else None
    return False


def _leave(one: wording.About, now: datetime) -> None:
    for row in one.todo:
        row.next = calling.again(row, now.date())
    if one.row:
        one.row.due, one.row.told = None, one.case.seq


def _done(one: wording.About, person: Person, now: datetime) -> None:
    """Note that it is told."""
    for row in one.todo:
        row.next = calling.again(row, now.date())
    if one.row is None:
        one.row = OrderLetters(person_id=person.id, case_id=one.case.id, how="")
        session().add(one.row)
    one.row.due, one.row.told = None, one.case.seq
