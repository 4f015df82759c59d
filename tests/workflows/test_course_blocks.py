"""What is done in a stage besides its lines: reviews, checklists, appointments."""

from zoneinfo import ZoneInfo

import pytest

from tests.workflows import replan
from tests.workflows.sample import (
    CLOTH,
    SUIT,
    clan,
    cloth_signed,
    customer,
    fitted,
    inspected,
    kept,
    moves,
    need_signed,
    put,
    refusal,
    when,
)
from workflows import course
from workflows.blocks.work import unmet
from workflows.case import Case, Mark
from workflows.changes import document
from workflows.records import Terms


def chosen():
    """A cloth that waits for the customer's review."""
    return put(need_signed(), clan(), "cloth", code="W 81")


# ---- reviews
def test_a_review_means_what_was_on_the_page():
    case = course.review(chosen(), customer(3), "cloth", "fit", "accepted", " lovely ")
    decided = case.reviewed("cloth", "fit")
    assert (decided.decision, decided.note, decided.asks) == ("accepted", "lovely", ())
    assert (decided.by, decided.at, decided.seq, sorted(decided.covers)) == ("julian", when(3), 6, ["code"])
    assert case.accepted("cloth", "fit") and kept(case)
    changed = put(case, clan(), "cloth", code="W 82")
    assert changed.reviewed("cloth", "fit") is None and not changed.accepted("cloth", "fit")
    assert course.put_back(changed, clan(), "cloth", "code", "W 81").accepted("cloth", "fit")
    assert course.review(changed, customer(), "cloth", "fit", "accepted").reviewed("cloth", "fit").note == ""

    assert refusal(course.review, case, clan(), "cloth", "fit", "accepted") == (
        "Fit for purpose is for the other side to decide."
    )
    assert refusal(course.review, case, customer(), "cloth", "choice", "accepted") == (
        "There is no review called choice in Cloth."
    )
    assert refusal(course.review, case, customer(), "cloth", "fit", "perhaps") == (
        "Fit for purpose can be decided with: accepted, accepted with changes, changes needed, not mine."
    )
    assert refusal(course.review, case, customer(), "cloth", "fit", "accepted", "x" * 4001) == (
        "The note has 4,001 characters; 4,000 is the most it can hold."
    )


def test_a_review_waits_for_its_stage_and_ends_with_it():
    case = cloth_signed()
    assert refusal(course.review, case, customer(), "cloth", "fit", "not_mine") == (
        "Cloth is finished. Open it again to decide anew."
    )
    changed = put(case, clan(), "cloth", code="W 82")
    assert course.review(changed, customer(), "cloth", "fit", "accepted").accepted("cloth", "fit")
    pushed = replan.reopen(replan.reopen(case, clan(), "cloth", "why"), clan(), "need", "why")
    assert refusal(course.review, pushed, customer(), "cloth", "fit", "accepted") == (
        "Cloth is not under way yet, so there is nothing to review."
    )
    left_out = pushed.having(stages={**pushed.stages, "cloth": CLOTH.model_copy(update={"essential": False})})
    left_out = replan.skip(left_out, clan(), "cloth", "why")
    assert refusal(course.review, left_out, customer(), "cloth", "fit", "accepted") == (
        "Cloth was left out. Open it again to work on it."
    )


@pytest.mark.parametrize("decision", ["accepted_with_changes", "changes_needed"])
def test_changes_become_a_promise_of_the_other_side(decision):
    before = chosen()
    case = course.review(before, customer(), "cloth", "fit", decision, "a bolder check")
    asked = case.commitments["c6"]
    assert (asked.text, asked.of, asked.stage, asked.state) == ("a bolder check", "clan", "cloth", "asked")
    assert asked.asked.side == "customer" and case.reviewed("cloth", "fit").asks == ("c6",) and kept(case)
    assert case.accepted("cloth", "fit") == (decision == "accepted_with_changes")
    assert refusal(course.review, before, customer(), "cloth", "fit", decision, " ") == (
        "Say which changes, so that the others know what to do."
    )


