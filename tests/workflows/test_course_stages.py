"""Signing stages, taking signatures back, going back, leaving out and holding again."""

import pytest

from tests.workflows import replan
from tests.workflows.sample import (
    FITTING,
    SUIT,
    begun,
    clan,
    cloth_signed,
    customer,
    finished,
    fitted,
    kept,
    moves,
    need_signed,
    put,
    refusal,
    when,
)
from workflows import course


def test_the_last_signature_moves_the_case_on():
    case = put(begun(), customer(), "need", conditions=[{"text": "It fits"}])
    case = course.sign(case, customer(1), "need")
    assert (case.now, case.state("need"), case.unsigned(case.stage("need"))) == ("need", "now", ["clan"])
    case = course.sign(case, clan(2), "need")
    assert (case.now, case.state("need"), case.state("cloth")) == ("cloth", "done", "now")
    assert case.progress["need"].closed == when(2) and case.progress["cloth"].opened == when(2)
    assert case.progress["need"].opened == when() and case.progress["fitting"].opened is None
    signature = case.signatures["need"]["clan"]
    assert (signature.by, signature.at, signature.seq) == ("marian", when(2), 4)
    assert sorted(signature.covers) == ["conditions", "need", "title"]
    assert kept(case)

    assert refusal(course.sign, case, customer(), "need") == "Need is signed for your side already."
    assert refusal(course.sign, case, customer(), "fitting") == (
        "Baste fitting is not under way yet, so there is nothing to sign."
    )
    assert refusal(course.sign, case, clan(), "finishing") == (
        "Finishing does not need a signature from your side."
    )
    assert refusal(course.sign, case, clan(), "dyeing") == "There is no stage called dyeing here."


def test_signing_names_what_is_still_to_settle():
    assert refusal(course.sign, begun(), customer(), "need") == (
        "Still to settle before you sign: How you will judge it."
    )
    assert refusal(course.sign, need_signed(), clan(), "cloth") == (
        "Still to settle before you sign: Cloth code, Fit for purpose."
    )
    case = put(need_signed(), customer(), "cloth", pattern="check")
    assert refusal(course.sign, case, clan(), "cloth") == (
        "Still to settle before you sign: Cloth code, Match the checks, Fit for purpose."
    )
    assert refusal(course.sign, cloth_signed(), clan(), "fitting") == (
        "Still to settle before you sign: The fitting."
    )
    assert refusal(course.sign, fitted(), customer(), "finishing") == (
        "Still to settle before you sign: Buttons, Pressed."
    )


def test_a_late_edit_voids_what_it_touches_and_nothing_else():
    before = finished()
    case = put(before, clan(), "cloth", code="W 82")
    assert case.void("cloth", "customer") == ["code"] and case.void("cloth", "clan") == ["code"]
    assert [case.void(stage, "customer") for stage in ("need", "fitting", "finishing")] == [[], [], []]
    assert case.state("cloth") == "done" and not case.stands("cloth", "clan")
    assert kept(case)
    again = course.put_back(case, customer(), "cloth", "code", "W 81")
    assert again.stands("cloth", "customer") and again.stands("cloth", "clan")


def test_a_line_added_after_signing_asks_again_and_clearing_it_gives_the_signature_back():
    case = put(cloth_signed(), clan(), "need", date="2026-06-01")
    assert case.void("need", "customer") == ["date"]
    assert put(case, clan(), "need", date="").stands("need", "customer")


def test_clearing_a_required_line_voids_the_signatures():
    case = put(cloth_signed(), customer(), "cloth", code="")
    assert case.void("cloth", "clan") == ["code"]
    assert refusal(course.sign, case, clan(), "cloth") == (
        "Still to settle before you sign: Cloth code, Fit for purpose."
    )


def test_a_finished_stage_is_looked_at_again_without_opening_it():
    case = put(cloth_signed(), customer(1), "cloth", code="W 82")
    case = course.review(case, customer(2), "cloth", "fit", "accepted")
    case = course.sign(case, customer(3), "cloth")
    assert case.stands("cloth", "customer") and not case.stands("cloth", "clan")
    case = course.sign(case, clan(4), "cloth")
    assert case.stands("cloth", "clan")
    assert (case.state("cloth"), case.now) == ("done", "fitting")
    assert case.progress["cloth"].closed == cloth_signed().progress["cloth"].closed


def test_a_signature_is_taken_back_while_the_stage_is_open():
    case = put(begun(), customer(), "need", conditions=[{"text": "It fits"}])
    assert refusal(course.withdraw, case, clan(), "need") == "Need is not signed for your side."
    case = course.sign(case, customer(), "need")
    assert refusal(course.withdraw, case, clan(), "need") == "Need is not signed for your side."
    case = course.withdraw(case, customer(), "need")
    assert case.signatures["need"] == {} and kept(case)
    case = course.sign(course.sign(case, clan(), "need"), customer(), "need")
    assert refusal(course.withdraw, case, clan(), "need") == (
        "Need is finished. Open it again to take the signature back."
    )


