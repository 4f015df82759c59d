"""This order's own process: stages added, split and moved, and when the other side must agree first."""

from datetime import date

import pytest

from tests.workflows.sample import begun, clan, cloth_signed, customer, kept, need_signed, put, refusal
from workflows import course, ordering, redrawing, shaping, splitting
from workflows.calendars import USUAL, Calendar, Calendars
from workflows.calls import DAY, calls
from workflows.case import Case
from workflows.check import library
from workflows.clocks import held, since
from workflows.planning import handover, plan
from workflows.records import HOLDS, Actor
from workflows.redrawing import Moves
from workflows.redrawn import NewStage, Redraw
from workflows.turn import side_to_move, steps

NEW = NewStage(
    title="A second look",
    help="By daylight",
    days=4,
    holder="clan",
    customer=("How the colour is",),
    clan=("What we changed", "What stays"),
    meet=True,
    pictures=True,
    signed_by=("customer",),
)
ADD = Redraw(kind="add", after="fitting", new=NEW, why="The colour by daylight")
SPLIT = Redraw(
    kind="split", stage="fitting", title="Meeting", days=1, parts=("visit",), why="He comes to see it"
)
INSTEAD = "Add a stage before it instead."
SUIT = library()["bespoke-suit"]


def suited(*signed: str) -> Case:
    """A bespoke suit in which these stages count as signed by both, without their work."""
    case = course.begin(SUIT, customer(), "A suit", "Suit", "GBP")
    mark = case.begun
    for key in signed:
        case = case.with_whole("progress", key, case.progress[key].model_copy(update={"closed": mark.at}))
    return case


def shown(case, who):
    """The day of the hand-over that is shown to whoever is to agree."""
    return redrawing.weigh(case, _mark(case, who), ADD)[1]


def days(case: Case) -> date | None:
    return handover(case, plan(case, date(2026, 3, 3)))


def test_before_anything_is_promised_a_stage_is_simply_added():
    before = begun()
    case = course.redraw(before, customer(), ADD)
    own = case.stages[case.plan[3]]
    assert case.plan == ("need", "cloth", "fitting", own.key, "finishing")
    assert (own.title, own.lead_days, own.holder, own.signed_by()) == (
        "A second look",
        4,
        "clan",
        ("customer",),
    )
    assert [(field.label, field.given_by) for field in own.fields()] == [
        ("How the colour is", "customer"),
        ("What we changed", "clan"),
        ("What stays", "clan"),
        ("Pictures", None),
    ]
    (made,) = case.redraws.values()
    assert (made.state, made.made, made.how.why) == ("made", own.key, "The colour by daylight")
    assert shaping.sound(before, case) == [] and kept(case)
    assert days(case) == made.after != made.before == days(before)


def test_once_both_have_signed_what_moves_the_promised_day_is_asked():
    case = need_signed()
    with pytest.raises(Moves):
        course.redraw(case, customer(3), ADD)
    asked = course.ask_redraw(case, customer(3), ADD)
    (key,) = asked.redraws
    assert (asked.plan, days(asked)) == (case.plan, days(case))
    assert [(step.side, step.label) for step in steps(asked) if step.kind == "redraw"] == [
        ("clan", "add A second look after Baste fitting")
    ]
    assert side_to_move(asked) == "clan"
    assert refusal(course.ask_redraw, asked, clan(4), ADD).startswith("That is asked for already")
    assert refusal(course.agree_redraw, asked, customer(4), key) == (
        "You asked for this. It is for the other side to answer."
    )
    assert refusal(course.agree_redraw, asked, clan(4), key, date(2026, 1, 1)).endswith(
        "by now. Look once more, then agree."
    )
    agreed = course.agree_redraw(asked, clan(4), key, redrawing.weigh(asked, _mark(asked, clan(4)), ADD)[1])
    assert agreed.plan[3] == agreed.redraws[key].made and kept(agreed)
    assert agreed.progress[agreed.plan[3]].planned.by == "julian"  # whoever wanted it, not who agreed
    assert refusal(course.agree_redraw, agreed, clan(5), key) == "This is answered already."
    assert refusal(course.agree_redraw, agreed, clan(5), "r99").startswith("Nobody asked for such")


