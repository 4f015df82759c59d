"""Who waited for whom: every stretch in which one side held the move, both totals, and what is open now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from portal.cases.show import words as say
from portal.cases.show.given import Desk, Who, mark
from portal.cases.show.steps import called
from portal.cases.show.told import Logged
from workflows.clocks import expected, held, since
from workflows.grammar import SIDES, Side
from workflows.language import _, locale, ngettext, pgettext
from workflows.records import Step, other
from workflows.turn import days, in_days, steps
from workflows.waits import Wait, by_year, so_far

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class MomentView:
    """A moment as the viewer's clock shows it, and as programs read it."""

    words: str
    iso: str


@dataclass(frozen=True)
class WaitView:
    """A stretch of waiting: for whom, from when to when, how long, and who ended it by what."""

    mark: str
    title: str
    starts: MomentView
    ends: MomentView | None  # none while it runs
    long: str
    by: Who | None  # none where the clock ended it
    says: str


@dataclass(frozen=True)
class OpenView:
    """Something open: who holds it and since when. Where nobody does, `senior` is who must see to it."""

    label: str
    holder: Who | None
    senior: str
    since: MomentView
    long: str
    due: str
    late: bool


@dataclass(frozen=True)
class TurnsView:
    """The ledger of one order. `years` are those of all orders of the account, each with both sides."""

    totals: tuple[tuple[str, str], ...]
    waits: tuple[WaitView, ...]
    open: tuple[OpenView, ...]
    names: tuple[str, ...]
    years: tuple[tuple[int, tuple[str, ...]], ...]
    orders: int


def turns(
    desk: Desk, ended: Sequence[tuple[Wait, Logged | None]], account: Sequence[Wait], orders: int
) -> TurnsView:
    """The page: `ended` are the waits that are over, with the entries that ended them, the oldest first;
    those that the clock ended have none.

    `account` are the waits in all `orders` of the account. Years are those of the house's clock, so that
    both sides read the same numbers wherever they are.
    """
    named, now = desk.waited_for(), days(desk.case, desk.look.at)
    run = ((wait, None) for wait in so_far(desk.case.turn, desk.look.at))
    return TurnsView(
        totals=tuple((_("For %(name)s", name=named[side]), in_words(now[side])) for side in SIDES),
        waits=tuple(_wait(desk, wait, entry) for wait, entry in (*ended, *run)),
        open=tuple(_open(desk, step) for step in held(desk.case, steps(desk.case), desk.look.at.date())),
        names=tuple(_("For %(name)s", name=named[side]) for side in SIDES),
        years=_years(by_year(account, _clock(desk))),
        orders=orders,
    )


def in_words(number: Decimal) -> str:
    """2.0 days."""
    figure = format_decimal(number, "0.0", locale=locale())
    return ngettext("%(num)s day", "%(num)s days", 1 if number == 1 else 2, num=figure)


def _clock(desk: Desk) -> tzinfo:
    return desk.look.house_zone or desk.look.viewer.zone


def _years(found: Mapping[int, Mapping[Side, int]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    newest = sorted(found.items(), reverse=True)
    return tuple((year, tuple(in_words(in_days(of[side])) for side in SIDES)) for year, of in newest)


def _wait(desk: Desk, wait: Wait, entry: Logged | None) -> WaitView:
    return WaitView(
        mark=mark(wait.side),
        title=_("For %(name)s", name=desk.waited_for()[wait.side]),
        starts=_moment(desk, wait.since),
        ends=_moment(desk, wait.until, wait.since) if wait.until else None,
        long=_long(wait.seconds),
        by=desk.who(entry.by, entry.name, entry.side) if entry else None,
        says=entry.says if entry else "",
    )


def _open(desk: Desk, step: Step) -> OpenView:
    began = since(desk.case, step)
    holder, senior = _holder(desk, step)
    due = expected(desk.case, step, desk.look.calendars)
    label = say.cut(step.label, 90)
    return OpenView(
        label=called(step.kind, label),
        holder=holder,
        senior=senior,
        since=_moment(desk, began),
        long=_long(max(0, int((desk.look.at - began).total_seconds()))),
        due=_due(desk, step, say.day(due, desk.today)),
        late=due < desk.today,
    )


def _holder(desk: Desk, step: Step) -> tuple[Who | None, str]:
    """Who holds a step. If nobody does, because they left: who must name somebody."""
    here = [one for one in desk.of_side(step.side) if desk.look.people[one.handle].here]
    lead = desk.lead(step.side)
    wanted = step.who or (lead.handle if lead else "")
    found = [one for one in here if one.handle == wanted] or ([] if step.who else here)
    if found:
        return found[0], ""
    across = [one for one in desk.of_side(other(step.side)) if desk.look.people[one.handle].here]
    return None, next((one.name for one in [*here, *across]), "")


def _due(desk: Desk, step: Step, day: str) -> str:
    """By when it is done: whether that was promised, or is what is usual."""
    one = desk.case.commitments.get(step.target) if step.kind in ("promise", "change") else None
    if one is not None and one.state == "promised":
        return _("promised by %(day)s", day=day)
    return pgettext("of what is open", "expected by %(day)s", day=day)


def _long(seconds: int) -> str:
    if seconds < MINUTE:
        return _("under a minute")
    if seconds < HOUR:
        return ngettext("%(num)s minute", "%(num)s minutes", seconds // MINUTE)
    if seconds < DAY:
        return ngettext("%(num)s hour", "%(num)s hours", seconds // HOUR)
    return in_words(in_days(seconds))


def _moment(desk: Desk, at: datetime, after: datetime | None = None) -> MomentView:
    """A day and the time; the time alone when it is on the day of the moment that it is said after."""
    zone: ZoneInfo = desk.look.viewer.zone
    here, time = at.astimezone(zone).date(), say.clock(at, zone)
    same = after is not None and after.astimezone(zone).date() == here
    return MomentView(time if same else f"{say.month_day(here, desk.today)}, {time}", at.isoformat())
