"""Codes and links by letter: each letter carries both, each is good once and for a quarter of an hour.

An address that nobody here has gets the same answer after the same work, so that asking tells nothing.
"""

import hmac
import secrets
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update

from portal.kernel import clock, mail
from portal.kernel.db import at_the_door, session
from portal.people import limits
from portal.people.entry import Key
from portal.people.model import House, Person
from portal.people.queries import by_email, digest
from portal.people.writing import chosen_by
from workflows.language import N_, _

GOOD_FOR = timedelta(minutes=15)
TRIES = 5

LETTER = N_("""Good day,

your code is %(code)s. Type it where you asked for it.

Or open this link, on any device, and press the button there:
%(link)s

Both work until %(until)s, once. If you did not ask for them, somebody typed your address by mistake;
nothing happens unless you use them.

%(house)s
""")
UNKNOWN = N_("nobody here has this address")  # kept with the letter, and said where an administrator sees it


@at_the_door
def send(email: str, network: str, house: House, link: Callable[[str], str]) -> None:
    """Send a letter with a code and a link to an address; `link` makes an address of the link's secret.

    Raises:
        limits.TooMany: this address, or this network, has asked too often.
    """
    now, email = clock.now(), email.strip().lower()
    limits.letter(email, network)
    code, secret = f"{secrets.randbelow(1_000_000):06d}", secrets.token_urlsafe(32)
    person = by_email(email)
    key = Key(email=email, person_id=person.id if person else None, code=digest(code), link=digest(secret))
    key.at, key.until, key.address = now, now + GOOD_FOR, network
    session().add(key)
    until = key.until.astimezone(ZoneInfo(house.zone)).strftime("%H:%M")
    shown = f"{code[:3]} {code[3:]}"
    with chosen_by(person):
        text = _(LETTER, code=shown, link=link(secret), until=until, house=_signature(house))
        letter = mail.write(email, _("Sign in to %(house)s", house=house.name), text)
    if person is None:
        mail.hold(letter, UNKNOWN)


@at_the_door
def by_code(email: str, code: str, network: str) -> Person | None:
    """Whoever asked for this code, once; None when it is wrong, and then the try counts.

    Raises:
        limits.TooMany: too many tries from this network.
    """
    now, email = clock.now(), email.strip().lower()
    limits.attempt(email, network)
    typed = digest("".join(c for c in code if c.isdigit()))
    open_ = (Key.email == email, Key.used.is_(None), Key.until > now, Key.tries < TRIES)
    counted = update(Key).where(*open_).values(tries=Key.tries + 1).returning(Key.id, Key.code)
    tried = session().execute(counted.execution_options(synchronize_session=False)).all()
    matching = [key_id for key_id, told in tried if hmac.compare_digest(told, typed)]
    return _use(Key.id.in_(matching)) if matching else None


@at_the_door
def still_open(email: str) -> bool:
    """Whether a code sent to this address, known or not, can still be typed."""
    now, email = clock.now(), email.strip().lower()
    asked = select(func.count()).where(
        Key.email == email, Key.used.is_(None), Key.until > now, Key.tries < TRIES
    )
    return bool(session().scalar(asked))


@at_the_door
def link_holds(secret: str) -> bool:
    """Whether a link can still be used. Looking does not use it up: mail scanners look."""
    asked = select(Key.id).where(Key.link == digest(secret), Key.used.is_(None), Key.until > clock.now())
    return session().scalar(asked) is not None


@at_the_door
def by_link(secret: str) -> Person | None:
    """Whoever asked for this link, once; None when it is used, too old or unknown."""
    return _use(Key.link == digest(secret))


def _use(which: object) -> Person | None:
    """Use a key up. Of two requests at the same moment, only one finds it unused."""
    now = clock.now()
    open_ = (which, Key.used.is_(None), Key.until > now)
    used = update(Key).where(*open_).values(used=now).returning(Key.person_id)  # type: ignore[arg-type]
    person_id = session().scalar(used.execution_options(synchronize_session=False))
    if person_id is None:
        return None
    return session().scalar(select(Person).where(Person.id == person_id, Person.left.is_(None)))


def _signature(house: House) -> str:
    return f"{house.name}, {house.telephone}" if house.telephone else house.name
