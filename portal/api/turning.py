"""Who waited for whom, as a program is told of it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, tzinfo

from portal.api.answers import Step
from portal.api.blocks import Answer
from portal.cases.model import Case
from portal.cases.queries import calendars
from portal.cases.waits import Ended, OfAccount
from portal.kernel import verbs
from portal.kernel.journal import Entry
from workflows.clocks import expected, held, since
from workflows.grammar import Side
from workflows.turn import in_days, steps, waited
from workflows.waits import Wait, by_year, so_far


class Waited(Answer):
    """How long one side was waited for: in days with one decimal, as both sides read it, and in seconds."""

    side: Side
    days: str
    seconds: int


class Stretch(Answer):
    """A stretch in which one side held the move; it still runs while `until` is null.

    `seq` is the entry of the journal that ended it, `sentence` what that says. Where it `ran_out` there is
    none: what was asked of that side ran out, unanswered.
    """

    side: Side
    since: datetime
    until: datetime | None
    seconds: int
    ran_out: bool
    seq: int | None
    sentence: str


class Open(Step):
    """Something open: since when it waits for whoever holds it, and the day by which it is expected."""

    since: datetime
    expected: date


class Year(Answer):
    """How long each side was waited for in a year of the house's clock."""

    year: int
    waited: list[Waited]


class Turns(Answer):
    """The ledger of an order: both totals, each wait, oldest first, and what is open now.

    `years` are those of all `orders` of the account together.
    """

    waited: list[Waited]
    waits: list[Stretch]
    open: list[Open]
    orders: int
    years: list[Year]


def turns(case: Case, over: list[Ended], account: OfAccount, at: datetime, zone: tzinfo) -> Turns:
    """The ledger as it stands at this moment, its years those of the house."""
    thread = case.thread
    waits = [_stretch(one.wait, one.entry) for one in over]
    waits += [_stretch(wait, None) for wait in so_far(thread.turn, at)]
    years = by_year(account.waits, zone)
    return Turns(
        waited=_waited(waited(thread, at)),
        waits=waits,
        open=_open(case, at),
        orders=account.orders,
        years=[Year(year=year, waited=_waited(of)) for year, of in years.items()],
    )


def _open(case: Case, at: datetime) -> list[Open]:
    thread, days = case.thread, calendars(case.account_id)
    return [
        Open(**step.model_dump(), since=since(thread, step), expected=expected(thread, step, days))
        for step in held(thread, steps(thread), at.date())
    ]


def _waited(of: Mapping[Side, int]) -> list[Waited]:
    return [Waited(side=side, days=str(in_days(gone)), seconds=gone) for side, gone in of.items()]


def _stretch(wait: Wait, entry: Entry | None) -> Stretch:
    return Stretch(
        **asdict(wait),
        seq=entry.seq if entry else None,
        sentence=verbs.told(entry.name, entry.verb, entry.facts) if entry else "",
    )