def test_one_promise_goes_to_and_fro_until_the_reviewer_accepts():
    case = course.review(chosen(), customer(), "cloth", "fit", "changes_needed", "a bolder check")
    assert moves(case)[0] == ("clan", "change", "c6")
    assert [move for move in moves(case) if move[2] == "c6"] == [("clan", "change", "c6")]
    case = course.done(case, clan(), "c6")
    assert moves(case)[0] == ("customer", "review", "fit")
    assert "c6" not in [target for _, _, target in moves(case)]
    case = course.review(case, customer(8), "cloth", "fit", "changes_needed", "bolder still")
    assert (case.commitments["c6"].state, case.commitments["c6"].why) == ("not_yet", "bolder still")
    assert case.commitments["c6"].judged.at == when(8)
    assert len(case.commitments) == 3 and moves(case)[0] == ("clan", "change", "c6")
    case = course.review(case, customer(9), "cloth", "fit", "accepted")
    closed = case.commitments["c6"]
    assert (closed.state, closed.judged.at, closed.why) == ("satisfied", when(9), "")
    assert case.reviewed("cloth", "fit").asks == ()
    case = course.review(case, customer(), "cloth", "fit", "changes_needed", "no, plain")
    assert case.commitments["c10"].text == "no, plain" and len(case.commitments) == 4


def test_each_line_of_a_note_is_a_change_to_be_made():
    note = "- a bolder check\n2) the lining\n\n  the lining\n"
    case = course.review(chosen(), customer(), "cloth", "fit", "changes_needed", note)
    asked = {key: case.commitments[key].text for key in case.reviewed("cloth", "fit").asks}
    assert asked == {"c6": "a bolder check", "c6_2": "the lining"} and kept(case)
    assert moves(case)[:2] == [("clan", "change", "c6"), ("clan", "change", "c6_2")]
    case = course.done(case, clan(), "c6")
    assert moves(case)[0] == ("clan", "change", "c6_2")
    case = course.done(case, clan(), "c6_2")
    assert moves(case)[0] == ("customer", "review", "fit")
    case = course.review(case, customer(), "cloth", "fit", "changes_needed", "the lining\na button")
    assert case.reviewed("cloth", "fit").asks == ("c6", "c6_2", "c9_2")
    states = {key: case.commitments[key].state for key in ("c6", "c6_2", "c9_2")}
    assert states == {"c6": "done", "c6_2": "not_yet", "c9_2": "asked"}
    case = course.review(case, customer(), "cloth", "fit", "accepted")
    assert {case.commitments[key].state for key in states} == {"satisfied"}


def test_a_note_has_no_end_of_changes():
    many = "\n".join(f"change {number}" for number in range(31))
    said = refusal(course.review, chosen(), customer(), "cloth", "fit", "changes_needed", many)
    assert said == "These are more than 30 changes. Write one a line, and the smaller ones together."
    assert course.review(chosen(), customer(), "cloth", "fit", "not_mine", many)


def test_a_decision_that_was_kept_as_one_promise_is_read():
    case = course.review(chosen(), customer(), "cloth", "fit", "changes_needed", "a bolder check")
    stored = document(case)
    stored["reviews"]["cloth"]["fit"]["asks"] = "c6"
    assert Case.model_validate(stored) == case
    stored["reviews"]["cloth"]["fit"]["asks"] = ""
    assert Case.model_validate(stored).reviews["cloth"]["fit"].asks == ()


def test_a_changed_line_brings_the_review_back_to_its_reviewer():
    case = course.review(chosen(), customer(), "cloth", "fit", "changes_needed", "a bolder check")
    case = put(case, clan(), "cloth", code="W 90")
    assert moves(case)[0] == ("customer", "review", "fit")
    assert "c6" not in [target for _, _, target in moves(case)]
    assert course.review(case, customer(), "cloth", "fit", "accepted").commitments["c6"].state == "satisfied"


def test_a_promise_of_changes_that_was_closed_starts_anew():
    case = course.review(chosen(), customer(), "cloth", "fit", "changes_needed", "a bolder check")
    case = course.satisfied(case, customer(), "c6")
    assert moves(case)[0] == ("customer", "review", "fit")
    case = course.review(case, customer(), "cloth", "fit", "accepted_with_changes", "the lining")
    assert (case.reviewed("cloth", "fit").asks, case.commitments["c8"].text) == (("c8",), "the lining")


