"""What cannot be, at a change of mind: each is refused with a sentence, and nothing of the order changes."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from tests.workflows import test_joint_project as joint
from tests.workflows.sample import refusal
from tests.workflows.test_impact import AGREED, SUIT, until
from workflows import course
from workflows.booked import ByHand, Cost, Wish
from workflows.booking import Priced, Taken
from workflows.calendars import Calendar
from workflows.case import Actor
from workflows.check import sense
from workflows.grammar import Workflow
from workflows.impact import impact
from workflows.records import Refused
from workflows.redrawn import Redraw
from workflows.values import Invalid

SLANTED = Wish(value="slanted_flap")
PATH = "style.pocket_style"


@pytest.fixture
def fitted():
    return until("finish_fitting")


def with_cloth(**words) -> Workflow:
    """The suit with its rule for another cloth in other words."""
    late = [one.model_copy(update=words) if one.key == "cloth" else one for one in SUIT.late_changes]
    return SUIT.model_copy(update={"late_changes": tuple(late)})


def told(workflow: Workflow) -> str:
    return " ".join(problem.message for problem in sense(workflow))


def asked(order, wish=SLANTED, field="pocket_style"):
    """The case in which the customer asks for something, and its key."""
    case = course.propose(order.case, order.actor("customer"), "style", field, wish)
    return case, f"p{case.seq}"


def test_a_rule_that_divides_by_nothing():
    """No rule of a late change divides; a saving does, and its number may never be 0."""
    order = joint.until("charter")
    with pytest.raises(Invalid):
        joint.put(order, "clan", "charter", per="0")


def test_a_rule_that_refers_to_a_missing_field():
    assert not sense(SUIT)
    assert "cloth.weave" in told(with_cloth(fields=("cloth.weave",)))
    assert "cloth.sum" in told(with_cloth(price_field="cloth.sum"))


def test_a_rule_that_makes_a_circle():
    rule = next(one for one in SUIT.late_changes if one.key == "cloth")
    assert rule.price_field not in rule.fields
    assert "from a line that it prices itself" in told(with_cloth(fields=(*rule.fields, rule.price_field)))


def test_a_quote_that_went_stale_between_showing_and_pressing(fitted):
    case, customer = fitted.case, fitted.actor("customer")
    shown = impact(case, {PATH: "slanted_flap"}, fitted.at.date())
    seen = {"price_per_m": case.line_seq("cloth", "price_per_m")}
    moved = course.write(case, fitted.actor("clan"), "cloth", {"price_per_m": "120"}, seen)
    seen = {"pocket_style": moved.line_seq("style", "pocket_style")}
    with pytest.raises(Priced, match="The price has moved") as again:
        line = {"pocket_style": "slanted_flap"}
        course.write(moved, customer, "style", line, seen, "", Taken(shown.quote))
    assert again.value.impact.cost.total > shown.cost.total
    assert moved.value(PATH) == AGREED[PATH] and not moved.booked


def test_two_proposals_on_the_same_field(fitted):
    case, _key = asked(fitted)
    for side in ("clan", "customer"):
        again = refusal(course.propose, case, fitted.actor(side), "style", "pocket_style", SLANTED)
        assert again.endswith("already. Answer that one, or counter it.")


def test_a_counter_to_a_withdrawn_proposal(fitted):
    case, key = asked(fitted)
    case = course.withdraw_proposal(case, fitted.actor("customer"), key)
    sentence = "This proposal is withdrawn already, so there is nothing to answer."
    assert refusal(course.counter, case, fitted.actor("clan"), key, Wish(way="Sewn down")) == sentence


def test_a_negative_price(fitted):
    for broken in ({"labour": -1}, {"material": -1}, {"rush": -1}):
        with pytest.raises(ValidationError):
            Cost(**broken)
    with pytest.raises(ValidationError):
        ByHand(days=-1)
    with pytest.raises(Invalid):
        asked(fitted, Wish(value="-1"), "price")


def test_a_currency_that_differs(fitted):
    for value in ("€3,450", {"amount": 345000, "currency": "EUR"}):
        with pytest.raises(Invalid, match="counted in GBP in this order, not in another currency"):
            asked(fitted, Wish(value=value), "price")


def test_a_date_before_today(fitted):
    past = (fitted.at.date() - timedelta(days=1)).isoformat()
    with pytest.raises(Invalid, match="is past"):
        course.propose(fitted.case, fitted.actor("clan"), "need", "date_needed", Wish(value=past))


def test_a_stage_moved_before_one_it_depends_on():
    order = until("need")
    sewn = Redraw(kind="move", stage="finish_fitting", after="cloth", why="Sooner")
    sentence = refusal(course.redraw, order.case, order.actor("clan"), sewn)
    assert sentence == "Last fitting builds on Forward making, so it comes after it."
    assert order.case.plan.index("finish_fitting") > order.case.plan.index("forward_fitting")


def test_a_change_that_would_leave_the_order_without_stages():
    order = until("need")
    case = order.case
    for key in case.plan:
        out = Redraw(kind="skip", stage=key, why="Not needed")
        actor = Actor("marian", "Marian", "clan", order.at)
        try:
            case = course.redraw(case, actor, out)
        except Refused as refused:
            assert str(refused).endswith(".")
    assert case.now and any(case.state(key) != "skipped" for key in case.plan)


def test_a_calendar_without_working_days():
    with pytest.raises(ValidationError, match="at least 1 item"):
        Calendar(weekdays=())
    with pytest.raises(ValidationError):
        Calendar.written("", [])
    assert Calendar.written("5", []).after(date(2027, 3, 1), 1) == date(2027, 3, 5)
