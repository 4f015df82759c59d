"""What executives owe, when they are away and who stands in, and what customers read of their month."""

from datetime import date

from portal.clans.queries import today
from portal.complaints.model import Duty, MonthShown
from portal.complaints.remedying import MOST
from portal.complaints.verbs import duties
from portal.kernel.db import locked, session
from portal.kernel.verbs import Act, NotNow
from portal.people.model import Person
from workflows.complaints.draw import TARGET
from workflows.language import N_, _

SHOWN = {
    "nothing": N_("Nothing"),
    "sums": N_("How many were answered in person, all together"),
    "names": N_("The record of each executive, by name"),
}
LONGEST_AWAY = 366  # days: who is away for longer has left


@duties.action
def owe(act: Act, person: Person, target: int, most: int) -> None:
    """Set how many complaints an executive answers a month, and up to what sum they promise alone."""
    duty = _duty(person)
    duty.target, duty.most = target, most
    act.note(person=person.name, target=target, most=most)
    act.tell("house")


@duties.action
def go_away(act: Act, person: Person, first: date, last: date, substitute: Person | None) -> None:
    """Note that an executive is away from one day to another, and who stands in.

    Raises:
        NotNow: it ends before it begins, is over, or lasts too long; or they stand in for themselves.
    """
    if last < first or last < today() or (last - first).days > LONGEST_AWAY:
        raise NotNow(_("Write a first and a last day, the last one not past, and a year at most."))
    if substitute and substitute.id == person.id:
        raise NotNow(_("Somebody else stands in."))
    duty = _duty(person)
    gone = [span for span in duty.away if date.fromisoformat(span[1]) >= today()]
    duty.away = sorted([*gone, [first.isoformat(), last.isoformat()]])
    duty.substitute_id = substitute.id if substitute else None
    act.note(person=person.name, first=first.isoformat(), last=last.isoformat())
    act.tell("house")


@duties.action
def show(act: Act, _person: Person, what: str) -> None:
    """Set what customers read of the month of executives."""
    row = locked(MonthShown, 1, lambda: MonthShown(id=1, what="nothing"))
    row.what = what
    act.note(what=what)
    act.tell("house")


def shown() -> str:
    """What customers read of the month today."""
    row = session().get(MonthShown, 1)
    return row.what if row else "nothing"


def _duty(person: Person) -> Duty:
    return locked(Duty, person.id, lambda: Duty(person_id=person.id, target=TARGET, most=MOST, away=[]))
