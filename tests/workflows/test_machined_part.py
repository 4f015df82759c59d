"""The machined part that ships: thirteen stages, yeses of departments, a first article that is tried."""

from decimal import Decimal
from typing import Any

import pytest

from tests.workflows import replan
from tests.workflows.following import Order, fitting
from tests.workflows.sample import refusal
from workflows import course
from workflows.approved import Approver, Asked
from workflows.blocks import asked as approvals
from workflows.case import Actor, Case
from workflows.check import library
from workflows.grammar import ApprovalsBlock, Field, FieldsBlock
from workflows.results import results, unmeasured
from workflows.turn import steps
from workflows.values import show

PART = library()["machined-part"]
STAGES = {stage.key: stage for stage in PART.stages}
TITLES = (
    *("Need", "Drawing package", "Talk about making it", "Quote", "Yeses", "Order and release"),
    *("Material and programming", "First article", "First-article fitting", "Production"),
    *("Finish, inspect, pack", "Receipt", "In use"),
)
CRITICAL = [
    {"id": "A1", "characteristic": "Bore", "nominal": "20", "lower": "20.00", "upper": "20.02", "unit": "mm"},
    {"id": "B2", "characteristic": "Flatness", "nominal": "0", "upper": "0.05", "unit": "mm"},
    {"id": "C3", "characteristic": "Edge", "nominal": "1"},
]
ANSWERS: dict[str, Any] = {
    "satisfaction": [{"text": "The door closes at minus ten", "how_judged": "We try it"}],
    "critical": CRITICAL,
    "results": [{"id": row["id"], "result": row["nominal"]} for row in CRITICAL],
    "price": "£7,400",
    "material": "en_aw_6082",
}
NAMES = {
    "engineering": "colin",
    "planning": "ruth",
    "purchasing": "bea",
    "finance": "jo",
    "decision": "susan",
}
PEOPLE: dict[str, tuple[str, ...]] = {key: (name,) for key, name in NAMES.items()}
PEOPLE |= {"quality": ("dev", "lena", "sam")}


def line(path: str) -> Field:
    """The line that "stage.field" names."""
    stage, _, key = path.partition(".")
    field = STAGES[stage].field(key)
    assert field
    return field


def test_it_has_thirteen_stages_in_their_order():
    assert tuple(stage.title for stage in PART.stages) == TITLES
    assert {key for key, stage in STAGES.items() if not stage.essential} == {"manufacturability"}
    assert {key: stage.rounds for key, stage in STAGES.items() if stage.rounds > 1} == {
        "first_article": 3,
        "fitting": 3,
    }
    assert STAGES["approval"].signed_by() == ("customer",)
    assert STAGES["use_review"].signed_by() == ("customer",)


def test_a_part_is_followed_from_the_need_to_the_customers_last_word():
    order = Order(PART, ANSWERS)
    seen = order.follow(300)
    assert [STAGES[key].title for key in dict.fromkeys(seen) if key] == list(TITLES)
    assert order.case.status == "fulfilled"
    assert show(line("quote.price"), order.case.value("quote.price")) == "£7,400"


def test_every_line_can_be_written_by_whoever_gives_it():
    order = Order(PART, {})
    for stage in PART.stages:
        for block in stage.blocks:
            for field in block.fields if isinstance(block, FieldsBlock) else ():
                seen = {field.key: order.case.line_seq(stage.key, field.key)}
                written = (stage.key, {field.key: fitting(field)}, seen)
                order.case = course.write(order.case, order.actor(field.given_by), *written)
                assert not order.case.empty(stage.key, field.key), field.key


@pytest.fixture(scope="module")
def asked() -> Case:
    """The quote is signed and everybody is named: two of three in quality."""
    order = Order(PART, ANSWERS)
    order.case = course.write(
        order.case, order.actor("customer"), "drawing", {"docs": ["coc", "fai"]}, {"docs": 0}
    )
    while order.case.now != "approval":
        order.step()
    block = STAGES["approval"].block("yeses")
    assert isinstance(block, ApprovalsBlock)
    plan = {}
    for one in block.departments:
        people = tuple(Approver(person=who, name=who.title()) for who in PEOPLE[one.key])
        needs = 2 if one.key == "quality" else None
        plan[one.key] = Asked(**one.model_dump(exclude={"needs"}), needs=needs, people=people)
    return course.plan_yeses(order.case, hand(order.case, "ruth"), "approval", "yeses", plan, "", 0)


def hand(case: Case, who: str) -> Actor:
    """One of the customer's people, or Marian, at the last moment of the case."""
    return Actor(who, who.title(), "clan" if who == "marian" else "customer", case.turn.since)


def yes(case: Case, department: str, who: str) -> Case:
    """Somebody says yes."""
    return course.say_yes(case, hand(case, who), ("approval", "yeses", department, who))


def waiting(case: Case) -> list[str]:
    """The departments that are asked now."""
    return list(dict.fromkeys(step.label for step in steps(case) if step.kind == "yes"))


