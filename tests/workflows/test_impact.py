"""What a change of mind costs: the worked numbers to the penny and the day, and shown is what is booked."""

from copy import copy
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.workflows import replan
from tests.workflows.following import Order
from workflows import course
from workflows.booked import Cost, Wish
from workflows.booking import Priced, Taken
from workflows.calendars import USUAL, Calendar, Calendars
from workflows.case import Case
from workflows.changes import document
from workflows.check import library
from workflows.grammar import LateChange, LateStep, Workflow
from workflows.impact import impact
from workflows.planning import handover, plan
from workflows.values import Invalid

SUIT = library()["bespoke-suit"]
PART = library()["machined-part"]
AGREED: dict[str, Any] = {  # written while they are free, as far as the order has come
    "cloth.cloth": "Navy hopsack",
    "cloth.metres": "3.4",
    "cloth.price_per_m": "95",
    "style.pocket_style": "straight_flap",
    "style.outside_pockets": "4",
    "style.lapel": "notch",
    "style.vents": "side",
    "style.hem": "plain",
    "style.price": "3450",
    "need.date_needed": "2027-06-13",
}


@cache
def _made(stage: str, workflow: str) -> Order:
    stages = [one.key for one in library()[workflow].stages]
    number = stages.index(stage)
    if number == 0:
        return Order(library()[workflow], {})
    order = copy(_made(stages[number - 1], workflow))
    while order.case.now != stage:
        order.step()
    if (workflow, stage) == (SUIT.key, "style"):
        agree(order)
    return order


def until(stage: str, workflow: Workflow = SUIT) -> Order:
    """An order in which this stage is under way, with the lines above agreed."""
    return copy(_made(stage, workflow.key))


def agree(order: Order) -> None:
    """Write the lines that are agreed, and sign what that asks for again."""
    for path, value in AGREED.items():
        stage, _, field = path.partition(".")
        seen = {field: order.case.line_seq(stage, field)}
        order.case = course.write(order.case, order.actor("clan"), stage, {field: value}, seen)


@pytest.fixture(scope="module")
def forward_fitted() -> Order:
    """The forward fitting is over; four straight pockets with flaps were agreed."""
    return until("finish_fitting")


def with_line(case: Case, path: str, value: Any) -> Case:
    """The case with a line as if it had been written long ago."""
    stage, _, field = path.partition(".")
    some = next(iter(case.values[stage].values()))
    return case.with_entries("values", stage, {field: some.model_copy(update={"value": value})})


SLANTED = {"style.pocket_style": "slanted_flap", "style.outside_pockets": 3}


def ask(order: Order, lines: dict[str, Any], days: Calendars = USUAL):
    """What it costs on the day of the order."""
    return impact(order.case, lines, order.at.date(), days)


# ---- the worked numbers of docs/workflows
def test_slanted_pockets_after_the_forward_fitting(forward_fitted):
    told = ask(forward_fitted, SLANTED)
    assert told.cost == Cost(labour=72000, material=7600)
    assert (told.cost.total, told.days) == (79600, 14)
    assert told.reopens == ("forward", "forward_fitting")
    assert told.voids == ("forward_fitting",)
    assert told.before and told.after == USUAL.clan.after(told.before, 14)
    assert told.possible
    assert told.later and (told.later.stage, told.later.possible) == ("finishing", False)


def test_another_cloth_before_the_forward_making_is_over():
    order = until("forward")
    told = ask(order, {"cloth.cloth": "Grey flannel"})
    assert told.cost == Cost(labour=24000 + 84000, material=32300)
    assert (told.cost.total, told.days) == (140300, 28)
    assert told.reopens == ("striking", "baste", "baste_fitting")
    now = ask(until("forward_fitting"), {"cloth.cloth": "Grey flannel"})
    assert now.reopens == ("striking", "baste", "baste_fitting", "forward")


def test_after_the_forward_fitting_a_cloth_costs_all_that_was_made(forward_fitted):
    case = forward_fitted.case
    bare = ask(forward_fitted, {"cloth.cloth": "Grey flannel"})
    assert set(bare.missing) == {"baste.hours", "forward.hours"}
    assert not bare.free
    case = with_line(with_line(case, "baste.hours", "14"), "forward.hours", "31.5")
    told = impact(case, {"cloth.cloth": "Grey flannel"}, forward_fitted.at.date())
    assert told.cost == Cost(labour=(4 * 6000) + 14 * 6000 + 189000, material=32300)
    assert told.days == 40