def test_not_mine_leaves_the_review_where_it_is():
    case = course.review(chosen(), customer(), "cloth", "fit", "changes_needed", "a bolder check")
    case = course.review(case, customer(), "cloth", "fit", "not_mine")
    assert not case.accepted("cloth", "fit") and case.reviewed("cloth", "fit").asks == ("c6",)
    assert moves(case)[0] == ("customer", "review", "fit")


def test_an_optional_review_holds_nothing_up():
    review = CLOTH.blocks[1].model_copy(update={"required": False})
    cloth = CLOTH.model_copy(update={"blocks": (CLOTH.blocks[0], review, CLOTH.blocks[3])})
    case = chosen()
    case = case.having(stages={**case.stages, "cloth": cloth})
    assert [move[1] for move in moves(case)] == ["sign", "sign", "promise"]
    case = course.review(case, customer(), "cloth", "fit", "changes_needed", "a bolder check")
    assert ("clan", "promise", "c6") in moves(case)
    assert course.sign(course.sign(case, clan(), "cloth"), customer(), "cloth").now == "fitting"


# ---- checklists
def test_a_tick_has_a_name_and_can_be_taken_back():
    case = course.tick(fitted(), clan(4), "finishing", "inspection", "buttons")
    mark = case.ticks["finishing"]["inspection.buttons"]
    assert (mark.by, mark.at, mark.seq) == ("marian", when(4), 13) and isinstance(mark, Mark) and kept(case)
    assert course.tick(case, clan(), "finishing", "inspection", "buttons") is case
    case = course.tick(case, clan(), "finishing", "inspection", "pressed")
    case = course.tick(case, clan(), "finishing", "inspection", "buttons", False)
    assert list(case.ticks["finishing"]) == ["inspection.pressed"]
    assert course.tick(case, clan(), "finishing", "inspection", "buttons", False) is case

    assert refusal(course.tick, case, customer(), "finishing", "inspection", "card") == (
        "Inspection is ticked by the other side."
    )
    assert refusal(course.tick, case, clan(), "finishing", "inspection", "hem") == (
        "There is nothing called hem to tick in Finishing."
    )
    assert refusal(course.tick, case, clan(), "fitting", "visit", "hem") == (
        "There is nothing called hem to tick in Baste fitting."
    )
    signed = course.sign(inspected(), customer(), "finishing")
    assert refusal(course.tick, signed, clan(), "finishing", "inspection", "buttons", False) == (
        "Finishing is finished. Open it again to change this."
    )
    left_out = replan.skip(case, clan(), "finishing", "why")
    assert refusal(course.tick, left_out, clan(), "finishing", "inspection", "buttons") == (
        "Finishing was left out. Open it again to work on it."
    )


def test_a_stage_to_come_can_be_ticked_and_only_required_things_count():
    case = course.tick(need_signed(), clan(), "finishing", "inspection", "card")
    finishing = case.stage("finishing")
    assert unmet(case, finishing) == ["Buttons", "Pressed"]


# ---- appointments
def test_one_side_offers_times_and_the_other_picks():
    case = cloth_signed()
    offered = (when(days=9), when(days=8), when(days=9))
    case = course.propose_times(case, clan(2), "fitting", "visit", offered, Terms(place=" 12  Savile Row "))
    meeting = case.appointments["fitting"]["visit"]
    assert meeting.proposed.times == (when(days=8), when(days=9))
    assert (meeting.proposed.place, meeting.proposed.by, meeting.picked) == (
        "12 Savile Row",
        "marian",
        None,
    )
    assert case.unpicked("fitting", "visit") and moves(case)[0] == ("customer", "appointment", "visit")
    assert kept(case)
    tokyo = when(days=8).astimezone(ZoneInfo("Asia/Tokyo"))
    agreed = course.pick_time(case, customer(3), "fitting", "visit", tokyo)
    meeting = agreed.appointments["fitting"]["visit"]
    assert (meeting.picked, meeting.picked_by.by, meeting.proposed.side) == (when(days=8), "julian", "clan")
    assert not agreed.unpicked("fitting", "visit") and kept(agreed)

    assert refusal(course.pick_time, case, clan(), "fitting", "visit", when(days=8)) == (
        "Your side offered these times; the other side picks one."
    )
    other = "That time is not one of those offered for The fitting."
    assert refusal(course.pick_time, case, customer(), "fitting", "visit", when(days=7)) == other
    assert refusal(course.pick_time, cloth_signed(), customer(), "fitting", "visit", when(days=8)) == other
    assert refusal(course.pick_time, case, customer(days=8), "fitting", "visit", when(days=8)) == (
        "That time is past. Pick a later one, or offer others."
    )
    arranged = "The fitting is arranged already. Ask to move it, and say why."
    assert refusal(course.pick_time, agreed, customer(), "fitting", "visit", when(days=9)) == arranged
    assert refusal(course.propose_times, agreed, clan(), "fitting", "visit", (when(days=9),)) == arranged


