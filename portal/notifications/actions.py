"""Saying which letters one wants, and placing mails that came in."""

from collections.abc import Sequence
from typing import Any

from portal.cases.model import Case
from portal.kernel import clock, languages, mail
from portal.kernel.db import session
from portal.kernel.files import Stored
from portal.kernel.verbs import Act, NotNow
from portal.notifications import saying
from portal.notifications.model import Mail, OrderLetters
from portal.notifications.queries import readers
from portal.notifications.verbs import verbs
from portal.people.model import Person
from workflows.language import N_, _

HANDED = N_("""Good day, %(first)s,

A mail came in that could not be put into an order by itself. It was handed to you, to read it and to put it
where it belongs: %(link)s

%(why)s
""")


def choose(person: Any, case: Case, how: str) -> None:
    """Keep which letters a person wants about one order. No journal hears of it."""
    row = session().get(OrderLetters, (person.id, case.id))
    if row is None:
        row = OrderLetters(person_id=person.id, case_id=case.id, told=case.seq)
        session().add(row)
    row.how = how
    row.due = clock.now() if row.due else None  # looked at again, with what was chosen now


@verbs.action
def hand(act: Act, mail_in: Mail, handle: str, address: str) -> None:
    """Hand a mail to somebody who may read it; they are written to. `address` is that of the portal.

    Raises:
        NotNow: it may not be handed to that person.
    """
    person = next((one for one in readers(mail_in) if one.handle == handle), None)
    if person is None:
        raise NotNow(_("This mail cannot be handed to them. Choose somebody who may read it."))
    mail_in.for_id = person.id
    with languages.spoken(person.language):
        told = {"first": person.first, "link": f"{address}/mail/{mail_in.id}", "why": _(mail_in.why)}
        mail.write(person.email, _("A mail waits for you to place it"), _(HANDED, **told), sealed=True)
    act.note(person=person.name)
    act.tell("house")


@verbs.action
def let_go(act: Act, mail_in: Mail) -> None:
    """Say that nobody needs a mail; what is in it is deleted soon."""
    mail_in.state = "gone"
    act.tell("house")


@verbs.action
def complain(act: Act, mail_in: Mail) -> None:
    """Note that a mail is part of a complaint now: nothing of what is in it is kept beside it."""
    mail_in.state, mail_in.subject = "taken", ""
    act.tell("house")


@verbs.action
def put(
    act: Act,
    mail_in: Mail,
    case: Case,
    whole: saying.Whole,
    stored: Sequence[Stored],
    left_out: Sequence[str],
) -> None:
    """Put a mail into an order that its receiver sees; it is said there by them, and whose words it is."""
    receiver = session().get_one(Person, act.who.id)
    head = "" if receiver.email == mail_in.sender else f"*A mail from {saying.plain(mail_in.sender)}:*\n\n"
    saying.say(receiver, case, head + whole.text, (*whole.stored, *stored), left_out)
    mail_in.state, mail_in.case_id = "taken", case.id
    act.tell("house")