def test_a_no_has_a_reason_and_what_one_asked_for_is_taken_back():
    asked = course.ask_redraw(need_signed(), customer(3), ADD)
    (key,) = asked.redraws
    assert refusal(course.decline_redraw, asked, clan(), key, " ").startswith("Say why")
    assert refusal(course.decline_redraw, asked, customer(), key, "no").endswith("Take it back instead.")
    assert refusal(course.withdraw_redraw, asked, clan(), key).startswith("It is for you to answer")
    declined = course.decline_redraw(asked, clan(4), key, "We have no hands then")
    assert (declined.redraws[key].state, declined.redraws[key].why) == ("declined", "We have no hands then")
    assert course.withdraw_redraw(asked, customer(4), key).redraws[key].state == "withdrawn"
    assert not [step for step in steps(declined) if step.kind == "redraw"]


def test_what_leaves_the_day_needs_nobody():
    case = need_signed()
    assert refusal(course.ask_redraw, case, customer(3), SPLIT).startswith("This moves no promise")
    case = course.redraw(case, customer(3), SPLIT)
    first, second = case.stages["fitting"], case.stages[case.plan[3]]
    assert (first.lead_days, second.lead_days, second.title) == (9, 1, "Meeting")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"after": "need"}, "A new stage comes after what is finished, and before the last stage."),
        ({"after": "finishing"}, "A new stage comes after what is finished, and before the last stage."),
        ({"after": "hat"}, "There is no stage called hat here."),
        ({"why": " "}, "Say why, so that everyone understands it later."),
        ({"new": None}, "Say what the new stage is."),
    ],
)
def test_a_stage_that_cannot_be_added_says_why(change, sentence):
    case = cloth_signed()
    how = ADD.model_copy(update=change)
    assert refusal(course.redraw, case, customer(5), how) == sentence


def test_nothing_comes_before_what_it_builds_on():
    case = suited()
    assert refusal(course.redraw, case, customer(1), _move("striking", "need")) == (
        "Cutting builds on Cloth, so it comes after it."
    )
    assert refusal(course.redraw, case, customer(1), _move("cloth", "striking")) == (
        "Cutting builds on Cloth, so it comes after it."
    )
    assert refusal(course.redraw, case, customer(1), _move("forward", "baste")) == (
        "Forward making builds on Baste fitting, so it comes after it."
    )
    assert refusal(course.redraw, case, customer(1), _move("wear_review", "need")).startswith(
        "The last stage"
    )
    assert refusal(course.redraw, case, customer(1), _move("style", "cloth")) == "Style is there already."
    assert refusal(course.redraw, case, customer(1), _move("need", "cloth")).startswith("Need has begun")
    assert refusal(course.redraw, case, customer(1), _move("style", "wear_review")).startswith(
        "A stage to come"
    )
    moved = course.redraw(case, customer(1), _move("style", "measuring"))
    assert moved.plan[:5] == ("need", "cloth", "measuring", "style", "pattern")
    assert shaping.sound(case, moved) == [] and kept(moved)
    for key in moved.plan[1:-1]:
        for place in ordering.fitting_places(moved, key):
            course.redraw(moved, customer(2), _move(key, place))


def test_one_stage_becomes_two_and_is_whole_again():
    case = suited()
    parts = ("words.monogram", "words.notes", "sketch")
    assert set(parts) <= set(splitting.parts(case.stages["style"]))
    how = Redraw(kind="split", stage="style", title="The words", days=2, parts=parts, why="Later")
    cut = course.redraw(case, customer(1), how)
    first, second = cut.stages["style"], cut.stages[cut.plan[3]]
    assert [field.key for field in second.fields()] == ["monogram", "notes"]
    assert not {"monogram", "notes"} & {field.key for field in first.fields()}
    assert (first.lead_days, second.lead_days, second.signed_by()) == (5, 2, ("customer", "clan"))
    assert shaping.sound(case, cut) == [] and days(cut) == days(case)
    whole = course.redraw(cut, clan(2), Redraw(kind="remove", stage=second.key, why="As it was"))
    assert (whole.plan, whole.stages) == (case.plan, case.stages) and kept(whole)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"parts": ()}, "Choose what goes into the second part."),
        ({"parts": ("hat",)}, "Choose what goes into the second part."),
        ({"parts": ("visit", "notes.note", "seen")}, "Leave something in the first part."),
        ({"days": 11}, "Baste fitting has 10 working days in all. Give the second part fewer."),
        ({"title": " "}, "Give the second part a name."),
        ({"stage": "need"}, "Need has begun or is behind us, so its place and its parts stay."),
        (
            {"stage": "finishing"},
            "The last stage ends the order, so it stays whole. Add a stage before it instead.",
        ),
    ],
)
def test_a_split_that_cannot_be_made_says_why(change, sentence):
    how = SPLIT.model_copy(update=change)
    assert refusal(course.redraw, begun(), clan(1), how) == sentence


