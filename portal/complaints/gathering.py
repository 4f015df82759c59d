"""One event of which many complaints came: drawn for once, answered in one letter to all who agree to that.

Each complaint stays its own: its customer corrects it, is spoken with in person unless they say that the
letter is enough, takes or refuses what is offered, and alone closes it (docs/decisions/049).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value

from portal.complaints import drawing, waiting
from portal.complaints.keeping import hold, keep, letter, put
from portal.complaints.model import Complaint, Event
from portal.complaints.verbs import complaints, events
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.people.model import Person
from workflows.complaints import handing, together
from workflows.complaints.ownership import Ownership
from workflows.complaints.parts import Assessment, Summary, said_as
from workflows.language import _
from workflows.records import Mark


@events.action
def declare(
    act: Act, steward: Person, rows: Iterable[Complaint], told: tuple[str, str, date], said: dict[str, Any]
) -> Event:
    """Say that complaints came of one event; its executive is drawn once, and `gather_all` follows it.

    `told` is its title, what is known of it and its day, `said` its grades with the words for them, what is
    done at once, and whether it is offered to who complains from now on.

    Raises:
        NotNow: nobody is here and free to answer it.
    """
    title, words, happened = told
    offered = said.pop("offered")
    event = Event(title=title, words=words, happened=happened, assessed=said, offered=offered, letter="")
    event.opener_id, event.opened = steward.id, act.at
    if not _drawn(event, rows, act):
        raise NotNow(_("Nobody is here and free to answer it. Ask somebody by name."))
    session().add(event)
    session().flush()
    set_committed_value(event, "author", None)  # it is read with an event, and nobody asks for it again
    act.note(event=event.id)
    act.tell(event.stream)
    return event


def gather_all(who: Person, event: Event, rows: Iterable[Complaint]) -> None:
    """Put complaints to an event, each with an entry of its own."""
    for row in rows:
        gather(who, row, event)


@complaints.action
def gather(act: Act, row: Complaint, event: Event) -> None:
    """Put a complaint to an event, and ask its customer whether one letter to all is enough."""
    one, mark = hold(act, row)
    graded = {**event.assessed, "immediate": put(row, event.assessed["immediate"])}
    reasons = put(row, graded.pop("words"))
    known = (
        said_as(Summary, mark, put(row, event.words), round=one.round),
        said_as(Assessment, mark, reasons, **graded),
    )
    row.event = event
    after = together.gather(one, mark, event.id, known, _with_event(mark, event.owner))
    keep(act, row, after, event=event.id)
    letter(row, "together")


def _with_event(mark: Mark, owner: Person) -> Ownership:
    return Ownership(**mark.model_dump(), who=owner.handle, called=owner.name, how="event")


@complaints.action
def give_together(act: Act, row: Complaint, owner: Person) -> None:
    """Give a complaint to whoever answers its event today."""
    one, mark = hold(act, row)
    keep(act, row, handing.give(one, _with_event(mark, owner)), person=owner.name)
    if row.status == "open":
        letter(row, "owner", len(row.it.owners))


@complaints.action
def leave_event(act: Act, row: Complaint) -> None:
    """Answer a complaint by itself, for it did not come of the event."""
    one, _mark = hold(act, row)
    number, after, row.event = row.event_id, together.leave(one), None
    keep(act, row, after)
    if number:
        waiting.follow_event(number)


@complaints.action
def answer_letter(act: Act, row: Complaint) -> None:
    """Say for the customer that one letter is enough; where it is written already it is here at once."""
    one, mark = hold(act, row)
    after, event = together.answer(one, mark, enough=True), row.event
    if event and event.author and event.written:
        author = _author(event, mark)
        number = put(row, event.letter)
        after = together.deliver(after, mark, author, number).model_copy(update={"seq": after.seq})
        letter(row, "letter", number)
    keep(act, row, after)


def _author(event: Event, mark: Mark) -> Mark:
    held = event.author
    return mark.model_copy(update={"by": held.handle, "name": held.name, "side": "clan"}) if held else mark


@complaints.action
def ask_in_person(act: Act, row: Complaint) -> None:
    """Ask for the customer to be spoken with in person; `settling.settle` follows it."""
    one, mark = hold(act, row)
    keep(act, row, together.answer(one, mark, enough=False))


def write_all(who: Person, event: Event, words: str, rows: Iterable[Complaint]) -> None:
    """Write the one letter, and put it into every complaint whose customer agreed to it."""
    write_to_all(who, event, words)
    for row in rows:
        if together.waits_for_letter(row.it):
            deliver(who, row)


@events.action
def write_to_all(act: Act, event: Event, words: str) -> None:
    """Write the one letter of an event.

    Raises:
        NotNow: it was written; what is said later is said to each.
    """
    if event.written:
        raise NotNow(_("The letter was written. Whoever agrees to it from now on has it at once."))
    event.letter, event.author, event.written = words, act.who, act.at
    act.note(event=event.id)
    act.tell(event.stream)


@complaints.action
def deliver(act: Act, row: Complaint) -> None:
    """Put the one letter into a complaint, and send it."""
    one, mark = hold(act, row)
    number = put(row, row.event.letter) if row.event else 0
    keep(act, row, together.deliver(one, mark, mark, number))
    letter(row, "letter", number)


@events.action
def hand_over(act: Act, event: Event, person: Person) -> None:
    """Ask another executive to answer the event: the letter is theirs from now on."""
    event.owner = person
    act.note(event=event.id, person=person.name)
    act.tell(event.stream)


@events.action
def draw_anew(act: Act, event: Event, rows: Iterable[Complaint]) -> None:
    """Draw who answers an event whose executive is gone, if anybody can; `rows` are those they had of it."""
    if not _drawn(event, rows, act):
        return act.nothing()
    act.note(event=event.id, person=event.owner.name)
    act.tell(event.stream)


def _drawn(event: Event, rows: Iterable[Complaint], act: Act) -> bool:
    """Give an event to whom the draw finds; whether it found anybody."""
    found = drawing.for_event(rows, event.assessed, act.at)
    if found.chosen:
        event.owner, event.facts = drawing.known(found.chosen), found.facts
    return bool(found.chosen)


@events.action
def end(act: Act, event: Event) -> None:
    """Put nothing more to an event."""
    if event.ended:
        return act.nothing()
    event.ended, event.offered = act.at, False
    act.note(event=event.id)
    act.tell(event.stream)
