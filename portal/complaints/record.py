"""The month of every executive: how many they answered in person, in the word of those who complained."""

from dataclasses import dataclass
from datetime import date

from portal.complaints import drawing, handed, queries
from portal.complaints.model import Complaint, Duty, Event
from portal.complaints.remedying import MOST
from portal.people.model import Person
from portal.people.queries import house
from workflows.complaints import duty
from workflows.complaints.draw import TARGET, replay
from workflows.complaints.drawn import explain
from workflows.complaints.duty import Record
from workflows.complaints.ownership import Ownership
from workflows.language import _, ngettext, weekday_and_day
from workflows.values.money import amount


@dataclass(frozen=True)
class Line:
    """One executive's month."""

    name: str
    handle: str
    record: Record
    said: str


@dataclass(frozen=True)
class Month:
    """The month of all of them, and its neighbours."""

    first: date
    lines: list[Line]
    before: date
    after: date | None


@dataclass(frozen=True)
class DutyView:
    """What one executive owes, in words."""

    name: str
    owes: str
    away: list[str]
    choice: tuple[str, str]


def owed(person: Person, held: Duty | None) -> DutyView:
    """What an executive owes and when they are away."""
    opened = house()
    most = amount(held.most if held else MOST, opened.currency if opened else "GBP")
    count = ngettext("%(num)s a month", "%(num)s a month", held.target if held else TARGET)
    spans = held.spans if held else []
    away = [
        _("away from %(first)s to %(last)s", first=weekday_and_day(first), last=weekday_and_day(last))
        for first, last in spans
    ]
    owes = _("%(count)s, up to %(most)s alone", count=count, most=most)
    return DutyView(person.name, owes, away, (person.handle, person.name))


def first_of(said: str) -> date:
    """The first day of a month such as 2026-11.

    Raises:
        ValueError: it is no month.
    """
    return date.fromisoformat(f"{said}-01")


def month(of: date) -> Month:
    """The record of a month, from what was given and confirmed in it."""
    first = of.replace(day=1)
    today = queries.today()
    history = drawing.assignments(first)
    shares = {one.handle: one.share for one in drawing.of_month(first, history) if one.target}
    names = {person.handle: person.name for person, _held in queries.executives()}
    found = duty.record(history, first, shares)
    lines = [Line(names.get(one.handle, one.handle), one.handle, one, duty.in_words(one)) for one in found]
    return Month(
        first=first,
        lines=sorted(lines, key=lambda line: line.name),
        before=_shifted(first, -1),
        after=_shifted(first, 1) if first < today.replace(day=1) else None,
    )


def why(row: Complaint) -> str:
    """Why this executive has it; of one who was drawn, from what the journal keeps of the draw."""
    owner = row.it.owner
    if owner is None:
        return ""
    before = handed.why(row.it, len(row.it.owners) - 1)
    return " ".join(said for said in (before, _how(owner, row.event)) if said)


def _how(owner: Ownership, event: Event | None) -> str:
    if owner.how in ("stands_in", "back"):
        return ""
    if owner.how == "chosen":
        return _("%(name)s took it by choice.", name=owner.called)
    if owner.how == "steward":
        return _("%(steward)s, a steward, asked %(name)s.", steward=owner.name, name=owner.called)
    facts = event.facts if event and owner.how == "event" else owner.facts
    if owner.how == "event" and not (facts and replay(facts) == owner.who):
        return _("%(name)s had it with others that came of one event.", name=owner.called)
    names = {one["handle"]: one["handle"] for one in facts["executives"]}
    return explain(facts, {**names, **queries.names(names)})


def _shifted(first: date, by: int) -> date:
    number = first.year * 12 + first.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)
