"""What is paid when: the plan adds up to the penny, is due by stages, and what came is written down."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.test_totals import _sums, _told, _write, banded
from workflows import course, payments
from workflows.case import Refused
from workflows.clocks import since
from workflows.grammar import Instalment
from workflows.payments import overpaid, received, schedule
from workflows.totals import total
from workflows.turn import open_steps, side_to_move, steps
from workflows.values import Invalid


def rows(*said: tuple[str, str, Any, Any]) -> list[dict[str, Any]]:
    """A plan as it is typed: what, due at, a share, a sum."""
    names = ("what", "due", "percent", "amount")
    return [{name: held for name, held in zip(names, one, strict=True) if held is not None} for one in said]


def pay(order, coins: int, day: date | None = None, side: str = "clan", **more: Any) -> str:
    """Write down a payment; its key."""
    actor = order.actor(side)
    order.case = course.record_payment(order.case, actor, coins, day or actor.at.date(), "T 1", **more)
    return f"m{order.case.seq}"


def _shown(order) -> list[tuple[str, int, int, bool]]:
    return [(one.plan.what, one.sum, one.paid, one.due) for one in schedule(order.case)]


HALVES = rows(("Deposit", "striking", "50", None), ("Balance", "collection", None, None))


# ---- the plan
def test_the_house_has_a_plan_until_both_write_another():
    order = banded()
    assert _shown(order) == [("Deposit", 172500, 0, False), ("Balance", 172500, 0, False)]
    plan = rows(
        ("First", "measuring", None, "1000"),
        ("Second", "baste", "33.3", None),
        ("Rest", "collection", None, None),
    )
    _write(order, "style", payments=plan)
    assert _shown(order) == [
        ("First", 100000, 0, True),
        ("Second", 114885, 0, False),
        ("Rest", 130115, 0, False),
    ]
    assert not order.case.stands("style", "customer")


def test_the_last_takes_what_every_change_moves():
    order = banded()
    chosen = _sums(("Buttons", 15000, 18000))
    _write(order, "style", "customer", _told(order, {"style.allowances": chosen}).quote, allowances=chosen)
    assert [one.sum for one in schedule(order.case)] == [172500, 175500]


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (rows(("A", "cloth", "50", None), ("B", "collection", "40", None)), "Due at"),
        (rows(("A", "baste", "50", None), ("B", "collection", "40", None)), "make 90 of 100 per cent"),
        (rows(("A", "baste", "50", None), ("B", "collection", "50.5", None)), "make 100.5 of 100 per cent"),
        (rows(("A", "baste", "50", "20"), ("B", "collection", None, None)), "A: write a share or a sum"),
        (rows(("A", "baste", None, None), ("B", "collection", "50", None)), "A: write a share or a sum"),
        (rows(("A", "baste", "50", None), ("B", "collection", "50", "3")), "B: write a share or a sum"),
        (rows(("A", "baste", None, "3000"), ("B", "collection", None, "400")), "come to £3,400, and the"),
        (rows(("A", "baste", None, "4000"), ("B", "collection", None, None)), "come to £4,000"),
        (rows(("A", "baste", None, "-4"), ("B", "collection", None, None)), "at least £0"),
        (rows(("A", "baste", None, "€4"), ("B", "collection", None, None)), "counted in GBP"),
        (rows(("A", "ironing", "50", None), ("B", "collection", None, None)), "Due at"),
        (rows(("A", "baste", "101", None), ("B", "collection", None, None)), "at most 100"),
    ],
)
def test_a_plan_that_does_not_add_up_is_refused(plan, sentence):
    order = banded()
    with pytest.raises(Invalid, match=sentence):
        _write(order, "style", payments=plan)
    with pytest.raises(Invalid, match=sentence):
        _write(order, "style", payments=HALVES)
        wish = course.proposals.Wish(value=plan)
        course.propose(order.case, order.actor("clan"), "style", "payments", wish)


def test_a_plan_that_adds_up_is_taken():
    for plan in (
        HALVES,
        rows(("All", "collection", None, None)),
        rows(("All", "collection", "100", None)),
        rows(("A", "baste", "12.5", None), ("B", "collection", "87.5", None)),
        rows(("A", "baste", None, "3000"), ("B", "collection", None, "450")),
        rows(("A", "baste", None, "1725"), ("B", "collection", "50", None)),
    ):
        order = banded()
        _write(order, "style", payments=plan)
        assert sum(one.sum for one in schedule(order.case)) == 345000


SHARES = st.lists(st.decimals(0, 33, places=2), max_size=3)


@given(SHARES, st.integers(0, 10**9), st.integers(-(10**6), 10**6), st.integers(0, 10**9))
def test_no_coin_is_lost(shares, price, more, there):
    plan = [Instalment(what="A", due="baste", percent=share) for share in shares]
    plan.append(Instalment(what="B", due="collection"))
    case = banded().case.having(payments=tuple(plan))
    line = case.line("style", "price").model_copy(update={"value": {"amount": price, "currency": "GBP"}})
    case = case.with_entries("values", "style", {"price": line})
    found = schedule(case)
    assert sum(one.sum for one in found) == total(case).whole == price
    assert all(one.sum >= 0 for one in found)
    assert all(
        abs(one.sum - price * share / Decimal(100)) <= 1 for one, share in zip(found, shares, strict=False)
    )


def test_what_is_left_is_never_less_than_nothing():
    order = banded()
    _write(order, "style", payments=rows(("A", "baste", "100", None), ("B", "collection", None, None)))
    cheaper = _sums(("Buttons", 15000, 0))
    order.case = order.case.having(band_low_field="", band_high_field="")
    _write(order, "style", "customer", _told(order, {"style.allowances": cheaper}).quote, allowances=cheaper)
    assert total(order.case).whole < 345000
    assert [one.sum for one in schedule(order.case)] == [total(order.case).whole, 0]


# ---- what is due, and what came
def test_a_due_payment_waits_for_the_customer_and_holds_up_nobody():
    early = banded("pattern")
    assert "payment" not in {step.kind for step in steps(early.case)}
    order = banded("striking")
    (step,) = [step for step in steps(order.case) if step.kind == "payment"]
    assert (step.side, step.stage, step.label) == ("customer", "striking", "Deposit, £1,725")
    assert since(order.case, step) == order.case.progress["striking"].opened
    assert step not in open_steps(order.case)
    assert side_to_move(order.case) == side_to_move(order.case.having(payments=()))
    pay(order, 100000)
    (step,) = [step for step in steps(order.case) if step.kind == "payment"]
    assert step.label == "Deposit, £725"
    pay(order, 72500)
    assert "payment" not in {step.kind for step in steps(order.case)}
    assert _shown(order) == [("Deposit", 172500, 172500, True), ("Balance", 172500, 0, False)]


def test_more_than_all_is_said_and_given_back():
    order = banded("striking")
    pay(order, 345000)
    assert overpaid(order.case) == 0
    key = pay(order, 2000)
    assert overpaid(order.case) == 2000
    pay(order, 1500, back=True)
    assert (received(order.case), overpaid(order.case)) == (345500, 500)
    with pytest.raises(Refused, match="Say why"):
        course.undo_payment(order.case, order.actor("clan"), key, " ")
    order.case = course.undo_payment(order.case, order.actor("clan"), key, "It was another order's")
    assert received(order.case) == 343500
    one = order.case.paid[key]
    assert one.undone and one.why == "It was another order's" and one.amount == 2000
    with pytest.raises(Refused, match="undone already"):
        course.undo_payment(order.case, order.actor("clan"), key, "Again")


def test_what_was_given_back_cannot_be_undone_away():
    order = banded("striking")
    key = pay(order, 2000)
    pay(order, 2000, back=True)
    with pytest.raises(Refused, match="given back"):
        course.undo_payment(order.case, order.actor("clan"), key, "Wrong")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"coins": 0}, "more than nothing"),
        ({"coins": -5}, "more than nothing"),
        ({"coins": 10**14}, "too much money"),
        ({"coins": 5, "back": True}, "Only £0 is there"),
        ({"coins": 5, "side": "customer"}, "receives the money"),
        ({"coins": 5, "day": date(2999, 1, 1)}, "1 January 2999 is to come"),
    ],
)
def test_payments_that_cannot_be(said, sentence):
    with pytest.raises(Refused, match=sentence):
        pay(banded("striking"), **said)


def test_a_reference_is_one_short_line():
    order = banded("striking")
    for words in ("x" * 121, "a\nb"):
        with pytest.raises(Refused, match="reference is one line"):
            course.record_payment(order.case, order.actor("clan"), 5, date(2020, 1, 1), words)


def test_a_payment_is_written_down_after_the_end_too():
    order = banded("striking")
    ended = order.case.having(status="fulfilled")
    actor = order.actor("clan")
    after = course.record_payment(ended, actor, 5000, actor.at.date() - timedelta(days=3), "")
    assert (after.status, received(after), after.seq) == ("fulfilled", 5000, ended.seq + 1)
    again = course.undo_payment(after, actor, f"m{after.seq}", "Wrong order")
    assert (again.status, received(again)) == ("fulfilled", 0)
    with pytest.raises(Refused, match="fulfilled"):
        course.say(ended, actor, "Hello")


def test_a_stage_that_this_order_does_not_have_any_more_is_due():
    case = banded().case.having(payments=(Instalment(what="All", due="gone"),))
    (one,) = schedule(case)
    assert one.due and one.since == case.begun.at
    assert payments.left(case)
    assert [step.stage for step in payments.left(case)] == [case.plan[-1]]
