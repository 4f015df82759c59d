"""Listening in: planned, recorded, made a finding of, and what follows from it done."""

from dataclasses import dataclass
from datetime import date

from portal.findings import actions as findings
from portal.findings.model import Finding
from portal.kernel import journal
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.leaders.model import Listening
from portal.leaders.verbs import STREAM, listenings
from portal.leaders.waits import follow_listening
from portal.people.model import Account, Person
from portal.people.queries import seated
from workflows.language import _
from workflows.leaders import counted, missing


@dataclass(frozen=True)
class Heard:
    """What somebody heard: whom, whether they agreed to it, what they said, and what follows from it."""

    day: date
    minutes: int
    contact: str
    consent: bool
    quote: str = ""
    felt: str = ""
    learned: str = ""
    action: str = ""
    owner: Person | None = None
    due: date | None = None


@listenings.action
def plan(act: Act, _listener: Person, beside: Person, day: date, hour: str, minutes: int) -> Listening:
    """Plan to sit beside somebody who speaks with customers.

    Raises:
        NotNow: it is oneself.
    """
    if beside.id == act.who.id:
        raise NotNow(_("Sit beside somebody else: they lead, you listen."))
    made = Listening(number=journal.next_number(STREAM), person_id=act.who.id, beside_id=beside.id)
    made.day, made.hour, made.planned = day, hour, minutes
    session().add(made)
    act.note(beside=beside.handle, day=day.isoformat(), planned=minutes)
    _told(act, made)
    return made


@listenings.action
def call_off(act: Act, heard: Listening) -> None:
    """Say that one does not listen in after all.

    Raises:
        NotNow: it is recorded, or called off already.
    """
    _lock(heard)
    if heard.recorded:
        raise NotNow(_("It is recorded already."))
    heard.called_off = act.at
    _told(act, heard)


@listenings.action
def record(act: Act, heard: Listening, said: Heard) -> None:
    """Record what was heard, or put it right. Without consent nothing is kept of what they said.

    Raises:
        NotNow: it was called off, or is a finding already.
    """
    _lock(heard)
    if heard.finding:
        raise NotNow(_("It is a finding already, and is put right there."))
    heard.recorded, heard.day, heard.minutes = act.at, said.day, said.minutes
    heard.contact, heard.consent = (said.contact, True) if said.consent else ("", False)
    heard.quote, heard.felt, heard.learned = (
        (said.quote, said.felt, said.learned) if said.consent else ("",) * 3
    )
    heard.action, heard.owner_id, heard.due = said.action, said.owner.id if said.owner else None, said.due
    lacks = missing(consent=heard.consent, quote=heard.quote, action=heard.action)
    act.note(day=said.day.isoformat(), minutes=said.minutes, counted=counted(said.minutes, lacks))
    act.note(missing=lacks)
    _told(act, heard)


@listenings.action
def report(act: Act, heard: Listening, account: Account, *, in_room: bool) -> Finding:
    """Make a finding of what was learned, as somebody who was there and stands for that customer.

    Raises:
        NotNow: nothing was learned, or it is a finding already.
        NotAllowed: whoever does it does not stand for that customer.
    """
    _lock(heard)
    if not heard.learned or heard.finding:
        raise NotNow(_("There is nothing to make a finding of, or it is one already."))
    place = f"on the telephone, with {heard.contact}"[:200]
    learned = findings.Learned(heard.learned, True, "likely", heard.day, place)
    found = findings.report(act.who, account, learned, in_room=in_room)
    heard.account_id, heard.finding = account.id, found.ref
    _told(act, heard)
    return found


@listenings.action
def finish(act: Act, heard: Listening) -> None:
    """Say that what follows from it is done.

    Raises:
        NotNow: it is done already.
    """
    _lock(heard)
    if heard.finished:
        raise NotNow(_("It is done already."))
    heard.finished = act.at
    _told(act, heard)


def _lock(heard: Listening) -> None:
    session().refresh(heard, with_for_update=True, attribute_names=["called_off", "finding", "finished"])
    if heard.called_off:
        raise NotNow(_("It was called off."))


def _told(act: Act, heard: Listening) -> None:
    session().flush()
    session().refresh(heard, attribute_names=["person", "beside", "owner"])
    act.note(listening=heard.number)
    act.tell(STREAM)
    follow_listening(heard, seated([heard.person_id, heard.beside_id]))
