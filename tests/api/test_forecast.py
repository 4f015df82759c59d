"""When an order will be done, as a program reads it."""

from portal.cases import forecasting, queries
from portal.kernel import clock
from workflows.planning import handover, plan


def test_the_plan_and_what_finished_orders_took(app, cast, julian, stranger, suit):
    told = julian.get(f"{suit}/forecast")
    with app.database.unit(write=False):
        case = queries.get(cast.julian, suit.rpartition("/")[2])
        days = queries.calendars(case.account_id)
        planned = plan(case.thread, clock.now().date(), days)
        assert forecasting.finished_like(case) == []
    assert told["planned"] == handover(case.thread, planned).isoformat()
    assert [one["stage"] for one in told["stages"]] == ["need", "cloth", "fitting", "finishing"]
    first = told["stages"][0]
    assert first == {
        "stage": "need",
        "planned": planned["need"].ends.isoformat(),
        "half": None,
        "likely": None,
        "rests_on": 0,
    }
    stranger.get(f"{suit}/forecast", status=404)
