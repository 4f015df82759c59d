"""Rules look at every customer again and again: they note signals, end them, and strike the drum together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep
from typing import Any

from sqlalchemy import select

from portal.clans.verbs import stream
from portal.kernel import clock, journal
from portal.kernel.db import Database, session
from portal.people.model import Account
from portal.signals import cards, queries, waits
from portal.signals.actions import struck
from portal.signals.counting import counted
from portal.signals.model import Signal, Voice
from workflows.watching import RULES, fires, strikes

WHO = journal.Who("rules", "A rule of the house", "clan")
REST = timedelta(milliseconds=50)  # between two customers, in which others write


@dataclass(frozen=True)
class Says:
    """A rule that says something of a customer now."""

    key: str
    limit: int
    facts: dict[str, Any]


def watch(database: Database) -> None:
    """Let every rule look at every customer: what the worker does, each customer in a unit of its own."""
    with database.unit(write=False) as db:
        numbers = list(db.scalars(select(Account.id).order_by(Account.id)))
    for number in numbers:
        with database.unit(write=True):
            look(session().get_one(Account, number), clock.now())
        sleep(REST.total_seconds())


def look(account: Account, now: datetime) -> None:
    """Let every rule look at one customer, and the drum be struck if enough of them say something."""
    session().refresh(account, with_for_update=True)
    rules = queries.rules()
    said = [one for one in (_says(key, rules, account, now) for key in RULES) if one]
    open_ = {one.rule: one for one in queries.signals_of_rules(account.id)}
    for key in open_.keys() - {one.key for one in said}:
        _ended(open_[key], now)
    there = {one.key: _noted(open_.get(one.key), account, one, now) for one in said}
    if open_drum := queries.open_drum(account.id):
        waits.follow(open_drum)  # its meeting may have been missed since, which is nobody's deed
    elif strikes(queries.weight(key, rules) for key in there):
        _strike(account, list(there.values()), now)


def _says(key: str, rules: Mapping[str, queries.Set], account: Account, now: datetime) -> Says | None:
    held = rules[key]
    if not held.on:
        return None
    facts = counted(key, held.limit, account, now)
    return Says(key, held.limit, facts) if fires(key, held.limit, facts) else None


def _noted(held: Signal | None, account: Account, said: Says, now: datetime) -> Signal:
    """The signal of a rule: one while it is so, however often it is looked at."""
    if held is None:
        place = stream(account.id)
        held = Signal(account_id=account.id, stream=place, number=journal.next_number(place), noted=now)
        held.kind, held.rule, held.source = RULES[said.key].kind, said.key, RULES[said.key].source
        held.text = held.value = held.baseline = ""
        held.seen_on = now.date()
        session().add(held)
        session().flush()
        _tell(held, "signal.note", now, {"kind": held.kind, "rule": said.key})
    if (held.facts, held.limit) != (said.facts, said.limit):
        held.facts, held.limit = said.facts, said.limit
        session().flush()
        cards.renew_signals(held)
    return held


def _ended(held: Signal, now: datetime) -> None:
    held.taken_back = now
    session().flush()
    _tell(held, "signal.take_back", now, {})
    cards.renew_signals(held)


def _strike(account: Account, signals: list[Signal], now: datetime) -> None:
    """Strike the drum, unless all of this has struck it before."""
    if not queries.unheard(signals):
        return
    drum = struck(account, now)
    drum.voices += [Voice(words="", at=now, signal_id=one.id) for one in signals]
    session().flush()
    facts = {"drum": drum.number, "again": False, "signals": [one.number for one in signals]}
    journal.append(stream(account.id), WHO, now, "drum.strike", facts, [])
    waits.follow(drum)
    cards.renew_drum(account.id)


def _tell(signal: Signal, verb: str, now: datetime, facts: dict[str, Any]) -> None:
    journal.append(signal.stream, WHO, now, verb, {"signal": signal.number, **facts}, [])
