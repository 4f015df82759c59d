"""Mails about what is wrong: a new one becomes a complaint, an answer becomes a letter in its complaint.

A new one goes to an address that is the same for everybody, so its sender alone says whose it is. Nothing is
answered to that sender: whoever has this address in the house gets the reference, and nobody else learns
whether it is known.
"""

from collections.abc import Collection
from datetime import timedelta

from portal.complaints import actions, letters, queries, receiving
from portal.complaints.queries import Complaint
from portal.complaints.receiving import Told
from portal.kernel import clock, mail
from portal.kernel.db import session
from portal.kernel.queries import NotFound
from portal.kernel.signed import Named
from portal.notifications import attaching, saying
from portal.notifications.cutting import own_words
from portal.notifications.holding import EMPTY, GONE_FROM, MANY, UNKNOWN, Held, writer
from portal.notifications.markup import as_text
from portal.notifications.model import Mail
from portal.notifications.queries import belongs_to
from portal.notifications.reading import Came
from portal.people.model import Account, Person
from portal.people.queries import by_email

MOST, DAY = 10, timedelta(days=1)  # new ones of one person; whoever sends more sends in another's name


def belongs(answers: str, came: Came, named: Named | None) -> bool:
    """Whether a mail is about what is wrong: by what its address names, or to the address for it."""
    return named.kind == "complaint" if named else letters.wrong_address(answers) in came.to


def say(came: Came, named: Named | None, ours: Collection[str]) -> None:
    """Say it as whoever wrote it: in the complaint that its address names, or as a new one.

    Raises:
        Held: it is from nobody who may, or there is nothing in it.
    """
    if named:
        _answer(came, named, ours)
    else:
        _begin(came, ours)


def _answer(came: Came, named: Named, ours: Collection[str]) -> None:
    person = writer(came, named)
    try:
        row = queries.by_id(person, named.case)
    except NotFound:
        raise Held(GONE_FROM) from None
    sent = mail.written_to(person.email, came.answers)
    known = f"{sent.text}\n{as_text(sent.html)}" if sent else ""
    text = _with_rest(came, own_words(came.text, ours, person.name, known))
    if not text:
        raise Held(EMPTY, person.id)
    actions.write(person, row, text)


def _begin(came: Came, ours: Collection[str]) -> None:
    person = by_email(came.sender)
    if person is None or person.side != "customer":
        raise Held(UNKNOWN)
    if queries.said_since(person, clock.now() - DAY) >= MOST:
        raise Held(MANY)
    words = own_words(came.text, ours, person.name) or came.text
    text = _with_rest(came, "\n\n".join(one for one in (came.subject, words) if one))
    if not text:
        raise Held(EMPTY)
    account = session().get_one(Account, person.account_id)
    receiving.receive(person, account, Told(text, complainant=person), {"channel": "e_mail"})


def place(who: Person, mail_in: Mail, came: Came, named: str) -> Complaint | None:
    """Put a mail that was held into a complaint that a steward chose, or a new one of a customer they name.

    It is the customer's words, with the address that they came from, and the trace of who put them there.
    None where nothing is so named.
    """
    words = own_words(came.text, (), "") or came.text
    text = _with_rest(came, "\n\n".join(one for one in (came.sender, came.subject, words) if one))
    try:
        row = queries.get(who, named)
    except NotFound:
        return _new(who, mail_in, text, queries.heard_of(who, named))
    if belongs_to(mail_in) not in (None, row.account_id):
        return None  # what was written about one customer is shown to nobody of another
    actions.put_in(who, row, text)
    return row


def _new(who: Person, mail_in: Mail, text: str, account: Account | None) -> Complaint | None:
    if account is None or belongs_to(mail_in) not in (None, account.id):
        return None
    writer_ = by_email(mail_in.sender)
    theirs = writer_ if writer_ and writer_.account_id == account.id else None
    told = Told(text, complainant=theirs, told_by="" if theirs else mail_in.sender[:120])
    return receiving.receive(who, account, told, {"channel": "e_mail"})


def _with_rest(came: Came, text: str) -> str:
    """The words, with what was attached named below them, for complaints keep no files."""
    left_out = attaching.named(came)
    return "\n\n".join(one for one in (text or (saying.ALONE if left_out else ""), left_out) if one)
