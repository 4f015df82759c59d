"""The running total, the band that both agreed for it, and sums allowed for what is chosen later."""

from copy import copy
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.following import Order
from tests.workflows.test_impact import SUIT, agree
from workflows import course
from workflows.blocks.lines import fitting
from workflows.booked import ByHand, Cost, Wish
from workflows.booking import Priced, Taken
from workflows.impact import Impact, impact
from workflows.offered import weigh
from workflows.totals import Total, band, total, where
from workflows.values import Invalid

BUTTONS = {"what": "Buttons", "allowed": "150"}
PEAK, SHAWL = {"style.lapel": "peak"}, {"style.lapel": "shawl"}


@cache
def _banded(stage: str, low: str, high: str) -> Order:
    """An order at £3,450, with £150 allowed for buttons, for which both signed a band."""
    order = Order(SUIT, {})
    _write(order, "need", price_low=low, price_high=high)
    while order.case.now != stage:
        order.step()
        if order.case.now == "style" and order.case.value("style.price") is None:
            agree(order)
            _write(order, "style", allowances=[BUTTONS])
    return order


def banded(stage: str = "measuring", low: str = "3300", high: str = "3600") -> Order:
    """The same, to be changed."""
    return copy(_banded(stage, low, high))


def _write(order: Order, stage: str, side: str = "clan", quote: str = "", **lines: Any) -> None:
    seen = {key: order.case.line_seq(stage, key) for key in lines}
    order.case = course.write(order.case, order.actor(side), stage, lines, seen, "", Taken(quote))


def _told(order: Order, lines: dict[str, Any]) -> Impact:
    return impact(order.case, lines, order.at.date())


def _sums(*rows: tuple[str, int, int | None]) -> list[dict[str, Any]]:
    coins = {"currency": "GBP"}
    return [
        {"what": what, "allowed": {"amount": allowed, **coins}}
        | ({"chosen": {"amount": chosen, **coins}} if chosen is not None else {})
        for what, allowed, chosen in rows
    ]


# ---- the total
def test_the_parts_add_up_to_the_whole():
    order = banded()
    assert total(order.case) == Total(agreed=345000, options=0, allowances=0, work=0)
    _write(order, "style", "customer", _told(order, SHAWL).quote, lapel="shawl")
    chosen = _sums(("Buttons", 15000, 18000))
    _write(order, "style", "customer", _told(order, {"style.allowances": chosen}).quote, allowances=chosen)
    now = total(order.case)
    assert now == Total(agreed=345000, options=9000, allowances=3000, work=0)
    assert now.whole == 357000
    order.case = course.take_back_change(order.case, order.actor("customer"), f"c{order.case.seq}")
    assert total(order.case) == Total(agreed=345000, options=9000, allowances=0, work=0)
    assert order.case.value("style.allowances") == _sums(("Buttons", 15000, None))


def test_there_is_no_total_before_a_price():
    assert total(Order(SUIT, {}).case) is None


# ---- the band
def test_a_band_is_agreed_by_both_signatures_and_only_while_it_stands():
    order = Order(SUIT, {})
    assert band(order.case) is None
    _write(order, "need", price_low="3300", price_high="3600")
    held = band(order.case)
    assert held and (held.low, held.high, held.state) == (330000, 360000, "written")
    assert band(banded().case).state == "agreed"
    changed = banded()
    _write(changed, "need", "customer", price_high="9000")
    assert band(changed.case).state == "changed"
    other = banded()
    _write(other, "need", "customer", loved_garment="A jacket")
    assert band(other.case).state == "agreed"


@pytest.mark.parametrize(
    ("whole", "place"),
    [(330000, ("inside", 0)), (360000, ("inside", 0)), (360001, ("above", 1)), (329999, ("below", 1))],
)
def test_where_a_sum_lies(whole, place):
    assert where(330000, 360000, whole) == place


def test_a_change_inside_the_band_is_the_customers_to_take():
    order = banded()
    told = _told(order, SHAWL)
    assert (told.band.before, told.band.after) == (345000, 354000)
    assert (told.band.where, told.band.outside, told.band.asks) == ("inside", 0, False)
    _write(order, "style", "customer", told.quote, lapel="shawl")
    assert total(order.case).whole == 354000


def test_a_change_that_leaves_the_band_is_made_only_by_both():
    order = banded(high="3500")
    told = _told(order, SHAWL)
    assert (told.band.where, told.band.outside, told.band.asks) == ("above", 4000, True)
    with pytest.raises(Priced, match="it takes both of you") as refused:
        _write(order, "style", "customer", told.quote, lapel="shawl")
    assert refused.value.impact.quote == told.quote
    order.case = course.propose(order.case, order.actor("customer"), "style", "lapel", Wish(value="shawl"))
    key = f"p{order.case.seq}"
    order.case = course.accept(order.case, order.actor("clan"), key)
    assert total(order.case).whole == 354000
    nearer = _told(order, PEAK)
    assert nearer.cost == Cost(options=-9000)
    assert not nearer.band.asks
    _write(order, "style", "customer", nearer.quote, lapel="peak")
    assert total(order.case).whole == 345000