def test_taking_one_signature_back_leaves_the_other():
    case = put(need_signed(), clan(), "cloth", code="W 81")
    case = course.review(case, customer(), "cloth", "fit", "accepted")
    case = course.sign(case, clan(), "cloth")
    case = put(case, customer(), "cloth", pattern="plain")
    case = course.review(case, customer(), "cloth", "fit", "accepted")
    case = course.sign(case, customer(), "cloth")
    assert (case.now, case.void("cloth", "clan")) == ("cloth", ["pattern"])
    case = course.withdraw(case, customer(), "cloth")
    assert list(case.signatures["cloth"]) == ["clan"]


def test_opening_a_stage_again_keeps_the_work_and_asks_only_there():
    before = finished()
    case = replan.reopen(before, customer(50), "cloth", " another cloth ")
    assert (case.now, case.state("cloth"), case.state("fitting")) == ("cloth", "now", "done")
    assert case.values == before.values and case.reviews == before.reviews
    assert "cloth" not in case.signatures and list(case.signatures) == ["need", "fitting", "finishing"]
    progress = case.progress["cloth"]
    assert (progress.reopened, progress.opened, progress.closed) == ("another cloth", when(50), None)
    assert kept(case)
    case = course.sign(course.sign(case, clan(), "cloth"), customer(60), "cloth")
    assert (case.now, case.state("cloth"), case.progress["cloth"].closed) == (None, "done", when(60))

    assert refusal(replan.reopen, begun(), customer(), "need", "why") == (
        "Need is not finished, so it need not be opened again."
    )
    assert refusal(replan.reopen, before, customer(), "need", " ") == (
        "Say why, so that everyone understands it later."
    )
    assert refusal(replan.reopen, before, customer(), "need", "x" * 4001) == (
        "The reason has 4,001 characters; 4,000 is the most it can hold."
    )


def test_a_stage_that_was_pushed_back_counts_from_when_it_is_under_way_again():
    case = replan.reopen(cloth_signed(), clan(20), "need", "a new day")
    assert (case.now, case.state("cloth"), case.state("fitting")) == ("need", "done", "next")
    case = course.sign(course.sign(case, clan(), "need"), customer(30), "need")
    assert case.now == "fitting" and case.progress["fitting"].opened == when(30)


def test_a_stage_is_left_out_with_a_reason_and_brought_back():
    case = replan.skip(cloth_signed(), customer(5), "fitting", " I know my size ")
    skipped = case.progress["fitting"].skipped
    assert (skipped.why, skipped.by, skipped.at) == ("I know my size", "julian", when(5))
    assert (case.state("fitting"), case.now) == ("skipped", "finishing")
    assert case.progress["finishing"].opened == when(5) and kept(case)
    assert refusal(course.sign, case, clan(), "fitting") == (
        "Baste fitting was left out. Open it again to work on it."
    )
    assert refusal(replan.skip, case, clan(), "fitting", "why") == "Baste fitting is behind us already."
    case = replan.reopen(case, clan(6), "fitting", "the shoulder")
    assert (case.state("fitting"), case.now, case.progress["fitting"].opened) == ("now", "fitting", when(6))
    assert case.progress["fitting"].skipped is None and case.state("finishing") == "next"

    ahead = replan.skip(cloth_signed(), clan(), "finishing", "no time")
    assert (ahead.now, ahead.state("finishing")) == ("fitting", "skipped")
    assert refusal(replan.skip, begun(), clan(), "cloth", "why") == "Cloth cannot be left out of this."
    assert refusal(replan.skip, fitted(), clan(), "fitting", "why") == "Baste fitting is behind us already."
    assert refusal(replan.skip, ahead, clan(), "fitting", "") == (
        "Say why, so that everyone understands it later."
    )


def test_the_stage_that_holds_the_need_is_never_left_out_nor_held_twice():
    need = SUIT.stages[0].model_copy(update={"essential": False, "rounds": 3})
    suit = SUIT.model_copy(update={"stages": (need, *SUIT.stages[1:])})
    case = course.begin(suit, customer(), "A suit", "Suit", "GBP")
    assert refusal(replan.skip, case, clan(), "need", "why") == "Need cannot be left out of this."
    assert refusal(replan.again, case, clan(), "need", "why") == (
        "Need is held once only. Open it again instead."
    )


@pytest.mark.parametrize("line", ["title_field", "need_field", "conditions_field"])
def test_each_of_the_lines_that_a_case_lives_by_holds_its_stage(line):
    case = cloth_signed().having(**{line: "fitting.note"})
    assert refusal(replan.skip, case, clan(), "fitting", "why") == "Baste fitting cannot be left out of this."


