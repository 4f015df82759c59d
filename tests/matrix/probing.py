"""Trying doors: every viewer, at every door, for what is Julian's, another order's, a rival's and nobody's.

Nothing is ever deleted in this house but words that are erased, so what was deleted is what is missing.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from werkzeug.routing import Rule

from portal.kernel.doors import door
from tests.matrix.canaries import FOUND
from tests.matrix.table import ABSENT, NOBODY, PASSES, REFUSED, SENT_AWAY, VIEWERS, Row, expected
from tests.shape.standing import DEALING, GONE, INSIDE, World

ANY = {PASSES, REFUSED, ABSENT, SENT_AWAY}
OF_RIVAL = ("ruth", "marian", "priya", "tom")  # who may see the rival's order
ABROAD = (NOBODY, "ruth", "stranger", *GONE)  # whom not even the name of a customer reaches
NAMES = {"account-name", "person-name", "person-title"}  # the house knows its customers and who they are
# What whoever holds the link of a letter reads there, and what the house tells all its people.
TOLD = {
    "complaints.was_": ("complaint_text-",),
    "complaints.is_it_": ("complaint_event-",),
    "complaints.enough": ("complaint_event-",),
    "complaints.not_": ("complaint_event-",),
    "quests.": ("quest_step-",),
}
OF_HOUSE = {
    "complaints.": ("process_change-",),
    "processes.": ("process_change-", "process_word-"),
    "leaders.": ("leader_ask-", "listening-"),
    "habitat.": ("rivalry-",),
    "cords.": ("cord-",),
    "people.outbox": ("letter-", "invitation-"),
    "notifications.": ("mail_in-", "letter-"),
    "clans.": ("open_seat-",),
}
SLOW = {"cases.dossier_pdf"}  # seconds each; the page it is made of is tried by all
FEW = ("julian", "piotr", "ruth", NOBODY)


@dataclass(frozen=True)
class Probe:
    """One viewer at one door: what they asked, which of four things it named, and what was wrong with it."""

    who: str
    door: str
    thing: str
    wrong: str


def probes(world: World, rule: Rule, method: str, other: str) -> Iterator[Probe]:
    """Try a door with everybody; `other` is another order of Julian's."""
    for thing, address in _things(world, rule, method, other).items():
        for who in FEW if rule.endpoint in SLOW else VIEWERS:
            try:
                with world.undone():
                    answer = _ask(world, rule, method, who, address)
                wrong = _wrong(rule, method, who, thing, answer)
            except AssertionError as fault:  # a fault of ours is no answer to anybody
                wrong = str(fault)[:200]
            yield Probe(who, f"{method} {rule.endpoint}", thing, wrong)


def _things(world: World, rule: Rule, method: str, other: str) -> dict[str, str]:
    """The addresses of a door, by whose thing they name."""
    at = {"own": world.address(rule)}
    if rule.arguments:
        at["missing"] = world.nowhere(rule)
    elif method == "GET":
        at["search"] = f"{at['own']}?q=kanarie"
    if "ref" in rule.arguments:
        at |= {"other": world.address(rule, ref=other), "rival": world.address(rule, ref=world.theirs.ref)}
    return at


def _ask(world: World, rule: Rule, method: str, who: str, address: str) -> Any:
    if who != NOBODY:
        return world.ask(who, method, address)
    program = {"json": {}} if door(world.app, rule.endpoint) == "token" else {}
    return world.nobody().open(address, method=method, **program)


def _wrong(rule: Rule, method: str, who: str, thing: str, answer: Any) -> str:
    """What is wrong with an answer; "" for nothing."""
    leaks = leaked(who, rule.endpoint, everything(answer))
    if leaks:
        return f"reads {', '.join(sorted(leaks))}"
    row, mark = expected(rule.endpoint, method), marked(answer)
    if row is None:
        return "is not in tests/matrix/doors.txt"
    may_be = _fine(row, who, thing)
    return "" if mark in may_be else f"is answered {answer.status}, not {' or '.join(sorted(may_be))}"


def _fine(row: Row, who: str, thing: str) -> set[str]:
    """The marks that an answer may have: as the table says, and for what is not theirs as if it were not."""
    if thing in ("own", "search"):
        return {row[who]}
    if row[NOBODY] == PASSES or row[who] == SENT_AWAY:
        return ANY
    if thing == "missing":  # what is not there may be as good as done: a session that is ended
        return {ABSENT, PASSES} if row[who] in (PASSES, REFUSED) else {ABSENT}
    theirs = who in OF_RIVAL if thing == "rival" else row[who] != ABSENT
    return ANY if theirs else {ABSENT}


def marked(answer: Any) -> str:
    """An answer as the table marks it."""
    away = answer.status_code == 303 and answer.headers.get("Location", "").startswith("/sign-in")
    if answer.status_code == 401 or away:
        return SENT_AWAY
    return {404: ABSENT, 403: REFUSED}.get(answer.status_code, PASSES)


def everything(answer: Any) -> str:
    """All that an answer says: headers, with redirects and file names, its body, and what is packed in it."""
    body = answer.data
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as packed:
            body = b"\n".join([one.encode() + packed.read(one) for one in packed.namelist()])
    text = f"{answer.headers}\n{body.decode('utf-8', 'replace')}"
    return re.sub(r"\r?\n[ \t]", "", text)  # calendars fold their lines


def leaked(who: str, endpoint: str, text: str) -> set[str]:
    """The canaries in a text that may not reach who reads it there."""
    return {
        f"{account}-{side}-{table}-{column}"
        for account, side, table, column in FOUND.findall(text)
        if not _reaches(who, endpoint, (account, side, f"{table}-{column}"))
    }


def _reaches(who: str, endpoint: str, said: tuple[str, str, str]) -> bool:
    """Whether words of an account, of a side and of a column may reach somebody at a door."""
    account, side, column = said
    if account == "northmoor":
        return who in ("ruth", "marian", "priya", "tom") or (
            column in NAMES and who not in (*ABROAD, "julian")
        )
    if who in INSIDE:
        return side in ("shared", "customer" if who == "julian" else "clan")
    if column.startswith(_told(TOLD, endpoint)):
        return True
    if who in ABROAD:
        return False
    if who in DEALING and endpoint.startswith("complaints.") and column in ("file-name", *NAMES):
        return True  # what was sent with a complaint
    return column in NAMES or column.startswith(_told(OF_HOUSE, endpoint)) or _deals(who, column)


def _told(places: dict[str, tuple[str, ...]], endpoint: str) -> tuple[str, ...]:
    return next((tables for place, tables in places.items() if endpoint.startswith(place)), ())


def _deals(who: str, column: str) -> bool:
    return who in DEALING and column.startswith("complaint")