def test_what_is_no_more_possible_says_what_still_is():
    order = until("collection")
    told = ask(order, {"style.pocket_style": "patch"})
    assert not told.possible
    assert told.alternatives == ("A patch pocket sewn on, or the pockets you want on the next suit.",)
    assert (told.cost.total, told.days, told.reopens, told.voids, told.quote) == (0, 0, (), (), "")


@pytest.mark.parametrize(
    ("inlay", "possible", "missing"), [(45, True, ()), (44, False, ()), (None, True, ("striking.inlays",))]
)
def test_turn_ups_hang_on_the_cloth_in_the_hem(inlay, possible, missing):
    order = until("collection")
    rows = [{"seam": "hem", "inlay_mm": inlay}] if inlay else []
    case = with_line(order.case, "striking.inlays", rows)
    told = impact(case, {"style.hem": "turn_up"}, order.at.date())
    assert (told.possible, told.missing) == (possible, missing)
    assert told.cost.labour == (6000 if inlay == 45 else 0)
    assert not told.free


def test_an_earlier_day_takes_a_part_of_the_price_and_a_later_one_nothing():
    order = until("baste")
    assert ask(order, {"need.date_needed": "2027-05-30"}).cost == Cost(rush=51750)
    assert ask(order, {"need.date_needed": "2027-07-30"}).free
    fresh = until("cloth")
    unpriced = with_line(fresh.case, "need.date_needed", "2027-06-13")
    assert impact(unpriced, {"need.date_needed": "2027-05-30"}, fresh.at.date()).free


def test_nothing_costs_before_it_freezes_and_a_first_word_never_does():
    order = until("baste_fitting")
    told = ask(order, {"style.pocket_style": "patch"})
    assert told.free
    assert (told.changes, told.since) == (("pockets",), ())
    assert told.later and (told.later.stage, told.later.cost.labour, told.later.days) == (
        "baste_fitting",
        18000,
        2,
    )
    assert told.voids == ("style",)
    empty = with_line(until("finish_fitting").case, "style.pocket_style", None)
    assert impact(empty, {"style.pocket_style": "patch"}, date(2027, 1, 1)).free


def test_several_changes_are_added_up_and_each_rule_counts_once(forward_fitted):
    order = forward_fitted
    both = ask(order, {**SLANTED, "style.lapel": "shawl"})
    assert both.changes == ("pockets", "lapel")
    assert both.cost == Cost(labour=72000 + 36000, material=7600, options=9000)
    assert both.days == 19
    assert both.reopens == ("forward", "forward_fitting")


def test_another_answer_costs_what_it_adds_once_the_price_is_agreed():
    early = until("measuring")
    told = ask(early, {"style.lapel": "shawl"})
    assert told.cost == Cost(options=9000)
    assert not told.free and told.days == 0
    back = with_line(early.case, "style.lapel", "shawl")
    assert impact(back, {"style.lapel": "notch"}, early.at.date()).cost.total == -9000
    open_ = until("style")
    assert impact(
        with_line(open_.case, "style.lapel", "notch"), {"style.lapel": "shawl"}, early.at.date()
    ).free
    assert ask(early, {"style.garments": ["coat", "second_trousers"]}).cost.options == 65000 - 55000


def test_a_second_round_that_is_still_to_come_keeps_a_change_free():
    order = until("forward")
    case = replan.again(order.case, order.actor("clan"), "baste_fitting", "Once more")
    order.case = case
    assert case.now == "baste_fitting__2"
    assert ask(order, {"style.pocket_style": "patch"}).free


def test_yeses_that_covered_the_line_are_named():
    order = until("programming", PART)
    told = ask(order, {"drawing.rev": "B"})
    assert told.yeses
    assert {one.split(".")[0] for one in told.yeses} == {"approval"}
    named = {one.rsplit(".", 1)[1] for one in told.yeses}
    (held,) = order.case.approvals["approval"].values()
    scopes = {key: {*held.asked[key].scope} for key in held.answers}
    assert named == {key for key, scope in scopes.items() if {"drawing", "drawing.rev"} & scope}


