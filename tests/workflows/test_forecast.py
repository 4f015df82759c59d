"""What finished orders tell of one that runs: whole stretches, and nothing when there are too few."""

from datetime import date, timedelta

from tests.workflows.sample import cloth_signed, finished, need_signed
from workflows.calendars import USUAL, Calendar
from workflows.forecast import Forecast, Past, forecast, stages_ahead

MONDAY = date(2026, 3, 2)  # the fitting came under way the day before, a Sunday
BEGAN = date(2026, 1, 5)


def past(*took):
    """Finished orders whose fitting and whose finishing were done so many working days after they began."""
    after = USUAL.clan.after
    days = [{"fitting": after(BEGAN, one), "finishing": after(BEGAN, two)} for one, two in took]
    return [Past(BEGAN, closed) for closed in days]


def test_half_and_eight_in_ten_are_counted_by_nearest_rank():
    told = forecast(cloth_signed(), past(*((n, n + 5) for n in range(10, 0, -1))), MONDAY)
    assert told["fitting"] == Forecast(10, date(2026, 3, 6), date(2026, 3, 11))  # the 5th and the 8th
    assert told["finishing"] == Forecast(10, date(2026, 3, 13), date(2026, 3, 18))
    nine = forecast(cloth_signed(), past(*((n, n) for n in range(1, 10))), MONDAY)["fitting"]
    assert (nine.half, nine.likely) == (date(2026, 3, 6), date(2026, 3, 11))  # again the 5th; the 8th of nine


def test_whole_stretches_are_compared_not_the_sum_of_their_parts():
    told = forecast(cloth_signed(), past(*((n, 12) for n in range(1, 11))), MONDAY)
    assert told["finishing"].half == told["finishing"].likely == USUAL.clan.after(date(2026, 3, 1), 12)


def test_below_eight_there_is_no_figure():
    assert forecast(cloth_signed(), past(*[(3, 5)] * 7), MONDAY)["fitting"] == Forecast(7)
    assert forecast(cloth_signed(), past(*[(3, 5)] * 8), MONDAY)["fitting"].half == date(2026, 3, 4)
    assert forecast(cloth_signed(), [], MONDAY)["finishing"] == Forecast(0)


def test_orders_that_were_through_sooner_than_this_one_can_be_are_left_out():
    orders = past(*[(2, 4)] * 20, *[(10, 14)] * 8)
    assert forecast(cloth_signed(), orders, MONDAY)["fitting"].rests_on == 28
    late = forecast(cloth_signed(), orders, MONDAY + timedelta(days=4))["finishing"]
    assert late == Forecast(8, date(2026, 3, 19), date(2026, 3, 19))
    assert forecast(cloth_signed(), orders, MONDAY + timedelta(days=60))["fitting"] == Forecast(0)


def test_an_order_that_left_a_stage_out_says_nothing_of_it():
    orders = past(*[(3, 5)] * 8)
    del orders[0].closed["finishing"]
    told = forecast(cloth_signed(), orders, MONDAY)
    assert (told["fitting"].rests_on, told["finishing"]) == (8, Forecast(7))


def test_holidays_are_no_working_days():
    shut = Calendar(holidays=frozenset({MONDAY}))
    told = forecast(cloth_signed(), past(*[(3, 5)] * 8), MONDAY, shut)
    assert told["fitting"].half == date(2026, 3, 5)


def test_stages_ahead_reach_to_the_hand_over_and_no_further():
    assert stages_ahead(need_signed()) == ("cloth", "fitting", "finishing")
    assert stages_ahead(need_signed().having(handover="fitting")) == ("cloth", "fitting")
    assert stages_ahead(cloth_signed().having(handover="cloth")) == ()
    assert stages_ahead(finished()) == () and forecast(finished(), [], MONDAY) == {}
