"""From the summary to the talk in person, and what sets a complaint apart."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import false, insert, literal, select

from portal.complaints import keeping
from portal.complaints.filing import attach
from portal.complaints.keeping import hold, keep, letter, put
from portal.complaints.model import ClanWord, Complaint, Reading
from portal.complaints.verbs import complaints
from portal.kernel import clock
from portal.kernel.db import Moment, session
from portal.kernel.files import Stored
from portal.kernel.verbs import Act, NotNow
from workflows.complaints import handling
from workflows.language import _


@complaints.action
def acknowledge(act: Act, row: Complaint, words: str) -> None:
    """Sum up in our own words what was understood; the customer corrects it."""
    one, mark = hold(act, row)
    keep(act, row, handling.acknowledge(one, mark, put(row, words)))


@complaints.action
def confirm(act: Act, row: Complaint) -> None:
    """Say for the customer: yes, that is it."""
    one, mark = hold(act, row)
    keep(act, row, handling.answer_summary(one, mark))


@complaints.action
def correct(act: Act, row: Complaint, words: str) -> None:
    """Say for the customer how it really is; their words stand."""
    one, mark = hold(act, row)
    keep(act, row, handling.answer_summary(one, mark, put(row, words)))


@complaints.action
def assess(act: Act, row: Complaint, words: str, immediate: str, said: dict[str, Any]) -> None:
    """Judge how grave it is; `settling.settle` follows it."""
    one, mark = hold(act, row)
    numbers = {"immediate": put(row, immediate), **said}
    keep(act, row, handling.assess(one, mark, put(row, words), numbers), severity=said["severity"])


@complaints.action
def write(
    act: Act,
    row: Complaint,
    words: str,
    promise: tuple[str, date | None] = ("", None),
    files: Collection[Stored] = (),
) -> None:
    """Write to the other side; a letter of the house may promise something for a day."""
    one, mark = hold(act, row)
    number, promised = put(row, words), put(row, promise[0])
    attach(act, row, mark.seq, files)
    keep(act, row, handling.write(one, mark, number, promised, promise[1]))
    if act.who.side == "clan":
        letter(row, "letter", number)


@complaints.action
def put_in(act: Act, row: Complaint, words: str, files: Collection[Stored] = ()) -> None:
    """Put a mail of the customer in that the house could not place by itself."""
    one, mark = hold(act, row)
    attach(act, row, mark.seq, files)
    keep(act, row, handling.put_in(one, mark, put(row, words)))


@complaints.action
def keep_word(act: Act, row: Complaint) -> None:
    """Say that what a letter promised was done."""
    one, mark = hold(act, row)
    keep(act, row, handling.keep_word(one, mark))


@complaints.action
def own_up(act: Act, row: Complaint, words: str) -> None:
    """Own up in a letter that a promised day was missed."""
    one, mark = hold(act, row)
    number = put(row, words)
    keep(act, row, handling.own_up(one, mark, number))
    letter(row, "letter", number)


@complaints.action
def talk(act: Act, row: Complaint, words: str, said: dict[str, Any]) -> None:
    """Note that one spoke with them in person; they are asked by mail whether it was so."""
    one, mark = hold(act, row)
    keep(act, row, handling.talk(one, mark, put(row, words), said))
    letter(row, "talk", len(row.it.contacts))


@complaints.action
def confirm_talk(act: Act, row: Complaint, number: int) -> None:
    """Say for the customer that the executive was there in person."""
    _answered(act, row, number, so=True)


@complaints.action
def deny_talk(act: Act, row: Complaint, number: int) -> None:
    """Say for the customer that it was not so."""
    _answered(act, row, number, so=False)


def _answered(act: Act, row: Complaint, number: int, *, so: bool) -> None:
    one, mark = hold(act, row)
    after = handling.confirm_talk(one, mark, number, so=so)
    keep(act, row, after, person=one.contacts[number].name)


@complaints.action
def add_fact(act: Act, row: Complaint, words: str, on: date, files: Collection[Stored] = ()) -> None:
    """Put down what one's department found, on the day on which it happened, with its proof."""
    one, mark = hold(act, row)
    attach(act, row, mark.seq, files)
    department = act.who.department or act.who.title
    keep(act, row, handling.add_fact(one, mark, put(row, words), department, on), department=department)


@complaints.action
def ask_pause(act: Act, row: Complaint, words: str, until: date) -> None:
    """Ask the customer to let the clocks rest until a day."""
    one, mark = hold(act, row)
    keep(act, row, handling.ask_pause(one, mark, put(row, words), until), until=until.isoformat())


@complaints.action
def allow_pause(act: Act, row: Complaint) -> None:
    """Let the clocks rest, for the customer."""
    one, mark = hold(act, row)
    after = handling.answer_pause(one, mark, yes=True)
    keep(act, row, after, until=after.pauses[-1].until.isoformat())


@complaints.action
def refuse_pause(act: Act, row: Complaint) -> None:
    """Let no clock rest, for the customer."""
    one, mark = hold(act, row)
    keep(act, row, handling.answer_pause(one, mark, yes=False))


@complaints.action
def mark_legal(act: Act, row: Complaint) -> None:
    """Mark it as a threat or a lawyer's letter: counsel reads it from now on."""
    one, mark = hold(act, row)
    keep(act, row, handling.mark_legal(one, mark))


@complaints.action
def advise(act: Act, row: Complaint, words: str) -> None:
    """Say inside, as counsel, what is to be minded; no customer reads it."""
    one, mark = hold(act, row)
    session().add(ClanWord(complaint_id=row.id, author_id=act.who.id, at=act.at, text=words))
    keep(act, row, handling.advise(one, mark))


@complaints.action
def join(act: Act, row: Complaint, other: Complaint) -> None:
    """Answer it together with another complaint of the same customer; both are kept.

    Raises:
        NotNow: it is the same, of another customer, or joined itself.
    """
    one, _mark = hold(act, row)
    if other.id == row.id or other.account_id != row.account_id or other.it.joined:
        raise NotNow(_("Choose another complaint of the same customer, which is not joined itself."))
    keep(act, row, handling.join(one, other.ref), other=other.ref)


@complaints.action
def say_inside(act: Act, row: Complaint, words: str) -> None:
    """Say something to those of the house who read it, where no customer reads it."""
    session().add(ClanWord(complaint_id=row.id, author_id=act.who.id, at=act.at, text=words))
    act.note(complaint=row.ref)
    act.tell(row.room)


@complaints.action
def restrict(act: Act, row: Complaint) -> None:
    """Let only those of the house read it who deal with it, and note each reading."""
    if row.restricted:
        return act.nothing()
    row.restricted = True
    act.note(complaint=row.ref)
    act.tell(row.stream)


@complaints.action
def erase(act: Act, row: Complaint) -> None:
    """Erase every word that was written in it; who did what and when stays."""
    keeping.erase(row, act.at)
    act.note(complaint=row.ref)
    act.tell(row.stream)


def note_reading(complaint_id: int, person_id: int, since: datetime | None) -> None:
    """Note that somebody of the house reads a complaint: again, or unless it is noted since a moment.

    It is one statement, so that it costs the page of a complaint no more than that.
    """
    own = (Reading.complaint_id == complaint_id, Reading.person_id == person_id)
    known = select(Reading.id).where(*own, Reading.at >= since if since else false())
    values = (literal(complaint_id), literal(person_id), literal(clock.now(), Moment))
    unknown = select(*values).where(~known.exists())
    session().execute(insert(Reading).from_select(["complaint_id", "person_id", "at"], unknown))
