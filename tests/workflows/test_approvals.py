"""The yeses of a customer's people: the plan is theirs, a yes means what stood there, silence nothing."""

from tests.workflows import sample
from tests.workflows.approving import NAMES, asked, at, begun, of, people, planned, yes
from workflows import course
from workflows.approved import Approver
from workflows.blocks import asked as approvals
from workflows.calendars import USUAL
from workflows.grammar import When
from workflows.turn import side_to_move, steps

COLIN, DEV = at("engineering", "colin"), at("quality", "dev")


def who(case):
    return [(step.kind, step.label, step.who) for step in steps(case) if step.side == "customer"]


def test_without_a_plan_nobody_can_sign_and_the_customer_makes_one():
    case = begun()
    assert who(case) == [("plan", "Who says yes", "")]
    assert (
        sample.refusal(course.sign, case, of("ruth"), "lane")
        == "Still to settle before you sign: Who says yes."
    )
    case = planned()
    assert [one[1:] for one in who(case)] == [
        ("Engineering", "colin"), ("Quality", "dev"), ("Quality", "lena"), ("Quality", "sam"),
    ]  # fmt: skip
    assert side_to_move(case) == "customer" and sample.kept(case)


def test_those_after_others_are_asked_once_these_have_said_yes_and_two_of_three_will_do():
    case = yes(planned(), "engineering", "colin")
    assert "asked once those before" in sample.refusal(course.say_yes, case, of("jo"), at("finance", "jo"))
    case = yes(case, "quality", "dev", "sam")
    assert who(case) == [("yes", "Finance", "jo")]
    assert "the yes of Finance" in sample.refusal(course.sign, case, of("ruth"), "lane")
    case = yes(case, "finance", "jo")
    case = course.sign(course.sign(case, of("ruth"), "lane"), of("marian"), "lane")
    assert case.state("lane") == "done"


def test_a_change_asks_exactly_those_again_whose_scope_has_the_line():
    case = yes(yes(yes(planned(), "engineering", "colin"), "quality", "dev", "sam"), "finance", "jo")
    case = sample.put(case, of("marian", 9), "drawing", price="8000")
    plan = case.approvals["lane"]["yeses"]
    assert [one[1:] for one in who(case) if one[2]] == [
        ("Quality", "dev"),
        ("Quality", "lena"),
        ("Quality", "sam"),
    ]
    assert approvals.complete(case, plan, "engineering")
    assert not approvals.complete(case, plan, "quality") and not approvals.complete(case, plan, "finance")
    given = plan.answers["finance"]["jo"]
    assert approvals.changed(case, plan.asked["finance"], given) == ["drawing.price"]
    back = course.put_back(case, of("marian", 10), "drawing", "price", {"amount": 700000, "currency": "GBP"})
    assert approvals.complete(back, plan, "finance") and approvals.complete(back, plan, "quality")


def test_who_is_not_needed_is_not_asked():
    case = planned()
    case = sample.put(case, of("ruth"), "drawing", price="5000", docs=["coc"])
    assert [one[1] for one in who(case) if one[0] == "yes"] == ["Engineering"]
    assert "not asked as things stand" in sample.refusal(
        course.say_yes, case, of("dev"), at("quality", "dev")
    )
    case = yes(case, "engineering", "colin")
    unknown = sample.put(case, of("ruth"), "drawing", price="")
    assert ("yes", "Finance", "jo") in who(unknown)  # nobody can say that it is not over


def test_a_yes_is_ones_own_or_the_delegates_until_the_last_day():
    case = planned()
    assert "for Colin alone" in sample.refusal(course.say_yes, case, of("ruth"), COLIN)
    assert "customer's own plan" in sample.refusal(course.say_yes, case, of("marian"), COLIN)
    one = Approver(person="colin", name="Colin", delegate="ruth", until="2026-03-05")
    seen = case.approvals["lane"]["yeses"].changed.seq
    new = asked(**NAMES)
    new["engineering"] = new["engineering"].model_copy(update={"people": (one,)})
    case = course.plan_yeses(case, of("colin"), "lane", "yeses", new, "", seen)
    late = sample.refusal(course.say_yes, case, of("ruth", days=5), COLIN)
    assert late.endswith("You stood in for them until 2026-03-05.")
    case = course.say_yes(case, of("ruth", days=4), COLIN)
    assert case.approvals["lane"]["yeses"].answers["engineering"]["colin"].by == "ruth"


def test_a_yes_to_what_changed_meanwhile_asks_to_look_again():
    case = planned()
    seen = case.seq
    case = sample.put(case, of("marian", 3), "drawing", material="EN AW-7075")
    again = sample.refusal(course.say_yes, case, of("colin"), COLIN, seen=seen)
    assert again == "A line changed while you were reading. Look at it once more, then say it."
    assert course.say_yes(case, of("colin"), COLIN, seen=case.seq).seq == case.seq + 1
    assert yes(yes(case, "engineering", "colin"), "engineering", "colin").seq == case.seq + 1


def test_a_no_asks_the_clan_for_the_change_and_then_the_person_again():
    case = planned()
    assert "Say why" in sample.refusal(course.say_no, case, of("colin"), COLIN, " ")
    case = course.say_no(case, of("colin"), COLIN, "Too soft for the hinge")
    assert ("yes", "Engineering", "colin") not in who(case)
    change = next(step for step in steps(case) if step.kind == "change")
    assert (change.side, change.label, side_to_move(case)) == ("clan", "Too soft for the hinge", "clan")
    case = course.done(case, of("marian"), change.target)
    assert ("yes", "Engineering", "colin") in who(case)
    case = yes(case, "engineering", "colin")
    assert case.commitments[change.target].state == "satisfied"