def agreed(case: Case) -> Case:
    """Everybody who is needed has said yes."""
    for department, who in (("engineering", "colin"), ("quality", "dev"), ("planning", "ruth")):
        case = yes(case, department, who)
    assert waiting(case) == ["Quality"]
    case = yes(yes(case, "quality", "sam"), "purchasing", "bea")
    return yes(case, "finance", "jo")


def test_four_departments_say_yes_and_the_decision_maker_is_not_needed(asked):
    assert waiting(asked) == ["Engineering", "Production planning", "Quality"]
    missing = refusal(course.sign, asked, hand(asked, "ruth"), "approval")
    assert "the yes of Finance" in missing and "Whoever decides" not in missing
    case = agreed(asked)
    assert waiting(case) == []
    assert course.sign(case, hand(case, "ruth"), "approval").now == "release"


def test_one_change_voids_exactly_two_departments(asked):
    case = agreed(asked)
    seen = {"coating": 0}
    case = course.write(case, hand(case, "marian"), "drawing", {"coating": "zinc"}, seen)
    plan = case.approvals["approval"]["yeses"]
    open_ = [key for key in plan.asked if not approvals.complete(case, plan, key)]
    assert open_ == ["engineering", "decision"]  # the latter was never asked
    case = yes(case, "engineering", "colin")
    price = {"price": case.line_seq("quote", "price")}
    case = course.write(case, hand(case, "marian"), "quote", {"price": "£7,900"}, price)
    plan = case.approvals["approval"]["yeses"]
    asked_again = [
        key
        for key, one in plan.asked.items()
        if approvals.applies(case, one) and not approvals.complete(case, plan, key)
    ]
    assert asked_again == ["purchasing", "finance"]


def test_an_order_of_sixty_thousand_asks_whoever_decides(asked):
    price = {"price": asked.line_seq("quote", "price")}
    case = course.write(asked, hand(asked, "marian"), "quote", {"price": "£60,000"}, price)
    assert waiting(agreed(case)) == ["Whoever decides"]


# ---- the first article
@pytest.fixture(scope="module")
def measuring() -> Case:
    """The first article is to be measured."""
    order = Order(PART, ANSWERS)
    while order.case.now != "first_article":
        order.step()
    return order.case


def measured(case: Case, rows: list[dict[str, str]]) -> Case:
    """The results are written."""
    seen = {"results": case.line_seq("first_article", "results")}
    return course.write(case, hand(case, "marian"), "first_article", {"results": rows}, seen)


def test_whether_a_result_is_within_its_limits_is_worked_out(measuring):
    field = line("first_article.results")
    rows = [
        {"id": "a1", "result": "20.03"},
        {"id": "B2", "result": "0.05"},
        {"id": "C3"},
        {"id": "Z9", "result": "1"},
    ]
    case = measured(measuring, rows)
    found = list(results(case, "first_article", field))
    assert [one.out_by for one in found] == [Decimal("0.01"), Decimal(0), None, None]
    assert [one.feature is None for one in found] == [False, False, False, True]
    assert unmeasured(case, "first_article", field) == ["C3"]
    assert refusal(course.sign, case, hand(case, "marian"), "first_article").endswith("Results, Measured by.")
    below = measured(case, [{"id": "A1", "result": "19.9"}, {"id": "C3", "result": "2"}])
    assert [one.out_by for one in results(below, "first_article", field)] == [Decimal("0.1"), None]
    whole = measured(below, [*rows[:2], {"id": "C3", "result": "1"}])
    assert unmeasured(whole, "first_article", field) == []
    with pytest.raises(course.Refused):
        course.write(whole, hand(whole, "ruth"), "first_article", {"results": rows}, {"results": whole.seq})


def test_the_customer_tries_the_first_article_and_may_want_changes(measuring):
    order = Order(PART, ANSWERS)
    order.case = measuring
    while order.case.now != "fitting":
        order.step()
    case = course.review(
        order.case, order.actor("customer"), "fitting", "first_article", "changes_needed", "Bore too tight"
    )
    assert [step.label for step in steps(case) if step.kind == "change"] == ["Bore too tight"]
    again = replan.again(case, order.actor("clan"), "fitting", "After the bore is opened")
    assert again.plan[again.plan.index("fitting") + 1] == "fitting__2"


# ---- changes of mind
def test_the_drawing_is_free_until_the_order_and_ever_dearer_after_it():
    late = next(one for one in PART.late_changes if one.key == "geometry")
    assert late.free_through == "release" and line("drawing.files").freeze_at == "release"
    assert [step.after for step in late.steps] == [
        *("release", "programming", "first_article", "fitting", "production")
    ]
    assert [step.days for step in late.steps[:4]] == [2, 5, 7, 9]
    assert late.steps[3].labour_so_far and not late.steps[4].possible
    coating = next(one for one in PART.late_changes if one.key == "coating")
    assert coating.free_through == "production" and not coating.steps[0].possible
