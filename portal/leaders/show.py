"""Leaders, what is asked of them and what they heard, as pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.clans.days import weekday
from portal.kernel.verbs import may
from portal.leaders.model import LeaderAsk, Listening
from portal.people.model import Person
from workflows.language import _, listed, ngettext
from workflows.leaders import (
    DONE,
    MISSING,
    PROMISED,
    REFUSED,
    STATES,
    TARGET,
    Figures,
    counted,
    missing,
)

TONES = {DONE: "g", REFUSED: "p", PROMISED: "k"}


@dataclass(frozen=True)
class LeaderView:
    """A leader and what became of what was asked of them, in sentences."""

    person: Person
    days: str
    asked: str


@dataclass(frozen=True)
class AskView:
    """One thing that is asked, for one reader."""

    row: LeaderAsk
    state: str
    tone: str
    customer: str  # empty where there is none, or where its reader is not to know
    when: str
    late: bool
    answers: bool  # whether the reader is to answer it
    closes: bool  # whether the reader says that it is done


@dataclass(frozen=True)
class HeardView:
    """One time of listening; what was heard only for those who may read it."""

    row: Listening
    when: str
    says: str
    whole: bool
    counts: bool


@dataclass(frozen=True)
class Minutes:
    """How much somebody listened in a month and still plans to."""

    person: Person
    done: int
    planned: int
    says: str


def leader(person: Person, found: Figures) -> LeaderView:
    """A leader in two sentences."""
    return LeaderView(person, _days(found.days), _asked(found))


def _days(days: float | None) -> str:
    """In how many days what was asked was done; the half of it sooner."""
    if days is None:
        return _("Nothing was done yet.")
    half = ngettext("%(num)s day", "%(num)s days", int(days)) if days == int(days) else _days_and_half(days)
    return _("Half of what was done took at most %(days)s.", days=half)


def _days_and_half(days: float) -> str:
    return _("%(days)s½ days", days=int(days) or "")


def _asked(found: Figures) -> str:
    asked = ngettext("%(num)s ask", "%(num)s asks", found.asked)
    open_ = ngettext("%(num)s open", "%(num)s open", found.open)
    done = ngettext("%(num)s done", "%(num)s done", found.done)
    refused = ngettext("%(num)s refused", "%(num)s refused", found.refused)
    return f"{asked}: {open_}, {done}, {refused}."


def ask(one: LeaderAsk, reader: Any, today: date, *, named: bool) -> AskView:
    """One thing that is asked, for its reader; its customer is `named` to those who may know."""
    return AskView(
        row=one,
        state=_(STATES[one.state]),
        tone=TONES.get(one.state, ""),
        customer=one.account.name if one.account and named else "",
        when=weekday(one.due),
        late=one.open and one.due < today,
        answers=one.open and may(reader, "ask.promise", one),
        closes=one.open and may(reader, "ask.close", one),
    )


def heard(one: Listening, *, whole: bool) -> HeardView:
    """One time of listening: planned, or how many minutes, and why they do not count if they do not."""
    lacks = missing(consent=one.consent, quote=one.quote, action=one.action)
    when = f"{weekday(one.day)}, {one.hour}" if one.recorded is None else weekday(one.day)
    return HeardView(one, when, _says(one, lacks), whole, bool(one.recorded) and not lacks)


def _says(one: Listening, lacks: list[str]) -> str:
    if one.recorded is None:
        return ngettext("%(num)s minute planned", "%(num)s minutes planned", one.planned)
    told = ngettext("%(num)s minute", "%(num)s minutes", one.minutes)
    if not lacks:
        return told
    why = listed([_(MISSING[name]) for name in lacks])
    return _("%(minutes)s, which count 0: %(why)s", minutes=told, why=why)


def minutes(person: Person, month: Iterable[Listening]) -> Minutes:
    """What somebody listened in a month, and still plans to."""
    own = [one for one in month if one.person_id == person.id]
    done = sum(_counted(one) for one in own)
    planned = sum(one.planned for one in own if one.recorded is None)
    facts: dict[str, Any] = {"done": done, "target": TARGET, "planned": planned}
    says = _("%(done)s of %(target)s minutes this month, %(planned)s more planned", **facts)
    return Minutes(person, done, planned, says)


def _counted(one: Listening) -> int:
    lacks = missing(consent=one.consent, quote=one.quote, action=one.action)
    return counted(one.minutes, lacks) if one.recorded else 0
