"""Doing things with notes of contacts."""

from datetime import date
from typing import Any

from portal.clans.verbs import stream
from portal.kernel.db import session
from portal.kernel.terms import folded
from portal.kernel.verbs import Act
from portal.people.model import Account, Person
from portal.relationship.contacts import noted
from portal.relationship.model import Touch
from portal.relationship.verbs import verbs


@verbs.action
def note(act: Act, account: Account, /, member: Person, person: Person, on: date, **said: Any) -> Touch:
    """Note that one of the clan and one of the customer's people spoke with each other, and about what."""
    touch = Touch(account_id=account.id, by_id=act.who.id, at=act.at, folded="")
    session().add(touch)
    _write(act, touch, member, person, on, said)
    return touch


@verbs.action
def correct(act: Act, touch: Touch, /, member: Person, person: Person, on: date, **said: Any) -> None:
    """Put right what was noted. What it said before stays in the stream of the clan."""
    _write(act, touch, member, person, on, said)


@verbs.action
def take_back(act: Act, touch: Touch) -> None:
    """Take a note back: it is read no more, and counts no more."""
    touch.gone = act.at
    noted(touch)
    _tell(act, touch)


@verbs.action
def contradict(act: Act, touch: Touch, words: str) -> None:
    """Say beside a note of the other side what was otherwise; the note stays as it is."""
    touch.otherwise, touch.otherwise_name = words, act.who.name
    _fold(touch)
    act.note(words=words)
    _tell(act, touch)


def _write(act: Act, touch: Touch, member: Person, person: Person, on: date, said: dict[str, Any]) -> None:
    touch.member, touch.person, touch.on = member, person, on
    for name in ("way", "first", "about", "next"):
        setattr(touch, name, said[name])
    _fold(touch)
    noted(touch)
    act.note(**said, on=on.isoformat(), of=[member.handle, person.handle])
    _tell(act, touch)


def _tell(act: Act, touch: Touch) -> None:
    act.note(touch=touch.id, member=touch.member.name, person=touch.person.name)
    act.tell(stream(touch.account_id))


def _fold(touch: Touch) -> None:
    words = (touch.member.name, touch.person.name, touch.about, touch.next, touch.otherwise or "")
    touch.folded = f" {' '.join(folded(' '.join(words)))}"
