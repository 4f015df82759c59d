"""Who is asked for a yes, as rows beside the document, and the letters about it: asked, reminded, in silence.

The documents are the truth; each time one changes, its rows follow. What was written stands in the row, in
the transaction of the letter, so each is written once. Silence is told to whom the plan names, on the working
day after the last one; it never counts as a yes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import aliased, contains_eager

from portal.cases import post
from portal.cases.model import Asking, Case
from portal.cases.post import Site
from portal.cases.queries import calendars
from portal.kernel import clock, languages
from portal.kernel.db import Database, session
from portal.people.model import House, Person
from portal.people.queries import house, may_see, numbers_of
from workflows.approved import Approvals, Approver
from workflows.blocks.asked import due, may_say, silent, waited_for
from workflows.calendars import Calendar
from workflows.case import Case as Thread
from workflows.language import N_, _, whole_day

SURE = N_("""Nothing is decided without you: silence is never a yes.
If it is not yours to say, you can hand it on there.""")
LATE = N_("%(who)s was asked for a yes by %(day)s and has not said anything. It is not counted as a yes.")
CHANGE = N_("You can remind %(who)s, or let somebody else be asked: the plan is yours to change.")
# How a yes is asked for: until a day that is still to come, and once that is past.
ASKED = (
    N_("Your yes or no is waited for by %(day)s."),
    N_("Your yes or no is waited for as soon as you can."),
)
REMINDED = (
    N_("%(by)s asks you to look at this: your yes or no is waited for by %(day)s."),
    N_("%(by)s asks you to look at this: your yes or no is waited for as soon as you can."),
)
Words = tuple[str, str, str]  # of a letter: its subject, what it tells, and what it adds
Place = tuple[str, str, str, int]  # stage, block, department, and the number of the person


@dataclass(frozen=True)
class Wanted:
    """One yes that is waited for, as the document has it; `reader` is the person, or who stands in today."""

    reader: str
    late_to: str
    label: str
    due: date
    nudge: int
    nudged_by: str


def follow(case: Case, thread: Thread) -> None:
    """Bring the rows of a case to what its document says."""
    wanted = dict(_wanted(thread, calendars(case.account_id).customer))
    names = {place[3] for place in wanted} | {
        name for one in wanted.values() for name in (one.reader, one.late_to)
    }
    numbers = numbers_of(names) if names else {}
    rows = {_place(row): row for row in session().scalars(select(Asking).where(Asking.case_id == case.id))}
    kept: set[Place] = set()
    for (stage, block, department, handle), one in wanted.items():
        if {handle, one.reader, one.late_to} <= numbers.keys():
            place = (stage, block, department, numbers[handle])
            kept.add(place)
            _change(rows.get(place) or _new(case, place, one), one, numbers[one.reader], numbers[one.late_to])
    for place in rows.keys() - kept:
        session().execute(delete(Asking).where(Asking.id == rows[place].id))
    session().flush()


def write_due(database: Database, site: Site) -> int:
    """Every letter about a yes that is due, in a unit of work of its own: what the worker does."""
    with database.unit(write=True):
        return tell_due(site)


def tell_due(site: Site) -> int:
    """Write to those who are asked or were reminded, and of those who were silent to whom the plan names."""
    opened, now = house(), clock.now()
    if opened is None:
        return 0
    reader, late_to = aliased(Person), aliased(Person)
    due_now = or_(Asking.asked.is_(False), Asking.nudged < Asking.nudge, _silent(now))
    found = session().execute(
        select(Asking, Person, reader, late_to)
        .join(Asking.case)
        .join(Person, Person.id == Asking.person_id)
        .join(reader, reader.id == Asking.reader_id)
        .join(late_to, late_to.id == Asking.late_to_id)
        .options(contains_eager(Asking.case))
        .where(due_now, Case.status == "open")
        .order_by(Asking.id)
        .with_for_update(of=Asking, skip_locked=True)
    )
    letters = 0
    for row, person, by, told in found.all():
        letters += _ask(site, opened, row, by, now) + _tell(site, opened, row, person, told, now)
    return letters


def _silent(now: datetime) -> ColumnElement[bool]:
    return and_(Asking.late.is_(False), Asking.due < now.date())


def _ask(site: Site, opened: House, row: Asking, reader: Person, now: datetime) -> int:
    """Ask for the yes, or remind of it and say who does."""
    reminded = row.nudged < row.nudge
    if row.asked and not reminded:
        return 0
    row.asked, row.nudged = True, row.nudge

    def words() -> Words:
        told = (REMINDED if reminded else ASKED)[row.due < now.date()]
        subject = _("Your yes is asked: %(label)s, %(order)s", label=row.label, order=row.case.title)
        return subject, _(told, by=row.nudged_by, day=whole_day(row.due)), _(SURE)

    return _write(site, opened, row, reader, words)


def _tell(site: Site, opened: House, row: Asking, person: Person, told: Person, now: datetime) -> int:
    """Tell of a silence that lasted past its day: whom the plan names, or the whole firm once they left."""
    if row.late or row.due >= now.date():
        return 0
    row.late = True
    name, title = person.name, row.case.title

    def words() -> Words:
        late, change = _(LATE, who=name, day=whole_day(row.due)), _(CHANGE, who=name)
        subject = _(
            "Nothing heard from %(who)s: %(label)s, %(order)s", who=name, label=row.label, order=title
        )
        return subject, late, change

    if letters := _write(site, opened, row, told, words):
        return letters
    firm = session().scalars(select(Person).where(Person.account_id == row.account_id)).all()
    return sum(_write(site, opened, row, one, words) for one in firm)


def _write(site: Site, opened: House, row: Asking, to: Person, words: Callable[[], Words]) -> int:
    """Write to somebody who may see the order today, in their language; whoever has left hears nothing."""
    if session().scalar(select(Person.id).where(Person.id == to.id, may_see(row.account_id))) is None:
        return 0
    place = f"block-{row.stage}-{row.block}"
    link = f"{site.address}/orders/{row.case.ref}/stages/{row.stage}#{place}"
    with languages.spoken(to.language):
        subject, told, more = words()
        button = _("“%(order)s”, %(label)s", order=row.case.title, label=row.label)
        sheet = site.sheet(opened, to, told, (button, link), more=more)
        theirs = to.id == row.reader_id
        waited = _("Your yes or no is waited for.") if theirs else _("A yes or no is past its day.")
        short = post.short(to, row.case, waited, f"/stages/{row.stage}#{place}")
        post.send(site, to, [row.case], subject, sheet)
        post.tell(site, to, [row.case], short)
    return 1


def _wanted(thread: Thread, days: Calendar) -> Iterator[tuple[tuple[str, str, str, str], Wanted]]:
    for stage, blocks in thread.approvals.items():
        if thread.status != "open" or thread.state(stage) not in ("now", "done"):
            continue
        for block, plan in blocks.items():
            for key in waited_for(thread, plan):
                for one in silent(thread, plan, key):
                    last = due(thread, plan, stage, key, one.person, days)
                    yield (stage, block, key, one.person), _one(plan, key, one, last)


def _one(plan: Approvals, key: str, one: Approver, last: date) -> Wanted:
    nudge = plan.nudged.get(key, {}).get(one.person)
    by = (nudge.seq, nudge.name) if nudge else (0, "")
    instead = one.delegate and may_say(one, one.delegate, clock.now().date())
    reader = one.delegate if instead else one.person
    return Wanted(reader, plan.late_to, plan.asked[key].label, last, *by)


def _place(row: Asking) -> Place:
    return row.stage, row.block, row.department, row.person_id


def _new(case: Case, place: Place, one: Wanted) -> Asking:
    stage, block, department, person = place
    here = {"account_id": case.account_id, "case_id": case.id, "stage": stage, "block": block}
    row = Asking(**here, department=department, person_id=person, due=one.due)
    row.asked, row.late, row.nudged = False, False, 0
    session().add(row)
    return row


def _change(row: Asking, one: Wanted, reader: int, late_to: int) -> None:
    """A later day begins the wait anew; a reminder that nobody was told of yet is told."""
    row.late = row.late and row.due >= one.due
    row.reader_id, row.late_to_id, row.label, row.due = reader, late_to, one.label, one.due
    row.nudge, row.nudged_by = one.nudge, one.nudged_by
