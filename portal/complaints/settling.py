"""Nothing is orphaned: each complaint comes to somebody who is here, as the days and people of the house go.

An executive who has left or lost the role lets go, and another is drawn. While one is away beyond what is due
next their substitute stands in, or the stewards are asked; when they are here again they have it back.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from portal.clans.model import Errand
from portal.clans.queries import day_of, today
from portal.complaints import drawing, due, gathering, handing, keeping
from portal.complaints.model import Assignment, Complaint, Duty, Event
from portal.complaints.verbs import BY_RULE
from portal.complaints.waiting import AREA, OF_ROLES
from portal.kernel import clock
from portal.kernel.db import Database, of_house, session
from portal.people.model import Person
from workflows.complaints.ownership import chain
from workflows.complaints.steps import to_draw

BATCH, TURNS = 50, 4  # turns: one lets go, one comes back, one stands in, and then it rests


@of_house
def settle(row: Complaint) -> None:
    """Bring a complaint to whoever has it today, deed by deed."""
    for _turn in range(TURNS):
        deed = _next(row)
        if deed is None:
            return
        deed()


def _next(row: Complaint) -> Callable[[], None] | None:
    one = row.it
    if one.owner is None:
        return _given(row) if to_draw(one) else None
    first, now = chain(one.owners)[0], drawing.known(one.owner.who)
    if drawing.known(first.who).left:
        return partial(_hand_on, row, "left")
    if one.owner.how == "stands_in":
        return _with_stand_in(row, first.who, now)
    until = _missed_until(row, now)
    if until is None or (one.owner.asked and one.owner.asked.until == until):
        return None
    other = drawing.stands_in(row, now.handle)
    if other:
        return partial(handing.stand_in, BY_RULE, row, other, until)
    return partial(handing.ask_anew, BY_RULE, row, until)


def _given(row: Complaint) -> Callable[[], None] | None:
    """Give it to whoever answers its event, or else to whom the draw finds."""
    owner = drawing.with_event(row)
    if owner:
        return partial(gathering.give_together, BY_RULE, row, owner)
    return partial(handing.draw, BY_RULE, row) if drawing.drawn(row).chosen else None


def _with_stand_in(row: Complaint, first: str, now: Person) -> Callable[[], None] | None:
    """What follows while somebody stands in: the executive is here again, or whoever stands in is not."""
    duty = session().get(Duty, drawing.known(first).id)
    if duty is None or duty.away_until(today()) is None:
        return partial(handing.come_back, BY_RULE, row, "back")
    if now.left:
        return partial(handing.come_back, BY_RULE, row, "left")
    return partial(handing.come_back, BY_RULE, row, "away") if _missed_until(row, now) else None


def _missed_until(row: Complaint, person: Person) -> date | None:
    """The last day of an absence in which this executive owes something; None if there is none."""
    duty = session().get(Duty, person.id)
    until = duty.away_until(today()) if duty else None
    by = due.next_of_owner(row, clock.now()) if until else None
    return until if by and until and day_of(by) <= until else None


def _hand_on(row: Complaint, because: str) -> None:
    """Let it go and draw anew; where nobody can be drawn whoever complained hears that too."""
    handing.let_go(BY_RULE, row, because)
    if not _given(row) and to_draw(row.it) and row.status == "open":
        keeping.letter(row, "freed", len(row.it.owners))


# ---------------------------------------------------------------- what happens in the house


def recast(_who: Any, person: Person, lost: set[str]) -> None:
    """Follow somebody who has left, or whose roles in the house have changed."""
    own = held_by(person)
    for event in _events_of(person) if "executive" in lost or person.left else []:
        gathering.draw_anew(BY_RULE, event, (row for row in own if row.event_id == event.id))
    for row in own if "executive" in lost and not person.left else []:
        if chain(row.it.owners)[0].who == person.handle:
            _hand_on(row, "role")
    _renewed([*own, *_touched(person)])
    draw_waiting()


def entered(person: Person) -> None:
    """Follow somebody who was entered into the house with roles: what waits for one may be theirs."""
    if person.roles:
        recast(BY_RULE, person, set())


def absent(person: Person) -> None:
    """Follow an executive who is away, or will be."""
    _renewed(held_by(person))
    draw_waiting()


def held_by(person: Person, *, open_: bool = False) -> list[Complaint]:
    """What was given to somebody and is theirs, also while another stands in for them."""
    mine = select(Assignment.complaint_id).where(
        Assignment.person_id == person.id, Assignment.ended.is_(None)
    )
    asked = select(Complaint).where(or_(Complaint.id.in_(mine), Complaint.owner_id == person.id))
    if open_:
        asked = asked.where(Complaint.status == "open")
    return list(session().scalars(asked.order_by(Complaint.id)))


def _events_of(person: Person) -> Iterable[Event]:
    asked = select(Event).where(Event.owner_id == person.id).options(joinedload(Event.owner))
    return session().scalars(asked.order_by(Event.id)).all()


def _touched(person: Person) -> Iterable[Complaint]:
    """What waits for somebody, or for a role of the house, and what they said or received."""
    waits = [Errand.key.endswith(f":{kind}") for kind in OF_ROLES]
    asked = select(Errand.key).where(Errand.area == AREA, or_(Errand.person_id == person.id, *waits))
    numbers = {int(key.partition(":")[0]) for key in session().scalars(asked)}
    theirs = or_(Complaint.receiver_id == person.id, Complaint.complainant_id == person.id)
    alive = theirs & Complaint.look_again.is_not(None)
    found = select(Complaint).where(or_(Complaint.id.in_(numbers), alive))
    return session().scalars(found.order_by(Complaint.id)).all()


def draw_waiting() -> None:
    """Draw for all that wait for it, the hardest first, as far as somebody is here and free."""
    asked = select(Complaint).where(Complaint.owner_id.is_(None), Complaint.look_again.is_not(None))
    rows = session().scalars(asked.order_by(Complaint.id))
    for row in drawing.in_turn(row for row in rows if to_draw(row.it)):
        settle(row)


def _renewed(rows: Iterable[Complaint]) -> None:
    for row in dict.fromkeys(rows):
        settle(row)
        keeping.renew(row, clock.now())


def look(database: Database) -> int:
    """Let what became due by the days alone wait for its people; how many there were. The worker does it."""
    with database.unit(write=True):
        due_ = select(Complaint).where(Complaint.look_again <= clock.now()).order_by(Complaint.id)
        rows = list(session().scalars(due_.limit(BATCH).with_for_update(skip_locked=True)))
        _renewed(row for row in rows if not to_draw(row.it))
        _renewed(drawing.in_turn(row for row in rows if to_draw(row.it)))
        return len(rows)