def test_what_is_not_mine_is_handed_on():
    case = planned()
    to = people("susan")[0]
    assert "for Colin alone" in sample.refusal(course.hand_on, case, of("dev"), COLIN, to)
    case = course.hand_on(case, of("colin", 5), COLIN, to)
    assert ("yes", "Engineering", "susan") in who(case) and ("yes", "Engineering", "colin") not in who(case)
    held = case.approvals["lane"]["yeses"].asked["engineering"].people[0]
    assert held.handed is not None and held.handed.by == "colin"
    twice = sample.refusal(course.hand_on, case, of("dev"), at("quality", "dev"), people("sam")[0])
    assert twice == "Sam is asked in Quality already. Choose somebody else."


def test_a_colleague_is_reminded_once_a_day():
    case = course.nudge(planned(), of("ruth"), COLIN)
    again = sample.refusal(course.nudge, case, of("dev", 20), COLIN)
    assert again == "Ruth has reminded Colin already. Once a day is enough."
    case = course.nudge(case, of("dev", 24), COLIN)
    assert "yours" in sample.refusal(course.nudge, case, of("colin"), COLIN)
    assert "Nobody waits for Jo" in sample.refusal(course.nudge, case, of("ruth"), at("finance", "jo"))


def test_a_plan_that_could_not_be_kept_is_refused():
    case = begun()

    def refused(new, actor="ruth", seen=0):
        return sample.refusal(course.plan_yeses, case, of(actor), "lane", "yeses", new, "", seen)

    assert refused({}) == "Who says yes: a plan with nobody in it lets nobody say yes. Name somebody."
    assert (
        refused(asked(finance=())) == "Finance has nobody in it. Name somebody, or take the department out."
    )
    assert refused(asked(quality=("dev",))).startswith("Quality: 2 are to say yes, and only 1 are named")
    assert "once" in refused(asked(quality=("dev", "dev")))
    nowhere = asked(finance=("jo",))["finance"].model_copy(update={"scope": ("drawing.colour",)})
    assert refused({"finance": nowhere}).startswith("Finance: drawing.colour is no line of this order.")
    vague = nowhere.model_copy(update={"scope": ("need",), "when": When(field="drawing.material", over=1)})
    assert "nobody can tell from drawing.material" in refused({"finance": vague})
    no_day = Approver(person="jo", name="Jo", delegate="ruth")
    unsaid = asked(finance=("jo",))["finance"].model_copy(update={"people": (no_day,)})
    assert "until which day" in refused({"finance": unsaid})
    assert "customer's own plan" in refused(asked(**NAMES), "marian")
    assert "meanwhile" in refused(asked(**NAMES), seen=3)
    assert "no yeses called" in sample.refusal(
        course.plan_yeses, case, of("ruth"), "need", "what", asked(**NAMES), "", 0
    )


def test_a_new_plan_keeps_what_was_said_by_those_who_stay():
    case = yes(planned(), "quality", "dev", "sam")
    seen = case.approvals["lane"]["yeses"].changed.seq
    same = course.plan_yeses(case, of("lena", 4), "lane", "yeses", asked(**NAMES), "ruth", seen)
    assert same is case
    new = asked(**{**NAMES, "quality": ("dev", "lena")})
    case = course.plan_yeses(case, of("lena", 4), "lane", "yeses", new, "susan", seen)
    plan = case.approvals["lane"]["yeses"]
    assert list(plan.answers["quality"]) == ["dev"] and plan.late_to == "susan"
    assert plan.asked["engineering"].put != plan.asked["quality"].put
    assert "meanwhile" in sample.refusal(course.plan_yeses, case, of("jo"), "lane", "yeses", new, "", seen)


def test_the_days_begin_when_somebody_is_asked():
    case = planned()
    plan = case.approvals["lane"]["yeses"]
    assert approvals.since(case, plan, "lane", "engineering", "colin") == sample.when(1)
    case = yes(yes(case, "engineering", "colin", days=2), "quality", "dev", "sam", days=3)
    plan = case.approvals["lane"]["yeses"]
    assert approvals.since(case, plan, "lane", "finance", "jo") == sample.when(days=3)
    due = approvals.due(case, plan, "lane", "finance", "jo", USUAL.customer)
    assert due.isoformat() == "2026-03-09"  # a Wednesday and three working days
    case = sample.put(yes(case, "finance", "jo", days=3), of("marian", days=6), "drawing", price="9000")
    plan = case.approvals["lane"]["yeses"]
    assert approvals.since(case, plan, "lane", "finance", "jo") == sample.when(days=6)


def test_lines_that_change_after_the_stage_is_over_ask_again():
    case = yes(yes(yes(planned(), "engineering", "colin"), "quality", "dev", "sam"), "finance", "jo")
    case = course.sign(course.sign(case, of("marian"), "lane"), of("ruth"), "lane")
    case = sample.put(case, of("ruth", 9), "drawing", material="C45")
    assert ("yes", "Engineering", "colin") in who(case)
    assert course.say_yes(case, of("colin", 10), COLIN).seq == case.seq + 1
