"""What waits for whom in a complaint: on first pages, on the desk, and in letters."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from portal.clans import errands
from portal.clans.model import Errand
from portal.complaints.due import Owed
from portal.complaints.model import Complaint, Event
from portal.kernel.db import of_house, session
from portal.people.model import Person, Seat
from portal.people.queries import holding
from workflows.complaints.complaint import Complaint as Document
from workflows.complaints.steps import Holder, Step
from workflows.language import N_, _

AREA, EVENT = "complaint", "event"
LINES = {
    "acknowledge": N_("Something is wrong for %(customer)s. Say in your own words what you understood"),
    "confirm_summary": N_("Say whether we understood what is wrong"),
    "assess": N_("Something is wrong for %(customer)s. Judge how grave it is"),
    "draw": N_("A complaint of %(customer)s has nobody who answers it. Ask an executive"),
    "redraw": N_("Who answers a complaint of %(customer)s is away. Have somebody else drawn, if need be"),
    "answer_letter": N_("Say whether one letter to all is enough for you, or we speak with you"),
    "letter": N_("Write the one letter in which %(customer)s and others are answered"),
    "contact": N_("Speak with %(customer)s in person about what is wrong"),
    "confirm_talk": N_("Say whether we spoke with you in person"),
    "judge": N_("Say whether %(customer)s was right"),
    "offer": N_("Offer %(customer)s what puts it right"),
    "second": N_("An offer to %(customer)s is above the limit. Another executive agrees first"),
    "answer_offer": N_("We offer to put it right. Say what you think of it"),
    "answer_counter": N_("%(customer)s made a counter-offer. Agree to it, or make another"),
    "mediate": N_("%(customer)s and we cannot agree. Make an offer as mediator"),
    "carry_out": N_("Do what was promised to %(customer)s"),
    "judge_done": N_("We say that it is done. Say whether it is"),
    "cause": N_("Say why it happened to %(customer)s"),
    "prevent": N_("Say what changes, so that it does not happen to %(customer)s again"),
    "change": N_("Make the change that was promised to %(customer)s"),
    "advise": N_("A lawyer wrote for %(customer)s, or somebody threatens. Say inside what is to be minded"),
    "close": N_("Say whether it is put right. Only you can close it"),
    "answer_pause": N_("We ask to let the clocks rest for a while. Say whether they may"),
    "keep_word": N_("Today is the day: do what you promised %(customer)s"),
    "own_up": N_("A day that you promised %(customer)s has passed. Own up to it in a letter"),
    "check": N_("You closed a complaint %(days)s days ago. Say whether it is still fine"),
    "update": N_(
        "%(customer)s has not heard of its complaint for some days. Write, even if nothing happened"
    ),
    "no_steward": N_("A complaint waits for a steward, and nobody is one. Make somebody one"),
    "no_counsel": N_("A lawyer wrote, or somebody threatens, and nobody is counsel. Make somebody counsel"),
    "no_executive": N_("A complaint waits for another executive, and nobody is one. Make somebody one"),
}
OF_ROLES = ("draw", "redraw", "second", "mediate", "advise", "no_steward", "no_executive", "no_counsel")
REFERENCE = N_("Reference %(ref)s.")


def follow(row: Complaint, one: Document, owed: Iterable[Owed]) -> None:
    """Let what is open wait for whoever holds it, the most urgent for each, and for nobody else."""
    urgent: dict[int, tuple[str, Owed]] = {}
    # Whoever has it with an event has that once, not each complaint of it (follow_event).
    alone = [each for each in owed if not (row.gathered and each.step.holder in ("owner", "event"))]
    for each in sorted(alone, key=lambda held: (held.by is None, held.by)):
        kind, people = _waits_for(row, one, each.step)
        for person in people:
            urgent.setdefault(person, (kind, each))
    waits: dict[str, tuple[Owed, list[int]]] = {}
    for person, (kind, each) in urgent.items():
        waits.setdefault(f"{row.id}:{kind}", (each, []))[1].append(person)
    for key in _held(row) - waits.keys():
        errands.take(AREA, key)
    for key, (each, people) in waits.items():
        said = {"ref": row.ref, "step": key.partition(":")[2], "days": each.step.days}
        errands.give(row.account_id, (AREA, key), people, each.by.date() if each.by else None, said)


@of_house
def follow_event(number: int) -> None:
    """Let an event wait once for each who has complaints with it that are open, until the soonest is due."""
    event = session().get_one(Event, number)
    mine = (Complaint.event_id == number, Complaint.gathered.is_(True), Complaint.status == "open")
    asked = select(Complaint.owner_id, func.min(Complaint.due)).where(*mine).group_by(Complaint.owner_id)
    found: dict[int, datetime | None] = {person: due for person, due in session().execute(asked) if person}
    due = min((at for at in found.values() if at), default=None)
    said = {"event": event.id, "title": event.title}
    errands.give(None, (EVENT, str(event.id)), found, due.date() if due else None, said)


def words_of_event(one: Errand) -> errands.Words:
    """An event in a line and in a letter."""
    line = _("%(event)s: many complaints came of it, and you answer them", event=one.said["title"])
    letter = _("Whoever agrees has one letter to all. With the others somebody speaks in person.")
    return errands.Words(line, letter, f"/complaints/events/{one.said['event']}", _("Open it"))


def _held(row: Complaint) -> set[str]:
    asked = select(Errand.key).where(Errand.area == AREA, Errand.key.startswith(f"{row.id}:"))
    return set(session().scalars(asked))


def _waits_for(row: Complaint, one: Document, step: Step) -> tuple[str, list[int]]:
    """What a step is called and whom it waits for: administrators, where nobody has the role it takes."""
    people = _people(row, one, step.holder)
    if people or step.holder not in ("steward", "executive", "counsel"):
        return step.kind, people
    return f"no_{step.holder}", [person.id for person in holding("administrator")]


def _people(row: Complaint, one: Document, holder: Holder) -> list[int]:
    """Who holds a step today."""
    if holder == "owner":
        return [row.owner_id] if row.owner_id else []
    if holder == "event":
        event = session().get(Event, row.event_id) if row.event_id else None
        return [event.owner_id] if event else []
    if holder == "counsel":
        return [one.id for one in holding(holder)]
    if holder in ("executive", "steward"):
        apart = {row.about_id, row.owner_id if holder == "executive" else None}
        return [one.id for one in holding(holder) if one.id not in apart]
    return _of_customer(row) if holder == "customer" else _of_house(row, one)


def _of_customer(row: Complaint) -> list[int]:
    here = select(Person.id).where(Person.account_id == row.account_id, Person.left.is_(None))
    mine = list(session().scalars(here.where(Person.id == row.complainant_id)))
    return mine or ([] if row.only_me else list(session().scalars(here)))


def _of_house(row: Complaint, one: Document) -> list[int]:
    """Whoever received it, or has it; else those who lead the clan of the customer, or the stewards."""
    here = select(Person.id).where(Person.left.is_(None))
    if one.owner and row.owner_id:
        return [row.owner_id]
    received = list(session().scalars(here.where(Person.id == row.receiver_id)))
    led = here.join(Seat, Seat.person_id == Person.id).where(Seat.account_id == row.account_id, Seat.senior)
    return (
        received
        or ([] if row.restricted else list(session().scalars(led)))
        or [one.id for one in holding("steward")]
    )


def words(one: Errand) -> errands.Words:
    """It in a line and in a letter, without a word of the complaint itself."""
    facts = {"customer": one.account.name, "days": one.said["days"]}
    if one.said["step"].startswith("no_"):  # administrators read no complaint
        return errands.Words(_(LINES[one.said["step"]]), "", "/people", _("Our people"))
    letter = _(REFERENCE, ref=one.said["ref"])
    return errands.Words(
        _(LINES[one.said["step"]], **facts), letter, f"/complaints/{one.said['ref']}", _("Open it")
    )