# ---- taking the price
def test_without_its_price_nothing_is_written_and_with_it_exactly_that_is_booked(forward_fitted):
    order, case = forward_fitted, forward_fitted.case
    lines = {"pocket_style": "slanted_flap", "outside_pockets": 3}
    seen = {key: case.line_seq("style", key) for key in lines}
    with pytest.raises(Priced) as priced:
        course.write(case, order.actor("customer"), "style", lines, seen)
    told = priced.value.impact
    after = course.write(case, order.actor("customer"), "style", lines, seen, "Slanted", Taken(told.quote))
    booked = after.booked[f"c{after.seq}"]
    assert (booked.cost, booked.days, booked.reopens) == (told.cost, 14, ("forward", "forward_fitting"))
    assert (booked.before, booked.after) == (told.before, told.after)
    assert after.now == "forward"
    assert after.value("style.pocket_style") == "slanted_flap"
    assert all(after.stands("style", side) for side in ("customer", "clan"))
    assert Case.model_validate(document(after)) == after
    assert handover(after, plan(after, order.at.date())) == told.after


def test_the_clan_cannot_charge_the_customer_by_itself(forward_fitted):
    order, case = forward_fitted, forward_fitted.case
    seen = {"pocket_style": case.line_seq("style", "pocket_style")}
    quote = ask(order, {"style.pocket_style": "patch"}).quote
    with pytest.raises(Priced):
        course.write(case, order.actor("clan"), "style", {"pocket_style": "patch"}, seen, "", Taken(quote))


def test_a_quote_goes_stale_when_what_it_rests_on_changes(forward_fitted):
    order, case = forward_fitted, forward_fitted.case
    quote = ask(order, {"style.pocket_style": "patch"}).quote
    dearer = course.write(
        case,
        order.actor("clan"),
        "cloth",
        {"price_per_m": "120"},
        {"price_per_m": case.line_seq("cloth", "price_per_m")},
    )
    seen = {"pocket_style": case.line_seq("style", "pocket_style")}
    with pytest.raises(Priced, match="The price has moved") as priced:
        course.write(
            dearer, order.actor("customer"), "style", {"pocket_style": "patch"}, seen, "", Taken(quote)
        )
    assert priced.value.impact.cost.material == 9600
    late = order.actor("customer")
    for days, fits in ((7, True), (8, False)):
        then = type(late)(late.handle, late.name, late.side, late.at + timedelta(days=days))
        if fits:
            assert course.write(case, then, "style", {"pocket_style": "patch"}, seen, "", Taken(quote)).booked
        else:
            with pytest.raises(Priced, match="for seven days"):
                course.write(case, then, "style", {"pocket_style": "patch"}, seen, "", Taken(quote))
    for wrong in ("", "x", "20260101.1.1.1", f"2026\u0660101.{quote[9:]}", quote[:-1]):
        with pytest.raises(Priced):
            course.write(
                case, order.actor("customer"), "style", {"pocket_style": "patch"}, seen, "", Taken(wrong)
            )


def test_a_change_is_taken_back_whole_while_nobody_has_built_on_it(forward_fitted):
    order, case = forward_fitted, forward_fitted.case
    seen = {"pocket_style": case.line_seq("style", "pocket_style")}
    quote = ask(order, {"style.pocket_style": "patch"}).quote
    after = course.write(
        case, order.actor("customer"), "style", {"pocket_style": "patch"}, seen, "", Taken(quote)
    )
    key = f"c{after.seq}"
    with pytest.raises(course.Refused, match="Both agreed"):
        course.take_back_change(after, order.actor("clan"), key)
    back = course.take_back_change(after, order.actor("customer"), key)
    assert back.booked[key].ended
    assert back.now == case.now
    assert {s: {k: v.value for k, v in held.items()} for s, held in back.values.items()} == {
        s: {k: v.value for k, v in held.items()} for s, held in case.values.items()
    }
    assert back.signatures == case.signatures
    assert back.progress == case.progress
    built = course.say(after, order.actor("clan"), "We begin")
    with pytest.raises(course.Refused, match="built on this"):
        course.take_back_change(built, order.actor("customer"), key)
    for wrong in (key, "c1"):
        with pytest.raises(course.Refused):
            course.take_back_change(back, order.actor("customer"), wrong)


def test_putting_back_a_late_line_asks_for_its_price_too(forward_fitted):
    order, case = forward_fitted, forward_fitted.case
    with pytest.raises(Priced) as priced:
        course.put_back(case, order.actor("customer"), "style", "pocket_style", "patch")
    after = course.put_back(
        case, order.actor("customer"), "style", "pocket_style", "patch", Taken(priced.value.impact.quote)
    )
    assert after.booked


# ---- whatever the order, the stage, the line and the rule
STAGES = [stage.key for stage in SUIT.stages]
LINES = {
    "style.pocket_style": ("patch", "slanted_flap"),
    "style.lapel": ("shawl", "peak"),
    "style.vents": ("none", "centre"),
    "cloth.cloth": ("Grey flannel", "Tweed"),
    "need.date_needed": ("2027-05-01", "2028-01-01"),
}
MONEY = st.integers(0, 100_000)


