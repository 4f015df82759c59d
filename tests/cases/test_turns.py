"""Who waited for whom: both sides read the same two numbers, and every stretch that they are made of."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.cases import actions, show, together
from portal.cases.show import PersonCard
from portal.kernel import clock
from portal.people.actions import prefer
from tests.cases import playing
from tests.pages import said
from tests.shape import samples
from tests.workflows import approving

pytestmark = pytest.mark.database
ASKED = datetime(2026, 3, 1, 10, tzinfo=UTC)


def march(day):
    """Ten o'clock of that day."""
    return clock.as_of(ASKED.replace(day=day))


@pytest.fixture
def answered(database, cast):
    """Asked on 1 March, 10:00; the customer answers on the 3rd, the clan on the 8th."""
    with march(1):
        order = playing.begin(database, cast.julian, cast.okoro)
    with march(3):
        order.put(cast.julian, "need.conditions", playing.ROWS)
        order.do(cast.julian, actions.sign, "need")
    with march(8):
        order.do(cast.marian, actions.sign, "need")
        order.put(cast.marian, "cloth.code", "W 81")
    return order


def numbers(page):
    """The two totals of a page."""
    sums = page.partition('id="sum-h"')[2].partition("</section>")[0]
    return re.findall(r"<dd>(.*?)</dd>", sums)


@pytest.mark.parametrize("zone", [None, "Pacific/Auckland", "America/New_York"])
def test_both_sides_read_two_days_for_the_customer_and_five_for_us(as_, cast, database, answered, zone):
    if zone:
        with database.unit(write=True):
            prefer(cast.julian, zone=zone)
    pages = {}
    with march(8):
        for person in (cast.julian, cast.marian):
            pages[person.first] = page = as_(person).get(answered.at("/turns"), status=200)
            assert numbers(page.text) == ["2.0 days", "5.0 days"]
    words = said(pages["Marian"])
    assert "For Julian 1 March, 10:00 to 3 March, 10:00" in words
    assert "For the clan 3 March, 10:00 to 8 March, 10:00" in words
    assert "For Julian 8 March, 10:00 until now" in words
    if zone == "Pacific/Auckland":
        assert "For you 1 March, 23:00 to 3 March, 23:00" in said(pages["Julian"])


def test_each_wait_says_who_ended_it_and_the_move_card_leads_there(as_, cast, answered):
    with clock.as_of(ASKED + timedelta(days=9, hours=12)):
        page = as_(cast.julian).get(answered.at("/turns"), status=200)
        card = as_(cast.julian).get(answered.at(), status=200).text
    words = said(page)
    assert numbers(page.text) == ["4.5 days", "5.0 days"]  # 8 March to 10 March, 22:00, for Julian again
    assert "You signed Need" in words and "Marian wrote Cloth code: W 81" in words
    assert words.index("It still runs.") > words.index("Marian wrote")  # the running one is the last
    assert f'href="{answered.at("/turns")}">Which days</a>' in card


def test_what_is_open_has_a_holder_a_clock_and_a_promised_day(as_, cast, answered):
    with march(9):
        answered.do(cast.marian, together.promise, "cloth_swatch", date(2026, 3, 12))
    with march(14):
        words = said(as_(cast.julian).get(answered.at("/turns"), status=200))
    assert "late MW Marian, since 8 March, 10:00 , promised by Thursday 12 March 6.0 days" in words
    assert "You, since 8 March, 10:00" in words


def test_a_fulfilled_order_waits_no_longer_and_keeps_its_ledger(as_, cast, database):
    with march(1):
        order = playing.to_the_end(playing.begin(database, cast.julian, cast.okoro), cast.julian, cast.marian)
    with march(4):
        for key, _, _ in order.thread.conditions():
            order.do(cast.julian, together.met, key)
    for day in (5, 20):
        with march(day):
            page = as_(cast.marian).get(order.at("/turns"), status=200)
        assert numbers(page.text) == ["3.0 days", "0.0 days"]
        assert "Nothing is open any more." in said(page) and "until now" not in said(page)


def test_the_years_are_those_of_all_orders_of_the_account_on_the_clock_of_the_house(
    as_, cast, database, answered
):
    with clock.as_of(datetime(2025, 12, 30, 0, tzinfo=UTC)):
        playing.begin(database, cast.julian, cast.okoro)  # 2 days in 2025, and then on
        playing.begin(database, cast.ruth, cast.northmoor)  # of another account
    with march(8):
        found = {}
        for person in (cast.julian, cast.marian):
            words = said(as_(person).get(answered.at("/turns"), status=200))
            found[person.first] = re.findall(r"\b(20\d\d) (\d+\.\d days?) (\d+\.\d days?)", words)
            assert "All 2 orders of this account together" in words
    assert found["Julian"] == found["Marian"]
    days = {year: (customer, us) for year, customer, us in found["Julian"]}
    assert days == {"2026": ("68.4 days", "5.0 days"), "2025": ("2.0 days", "0.0 days")}


def test_what_nobody_holds_names_who_must_see_to_it() -> None:
    case = approving.planned()
    here = {
        "julian": PersonCard("Julian Okoro", "JO", "", "customer"),
        "colin": PersonCard("Colin Gone", "CG", "", "customer", here=False),
        "marian": PersonCard("Marian Holt", "MH", "", "clan"),
    }
    view = show.turns(show.Desk(case, replace(samples.look("clan"), people=here)), [], [], 1)
    yes = next(one for one in view.open if one.label == "Say yes or no: Engineering")
    assert (yes.holder, yes.senior) == (None, "Julian Okoro")
    alone = {**here, "julian": replace(here["julian"], here=False)}
    view = show.turns(show.Desk(case, replace(samples.look("clan"), people=alone)), [], [], 1)
    assert {(one.holder, one.senior) for one in view.open if one.label == yes.label} == {
        (None, "Marian Holt")
    }
