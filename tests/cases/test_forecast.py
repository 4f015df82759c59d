"""When it will be: the plan, what finished orders took, and what an answer moves."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete

from portal.cases import actions, calling, together
from portal.cases.model import Finished
from portal.kernel import clock
from tests import house
from tests.cases import playing
from tests.pages import said

pytestmark = pytest.mark.database
MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


def finish(database, cast, days):
    """An order of another customer, whose need took so many days and all else the same day."""
    with clock.as_of(MONDAY - timedelta(days=60)):
        order = playing.begin(database, cast.ruth, cast.northmoor, "Kanarie", "Kanarie")
    with clock.as_of(MONDAY - timedelta(days=60 - days)):
        playing.to_the_end(order, cast.ruth, cast.marian)
        for key, _, _ in order.thread.conditions():
            order.do(cast.ruth, together.met, key)


def words_of(visitor, order):
    """What the page says."""
    with clock.as_of(MONDAY):
        return said(visitor.get(order.at("/turns"), status=200))


def test_eight_finished_orders_make_a_forecast_and_none_of_their_words_comes_along(as_, cast, database):
    with clock.as_of(MONDAY):
        order = playing.begin(database, cast.julian, cast.okoro)
    julian = as_(cast.julian)
    for _ in range(7):
        finish(database, cast, 7)
    words = words_of(julian, order)
    assert (
        "Too few to say when it really will be: 7 finished orders to compare this one with." in words
        and "half by" not in words
    )
    finish(database, cast, 14)
    for visitor in (julian, as_(cast.marian)):
        words = words_of(visitor, order)
        assert "The days beside the plan rest on 8 finished orders" in words
        assert "For a dash, too few of them had that stage." in words  # they left the fitting out
        assert "half by 8 in 10 by Need" in words and "Kanarie" not in words
        assert words.count("9 Mar ") >= 2  # five working days after Monday 2 March, half and 8 in 10


def test_an_answer_by_two_days_says_what_the_hand_over_becomes(as_, cast, database):
    with clock.as_of(MONDAY):
        order = playing.begin(database, cast.julian, cast.okoro)
    words = words_of(as_(cast.julian), order)
    assert "If you answer by tomorrow, the hand-over is planned for " in words
    assert "If you answer by Friday 6 March, the hand-over is planned for " in words
    assert "If Julian answers by Friday 6 March, the hand-over" in words_of(as_(cast.marian), order)
    with clock.as_of(MONDAY):
        order.put(cast.julian, "need.conditions", playing.ROWS)
        order.do(cast.julian, actions.sign, "need")
    assert "answer by" not in words_of(as_(cast.julian), order)  # it is the clan's move


def test_it_takes_one_statement_for_any_number_of_finished_orders(as_, cast, database):
    with clock.as_of(MONDAY):
        order = playing.begin(database, cast.julian, cast.okoro)
    julian, counts = as_(cast.julian), []
    words_of(julian, order)
    for _ in range(2):
        finish(database, cast, 3)
        with house.asked(database) as statements:
            words_of(julian, order)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_page_of_the_order_says_it_beside_the_day_of_the_hand_over(as_, cast, database):
    with clock.as_of(MONDAY):
        order = playing.begin(database, cast.julian, cast.okoro)
    julian = as_(cast.julian)

    def page():
        with clock.as_of(MONDAY):
            return said(julian.get(order.at(), status=200))

    assert "Hand-over Planned for 30 March." in page()
    assert "Too few to say when it really will be: no finished order to compare this one with." in page()
    for days in (7, 7, 7, 7, 7, 7, 7, 21):
        finish(database, cast, days)
    assert "Going by 8 finished orders like this one: half by 9 March, 8 in 10 by 9 March." in page()
    with database.unit(write=True) as session:  # as after a restore: the worker gathers what is missing
        session.execute(delete(Finished))
    assert "Too few to say" in page()
    calling.replan(database)
    assert "Going by 8 finished orders" in page()
    assert "Kanarie" not in page()