def test_another_round_comes_right_after_with_lines_of_its_own():
    case = put(cloth_signed(), clan(), "fitting", note="tight")
    case = replan.again(case, customer(5), "fitting", " the sleeve ")
    assert case.plan == ("need", "cloth", "fitting", "fitting__2", "finishing")
    copy = case.stages["fitting__2"]
    assert (copy.title, copy.short, copy.lead_days) == ("Baste fitting, round 2", "", 10)
    assert copy.blocks == FITTING.blocks and case.empty("fitting__2", "note")
    planned = case.progress["fitting__2"].planned
    assert (planned.why, planned.by, planned.at) == ("the sleeve", "julian", when(5))
    assert (case.now, case.state("fitting__2")) == ("fitting", "next")
    assert case.commitments["fitting__2_shoes"].stage == "fitting__2" and kept(case)
    assert refusal(replan.again, case, clan(), "fitting__2", "why") == (
        "Baste fitting, round 2 has not been held yet, so there is nothing to hold again."
    )

    case = replan.again(case, clan(), "fitting", "the other sleeve")
    assert case.plan == ("need", "cloth", "fitting", "fitting__2", "fitting__3", "finishing")
    assert case.stages["fitting__3"].title == "Baste fitting, round 3"
    assert refusal(replan.again, case, clan(), "fitting", "why") == (
        "Baste fitting is planned 3 times, which is as often as it can be."
    )
    assert refusal(replan.again, case, clan(), "cloth", "why") == (
        "Cloth is planned once, which is as often as it can be."
    )
    assert refusal(replan.again, need_signed(), clan(), "fitting", "why") == (
        "Baste fitting has not been held yet, so there is nothing to hold again."
    )
    skipped = replan.skip(cloth_signed(), clan(), "fitting", "no need")
    assert refusal(replan.again, skipped, clan(), "fitting", "why") == (
        "Baste fitting has not been held yet, so there is nothing to hold again."
    )
    assert refusal(replan.again, fitted(), clan(), "fitting", "") == (
        "Say why, so that everyone understands it later."
    )


def test_a_round_after_a_finished_one_is_under_way_at_once():
    case = replan.again(finished(), customer(70), "fitting", "it is tight now")
    assert (case.now, case.progress["fitting__2"].opened) == ("fitting__2", when(70))
    assert replan.again(case, clan(), "fitting__2", "once more").plan[3:5] == ("fitting__2", "fitting__3")
    reopened = replan.reopen(replan.skip(case, clan(), "fitting__2", "no time"), clan(), "fitting__2", "yes")
    assert reopened.progress["fitting__2"].planned == case.progress["fitting__2"].planned


def test_a_further_round_may_be_left_out_even_of_an_essential_stage_and_twice_is_twice():
    first = FITTING.model_copy(update={"essential": True, "rounds": 2})
    suit = SUIT.model_copy(update={"stages": (*SUIT.stages[:2], first)})
    case = cloth_signed().having(stages={stage.key: stage for stage in suit.stages}, plan=suit_plan(suit))
    case = replan.again(case, clan(), "fitting", "sleeve")
    assert refusal(replan.skip, case, clan(), "fitting", "why") == "Baste fitting cannot be left out of this."
    assert replan.skip(case, clan(), "fitting__2", "fits").state("fitting__2") == "skipped"
    assert refusal(replan.again, case, clan(), "fitting", "why") == (
        "Baste fitting is planned twice, which is as often as it can be."
    )


def suit_plan(suit):
    return tuple(stage.key for stage in suit.stages)


def test_long_keys_and_titles_leave_room_for_the_number_of_the_round():
    key, title = "f" * 40, "T" * 120
    long = FITTING.model_copy(update={"key": key, "title": title})
    case = course.begin(
        SUIT.model_copy(update={"stages": (SUIT.stages[0], long)}), customer(), "A suit", "Suit", "GBP"
    )
    case = put(case, customer(), "need", conditions=[{"text": "It fits"}])
    case = course.sign(course.sign(case, customer(), "need"), clan(), "need")
    case = replan.again(replan.again(case, clan(), key, "one"), clan(), key, "two")
    assert case.plan[1:] == (key, "f" * 37 + "__2", "f" * 37 + "__3")
    assert case.stages[case.plan[2]].title == "T" * 111 + ", round 2" and kept(case)
    assert "3 times" in refusal(replan.again, case, clan(), key, "three")


def test_a_stage_that_nobody_signs_closes_when_nothing_is_open_in_it():
    open_stage = FITTING.model_copy(update={"blocks": FITTING.blocks[:2]})
    suit = SUIT.model_copy(update={"stages": (SUIT.stages[0], open_stage, SUIT.stages[3])})
    case = put(
        course.begin(suit, customer(), "A suit", "Suit", "GBP"),
        customer(),
        "need",
        conditions=[{"text": "It fits"}],
    )
    case = course.sign(course.sign(case, customer(), "need"), clan(), "need")
    assert case.now == "fitting" and moves(case)[0] == ("clan", "appointment", "visit")
    case = course.propose_times(case, clan(), "fitting", "visit", (when(9),))
    case = course.pick_time(case, customer(1), "fitting", "visit", when(9))
    assert (case.state("fitting"), case.now) == ("done", "finishing")
    assert case.progress["fitting"].closed == when(1) == case.progress["finishing"].opened