def test_what_another_line_needs_is_not_split_off():
    how = Redraw(kind="split", stage="cloth", title="Price", days=1, parts=("chosen.metres",), why="Later")
    assert refusal(course.redraw, suited(), clan(1), how).startswith(
        "Something else in this order needs it as it is."
    )
    written = put(begun(), clan(1), "cloth", pattern="plain")
    how = Redraw(kind="split", stage="cloth", title="Two", days=1, parts=("choice.pattern",), why="Later")
    assert refusal(course.redraw, written, clan(2), how).startswith("Something of that is written already")


def test_an_own_stage_goes_only_while_nothing_is_in_it():
    case = course.redraw(begun(), customer(), ADD)
    own = case.plan[3]
    out = Redraw(kind="remove", stage=own, why="Not needed")
    assert course.redraw(case, clan(1), out).plan == begun().plan
    assert refusal(course.redraw, case, clan(1), out.model_copy(update={"stage": "finishing"})).startswith(
        "Finishing cannot be taken out."
    )
    used = put(case, clan(1), own, clan_1="A dart")
    assert refusal(course.redraw, used, clan(2), out) == (
        "A second look cannot be taken out. Leave it out with a reason instead."
    )


def test_an_order_is_never_left_without_a_stage():
    case = begun()
    for stage in case.plan:
        out = Redraw(kind="skip", stage=stage, why="x")
        if stage in ("need", "cloth"):  # what the order is named and judged by, and what is essential
            assert refusal(course.redraw, case, clan(1), out).endswith("cannot be left out of this.")
        else:
            case = course.redraw(case, clan(1), out)
    assert case.now == "need" and kept(case)


def test_the_days_are_those_of_the_calendar_of_whoever_looks():
    case, six = need_signed(), Calendars(clan=Calendar(weekdays=(0, 1, 2, 3, 4, 5)))
    mark = _mark(case, customer(3))
    assert redrawing.weigh(case, mark, ADD) != redrawing.weigh(case, mark, ADD, six)


def _move(stage: str, after: str) -> Redraw:
    return Redraw(kind="move", stage=stage, after=after, why="Earlier")


def _mark(case: Case, actor: Actor):
    return case.begun.model_copy(
        update={"by": actor.handle, "side": actor.side, "at": actor.at, "seq": case.seq + 1}
    )


def test_what_is_asked_of_the_plan_holds_for_seven_days_as_a_proposal_does():
    asked = course.ask_redraw(need_signed(), customer(days=2), ADD)
    (key,) = asked.redraws
    last = asked.redraws[key].until
    assert last == customer(days=2).at.date() + HOLDS
    late = clan(days=9)
    assert course.agree_redraw(asked, late, key, shown(asked, late)).redraws[key].state == "made"
    assert refusal(course.agree_redraw, asked, clan(days=10), key) == (
        "This was good until 10 March. Ask for it anew."
    )
    assert refusal(course.ask_redraw_anew, asked, customer(days=9), key).startswith(
        "That is asked for already"
    )
    for hand, answers in (
        (customer(days=10), clan(days=11)),
        (clan(days=10), customer(days=11)),
    ):  # either side may
        anew = course.ask_redraw_anew(asked, hand, key)
        (now,) = redrawing.in_hand(anew)
        assert anew.redraws[key].state == "run_out" and anew.redraws[now].asked.by == hand.handle
        made = course.agree_redraw(anew, answers, now, shown(anew, answers))
        assert made.redraws[now].state == "made" and kept(made)
        assert refusal(course.agree_redraw, anew, answers, key) == "This is answered already."
    assert course.decline_redraw(asked, clan(days=10), key, "Too late").redraws[key].state == "declined"
    assert course.withdraw_redraw(asked, customer(days=10), key).redraws[key].state == "withdrawn"


def test_a_change_of_the_plan_that_ran_out_is_its_makers_again_and_they_are_told():
    asked = course.ask_redraw(need_signed(), customer(days=2), ADD)
    (key,) = asked.redraws
    last = asked.redraws[key].until
    before = [one for one in calls(asked, USUAL, last) if "add A second look" in one.label]
    assert {(one.kind, one.side) for one in before} == {("asked", "clan"), ("redraw", "clan")}
    (after,) = [one for one in calls(asked, USUAL, last + DAY) if "add A second look" in one.label]
    assert (after.kind, after.side, after.day, after.again) == ("ran_out", "customer", last, True)
    (again,) = [step for step in held(asked, steps(asked), last + DAY) if step.target == key]
    assert (again.kind, again.side) == ("redraw_anew", "customer")
    assert since(asked, again).date() == last + DAY
