"""A clan as its page shows it: the same for both sides, said to whoever reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.clans.days import weekday
from portal.clans.errands import words
from portal.clans.model import Errand, OpenSeat, Question
from portal.clans.queries import Clan, Member
from portal.kernel.journal import Entry
from portal.kernel.verbs import told
from portal.people.circles import by_department
from workflows.clans import LEAST_DEPARTMENTS, LEAST_SENIORS, warning
from workflows.language import _, ngettext, weekday_and_day


@dataclass(frozen=True)
class QuestionView:
    """What the customer asked, by which day an answer is due, and whether that day is over."""

    asked: Question
    due: str
    late: bool


@dataclass(frozen=True)
class ErrandView:
    """What waits for its reader: in one line, where it is done, and by when."""

    line: str
    path: str
    due: str
    late: bool


@dataclass(frozen=True)
class ClanView:
    """The clan of one customer, for one reader."""

    account: Any
    summary: str
    warnings: list[str]
    departments: list[tuple[str, list[Member]]]
    vacant: list[OpenSeat]
    people: list[Member]  # the customer's own
    senior: bool  # whether the reader leads it


@dataclass(frozen=True)
class Deed:
    """One thing that happened in the clan."""

    says: str
    at: Any


def view(clan: Clan, reader: Any) -> ClanView:
    """A clan as `reader` sees it."""
    leads = any(one.senior and one.person.id == reader.id for one in clan.members)
    theirs = reader.side == "customer"
    missing = warning(clan.coverage, "" if theirs else clan.account.name)
    if missing:
        missing += [rule()]
    return ClanView(
        account=clan.account,
        summary=summary(clan, theirs),
        warnings=missing,
        departments=by_department(clan.members),
        vacant=clan.vacant,
        people=clan.people,
        senior=leads,
    )


def rule() -> str:
    """The rule of coverage, in a sentence."""
    return _(
        "The rule is at least %(departments)s departments and %(seniors)s seniors.",
        departments=LEAST_DEPARTMENTS,
        seniors=LEAST_SENIORS,
    )


def summary(clan: Clan, theirs: bool) -> str:
    """How many stand for the customer, and from where; of one, who it is."""
    found, customer = clan.coverage, clan.account.name
    if not found.members:
        return _("Nobody stands for you yet.") if theirs else _("Nobody stands for them yet.")
    if found.members == 1:
        name = clan.members[0].person.name
        if theirs:
            return _("%(name)s alone stands for you.", name=name)
        return _("%(name)s alone stands for %(customer)s.", name=name, customer=customer)
    people = ngettext("%(num)s person", "%(num)s people", found.members)
    places = ngettext("%(num)s department", "%(num)s departments", found.departments)
    if theirs:
        return _("%(people)s from %(departments)s stand for you.", people=people, departments=places)
    return _(
        "%(people)s from %(departments)s stand for %(customer)s.",
        people=people,
        departments=places,
        customer=customer,
    )


def question(asked: Question, today: date) -> QuestionView:
    """A question with its clock."""
    return QuestionView(asked, weekday_and_day(asked.due), asked.answered is None and asked.due < today)


def errand(one: Errand, today: date) -> ErrandView:
    """What waits for its reader, in words and with its clock."""
    told = words(one)
    due = weekday(one.due) if one.due else ""
    return ErrandView(told.line, told.path, due, one.due is not None and one.due < today)


def deeds(entries: Iterable[Entry]) -> list[Deed]:
    """What happened, newest first, in the reader's language."""
    return [Deed(told(one.name, one.verb, one.facts), one.at) for one in entries]
