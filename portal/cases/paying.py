"""Payments of an order: written down by the clan, never collected; what was wrong is undone, not removed."""

from datetime import date
from typing import NamedTuple

from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel import languages
from portal.kernel.verbs import Act
from workflows import course
from workflows.case import Case as Thread
from workflows.paid import Paid
from workflows.values.money import amount


class Payment(NamedTuple):
    """A payment as its paper says it: smallest coins, the day, a reference; `back` when it was given back."""

    coins: int
    day: date
    reference: str = ""
    back: bool = False


@verbs.action
def record_payment(act: Act, case: Case, said: Payment) -> str:
    """Write down what was received or given back; returns the key of the entry."""
    thread, actor = hold(act, case)
    after = course.record_payment(thread, actor, *said)
    key = f"m{after.seq}"
    act.note(what=_told(after, after.paid[key]))
    keep(act, case, after)
    return key


@verbs.action
def undo_payment(act: Act, case: Case, key: str, why: str) -> None:
    """Say that a payment was written down wrongly."""
    thread, actor = hold(act, case)
    after = course.undo_payment(thread, actor, key, why)
    act.note(what=_told(after, after.paid[key]), why=why.strip())
    keep(act, case, after)


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def _told(thread: Thread, one: Paid) -> str:
    way = "given back" if one.back else "received"
    return f"{amount(one.amount, thread.currency)} {way} on {one.day:%-d %B %Y}"
