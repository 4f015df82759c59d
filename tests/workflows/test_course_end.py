"""How a case ends: by the customer's hand, when nothing else is open."""

import pytest

from tests.workflows import replan
from tests.workflows.sample import (
    ROWS,
    SUIT,
    begun,
    clan,
    cloth_signed,
    customer,
    finished,
    fulfilled,
    inspected,
    kept,
    keys,
    moves,
    need_signed,
    put,
    refusal,
    when,
)
from workflows import course
from workflows.grammar import SignatureBlock
from workflows.turn import waited


def test_the_last_condition_met_ends_the_case():
    case = finished()
    fits, blue = keys(case)
    assert (case.status, case.now, case.turn.side) == ("open", None, "customer")
    assert moves(case)[:2] == [("customer", "condition", fits), ("customer", "condition", blue)]
    case = course.met(case, customer(2), fits)
    verdict = case.verdicts[fits]
    assert (verdict.met, verdict.by, verdict.at, verdict.why, verdict.asks) == (
        True,
        "julian",
        when(2),
        "",
        "",
    )
    assert (case.status, case.all_met()) == ("open", False)
    case = course.met(case, customer(3), blue)
    assert (case.status, case.all_met(), case.turn.side, case.turn.since) == (
        "fulfilled",
        True,
        None,
        when(3),
    )
    assert moves(case) == [] and kept(case)
    assert waited(case, when(days=90)) == case.turn.waited

    before = finished()
    assert (
        refusal(course.met, before, clan(), fits) == "Only the customer can say whether a condition is met."
    )
    assert refusal(course.not_met, before, clan(), fits, "why", "cloth") == (
        "Only the customer can say whether a condition is met."
    )
    assert refusal(course.met, before, customer(), "abc") == (
        "That condition is not written here, or it was changed meanwhile. Look again."
    )
    again = course.met(before, customer(), fits)
    assert refusal(course.met, again, customer(), fits) == "You have said already that this is met."


def test_the_customers_last_signature_ends_the_case_when_all_was_met_before():
    case = inspected()
    for key in keys(case):
        case = course.met(case, customer(), key)
    assert case.status == "open"
    assert course.sign(case, customer(), "finishing").status == "fulfilled"


def signed_by_both():
    """Everything met and settled, and both must sign the last stage."""
    case = inspected()
    signature = SignatureBlock(kind="signature", by=("customer", "clan"), says="It is finished.")
    last = SUIT.stages[3]
    last = last.model_copy(update={"blocks": (last.blocks[0], signature)})
    case = case.having(stages={**case.stages, "finishing": last})
    for key in keys(case):
        case = course.met(case, customer(), key)
    return case


def test_a_clan_that_signs_last_does_not_end_the_case():
    case = course.sign(course.sign(signed_by_both(), customer(), "finishing"), clan(5), "finishing")
    assert (case.status, case.now, case.turn.side, case.turn.since) == ("open", None, "customer", when(5))
    assert moves(case)[0] == ("customer", "finish", "finish")
    assert refusal(course.finish, case, clan()) == "Only the customer can say that this is finished."
    ended = course.finish(case, customer(6))
    assert (ended.status, ended.turn.side, ended.seq) == ("fulfilled", None, case.seq + 1) and kept(ended)


def test_the_customer_who_signs_after_the_clan_ends_the_case():
    case = course.sign(course.sign(signed_by_both(), clan(), "finishing"), customer(), "finishing")
    assert case.status == "fulfilled"


def test_finishing_names_what_is_still_open():
    assert refusal(course.finish, inspected(), customer()) == "Still open before this is finished: Finishing."
    assert refusal(course.finish, finished(), customer()) == (
        "Still open before this is finished: It fits, It is blue."
    )
    changed = put(finished(), clan(), "cloth", code="W 82")
    assert refusal(course.finish, changed, customer()) == (
        "Still open before this is finished: Fit for purpose, It fits, It is blue."
    )


def test_no_other_deed_of_the_customer_ends_the_case():
    case = course.sign(course.sign(signed_by_both(), customer(), "finishing"), clan(), "finishing")
    assert course.say(case, customer(), "Thank you").status == "open"
    changed = put(case, clan(), "fitting", note="tight")
    back = put(changed, customer(), "fitting", note="")
    assert (back.status, moves(back)[0]) == ("open", ("customer", "finish", "finish"))
    left = replan.skip(replan.again(back, clan(), "fitting", "why"), customer(), "fitting__2", "it fits")
    assert (left.status, moves(left)[0]) == ("open", ("customer", "finish", "finish"))


def test_a_signature_that_does_not_stand_holds_the_end_up():
    case = put(finished(), clan(), "fitting", note="tight")
    for key in keys(case):
        case = course.met(case, customer(), key)
    assert case.status == "open"
    assert moves(case)[:2] == [("customer", "look_again", "signature"), ("clan", "look_again", "signature")]
    case = course.sign(case, clan(), "fitting")
    assert case.status == "open"
    assert course.sign(case, customer(), "fitting").status == "fulfilled"


def test_a_condition_that_was_changed_is_judged_anew():
    case = finished()
    fits, blue = keys(case)
    case = course.met(case, customer(), fits)
    other = [{"text": "It fits very well"}, ROWS[1]]
    changed = put(case, clan(), "need", conditions=other)
    assert [verdict for _, _, verdict in changed.conditions()] == [None, None]
    assert refusal(course.met, changed, customer(), fits) == (
        "That condition is not written here, or it was changed meanwhile. Look again."
    )
    back = put(changed, customer(), "need", conditions=ROWS)
    assert course.met(back, customer(), blue).status == "fulfilled"