@st.composite
def rules(draw):
    """A late change of one of the lines, with steps in order."""
    path = draw(st.sampled_from(sorted(LINES)))
    afters = sorted(draw(st.sets(st.sampled_from(STAGES[:-1]), min_size=1, max_size=4)), key=STAGES.index)
    hours = st.decimals(0, 90, places=2)
    steps = [
        LateStep(
            after=after,
            hours=draw(hours),
            metres=draw(st.decimals(0, 5, places=1)),
            rush_percent=draw(st.sampled_from([Decimal(0), Decimal("12.5")])),
            days=draw(st.integers(0, 40)),
            reopens=tuple(draw(st.sets(st.sampled_from(STAGES), max_size=4))),
        )
        for after in afters
    ]
    return path, LateChange(
        key="any", title="Any", fields=(path,), steps=tuple(steps), price_field="cloth.price_per_m"
    )


FEW = Calendar(weekdays=(0, 2, 4))
SHUT = Calendar(holidays=frozenset(date(2026, 9, day) for day in range(10, 30)))
CALENDARS = [
    USUAL,
    Calendars(clan=FEW, customer=FEW),
    Calendars(clan=SHUT, customer=SHUT),
    Calendars(clan=SHUT, customer=FEW),
    Calendars(clan=FEW, customer=Calendar(weekdays=(5, 6))),
]


@settings(max_examples=150, deadline=None)
@given(data=st.data(), number=st.integers(1, len(STAGES) - 1), rule=rules(), wait=st.integers(0, 30))
def test_what_is_shown_is_what_is_booked(data, number, rule, wait):
    path, late = rule
    order = until(STAGES[number])
    days = data.draw(st.sampled_from(CALENDARS))
    case = order.case.having(late_changes=(late,), hourly_rate=data.draw(MONEY))
    stage, field = path.split(".")
    held = case.value(path)
    assume(held is not None)
    new = data.draw(st.sampled_from([one for one in LINES[path] if one != held]))
    actor = order.actor("customer")
    actor = type(actor)(actor.handle, actor.name, actor.side, actor.at + timedelta(days=wait))
    today = actor.at.date()
    told = impact(case, {path: new}, today, days)
    assume(told.possible and not told.missing)
    args = (stage, {field: new}, {field: case.line_seq(stage, field)}, "", Taken(told.quote, days))
    after = course.write(case, actor, *args)
    assert after.value(path) == new
    fell = {
        key
        for key in case.plan
        if len(case.stages[key].signed_by()) == 2
        and any(case.stands(key, side) and not after.stands(key, side) for side in ("customer", "clan"))
    }
    assert fell == set(told.voids)
    if told.free:
        assert not after.booked
        back = course.put_back(after, actor, stage, field, held, Taken("", days))
        assert (back.value(path), back.signatures) == (held, case.signatures)
        return
    booked = after.booked[f"c{after.seq}"]
    now = [one for one in late.steps if STAGES.index(one.after) < number]
    step = now[-1] if now else LateStep(after=stage)
    assert booked.cost == told.cost
    assert booked.cost.labour == int((step.hours * case.hourly_rate).quantize(Decimal(1), ROUND_HALF_UP))
    assert (booked.days, booked.reopens) == (told.days, told.reopens) == (step.days, told.reopens)
    assert (booked.before, booked.after) == (told.before, told.after)
    assert {key for key in told.reopens} == {key for key in step.reopens if case.state(key) == "done"}
    assert handover(after, plan(after, today, days)) == told.after
    if told.before and days.clan == days.customer:
        assert told.after == days.clan.after(told.before, step.days)
    back = course.take_back_change(after, actor, f"c{after.seq}")
    assert back.value(path) == held
    assert (back.now, back.progress, back.signatures) == (case.now, case.progress, case.signatures)


def test_the_day_it_is_for_lies_ahead():
    order = until("cloth")
    past = (order.at.date() - timedelta(days=1)).isoformat()
    seen = {"date_needed": order.case.line_seq("need", "date_needed")}
    with pytest.raises(Invalid, match="is past"):
        course.write(order.case, order.actor("customer"), "need", {"date_needed": past}, seen)
    today = order.at.date().isoformat()
    assert course.write(order.case, order.actor("customer"), "need", {"date_needed": today}, seen)
    held = until("style").case
    with pytest.raises(Invalid, match="is past"):
        course.propose(held, order.actor("clan"), "need", "date_needed", Wish(value=past))
