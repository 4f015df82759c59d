"""Whose move it is, and the two numbers of days that both sides read."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tests.workflows.sample import (
    CLOTH,
    begun,
    clan,
    cloth_signed,
    customer,
    finished,
    fitted,
    fulfilled,
    inspected,
    moves,
    need_signed,
    put,
    when,
)
from workflows import course
from workflows.booked import Wish
from workflows.case import Case
from workflows.changes import diff, document
from workflows.grammar import Field, FieldsBlock
from workflows.ledger import Pass, standing
from workflows.turn import Step, days, open_steps, side_to_move, steps, waited
from workflows.waits import ended, so_far


def test_what_is_open_from_the_first_line_to_the_last_signature():
    assert moves(begun()) == [("customer", "line", "conditions")]
    case = put(begun(), customer(), "need", conditions=[{"text": "It fits"}])
    assert moves(case) == [("customer", "sign", "signature"), ("clan", "sign", "signature")]
    assert moves(need_signed()) == [
        ("clan", "line", "code"),
        ("customer", "review", "fit"),
        ("clan", "promise", "cloth_swatch"),
    ]
    assert moves(cloth_signed())[0] == ("clan", "appointment", "visit")
    assert moves(fitted())[0] == ("clan", "checklist", "inspection")
    ticked = course.tick(fitted(), clan(), "finishing", "inspection", "buttons")
    assert moves(ticked)[0] == ("clan", "checklist", "inspection")
    assert moves(inspected())[0] == ("customer", "sign", "signature")
    assert moves(fulfilled()) == [] and side_to_move(fulfilled()) is None


def test_a_step_says_where_it_is_and_what_it_is_called():
    assert steps(begun()) == [
        Step(
            side="customer",
            kind="line",
            stage="need",
            target="conditions",
            label="How you will judge it",
        )
    ]
    named = {step.kind: (step.stage, step.label) for step in steps(cloth_signed())}
    assert named["appointment"] == ("fitting", "The fitting")
    assert named["promise"] == ("fitting", "Bring your shoes")
    checklist, sign = steps(fitted())[0], steps(inspected())[0]
    assert (checklist.stage, checklist.label) == ("finishing", "Inspection")
    assert (sign.stage, sign.label) == ("finishing", "Finishing")
    conditions = [(step.stage, step.label) for step in steps(finished()) if step.kind == "condition"]
    assert conditions == [("need", "It fits"), ("need", "It is blue")]
    done = course.done(need_signed(), clan(), "cloth_swatch")
    judge = next(step for step in steps(done) if step.kind == "judge")
    assert (judge.stage, judge.label) == ("cloth", "Send a swatch")
    case = course.review(need_signed(), customer(), "cloth", "fit", "changes_needed", "bolder")
    change = next(step for step in steps(case) if step.kind == "change")
    assert (change.stage, change.label) == ("cloth", "bolder")
    reviewing = next(step for step in steps(need_signed()) if step.kind == "review")
    assert (reviewing.stage, reviewing.label) == ("cloth", "Fit for purpose")


def test_the_last_step_is_to_say_that_it_is_finished():
    case = finished()
    for key, _, _ in case.conditions():
        case = case.with_whole("verdicts", key, course.met(case, customer(), key).verdicts[key])
    assert open_steps(case) == [] and side_to_move(case) == "customer"
    assert steps(case)[0] == Step(
        side="customer",
        kind="finish",
        stage="finishing",
        target="finish",
        label="Say that your need is fulfilled",
    )


def test_the_holder_goes_first_when_both_have_something_to_do():
    case = need_signed()
    assert side_to_move(case) == "clan"
    mine = case.having(stages={**case.stages, "cloth": CLOTH.model_copy(update={"holder": "customer"})})
    assert side_to_move(mine) == "customer"
    chosen = put(case, clan(), "cloth", code="W 81")
    assert side_to_move(chosen) == "customer"  # only the review is left, whoever holds the stage


def test_whoever_is_asked_for_changes_goes_before_the_holder():
    case = need_signed()
    case = case.having(stages={**case.stages, "cloth": CLOTH.model_copy(update={"holder": "customer"})})
    case = put(case, customer(), "cloth", pattern="check")
    case = course.review(case, customer(), "cloth", "fit", "changes_needed", "bolder")
    assert ("customer", "line", "match") in moves(case)
    assert case.turn.side == "clan"


def test_the_stage_under_way_decides_not_one_that_is_looked_at_again():
    case = put(cloth_signed(), clan(), "need", date="2026-06-01")
    assert moves(case)[:3] == [
        ("customer", "look_again", "signature"),
        ("clan", "look_again", "signature"),
        ("clan", "appointment", "visit"),
    ]
    assert case.turn.side == "clan"
    case = course.propose_times(case, clan(), "fitting", "visit", (when(5),))
    assert case.turn.side == "customer"


def test_when_no_stage_is_open_the_customer_goes_first_unless_only_the_clan_can():
    case = put(finished(), clan(), "need", date="2026-06-01")
    assert case.turn.side == "customer"
    for key, _, _ in case.conditions():
        case = course.met(case, customer(), key)
    case = course.sign(case, customer(), "need")
    assert moves(case)[0] == ("clan", "look_again", "signature")
    assert case.turn.side == "clan"


def test_nobody_looks_again_while_something_in_the_stage_is_open():
    case = put(cloth_signed(), customer(), "cloth", code="")
    assert [move for move in moves(case) if move[1] in ("line", "review", "look_again")] == [
        ("clan", "line", "code"),
        ("customer", "review", "fit"),
    ]


def test_a_line_is_asked_of_whom_the_definition_names_or_of_whoever_may_write_it():
    fields = (
        Field(key="a", label="A", type="text", required=True),
        Field(key="b", label="B", type="text", required=True, given_by="customer"),
        Field(key="c", label="C", type="text", required=True, editable_by=("customer",)),
        Field(key="d", label="D", type="text"),
    )
    stage = CLOTH.model_copy(update={"blocks": (FieldsBlock(kind="fields", key="k", fields=fields),)})
    case = need_signed()
    case = case.having(stages={**case.stages, "cloth": stage})
    assert [(step.side, step.target) for step in open_steps(case)] == [
        ("clan", "a"),
        ("customer", "b"),
        ("customer", "c"),
    ]


def test_each_side_has_waited_as_long_as_the_other_took():
    """Asked on 1 March, 10:00; the customer answers on the 3rd, the clan on the 8th."""
    case = put(begun(), customer(days=2), "need", conditions=[{"text": "It fits"}])
    case = course.sign(case, customer(days=2), "need")
    assert (case.turn.side, case.turn.since) == ("clan", when(days=2))
    assert waited(case, when(days=5)) == {"customer": 2 * 86400, "clan": 3 * 86400}
    case = put(course.sign(case, clan(days=7), "need"), clan(days=7), "cloth", code="W 81")
    assert (case.turn.side, case.turn.since) == ("customer", when(days=7))
    assert days(case, when(days=7)) == {"customer": Decimal("2.0"), "clan": Decimal("5.0")}
    assert [str(gone) for gone in days(case, when(days=7)).values()] == ["2.0", "5.0"]
    assert days(case, when(hours=3, days=7)) == {"customer": Decimal("2.1"), "clan": Decimal("5.0")}


def test_the_turn_stays_while_the_same_side_must_move():
    case = begun()
    after = course.say(case, clan(9), "Welcome")
    assert after.turn == case.turn


def test_not_a_second_is_lost_or_counted_twice():
    case = put(begun(), customer(), "need", conditions=[{"text": "It fits"}])
    moment = when()
    for _ in range(10):
        moment += timedelta(seconds=1, milliseconds=700)
        actor = customer() if case.turn.side == "customer" else clan()
        actor = type(actor)(actor.handle, actor.name, actor.side, moment)
        deed = course.withdraw if "customer" in case.signatures.get("need", {}) else course.sign
        who = customer()
        case = deed(case, type(who)(who.handle, who.name, who.side, moment), "need")
    assert sum(waited(case, moment).values()) == 17
    assert case.turn.side == "customer"


def test_a_clock_that_is_behind_never_takes_time_back():
    case = put(begun(), customer(days=2), "need", conditions=[{"text": "It fits"}])
    case = course.sign(case, customer(days=2), "need")
    case = put(course.sign(case, clan(days=1), "need"), clan(days=1), "cloth", code="W 81")
    assert case.turn.since == when(days=2)
    assert case.turn.waited == {"customer": 2 * 86400, "clan": 0}
    assert waited(case, when(days=1)) == {"customer": 2 * 86400, "clan": 0}


def test_a_ledger_that_begins_empty_adds_up():
    case = put(begun(), customer(), "need", conditions=[{"text": "It fits"}])
    bare = case.having(turn=case.turn.model_copy(update={"waited": {}}))
    after = course.sign(bare, customer(days=1), "need")
    assert after.turn.waited == {"customer": 86400, "clan": 0}
    assert waited(bare, when()) == {"customer": 0, "clan": 0}


def test_what_runs_out_passes_the_move_on_by_the_clock_alone():
    """Asked on 3 March, good through the 10th: from the 11th on it is the customer's who asked again."""
    before = put(need_signed(), clan(), "cloth", code="W 81")
    assert before.turn.side == "customer"
    case = course.propose(before, customer(days=2), "need", "title", Wish(way="Shorter"))
    (key,) = case.proposals
    midnight = datetime(2026, 3, 11, tzinfo=UTC)
    assert (case.turn.side, case.turn.since) == ("clan", when(days=2))
    assert case.turn.passes == (Pass(to="customer", at=midnight),)
    assert standing(case.turn, midnight - timedelta(seconds=1)).side == "clan"
    now = standing(case.turn, midnight)
    assert (now.side, now.since, now.passes) == ("customer", midnight, ())
    held, later = midnight - case.turn.since, timedelta(days=5)
    waits = {side: gone - case.turn.waited[side] for side, gone in waited(case, midnight + later).items()}
    assert waits == {"clan": held.total_seconds(), "customer": later.total_seconds()}
    answer, days_gone = midnight + later, (midnight + later - when()) / timedelta(days=1)
    anew = course.counter(case, customer(days=days_gone), key, Wish(way="Longer"))
    assert (anew.turn.side, anew.turn.since) == ("clan", answer)
    assert waited(anew, answer) == waited(case, answer)
    assert Case.model_validate(document(anew)) == anew
    told = ended(diff(document(case), document(anew)))
    assert [(one.side, one.since, one.until, one.ran_out) for one in told] == [
        ("clan", case.turn.since, midnight, True),
        ("customer", midnight, answer, False),
    ]
    assert so_far(case.turn, answer)[0] == told[0] and so_far(case.turn, answer)[1].until is None
    quiet = course.say(case, clan(days=days_gone), "Good evening")  # who speaks leaves the move where it is
    assert (quiet.turn.side, quiet.turn.since) == ("customer", midnight)
    assert ended(diff(document(case), document(quiet))) == told[:1]


def test_an_offer_that_is_not_what_the_move_hangs_on_passes_nothing_on():
    case = course.propose(begun(), clan(), "need", "title", Wish(way="Shorter"))
    assert case.turn.side == "customer" and case.turn.passes == ()
