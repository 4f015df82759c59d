"""Mails about what is wrong: a new one becomes a complaint, an answer becomes a letter in its complaint.

A new one goes to an address that is the same for everybody, so its sender alone says whose it is. Nothing is
answered to that sender: whoever has this address in the house gets the reference, and nobody else learns
whether it is known.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from portal.complaints import actions, letters, queries, receiving
from portal.complaints.queries import Complaint
from portal.complaints.receiving import Told
from portal.kernel import clock, mail
from portal.kernel.db import session
from portal.kernel.files import Stored
from portal.kernel.queries import NotFound
from portal.kernel.signed import Named
from portal.notifications import saying
from portal.notifications.cutting import own_words
from portal.notifications.holding import EMPTY, GONE_FROM, MANY, UNKNOWN, Held, writer
from portal.notifications.markup import as_text
from portal.notifications.model import Mail
from portal.notifications.queries import belongs_to
from portal.notifications.reading import Came
from portal.people.model import Account, Person
from portal.people.queries import by_email

Files = tuple[tuple[Stored, ...], Collection[str]]  # those that are kept, and what was left out, in sentences
MOST, DAY = 10, timedelta(days=1)  # new ones of one person; whoever sends more sends in another's name


def belongs(answers: str, came: Came, named: Named | None) -> bool:
    """Whether a mail is about what is wrong: by what its address names, or to the address for it."""
    return named.kind == "complaint" if named else letters.wrong_address(answers) in came.to


@dataclass(frozen=True)
class Wrong:
    """What a mail is going to say: who, in which complaint or as a new one, and the words."""

    person: Person
    row: queries.Complaint | None
    text: str


def judged(came: Came, named: Named | None, ours: Collection[str]) -> Wrong:
    """Who says what: in the complaint that its address names, or as a new one.

    Raises:
        Held: it is from nobody who may, or there is nothing in it.
    """
    found = _answer(came, named, ours) if named else _new(came, ours)
    if not (found.text or came.attached or came.too_large):
        raise Held(EMPTY, found.person.id if named else None)
    return found


def _answer(came: Came, named: Named, ours: Collection[str]) -> Wrong:
    person = writer(came, named)
    try:
        row = queries.by_id(person, named.case)
    except NotFound:
        raise Held(GONE_FROM) from None
    sent = mail.written_to(person.email, came.answers)
    known = f"{sent.text}\n{as_text(sent.html)}" if sent else ""
    return Wrong(person, row, own_words(came.text, ours, person.name, known))


def _new(came: Came, ours: Collection[str]) -> Wrong:
    person = by_email(came.sender)
    if person is None or person.side != "customer":
        raise Held(UNKNOWN)
    if queries.said_since(person, clock.now() - DAY) >= MOST:
        raise Held(MANY)
    words = own_words(came.text, ours, person.name) or came.text
    return Wrong(person, None, "\n\n".join(one for one in (came.subject, words) if one))


def say(wrong: Wrong, stored: tuple[Stored, ...], left_out: Collection[str]) -> None:
    """Say it as whoever wrote it, with its files, and in its last lines what was left out."""
    text = _with_rest(wrong.text, left_out)
    if wrong.row:
        actions.write(wrong.person, wrong.row, text, files=stored)
        return
    account = session().get_one(Account, wrong.person.account_id)
    told = Told(text, complainant=wrong.person, files=stored)
    receiving.receive(wrong.person, account, told, {"channel": "e_mail"})


def chosen(who: Person, mail_in: Mail, named: str) -> Complaint | Account | None:
    """The complaint, or the customer, that a steward names for a held mail; None where there is none."""
    found: Complaint | Account | None
    try:
        found = queries.get(who, named)
    except NotFound:
        found = queries.heard_of(who, named)
    account = found.account_id if isinstance(found, Complaint) else found.id if found else None
    # What was written about one customer is shown to nobody of another.
    return found if belongs_to(mail_in) in (None, account) else None


def place(who: Person, mail_in: Mail, came: Came, where: Complaint | Account, files: Files) -> Complaint:
    """Put a mail that was held into that complaint, or make it a new one of that customer.

    It is the customer's words, with the address that they came from, and the trace of who put them there.
    """
    stored, left_out = files
    words = own_words(came.text, (), "") or came.text
    head = "\n\n".join(one for one in (came.sender, came.subject, words) if one)
    text = _with_rest(head, left_out)
    if isinstance(where, Complaint):
        actions.put_in(who, where, text, stored)
        return where
    writer_ = by_email(mail_in.sender)
    theirs = writer_ if writer_ and writer_.account_id == where.id else None
    told = Told(text, complainant=theirs, told_by="" if theirs else mail_in.sender[:120], files=stored)
    return receiving.receive(who, where, told, {"channel": "e_mail"})


def _with_rest(text: str, left_out: Collection[str]) -> str:
    """The words, or that there were none, and what was left out of what was attached."""
    return "\n\n".join(one for one in (text or saying.ALONE, *left_out) if one)
