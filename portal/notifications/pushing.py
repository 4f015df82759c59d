"""Telling people on their devices what a letter tells them at once, a few words, each device at most once.

It is taken out of its row before it is sent, so a killed worker never sends it again; the letter beside it
goes in any case. Only what surely did not arrive is tried again, a few times. This runs beside the letters,
in a thread of its own (`portal.cli.pushes`): a slow push service keeps nobody's letter waiting.
"""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from hashlib import sha256

from sqlalchemy import select

from portal.kernel import abroad, clock, sealing
from portal.kernel.abroad import NotAllowed, NotReached, Unclear
from portal.kernel.db import Database, session
from portal.kernel.settings import Settings
from portal.notifications import rights
from portal.people import devices
from portal.people.devices import Device, Push
from portal.people.model import Person
from portal.people.queries import house
from portal.people.quiet import may_be_written_to

AT_ONCE = 8  # services that are waited for at the same time
TRIES = 4
LONGEST_WAIT = 3600  # seconds; a service that wants more is given up
LASTS = 12 * 3600  # seconds that a service keeps it for a device that is switched off
OVER = "nobody is signed in there any more"


@dataclass(frozen=True)
class Ready:
    """What is sent, away from any database."""

    number: int
    device: int
    endpoint: str
    theirs: str
    secret: str
    words: bytes
    topic: str


@dataclass(frozen=True)
class Outcome:
    """What became of it. `gone`: the device is there no more; `again`: seconds until it is tried again."""

    ready: Ready
    problem: str = ""
    gone: bool = False
    again: int | None = None


def send_due(database: Database, chosen: Settings) -> int:
    """Send what is due, a few at once; returns how many were looked at. Without a key of the house: none."""
    if not chosen.push_key:
        return 0
    with database.unit(write=False) as db:
        if db.scalar(select(Push.id).where(Push.next_try <= clock.now()).limit(1)) is None:
            return 0
    with database.unit(write=True):
        ready = list(_taken(chosen.push_key))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(lambda one: _send(one, chosen), ready))
    with database.unit(write=True):
        for outcome in outcomes:
            _note(outcome)
    return len(ready)


def tidy(database: Database) -> None:
    """Forget what is past, and devices on which nobody is signed in."""
    with database.unit(write=True):
        devices.tidy()


def _taken(key: str) -> Iterable[Ready]:
    """Take what is due out of its rows, and ask once more who may be told what."""
    due = select(Push).where(Push.next_try <= clock.now()).order_by(Push.id).limit(AT_ONCE)
    found = list(session().scalars(due.with_for_update(skip_locked=True)))
    numbers = {push.device_id for push in found}
    live = {one.id: one for one in session().scalars(devices.live(key).where(Device.id.in_(numbers)))}
    for push in found:
        device = live.get(push.device_id)
        push.next_try, push.tries = None, push.tries + 1
        push.problem = rights.in_the_way_of(push) if device else OVER
        if device and not push.problem:
            yield _ready(push, device)


def _ready(push: Push, device: Device) -> Ready:
    told = {"title": push.title, "text": push.text, "link": push.link}
    topic = sha256(push.link.partition("#")[0].encode()).hexdigest()[:32]
    words = json.dumps({**told, "tag": topic}, ensure_ascii=False).encode()
    return Ready(push.id, device.id, device.endpoint, device.theirs, device.secret, words, topic)


def _send(one: Ready, chosen: Settings) -> Outcome:
    contact = f"mailto:{parseaddr(chosen.mail_from)[1]}"
    service = abroad.origin(one.endpoint)
    headers = {
        "Authorization": sealing.ticket(chosen.push_key, service, contact, clock.now()),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LASTS),
        "Topic": one.topic,  # one that still waits there about the same order gives way to this one
    }
    try:
        body = sealing.sealed(one.words, one.theirs, one.secret)
        answer = abroad.post(one.endpoint, headers, body, nearby=chosen.push_nearby)
    except (NotAllowed, sealing.BadKey):
        return Outcome(one, "this is no address of a push service", gone=True)
    except NotReached as error:
        return Outcome(one, str(error), again=0)
    except Unclear as error:
        return Outcome(one, f"nobody knows whether it arrived: {error}")
    return _judged(one, answer)


def _judged(one: Ready, answer: abroad.Answer) -> Outcome:
    said = f"the push service answered {answer.status}"
    if answer.status in (404, 410):
        return Outcome(one, said, gone=True)
    if answer.status == 429 or answer.status >= 500:
        return Outcome(one, said, again=answer.wait if answer.wait <= LONGEST_WAIT else None)
    return Outcome(one, "" if 200 <= answer.status < 300 else said)


def _note(outcome: Outcome) -> None:
    push = session().get(Push, outcome.ready.number)
    device = session().get(Device, outcome.ready.device)
    if push is None or device is None:
        return  # it was switched off meanwhile
    if outcome.gone:
        session().delete(device)
        return
    push.problem = outcome.problem[:300]
    if not outcome.problem:
        push.sent = clock.now()
    elif outcome.again is not None and push.tries < TRIES:
        later = clock.now() + max(timedelta(seconds=outcome.again), timedelta(minutes=4 ** (push.tries - 1)))
        person, opened = session().get_one(Person, push.person_id), house()
        push.next_try = may_be_written_to(person, opened, later) if opened else None