def test_what_can_be_offered():
    case = cloth_signed()
    past = "The fitting needs at least one time that is still to come."
    assert refusal(course.propose_times, case, clan(), "fitting", "visit", ()) == past
    assert refusal(course.propose_times, case, clan(1), "fitting", "visit", (when(1),)) == past
    assert refusal(course.propose_times, case, clan(1), "fitting", "visit", (when(1), when(9))) == (
        "A time for The fitting is past. Offer only times that are still to come."
    )
    many = tuple(when(days=day) for day in range(1, 22))
    assert refusal(course.propose_times, case, clan(), "fitting", "visit", many) == (
        "The fitting: offer 20 times at most; these are 21."
    )
    assert course.propose_times(case, clan(), "fitting", "visit", many[:20]).unpicked("fitting", "visit")
    assert refusal(
        course.propose_times, case, clan(), "fitting", "visit", many[:1], Terms(place="x" * 4001)
    ) == ("The place has 4,001 characters; 4,000 is the most it can hold.")
    assert refusal(course.propose_times, case, clan(), "fitting", "notes", many[:1]) == (
        "There is no appointment called notes in Baste fitting."
    )
    assert refusal(course.propose_times, fitted(), clan(), "fitting", "visit", many[:1]) == (
        "Baste fitting is finished. Open it again to change this."
    )
    early = course.propose_times(need_signed(), clan(), "fitting", "visit", many[:1])
    assert early.appointments["fitting"]["visit"].proposed.place == ""


def test_the_other_side_may_offer_other_times_instead():
    case = course.propose_times(cloth_signed(), clan(), "fitting", "visit", (when(days=8),))
    case = course.propose_times(case, customer(), "fitting", "visit", (when(days=12),))
    assert moves(case)[0] == ("clan", "appointment", "visit")
    assert (
        unmet(course.pick_time(case, clan(), "fitting", "visit", when(days=12)), case.stage("fitting")) == []
    )


def test_an_appointment_is_called_off_with_a_reason():
    case = course.propose_times(cloth_signed(), clan(), "fitting", "visit", (when(days=8),))
    case = course.pick_time(case, customer(), "fitting", "visit", when(days=8))
    case = course.cancel_time(case, clan(), "fitting", "visit", " ill ")
    meeting = case.appointments["fitting"]["visit"]
    assert (meeting.cancelled, meeting.proposed, meeting.picked) == ("ill", None, None) and kept(case)
    assert moves(case)[0] == ("clan", "appointment", "visit")

    nothing = "The fitting is not arranged, so there is nothing to call off."
    assert refusal(course.cancel_time, case, clan(), "fitting", "visit", "why") == nothing
    assert refusal(course.cancel_time, cloth_signed(), clan(), "fitting", "visit", "why") == nothing
    proposed = course.propose_times(case, clan(), "fitting", "visit", (when(days=8),))
    assert refusal(course.cancel_time, proposed, clan(), "fitting", "visit", " ") == (
        "Say why, so that everyone understands it later."
    )


def test_an_optional_appointment_holds_nothing_up():
    fitting = SUIT.stages[2]
    visit = fitting.blocks[0].model_copy(update={"required": False})
    case = cloth_signed()
    optional = fitting.model_copy(update={"blocks": (visit, *fitting.blocks[1:])})
    case = case.having(stages={**case.stages, "fitting": optional})
    assert [kind for _, kind, _ in moves(case)][:2] == ["sign", "sign"]
    assert unmet(case, optional) == []