def test_a_change_below_the_band_is_for_both_too():
    order = banded(low="3450")
    chosen = _sums(("Buttons", 15000, 14000))
    told = _told(order, {"style.allowances": chosen})
    assert (told.cost.total, told.band.where, told.band.asks) == (-1000, "below", True)


def test_nobody_widens_the_band_alone_to_stay_inside():
    order = banded(high="3500")
    _write(order, "need", "customer", price_high="9000")
    told = _told(order, SHAWL)
    assert told.band.asks and told.band.where == "inside"
    with pytest.raises(Priced, match="it takes both of you"):
        _write(order, "style", "customer", told.quote, lapel="shawl")


def test_a_price_by_hand_counts_in_the_band_too():
    order = banded("finish_fitting", "3300", "3500")
    wish = Wish(way="Sew a flap on", by_hand=ByHand(cost=Cost(labour=6000), days=1))
    order.case = course.propose(order.case, order.actor("clan"), "style", "pocket_style", wish)
    (one,) = order.case.proposals.values()
    told = weigh(order.case, one, order.at.date())
    assert (told.band.after, told.band.outside) == (351000, 1000)


def test_the_quote_holds_while_other_changes_stay_inside():
    order = banded("finish_fitting", "3000", "9000")
    quote = _told(order, {"style.vents": "none"}).quote
    chosen = _sums(("Buttons", 15000, 18000))
    told = _told(order, {"style.allowances": chosen})
    _write(order, "style", "customer", told.quote, allowances=chosen)
    assert total(order.case).whole == 348000
    assert _told(order, {"style.vents": "none"}).quote == quote


def test_a_free_change_does_nothing_to_the_band():
    assert _told(banded(), {"style.vents": "none"}).band is None
    assert _told(Order(SUIT, {}), {"style.vents": "none"}).band is None


def test_a_band_is_the_right_way_round():
    order = Order(SUIT, {})
    with pytest.raises(Invalid, match="Price, to is less than “Price, from”"):
        _write(order, "need", price_low="3600", price_high="3300")
    _write(order, "need", price_low="3300", price_high="3300")
    with pytest.raises(Invalid, match="Price, to is less"):
        _write(order, "need", price_low="3301")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("-1", "at least £0"),
        ({"amount": -1, "currency": "GBP"}, "at least £0"),
        ({"amount": 1, "currency": "EUR"}, "counted in GBP"),
        ("€20", "counted in GBP"),
        ("999999999999999", "more money than can be meant"),
    ],
)
def test_sums_that_cannot_be(raw, sentence):
    order = Order(SUIT, {})
    with pytest.raises(Invalid, match=sentence):
        _write(order, "need", price_low=raw)
    with pytest.raises(Invalid):
        _write(banded(), "style", allowances=[{"what": "Buttons", "allowed": raw}])


# ---- allowances
def test_a_sum_allowed_is_inside_the_price_until_something_is_chosen():
    order = banded()
    table = {"style.allowances": _sums(("Buttons", 15000, 18000))}
    told = _told(order, table)
    assert told.cost == Cost(allowances=3000)
    with pytest.raises(Priced, match="for the customer to agree"):
        _write(order, "style", allowances=table["style.allowances"])
    order.case = course.propose(
        order.case, order.actor("clan"), "style", "allowances", Wish(value=table["style.allowances"])
    )
    order.case = course.accept(order.case, order.actor("customer"), f"p{order.case.seq}")
    assert total(order.case).allowances == 3000
    assert order.case.stands("style", "customer") and order.case.stands("style", "clan")


def test_choosing_for_just_what_was_allowed_is_free():
    assert _told(banded(), {"style.allowances": _sums(("Buttons", 15000, 15000))}).free


def test_what_is_chosen_before_the_price_is_agreed_is_inside_it():
    order = banded("style")
    told = _told(order, {"style.allowances": _sums(("Buttons", 15000, 18000))})
    assert told.free
    _write(order, "style", allowances=_sums(("Buttons", 15000, 18000)))
    assert total(order.case).whole == 345000


ROW = st.tuples(st.just("A"), st.integers(0, 10**6), st.none() | st.integers(0, 10**6))


@given(st.lists(ROW, max_size=6), st.lists(ROW, max_size=6))
def test_the_total_moves_by_just_what_was_shown(first, then):
    order = banded(low="0", high="99999999")
    for rows in (_sums(*first), _sums(*then)):
        before = total(order.case).whole
        told = _told(order, {"style.allowances": fitting(order.case, "style", "allowances", rows)})
        _write(order, "style", "customer", told.quote, allowances=rows)
        assert total(order.case).whole == before + told.cost.total
