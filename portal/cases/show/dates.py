"""When it will be: the planned day of each stage, an honest forecast beside it, and what an answer moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.cases.show import words as say
from portal.cases.show.given import Desk
from workflows.forecast import Forecast, forecast
from workflows.language import _, near, ngettext, short_day_and_year
from workflows.planning import handover, plan
from workflows.rounds import origin

ANSWERS = (1, 4)  # working days of the customer from now


@dataclass(frozen=True)
class StageDates:
    """One stage: the day planned, and those by which half and 8 in 10 of finished orders had done it."""

    title: str
    planned: str
    half: str
    likely: str


@dataclass(frozen=True)
class DatesView:
    """The stages to the hand-over; `says` what the forecast rests on, `answers` what an answer moves."""

    stages: tuple[StageDates, ...]
    says: str
    answers: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether there is a forecast for any stage."""
        return any(one.half for one in self.stages)


def dates(desk: Desk) -> DatesView:
    """The dates to come, beside what the house's finished orders of the same workflow took."""
    told = _forecast(desk)
    ahead = [key for key in desk.look.planned if origin(key) in told]
    rows = tuple(_stage(desk, key, told[origin(key)]) for key in ahead)
    return DatesView(rows, _says(list(told.values())), _answers(desk) if told else ())


def hand_over(desk: Desk) -> str:
    """The planned day of the hand-over, and what orders like this one took; empty once it is behind."""
    case, told = desk.case, _forecast(desk)
    last = case.handover if case.handover in case.progress else case.plan[-1]
    _starts, ends = desk.look.planned.get(last, (None, None))
    if not told or ends is None:
        return ""
    planned, one = _("Planned for %(day)s.", day=say.month_day(ends, desk.today)), told[origin(last)]
    if one.half is None or one.likely is None:
        return f"{planned} {_few(one.rests_on)}"
    half, likely = (say.month_day(day, desk.today) for day in (one.half, one.likely))
    rests = ngettext(
        "Going by %(num)s finished order like this one: half by %(half)s, 8 in 10 by %(likely)s.",
        "Going by %(num)s finished orders like this one: half by %(half)s, 8 in 10 by %(likely)s.",
        one.rests_on,
        half=half,
        likely=likely,
    )
    return f"{planned} {rests}"


def _forecast(desk: Desk) -> dict[str, Forecast]:
    return forecast(desk.case, desk.look.finished, desk.today, desk.look.calendars.clan)


def _few(found: int) -> str:
    if not found:
        return _("Too few to say when it really will be: no finished order to compare this one with.")
    return ngettext(
        "Too few to say when it really will be: %(num)s finished order to compare this one with.",
        "Too few to say when it really will be: %(num)s finished orders to compare this one with.",
        found,
    )


def _stage(desk: Desk, key: str, one: Forecast) -> StageDates:
    ends = desk.look.planned[key][1]
    days = (ends, one.half, one.likely)
    told = (_short(day, desk.today) if day else "" for day in days)
    return StageDates(desk.case.stages[key].title, *told)


def _short(day: date, today: date) -> str:
    """2 Dec; with the year where that is not plain: four such days fit the width of a phone."""
    return say.short_day(day) if near(day, today) else short_day_and_year(day)


def _says(known: Sequence[Forecast]) -> str:
    """What the figures rest on; why there are none when there are too few orders."""
    if not known:
        return ""
    told = [one.rests_on for one in known if one.half]
    if not told:
        found = max(one.rests_on for one in known)
        return _few(found)
    least, most = str(min(told)), str(max(told))
    rest = most if least == most else _("%(first)s to %(last)s", first=least, last=most)
    said = _(
        "The days beside the plan rest on %(orders)s finished orders, counted from where this one stands.",
        orders=rest,
    )
    dash = "" if len(told) == len(known) else _("For a dash, too few of them had that stage.")
    return f"{said} {dash}" if dash else said


def _answers(desk: Desk) -> tuple[str, ...]:
    """What the hand-over hangs on while the customer is to answer, for two days on which they might."""
    if desk.turn.side != "customer":
        return ()
    return tuple(line for count in ANSWERS if (line := _answered(desk, count)))


def _answered(desk: Desk, count: int) -> str:
    days = desk.look.calendars
    answer = days.customer.after(desk.today, count)
    ends = handover(desk.case, plan(desk.case, answer, days))
    if ends is None:
        return ""
    by, end = say.day(answer, desk.today), say.month_day(ends, desk.today)
    if desk.look.viewer.side == "customer":
        return _("If you answer by %(day)s, the hand-over is planned for %(end)s.", day=by, end=end)
    who = desk.name("customer")
    return _(
        "If %(name)s answers by %(day)s, the hand-over is planned for %(end)s.", name=who, day=by, end=end
    )
