"""When an order will be done, as a program is told of it."""

from dataclasses import asdict
from datetime import date, datetime

from portal.api.blocks import Answer
from portal.cases.forecasting import finished_like
from portal.cases.model import Case
from portal.cases.queries import calendars
from workflows.forecast import forecast
from workflows.planning import handover, plan
from workflows.rounds import origin


class StageForecast(Answer):
    """A stage to come: its planned last day, and by when half and 8 in 10 of finished orders had done it.

    Both of these are null when it rests on fewer than eight orders.
    """

    stage: str
    planned: date
    half: date | None
    likely: date | None
    rests_on: int


class OrderForecast(Answer):
    """When an order will be done: the planned day of the hand-over, null once it is behind; its stages."""

    planned: date | None
    stages: list[StageForecast]


def foretold(case: Case, at: datetime) -> OrderForecast:
    """The days to come, reckoned on that day."""
    days, thread = calendars(case.account_id), case.thread
    planned = plan(thread, at.date(), days)
    known = forecast(thread, finished_like(case), at.date(), days.clan)
    told = ((key, known[origin(key)]) for key in planned if origin(key) in known)
    stages = [StageForecast(stage=key, planned=planned[key].ends, **asdict(one)) for key, one in told]
    return OrderForecast(planned=handover(thread, planned), stages=stages)