def test_turning_the_rows_round_keeps_the_verdicts():
    case = course.met(finished(), customer(), keys(finished())[0])
    turned = put(case, customer(), "need", conditions=ROWS[::-1])
    assert [verdict is not None for _, _, verdict in turned.conditions()] == [False, True]


def test_two_rows_with_the_same_words_are_one_condition():
    case = put(begun(), customer(), "need", conditions=[ROWS[0], ROWS[0], ROWS[1]])
    assert [row for _, row, _ in case.conditions()] == ROWS


def test_not_met_opens_the_stage_again_and_asks_the_clan():
    before = finished()
    fits = keys(before)[0]
    case = course.not_met(before, customer(9), fits, " too long ", "fitting")
    verdict, promise = case.verdicts[fits], case.commitments["c16"]
    assert (verdict.met, verdict.why, verdict.asks, verdict.at) == (False, "too long", "c16", when(9))
    assert (promise.text, promise.of, promise.stage) == ("too long", "clan", "fitting")
    assert (case.now, case.progress["fitting"].reopened) == ("fitting", "too long") and kept(case)
    assert case.turn.side == "clan" and ("clan", "change", "c16") in moves(case)
    assert ("clan", "promise", "c16") not in moves(case)

    case = course.done(case, clan(), "c16")
    case = course.sign(course.sign(case, clan(), "fitting"), customer(), "fitting")
    assert moves(case)[:2] == [("customer", "condition", key) for key in keys(case)]
    assert "c16" not in [target for _, _, target in moves(case)]
    still = course.not_met(case, customer(), fits, "still too long", "fitting")
    assert (still.commitments["c16"].state, still.commitments["c16"].why) == ("not_yet", "still too long")
    assert still.verdicts[fits].asks == "c16" and still.turn.side == "clan"
    elsewhere = course.not_met(case, customer(), fits, "the hem", "finishing")
    assert elsewhere.commitments["c16"].stage == "finishing" and elsewhere.turn.side == "clan"
    case = course.met(case, customer(), fits)
    assert case.verdicts[fits].met and case.commitments["c16"].state == "satisfied"

    wanting = "Say why, so that everyone understands it later."
    assert refusal(course.not_met, before, customer(), fits, " ", "fitting") == wanting
    assert refusal(course.not_met, before, customer(), fits, "why", "dyeing") == (
        "There is no stage called dyeing here."
    )
    assert refusal(course.not_met, before, customer(), "abc", "why", "cloth") == (
        "That condition is not written here, or it was changed meanwhile. Look again."
    )


def test_not_met_brings_back_a_stage_that_was_left_out():
    case = replan.skip(cloth_signed(), customer(), "fitting", "I know my size")
    case = course.not_met(case, customer(), keys(case)[0], "too long", "fitting")
    assert (case.now, case.state("fitting")) == ("fitting", "now")


def test_not_met_in_a_stage_that_is_still_open_only_asks():
    case = need_signed()
    after = course.not_met(case, customer(), keys(case)[0], "I doubt it", "cloth")
    assert after.progress == case.progress and after.turn.side == "clan"
    later = course.not_met(case, customer(), keys(case)[0], "I doubt it", "fitting")
    assert ("clan", "promise", "c5") in moves(later) and ("clan", "change", "c5") not in moves(later)


def test_not_met_after_met_takes_it_back():
    case = course.met(finished(), customer(), keys(finished())[0])
    case = course.not_met(case, customer(), keys(case)[0], "after all", "finishing")
    assert not case.verdicts[keys(case)[0]].met and case.commitments["c17"].text == "after all"


def test_a_case_without_conditions_waits_for_them():
    need = SUIT.stages[0]
    free = need.blocks[0].fields[2].model_copy(update={"required": False})
    fields = need.blocks[0].model_copy(update={"fields": (*need.blocks[0].fields[:2], free)})
    suit = SUIT.model_copy(update={"stages": (need.model_copy(update={"blocks": (fields, need.blocks[1])}),)})
    case = course.begin(suit, customer(), "A suit", "Suit", "GBP")
    case = course.sign(course.sign(case, clan(), "need"), customer(), "need")
    assert (case.status, case.now, case.all_met()) == ("open", None, False)
    assert moves(case) == [("customer", "line", "conditions")]
    assert refusal(course.finish, case, customer()) == (
        "Still open before this is finished: How you will judge it."
    )


def test_conditions_that_are_cleared_are_asked_for_once():
    case = put(finished(), clan(), "need", conditions=[])
    assert [move for move in moves(case) if move[1] == "line"] == [("customer", "line", "conditions")]


@pytest.mark.parametrize(
    ("held", "labels"),
    [
        ("It fits", ["It fits"]),
        ([{"how": "I wear it"}], ["I wear it"]),
        ([{"how": "I wear it", "text": "It fits"}], ["It fits"]),
    ],
)
def test_conditions_may_be_written_in_other_shapes(held, labels):
    case = finished()
    line = case.line("need", "conditions").model_copy(update={"value": held})
    case = case.with_entries("values", "need", {"conditions": line})
    assert refusal(course.finish, case, customer()) == (
        f"Still open before this is finished: Need, {', '.join(labels)}."
    )


def test_the_thread_of_a_fulfilled_case():
    case = fulfilled()
    assert [case.state(key) for key in case.plan] == ["done"] * 4
