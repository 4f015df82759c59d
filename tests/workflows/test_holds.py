"""Holds: nothing but the answer of the named person, or whoever put it, lets a held stage go on."""

import pytest

from tests.workflows.sample import (
    clan,
    customer,
    inspected,
    kept,
    moves,
    need_signed,
    put,
    refusal,
    when,
)
from workflows import clocks, course, holds, redrawing, shaping
from workflows.calendars import Calendars
from workflows.case import Actor, Case
from workflows.redrawn import NewStage, Redraw
from workflows.turn import open_steps

NAMED = ("piotr", "Piotr Nowak")


def held(stage: str = "cloth") -> tuple[Case, str]:
    """The cloth under way and chosen, and a stage held by Marian until Piotr answers; with its key."""
    case = course.review(
        put(need_signed(), clan(), "cloth", code="W 81"), customer(), "cloth", "fit", "accepted"
    )
    case = course.hold(case, clan(hours=1), stage, *NAMED)
    return case, f"h{case.seq}"


def test_a_held_stage_cannot_be_signed_and_waits_for_the_named_person():
    case, key = held()
    (step,) = [one for one in open_steps(case) if one.kind == "hold"]
    assert (step.side, step.stage, step.target, step.who) == ("clan", "cloth", key, "piotr")
    for side in (customer(), clan()):
        assert refusal(course.sign, case, side, "cloth") == (
            "Still to settle before you sign: the hold of Marian Holt, which Piotr Nowak is to answer."
        )
    assert kept(case)


@pytest.mark.parametrize("outcome", ["upheld", "declined", "taken_back"])
def test_the_answer_lets_it_go_on(outcome):
    case, key = held()
    case = course.release(case, clan(hours=2), key, outcome)
    assert case.holds[key].outcome == outcome and not case.holds[key].open
    assert not any(kind == "hold" for _side, kind, _target in moves(case))
    case = course.sign(course.sign(case, clan(), "cloth"), customer(), "cloth")
    assert case.state("cloth") == "done"
    assert refusal(course.release, case, clan(), key, "upheld") == "That hold has ended already."


def test_what_was_signed_before_stands_and_is_enough():
    case = put(need_signed(), clan(), "cloth", code="W 81")
    case = course.review(case, customer(), "cloth", "fit", "accepted")
    case = course.sign(case, clan(), "cloth")
    case = course.hold(case, clan(), "cloth", *NAMED)
    stays = case.signatures["cloth"]["clan"]
    case = course.release(case, clan(), f"h{case.seq}", "declined")
    assert case.signatures["cloth"]["clan"] == stays
    assert course.sign(case, customer(), "cloth").state("cloth") == "done"


def test_several_hold_it_until_the_last_is_answered():
    case, first = held()
    case = course.hold(case, Actor("tom", "Tom Reyes", "clan", when(hours=2)), "cloth", *NAMED)
    second = f"h{case.seq}"
    case = course.release(case, clan(), first, "declined")
    assert "the hold of Tom Reyes" in refusal(course.sign, case, clan(), "cloth")
    case = course.release(case, clan(), second, "taken_back")
    assert course.sign(case, clan(), "cloth").stands("cloth", "clan")


def test_who_holds_it_already_or_no_longer_can_is_told_so():
    case, key = held()
    assert refusal(course.hold, case, clan(), "cloth", *NAMED) == "You hold Cloth already."
    behind = "Need is behind us already, so there is nothing to hold."
    assert refusal(course.hold, case, clan(), "need", *NAMED) == behind
    theirs = "A stage is held by the clan, in the customer’s name."
    assert refusal(course.hold, case, customer(), "cloth", *NAMED) == theirs
    case = course.release(case, clan(), key, "taken_back")
    assert course.hold(case, clan(), "cloth", *NAMED).holds[f"h{case.seq + 1}"].open


def test_somebody_else_may_be_named():
    case, key = held()
    case = course.hand_hold_on(case, clan(), key, "tom", "Tom Reyes")
    assert [one.who for one in open_steps(case) if one.kind == "hold"] == ["tom"]
    ended = course.release(case, clan(), key, "upheld")
    assert refusal(course.hand_hold_on, ended, clan(), key, *NAMED) == "That hold has ended already."


def test_a_held_stage_is_not_left_out():
    case, key = held("fitting")
    leave = Redraw(kind="skip", stage="fitting", why="It fits")
    held_ = "Baste fitting is held until it is answered, so it stays."
    assert refusal(course.redraw, case, clan(), leave) == held_
    case = course.release(case, clan(), key, "declined")
    with pytest.raises(redrawing.Moves):  # it may be left out again, and the other side is asked, as ever
        course.redraw(case, clan(), leave)


def test_a_held_stage_is_not_taken_out_again():
    new = NewStage(title="Photograph", holder="clan", clan=("What it shows",), signed_by=("clan",))
    add = Redraw(kind="add", after="fitting", new=new, why="For the album")
    case = course.redraw(need_signed(), clan(), add)
    own = next(key for key in case.plan if key.startswith(shaping.OWN))
    assert shaping.removable(case, own)
    assert not shaping.removable(course.hold(case, clan(), own, *NAMED), own)


def test_it_waits_since_it_was_put_and_two_working_days():
    case, _key = held()
    (step,) = [one for one in open_steps(case) if one.kind == "hold"]
    assert clocks.since(case, step) == when(hours=1)
    days = Calendars()
    assert clocks.expected(case, step, days) == days.clan.after(when(hours=1).date(), holds.DAYS_TO_ANSWER)


def test_it_keeps_an_order_from_ending():
    case = course.hold(inspected(), clan(), "finishing", *NAMED)
    key = f"h{case.seq}"
    assert case.state("finishing") == "now"
    assert "the hold of Marian Holt" in refusal(course.sign, case, customer(), "finishing")
    case = course.sign(course.release(case, clan(), key, "declined"), customer(), "finishing")
    assert case.now is None
