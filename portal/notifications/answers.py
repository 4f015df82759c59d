"""A mail that answers a letter becomes words in its order or complaint, said by whom its address names.

The address is signed, and the mail must come from that person's own address. Whatever does not fit is held
where an administrator sees that it came; nothing is granted by it and nothing of it is lost. The same mail
taken twice is taken once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr

import structlog
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.cases import queries as cases
from portal.cases import talking
from portal.kernel import clock, mail, signed, storage
from portal.kernel.db import Database, session
from portal.kernel.files import Stored
from portal.kernel.queries import NotFound
from portal.kernel.settings import Settings
from portal.kernel.signed import Named
from portal.kernel.storage import OutOfReach, Storage
from portal.kernel.verbs import NotAllowed
from portal.notifications import attaching, complaining, saying
from portal.notifications.cutting import own_words
from portal.notifications.holding import BROKEN, EMPTY, GONE, SEVERAL, STOPPED, Held, writer
from portal.notifications.markup import as_text
from portal.notifications.model import Mail
from portal.notifications.reading import MOST_READ, Came, read
from portal.people import actions as people
from portal.people.model import House, Person
from workflows.case import Refused

log = structlog.get_logger()


@dataclass(frozen=True)
class Desk:
    """Where mails are taken in: the database, where files lie, and the settings of the house."""

    database: Database
    place: Storage
    chosen: Settings


@dataclass(frozen=True)
class Answer:
    """What a mail is going to say: who, in which order, the words, and the files."""

    handle: str
    ref: str
    text: str
    stored: tuple[Stored, ...]
    left_out: tuple[str, ...]


def desk(database: Database, chosen: Settings) -> Desk:
    """The desk of a house with these settings."""
    return Desk(database, storage.at(chosen.files_url), chosen)


def take(desk: Desk, raw: bytes) -> str:
    """Take in one mail; returns what became of it: taken, held, ignored, stopped, or known already.

    Raises:
        sqlalchemy.exc.DBAPIError, OSError, portal.kernel.storage.OutOfReach: not now; the same mail may be
            given again later.
    """
    came = _read(raw)
    with desk.database.unit(write=False) as db:
        if db.scalar(select(Mail.id).where(Mail.key == came.key)) is not None:
            return "known"
    named = _named(desk, came)
    try:
        return _placed(desk, came, named, raw)
    except Held as held:
        return _note(desk, came, named, raw, "held", str(held), held.person)
    except IntegrityError:
        return "known"  # somebody else took it in this very moment
    except (DBAPIError, OSError, OutOfReach):
        raise
    except Exception as error:  # a mail must not be lost by a fault of ours, nor stand in the way of others
        log.error("mail in", exc_info=error)
        return _note(desk, came, named, raw, "held", BROKEN)


def _placed(desk: Desk, came: Came, named: Named | None, raw: bytes) -> str:
    if named and named.kind == "stop":
        return _stop(desk, came, named)
    if came.automatic:
        return _note(desk, came, named, raw, "ignored", came.automatic)
    if complaining.belongs(desk.chosen.answers, came, named):
        return _complain(desk, came, named, len(raw))
    with desk.database.unit(write=False):
        handle, ref, text = _judged(desk, came, named)
    stored, left_out = attaching.stored(desk.place, desk.chosen, came)
    if not text and not stored:
        raise Held(" ".join([EMPTY, *left_out]), named.person if named else None)
    _say(desk, came, named, Answer(handle, ref, text, stored, left_out), len(raw))
    return "taken"


def _read(raw: bytes) -> Came:
    try:
        return read(raw)
    except Exception as error:  # headers that no program should send bring down Python's own readers
        log.warning("mail in", problem=repr(error))
        plain = read(b"Subject: ?\n\n" + raw[:1000])
        return Came(plain.key, "", "", "", (), "", "", ())


def _named(desk: Desk, came: Came) -> Named | None:
    """What the addresses of this mail name, when it is one thing; None otherwise."""
    local, _, domain = desk.chosen.answers.lower().partition("@")
    tokens = [
        address.removeprefix(f"{local}+").removesuffix(f"@{domain}")
        for address in came.to
        if domain and address.startswith(f"{local}+") and address.endswith(f"@{domain}")
    ]
    found = {one for token in tokens if (one := signed.read(desk.chosen.secret_key, token))}
    return found.pop() if len(found) == 1 else None


def _judged(desk: Desk, came: Came, named: Named | None) -> tuple[str, str, str]:
    """Who says what in which order.

    Raises:
        Held: it names none, or not theirs, or it is not from them.
    """
    person = writer(came, named)
    if not (named and named.case):
        raise Held(SEVERAL, person.id)
    case = session().get(cases.Case, named.case)
    try:
        ref = cases.get(person, case.ref).ref if case else ""
    except NotFound:
        ref = ""
    if not ref:
        raise Held(GONE)
    sent = mail.written_to(person.email, came.answers)
    known = f"{sent.text}\n{as_text(sent.html)}" if sent else ""
    return person.handle, ref, own_words(came.text, tuple(_ours(desk)), person.name, known)


def _ours(desk: Desk) -> Iterator[str]:
    """The addresses and the name under which our letters are quoted."""
    yield parseaddr(desk.chosen.mail_from)[1]
    yield desk.chosen.answers.partition("@")[0] + "+"
    yield desk.chosen.answers
    opened = session().get(House, 1)
    yield opened.name if opened else ""


def _say(desk: Desk, came: Came, named: Named | None, answer: Answer, size: int) -> None:
    """Write it into the order, with the note that this mail is done, in one transaction."""
    with desk.database.unit(write=True):
        session().add(_row(came, named, size, "taken"))
        session().flush()
        person = session().scalars(select(Person).where(Person.handle == answer.handle)).one()
        try:
            whole = saying.with_rest(desk.place, answer.text)
            case = cases.get(person, answer.ref)
            place = talking.place_of(case, named.message) if named else ""
            saying.say(person, case, whole.text, (*whole.stored, *answer.stored), answer.left_out, place)
        except (NotFound, NotAllowed):
            raise Held(GONE) from None
        except Refused as refused:
            raise Held(str(refused), person.id) from None


def _complain(desk: Desk, came: Came, named: Named | None, size: int) -> str:
    """Say it in a complaint, with the note that this mail is done, which keeps none of its words.

    Nothing is stored for somebody who may not say it.
    """
    with desk.database.unit(write=False):
        ours = tuple(_ours(desk))
        complaining.judged(came, named, ours)
    stored, left_out = attaching.stored(desk.place, desk.chosen, came)
    with desk.database.unit(write=True):
        row = _row(came, named, size, "taken")
        row.subject = ""
        session().add(row)
        session().flush()
        complaining.say(complaining.judged(came, named, ours), stored, left_out)
    return "taken"


def _stop(desk: Desk, came: Came, named: Named) -> str:
    """Somebody's mail program stops their letters for them; its address says whose."""
    with desk.database.unit(write=True):
        person = session().get(Person, named.person)
        if person is not None:
            people.prefer(person, letters="nothing")
        session().add(_row(came, named, 0, "taken", STOPPED))
    return "stopped"


def _note(
    desk: Desk, came: Came, named: Named | None, raw: bytes, state: str, why: str, person: int | None = None
) -> str:
    """Keep the whole mail, and note that it came and why it is in no order."""
    key = storage.new_key()
    desk.place.put(key, raw[:MOST_READ])
    try:
        with desk.database.unit(write=True):
            row = _row(came, named, len(raw), state, why)
            row.raw, row.for_id = key, person
            session().add(row)
    except IntegrityError:
        desk.place.remove(key)
        return "known"
    return state


def _row(came: Came, named: Named | None, size: int, state: str, why: str = "") -> Mail:
    person = session().get(Person, named.person) if named else None
    case = session().get(cases.Case, named.case) if named and named.kind == "answer" else None
    ids = {"person_id": person.id if person else None, "case_id": case.id if case else None}
    subject = "" if named and named.kind == "complaint" else came.subject
    told = {"key": came.key, "at": clock.now(), "sender": came.sender, "subject": subject, "size": size}
    return Mail(**told, **ids, state=state, why=why[:300])
