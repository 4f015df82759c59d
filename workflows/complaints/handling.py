"""From the first sentence to the talk in person: each step a complaint in, a complaint out, or Refused."""

from datetime import date
from typing import Any

from workflows.complaints.complaint import Complaint
from workflows.complaints.parts import (
    Assessment,
    Contact,
    Fact,
    Heard,
    Letter,
    Pause,
    Promise,
    Summary,
    said_as,
)
from workflows.language import _
from workflows.records import Mark, Refused


def receive(mark: Mark, complainant: str, heard: Heard) -> Complaint:
    """Take up what somebody says is wrong: one sentence is enough."""
    return Complaint(seq=1, received=mark, complainant=complainant, heard=heard)


def opened(one: Complaint) -> None:
    """Ask whether anything can still be done.

    Raises:
        Refused: it is closed, or answered together with another.
    """
    if one.joined:
        raise Refused(_("It is answered together with %(other)s.", other=one.joined))
    if one.status == "closed":
        raise Refused(_("It is closed. The customer can open it again with one press."))


def acknowledge(one: Complaint, mark: Mark, words: int) -> Complaint:
    """Say in our own words what we understood.

    Raises:
        Refused: the customer has answered the summary that stands, or the complaint is closed.
    """
    opened(one)
    last = one.last("summaries")
    if last and last.answer:
        raise Refused(_("The customer has said what is right. That stands."))
    return one.adding("summaries", said_as(Summary, mark, words, round=one.round))


def answer_summary(one: Complaint, mark: Mark, correction: int = 0) -> Complaint:
    """Say for the customer "yes, that is it", or how it really is: then the customer's words stand.

    Raises:
        Refused: nothing is summed up, or it was answered.
    """
    last = one.last("summaries")
    if last is None or last.answer:
        raise Refused(_("There is no summary that waits for your answer."))
    said = {"answer": "corrected" if correction else "yes", "correction": correction, "answered": mark}
    return one.changing("summaries", len(one.summaries) - 1, **said)


def assess(one: Complaint, mark: Mark, words: int, said: dict[str, Any]) -> Complaint:
    """Judge how grave, tangled and wide it is; what is unsafe needs something done at once.

    Raises:
        Refused: it is unsafe and nothing was done, or the complaint is closed.
    """
    opened(one)
    if said["safety"] and not said["immediate"]:
        raise Refused(_("Write what is done at once: somebody is not safe."))
    return one.adding("assessments", said_as(Assessment, mark, words, **said))


def write(one: Complaint, mark: Mark, words: int, promise: int = 0, day: date | None = None) -> Complaint:
    """Write a letter to the other side, which may promise something for a day.

    Also when it is closed, for a last word closes no door.
    """
    letters = (*one.letters, said_as(Letter, mark, words))
    if day is None:
        return one.having(letters=letters)
    return one.having(letters=letters, promises=(*one.promises, said_as(Promise, mark, promise, day=day)))


def put_in(one: Complaint, mark: Mark, words: int) -> Complaint:
    """Put words of the customer in that came to the house by mail, from an address it did not know.

    Raises:
        Refused: it is answered together with another.
    """
    if one.joined:
        opened(one)
    return one.adding("letters", said_as(Letter, mark, words, put_in=True))


def keep_word(one: Complaint, mark: Mark) -> Complaint:
    """Say that what a letter promised was done, of the earliest that is open.

    Raises:
        Refused: nothing is promised that is open.
    """
    return one.changing("promises", _promised(one), kept=mark)


def own_up(one: Complaint, mark: Mark, words: int) -> Complaint:
    """Own up in a letter that a promised day was missed.

    Raises:
        Refused: nothing is promised that is open.
    """
    after = write(one, mark, words)
    return after.changing("promises", _promised(one), owned_up=mark).model_copy(update={"seq": after.seq})


def _promised(one: Complaint) -> int:
    """The number of the earliest promise of a letter that is open."""
    held = [(each.day, number) for number, each in enumerate(one.promises) if each.open]
    if not held:
        raise Refused(_("Nothing is promised that is open."))
    return min(held)[1]


def talk(one: Complaint, mark: Mark, words: int, said: dict[str, Any]) -> Complaint:
    """Note for the executive whose it is that they spoke in person; the customer says whether it was so.

    Raises:
        Refused: it is another's, or the complaint is closed.
    """
    opened(one)
    if one.owner is None or one.owner.who != mark.by:
        raise Refused(_("Only the executive whose it is notes a talk in person."))
    return one.adding("contacts", said_as(Contact, mark, words, round=one.round, **said))


def confirm_talk(one: Complaint, mark: Mark, number: int, *, so: bool) -> Complaint:
    """Say for the customer whether a talk was so; both answers can be changed for the other.

    Raises:
        Refused: there is no such talk.
    """
    if not 0 <= number < len(one.contacts):
        raise Refused(_("There is no such talk."))
    if one.contacts[number].answer == ("yes" if so else "no"):
        return one
    return one.changing("contacts", number, answer="yes" if so else "no", answered=mark)


def add_fact(one: Complaint, mark: Mark, words: int, department: str, on: date) -> Complaint:
    """Put what a department found out on the line of what happened.

    Raises:
        Refused: the complaint is closed.
    """
    opened(one)
    return one.adding("facts", said_as(Fact, mark, words, department=department, on=on))


def ask_pause(one: Complaint, mark: Mark, words: int, until: date) -> Complaint:
    """Ask the customer to let the clocks rest until a day, with the reason.

    Raises:
        Refused: a wish waits for its answer already, or the complaint is closed.
    """
    opened(one)
    if one.pauses and not one.pauses[-1].answer:
        raise Refused(_("The customer has not answered the last wish yet."))
    return one.adding("pauses", said_as(Pause, mark, words, until=until))


def answer_pause(one: Complaint, mark: Mark, *, yes: bool) -> Complaint:
    """Say for the customer whether the clocks may rest.

    Raises:
        Refused: nobody asks.
    """
    if not one.pauses or one.pauses[-1].answer:
        raise Refused(_("Nobody asks for a pause."))
    answer = {"answer": "yes" if yes else "no", "answered": mark}
    return one.changing("pauses", len(one.pauses) - 1, **answer)


def mark_legal(one: Complaint, mark: Mark) -> Complaint:
    """Mark it as a threat or a lawyer's letter: counsel reads it, and it is answered all the same."""
    return one if one.legal else one.having(legal=mark)


def advise(one: Complaint, mark: Mark) -> Complaint:
    """Note that counsel has said inside what is to be minded; it holds up nothing.

    Raises:
        Refused: it is not marked as a threat or a lawyer's letter.
    """
    if not one.legal:
        raise Refused(_("Nobody asks counsel about it."))
    return one.having(advised=mark)


def join(one: Complaint, other: str) -> Complaint:
    """Answer it together with another one; both are kept.

    Raises:
        Refused: it is closed, or joined already.
    """
    opened(one)
    return one.having(joined=other)
