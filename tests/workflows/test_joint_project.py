"""The joint project that ships: a baseline that both lock, what is saved reckoned by both, shared by rule."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.workflows.following import Order
from tests.workflows.joining import (
    ANSWERS,
    BLOCK,
    PROJECT,
    STAGES,
    STOPPED,
    hand,
    put,
    redrawn,
    to_sign,
    until,
    with_lines,
)
from tests.workflows.sample import refusal
from workflows import course
from workflows.blocks import fixed
from workflows.blocks.savings import differing, reckon
from workflows.blocks.settlement import settle
from workflows.blocks.work import unmet
from workflows.booked import Wish
from workflows.booking import Taken
from workflows.case import Case
from workflows.changes import document
from workflows.grammar import SavingsBlock, SettlementBlock
from workflows.impact import impact
from workflows.ordering import ordering
from workflows.turn import steps
from workflows.values import Invalid

TITLES = (
    *("Invitation", "Go and see", "Charter and split", "Root cause", "Countermeasures", "Trial", "Check"),
    *("Standardise and share", "Reflection"),
)


SHARE = st.decimals(min_value=0, max_value=100, places=2)


@pytest.fixture(scope="module")
def chartered() -> Case:
    """The charter is being written."""
    return until("charter")


@pytest.fixture(scope="module")
def locked() -> Case:
    """The charter is signed by both."""
    return until("cause")


@pytest.fixture(scope="module")
def checked() -> Case:
    """Both have reckoned, and nobody has signed."""
    return to_sign(until("check"))


def test_nine_stages_are_followed_to_the_customers_last_word():
    assert tuple(stage.title for stage in PROJECT.stages) == TITLES
    order = Order(PROJECT, ANSWERS)
    assert [STAGES[key].title for key in dict.fromkeys(order.follow(300)) if key] == list(TITLES)
    assert order.case.status == "fulfilled"
    assert {len(stage.signed_by()) for stage in PROJECT.stages} == {2}


# ---- the baseline
def test_the_baseline_is_free_until_both_have_signed_and_then_changes_by_agreement_alone(locked, chartered):
    free = put(chartered, "clan", "charter", baseline="11")
    assert put(free, "customer", "charter", baseline="12").value("charter.baseline") == "12"
    for side in ("customer", "clan"):
        sentence = refusal(put, locked, side, "charter", baseline="11")
        assert sentence.startswith("Baseline is what both signed in Charter and split. It changes when both")
        undone = (course.put_back, locked, hand(locked, side), "charter", "baseline", "11")
        assert "propose" in refusal(*undone)
    case = course.propose(
        locked, hand(locked, "clan"), "charter", "baseline", Wish(value="11.5", why="Counted anew")
    )
    assert case.value("charter.baseline") == "12"
    key, asked = next(iter(case.proposals.items()))
    assert refusal(course.accept, case, hand(case, "clan"), key).startswith("You asked for this.")
    told = impact(case, {asked.path: "11.5"}, case.turn.since.date())
    assert (told.voids, told.free) == ((), True)
    after = course.accept(case, hand(case, "customer"), key, told.quote)
    assert after.value("charter.baseline") == "11.5"
    assert after.stands("charter", "customer") and after.stands("charter", "clan")
    assert "look_again" not in [step.kind for step in steps(after)]


def test_it_stays_locked_when_the_stage_is_opened_again(locked):
    case = redrawn(locked, "reopen", "charter", "A new fact")
    assert case.now == "charter"
    with pytest.raises(fixed.Locked) as refused:
        put(case, "customer", "charter", baseline="11")
    assert refused.value.path == "charter.baseline"
    assert (
        put(case, "clan", "charter", benefit_year="£90,000").value("charter.benefit_year")["amount"]
        == 9_000_000
    )


def test_what_was_left_empty_is_agreed_to_as_well(locked):
    order = Order(PROJECT, ANSWERS)
    assert locked.empty("charter", "margin_floor") and order.case
    assert "propose" in refusal(put, locked, "clan", "charter", margin_floor="20")
    case = course.propose(locked, hand(locked, "clan"), "charter", "margin_floor", Wish(value="20"))
    case = course.accept(case, hand(case, "customer"), next(iter(case.proposals)))
    assert case.value("charter.margin_floor") == "20" and case.stands("charter", "clan")


def test_writing_what_stands_there_already_is_no_change(locked):
    assert put(locked, "clan", "charter", baseline="12.0").value("charter.baseline") == "12"


def test_no_result_before_the_baseline_is_signed_nor_while_it_is_open_again(chartered, locked):
    for case in (chartered, redrawn(locked, "reopen", "charter", "A new fact")):
        for side in ("customer", "clan"):
            sentence = refusal(put, case, side, "check", result="9.5")
            assert sentence.startswith("Result is written once Charter and split is signed")
    assert put(locked, "clan", "check", result="9.5").value("check.result") == "9.5"


def test_a_result_is_not_proposed_while_the_baseline_is_open(locked):
    case = put(locked, "clan", "check", result="9.5")
    case = redrawn(case, "reopen", "charter", "A new fact")
    refused = refusal(course.propose, case, hand(case, "customer"), "check", "result", Wish(value="9"))
    assert refused.startswith("Result is written once")


# ---- the shares
def test_two_shares_make_a_hundred(chartered):
    case = put(chartered, "customer", "charter", share_customer="60")
    with pytest.raises(Invalid, match=r"Your share 60% and Our share 50% make 110%, and must make 100%"):
        put(case, "clan", "charter", share_clan="50")
    case = put(case, "clan", "charter", share_clan="40")
    with pytest.raises(Invalid, match="Write both in one go"):
        put(case, "customer", "charter", share_customer="50")
    case = put(case, "customer", "charter", share_customer="33.3", share_clan="66.7")
    assert case.value("charter.share_clan") == "66.7"
    alone = put(case, "customer", "charter", share_customer="")
    assert alone.value("charter.share_customer") is None


@given(one=SHARE, two=SHARE)
@example(one=Decimal("33.33"), two=Decimal("66.67"))
@example(one=Decimal(0), two=Decimal(100))
def test_both_shares_are_taken_when_they_make_a_hundred_and_never_otherwise(chartered, one, two):
    alone = put(chartered, "clan", "charter", share_clan=str(two))
    for case in (chartered, alone):
        try:
            after = put(case, "customer", "charter", share_customer=str(one), share_clan=str(two))
        except Invalid:
            assert one + two != 100
        else:
            assert one + two == 100 and Decimal(after.value("charter.share_customer")) == one


def test_an_agreement_on_one_share_is_one_on_both(locked):
    case = course.propose(locked, hand(locked, "customer"), "charter", "share_customer", Wish(value="60"))
    case = course.accept(case, hand(case, "clan"), next(iter(case.proposals)))
    assert (case.value("charter.share_customer"), case.value("charter.share_clan")) == ("60", "40")
    assert case.stands("charter", "customer") and case.stands("charter", "clan")


# ---- what is saved
def saved(case: Case) -> Any:
    """What the lines give."""
    assert isinstance(BLOCK, SavingsBlock)
    return reckon(case, case.stages["check"], BLOCK)


def test_the_worked_number_to_the_penny(checked):
    saving = saved(checked).saving
    assert saving.each == Decimal("2.5")
    assert saving.year == 10_000_000
    assert saving.costs == {"customer": 2_200_000, "clan": 1_800_000}
    assert saving.net == 6_000_000
    assert saving.shares == {"customer": 3_000_000, "clan": 3_000_000}
    assert saving.odd == 0


def test_figures_that_differ_keep_the_stage_from_being_signed(checked):
    case = put(checked, "clan", "check", net_clan="£61,000")
    assert differing(case, case.stages["check"], BLOCK) == ["clan"]
    missing = unmet(case, case.stages["check"])
    assert missing == ["Net saving, as we reckon it, which differs from what the lines give"]
    for side in ("customer", "clan"):
        assert "which differs" in refusal(course.sign, case, hand(case, side), "check")
    assert [(one.side, one.target) for one in steps(case) if one.kind == "line"] == [("clan", "net_clan")]
    both = put(case, "customer", "check", net_customer="£61,000")
    assert len(unmet(both, both.stages["check"])) == 2  # agreeing with each other is not enough
    signed = course.sign(checked, hand(checked, "clan"), "check")
    assert course.sign(signed, hand(signed, "customer"), "check").now == "share"


def test_each_side_writes_its_own_figure_alone(checked):
    assert "written by the other side" in refusal(put, checked, "clan", "check", net_customer="£1")
    assert "written by the other side" in refusal(put, checked, "customer", "check", net_clan="£1")


def test_a_changed_input_asks_both_to_reckon_again(checked):
    case = put(checked, "clan", "check", result="9.4")
    assert differing(case, case.stages["check"], BLOCK) == ["customer", "clan"]


def test_a_loss_is_shared_like_a_saving(checked):
    saving = saved(with_lines(checked, check__result="12.1")).saving
    assert saving.year == -400_000
    assert saving.net == -4_400_000
    assert saving.shares == {"customer": -2_200_000, "clan": -2_200_000}


def test_what_is_missing_and_a_division_by_nothing_are_named(checked):
    nothing = saved(with_lines(checked, charter__rate=None, check__cost_clan=None))
    assert nothing.saving is None and nothing.missing == ("charter.rate", "check.cost_clan")
    zero = with_lines(checked, charter__per="0")
    assert saved(zero).zero == "charter.per"
    assert any("nothing can be divided" in told for told in unmet(zero, zero.stages["check"]))
    with pytest.raises(Invalid):
        put(until("charter"), "clan", "charter", per="0")


MONEY = st.integers(0, 10**9)
SOME = st.decimals(min_value=0, max_value=10**6, places=3)


@given(
    before=SOME,
    after=SOME,
    per=st.decimals(min_value="0.001", max_value=10**4, places=3),
    units=st.integers(1, 10**6),
    rate=MONEY,
    costs=st.tuples(MONEY, MONEY),
    share=st.decimals(min_value=0, max_value=100, places=2),
)
def test_the_shares_add_up_to_the_net_whatever_is_saved(
    checked, before, after, per, units, rate, costs, share
):
    case = with_lines(
        checked,
        charter__baseline=str(before),
        check__result=str(after),
        charter__per=str(per),
        charter__units_year=units,
        charter__rate={"amount": rate, "currency": "GBP"},
        check__cost_customer={"amount": costs[0], "currency": "GBP"},
        check__cost_clan={"amount": costs[1], "currency": "GBP"},
        charter__share_customer=str(100 - share),
        charter__share_clan=str(share),
    )
    saving = saved(case).saving
    exact = Fraction(before - after) / Fraction(per) * units * rate
    assert abs(saving.year - exact) <= Fraction(1, 2)
    assert saving.net == saving.year - sum(costs)
    assert sum(saving.shares.values()) == saving.net
    assert 0 <= saving.odd < 1
    assert saving.shares["clan"] + saving.odd == saving.net * Fraction(share) / 100


# ---- when it is stopped
@pytest.mark.parametrize(
    ("rule", "bears", "pays"),
    [
        ("each_own", {"customer": 800_001, "clan": 500_000}, (None, 0)),
        ("half", {"customer": 650_000, "clan": 650_001}, ("clan", 150_001)),
        ("initiator", {"customer": 0, "clan": 1_300_001}, ("clan", 800_001)),
    ],
)
def test_a_stop_asks_what_was_learned_and_settles_by_the_rule(rule, bears, pays):
    case = put(until("trial", stop_rule=rule), "clan", "trial", verdict="stop")
    missing = unmet(case, case.stages["trial"])
    assert missing == ["What did we learn", "What you have spent", "What we have spent"]
    assert isinstance(STOPPED, SettlementBlock)
    assert settle(case, case.stages["trial"], STOPPED) is None
    case = put(case, "customer", "trial", learned="The rail is not the trouble", spent_customer="£8,000.01")
    case = put(case, "clan", "trial", spent_clan="£5,000")
    settled = settle(case, case.stages["trial"], STOPPED)
    assert settled.bears == bears and (settled.pays, settled.due) == pays
    case = course.sign(course.sign(case, hand(case, "clan"), "trial"), hand(case, "customer"), "trial")
    for stage in ("check", "share"):
        case = redrawn(case, "skip", stage, "Stopped")
    assert case.now == "reflection"


def test_who_invited_bears_it_in_a_second_trial_as_well():
    case = until("trial", stop_rule="initiator", invited_by="customer")
    case = redrawn(case, "again", "trial", "With another rail")
    order = Order(PROJECT, ANSWERS)
    order.case, order.at = case, case.turn.since
    while order.case.now != "trial__2":
        order.step()
    case = put(order.case, "customer", "trial__2", verdict="stop", learned="So it is", spent_customer="£10")
    case = put(case, "clan", "trial__2", spent_clan="£30")
    settled = settle(case, case.stages["trial__2"], STOPPED)
    assert settled.bears == {"customer": 4_000, "clan": 0} and (settled.pays, settled.due) == (
        "customer",
        3_000,
    )


def test_an_order_that_began_before_these_words_still_loads(locked):
    held = document(locked)
    for stage in held["stages"].values():
        for block in stage["blocks"]:
            for field in block.get("fields", []):
                del field["locked"], field["after"]
    for progress in held["progress"].values():
        progress.pop("locked", None)
    old = Case.model_validate(held)
    assert put(old, "clan", "charter", baseline="11").value("charter.baseline") == "11"


def test_no_stage_is_moved_before_what_it_is_reckoned_from(locked):
    needed = set(ordering(locked))
    assert {("check", "charter"), ("trial", "charter"), ("trial", "invitation"), ("check", "trial")} <= needed


def test_a_new_fact_opens_the_charter_and_the_causes_again_and_leaves_the_baseline_locked():
    case = until("trial")
    rows = [*case.value("go_and_see.visits"), {"date": "2027-01-08", "seen": "They wait for the lift"}]
    told = impact(case, {"go_and_see.visits": rows}, case.turn.since.date())
    assert (told.reopens, told.voids) == (("charter", "cause"), ("charter", "cause"))
    lines, seen = {"visits": rows}, {"visits": case.line_seq("go_and_see", "visits")}
    after = course.write(case, hand(case, "customer"), "go_and_see", lines, seen, "", Taken(told.quote))
    assert after.now == "charter"
    assert "propose" in refusal(put, after, "customer", "charter", baseline="11")
