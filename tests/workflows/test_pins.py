"""Pins: they stay in their picture at their place, wait for the other side, and both sides settle them."""

import pytest

from tests.workflows.sample import clan, customer, kept, moves, need_signed, put, refusal
from workflows import course, pins
from workflows.case import Case
from workflows.grammar import Field, FieldsBlock
from workflows.pinned import Spot
from workflows.turn import side_to_move

ONE, TWO = ({"id": letter * 32, "name": f"{letter}.jpg", "type": "image/jpeg", "size": 9} for letter in "ab")
SPOT = Spot(stage="cloth", field="photos", file=ONE["id"], x=445, y=555)


def pictured() -> Case:
    """The cloth is under way and has two pictures."""
    case = need_signed()
    photo = Field(key="photos", label="Pictures", type="photo")
    block = FieldsBlock(kind="fields", key="seen", fields=(photo,))
    cloth = case.stages["cloth"]
    cloth = cloth.model_copy(update={"blocks": (*cloth.blocks, block)})
    return put(case.having(stages={**case.stages, "cloth": cloth}), clan(), "cloth", photos=[ONE, TWO])


def pinned(text: str = "It pulls here") -> tuple[Case, str]:
    """A pin of the customer, and its key."""
    case = course.put_pin(pictured(), customer(), SPOT, "  The   collar ", text)
    return case, f"n{case.seq}"


def test_a_pin_is_where_it_was_put_and_waits_for_the_other_side():
    case, key = pinned()
    pin = case.pins[key]
    assert (pin.x, pin.y, pin.title, pin.waits_for, pin.open) == (445, 555, "The collar", "clan", True)
    assert [word.text for word in pin.talk.values()] == ["It pulls here"]
    assert ("clan", "pin", key) in moves(case)
    silent = course.put_pin(pictured(), clan(), SPOT, "Vents", " ")
    assert silent.pins[f"n{silent.seq}"].talk == {}
    assert silent.pins[f"n{silent.seq}"].waits_for == "customer"
    assert kept(case)


def test_what_is_no_pin_is_refused():
    case = pictured()
    for spot in ({"file": "c" * 32}, {"field": "code"}, {"field": "made_up"}):
        gone = refusal(course.put_pin, case, customer(), SPOT.model_copy(update=spot), "Collar")
        assert gone == "That picture is not in this order any more. Put the pin into another one."
    for place in ({"x": -1}, {"x": 1001}, {"y": -1}, {"y": 1001}):
        outside = refusal(course.put_pin, case, customer(), SPOT.model_copy(update=place), "Collar")
        assert outside == "That place is not in the picture. Press the picture where the pin shall be."
    for corner in ({"x": 0, "y": 0}, {"x": 1000, "y": 1000}):
        assert course.put_pin(case, customer(), SPOT.model_copy(update=corner), "x" * 120).pins
    for title in ("", "  ", "x" * 121):
        said = refusal(course.put_pin, case, customer(), SPOT, title)
        assert said == "Say in a few words what the pin is about, 120 letters at most."
    assert refusal(course.put_pin, case, customer(), SPOT.model_copy(update={"stage": "none"}), "Collar")


def test_a_pin_in_a_stage_to_come_waits_too():
    case = pictured()
    later = case.stages["cloth"].model_copy(update={"key": "finishing"})
    case = case.having(stages={**case.stages, "finishing": later})
    case = put(case, clan(), "finishing", photos=[ONE])
    case = course.put_pin(case, customer(), SPOT.model_copy(update={"stage": "finishing"}), "The hem")
    assert case.state("finishing") == "next"
    assert ("clan", "pin", f"n{case.seq}") in moves(case)


def test_each_answer_hands_it_to_the_other_side():
    case, key = pinned()
    case = course.answer_pin(case, clan(), key, "We lower it")
    assert case.pins[key].waits_for == "customer"
    case = course.answer_pin(case, customer(), key, "Good")
    assert case.pins[key].waits_for == "clan"
    assert [word.text for word in case.pins[key].talk.values()] == ["It pulls here", "We lower it", "Good"]
    assert refusal(course.answer_pin, case, clan(), key, " ") == "There is nothing written yet."
    assert refusal(course.answer_pin, case, clan(), "n0", "x") == "There is no such pin in this order."


def test_both_settle_it_and_neither_alone():
    case, key = pinned()
    case = course.settle_pin(case, clan(), key)
    assert (case.pins[key].open, case.pins[key].waits_for) == (True, "customer")
    assert course.settle_pin(case, clan(), key) is case, "initials are given once"
    case = course.answer_pin(case, customer(), key, "Not quite")
    assert case.pins[key].settled == {}, "who called it settled is asked again"
    case = course.settle_pin(course.settle_pin(case, customer(), key), clan(), key)
    assert (case.pins[key].open, case.pins[key].waits_for) == (False, None)
    assert not [move for move in moves(case) if move[1] == "pin"]
    said = refusal(course.answer_pin, case, clan(), key, "One more thing")
    assert said == "“The collar” is settled. Open it again to say more."
    assert kept(case)


def test_a_settled_pin_is_opened_again_with_a_reason():
    case, key = pinned()
    assert refusal(course.open_pin, case, clan(), key, "why") == "“The collar” is open already."
    case = course.settle_pin(course.settle_pin(case, customer(), key), clan(), key)
    assert (
        refusal(course.open_pin, case, clan(), key, "") == "Say why, so that everyone understands it later."
    )
    case = course.open_pin(case, clan(), key, "It moved again")
    assert (case.pins[key].open, case.pins[key].waits_for) == (True, "customer")
    assert [word.text for word in case.pins[key].talk.values()][-1] == "It moved again"


def test_a_stage_is_signed_when_its_pins_are_settled():
    case, key = pinned()
    case = put(case, clan(), "cloth", code="W 81")
    case = course.review(case, customer(), "cloth", "fit", "accepted")
    assert "The collar" in refusal(course.sign, case, clan(), "cloth")
    assert side_to_move(case) == "clan"
    case = course.settle_pin(course.settle_pin(case, customer(), key), clan(), key)
    assert "clan" in course.sign(case, clan(), "cloth").signatures["cloth"]


def test_pins_stay_when_their_picture_is_taken_off_and_are_carried_over_to_others():
    case, key = pinned()
    assert pins.carried(case, "cloth", ONE["id"]) == []
    assert pins.carried(case, "cloth", TWO["id"]) == [key]
    assert pins.carried(case, "finishing", "c" * 32) == [key]
    assert pins.carried(case, "need", "c" * 32) == [], "what comes later is not carried back"
    case = put(case, clan(), "cloth", photos=[TWO])
    assert case.pins[key].open
    assert pins.pictures(case, "cloth", "photos") == [TWO["id"]]
    case = course.settle_pin(course.settle_pin(case, customer(), key), clan(), key)
    assert pins.carried(case, "cloth", TWO["id"]) == []


@pytest.mark.parametrize("deed", [course.settle_pin, course.answer_pin, course.open_pin])
def test_a_pin_that_is_not_there_is_refused(deed):
    more = () if deed is course.settle_pin else ("why",)
    assert refusal(deed, pictured(), clan(), "n1", *more) == "There is no such pin in this order."
