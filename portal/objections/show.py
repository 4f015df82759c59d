"""Objections as pages show them, to whoever of the clan reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.objections.model import Objection
from workflows.language import _, ngettext, weekday_and_day
from workflows.objections import A_YEAR, ABOUT, OUTCOMES, UPHELD, Counted, by_department


@dataclass(frozen=True)
class ObjectionView:
    """One objection, with its clock while it is open."""

    row: Objection
    about: str
    outcome: str
    upheld: bool
    due: str
    late: bool


def view(one: Objection, today: date) -> ObjectionView:
    """An objection as the clan reads it."""
    return ObjectionView(
        row=one,
        about=_(ABOUT[one.about]),
        outcome=_(OUTCOMES[one.outcome]) if one.outcome else "",
        upheld=one.outcome == UPHELD,
        due=weekday_and_day(one.due),
        late=one.open and one.due < today,
    )


@dataclass(frozen=True)
class Waiting:
    """An open objection as the page of the customer tells of it."""

    number: int
    says: str
    due: str
    late: bool


def waiting(card: Mapping[str, Any], today: date) -> list[Waiting]:
    """The open objections of a card, soonest due first."""
    return [_waiting(one, date.fromisoformat(one["due"]), today) for one in card.get("open", [])]


def _waiting(one: Mapping[str, Any], due: date, today: date) -> Waiting:
    facts = {"name": one["name"], "place": one["place"]}
    if one["hold"]:
        says = _("%(name)s holds “%(place)s”", **facts)
    else:
        says = _("%(name)s objects: %(place)s", **facts) if facts["place"] else _("%(name)s objects", **facts)
    return Waiting(one["number"], says, weekday_and_day(due), due < today)


def lately(card: Mapping[str, Any], now: datetime) -> list[Counted]:
    """What became of the objections of the last year, by department, as a card keeps them."""
    return by_department(_since(card.get("all", []), now - A_YEAR))


def _since(rows: Iterable[tuple[str, str, str]], first: datetime) -> list[tuple[str, str]]:
    return [(department, outcome) for department, outcome, at in rows if datetime.fromisoformat(at) > first]


def sentences(found: Iterable[Counted]) -> list[tuple[str, str]]:
    """The departments, each with what became of its objections in a sentence."""
    return [(one.department or _("No department"), sentence(one)) for one in found]


def sentence(one: Counted) -> str:
    """2 of 3 upheld, 1 open."""
    raised = ngettext("%(num)s objection", "%(num)s objections", one.raised)
    upheld = ngettext("%(num)s upheld", "%(num)s upheld", one.upheld)
    open_ = ngettext("%(num)s open", "%(num)s open", one.open)
    return ", ".join([raised, upheld, *([open_] if one.open else [])])
