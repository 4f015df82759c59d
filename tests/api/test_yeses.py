"""The yeses of a firm's people over the API: planned as a whole, said each for oneself, asked again."""

import pytest

from portal.cases import actions
from tests.api.program import found, stage
from tests.cases import playing
from tests.workflows import approving

PEOPLE = {"departments": [
    {
        "key": "engineering", "label": "Engineering", "scope": ["drawing.material"],
        "people": [{"person": "colin"}],
    },
    {
        "key": "finance", "label": "Finance", "scope": ["drawing.price"], "order": 2,
        "when": {"field": "drawing.price", "over": 5000}, "people": [{"person": "ruth"}],
    },
], "seen": 0}  # fmt: skip


@pytest.fixture
def part(app, cast):
    """The address of the yeses of a part that Northmoor orders."""
    order = playing.begin(app.database, cast.ruth, cast.northmoor, "A bracket", "Bracket", approving.PART)
    order.put(cast.ruth, "need.conditions", playing.ROWS)
    order.put(cast.ruth, "drawing.material", "EN AW-6082")
    for key in ("need", "drawing"):
        for person in (cast.ruth, cast.marian):
            order.do(person, actions.sign, key)
    return f"/orders/{order.ref}/stages/lane/yeses/yeses"


def yeses(order):
    """The one block of yeses."""
    return stage(order, "lane")["yeses"][0]


def test_a_plan_is_made_and_everybody_says_their_own(program, cast, part):
    ruth, colin, marian = program(cast.ruth), program(cast.colin), program(cast.marian)
    marian.put(f"{part}/plan", PEOPLE, status=403)
    order = ruth.put(f"{part}/plan", PEOPLE)
    plan = yeses(order)
    assert [one["asked"] for one in plan["departments"]] == [True, False] and plan["late_to"] == "ruth"
    (step,) = [one for one in order["steps"] if one["kind"] == "yes"]
    assert (step["target"], step["who"]) == ("yeses.engineering", "colin")
    assert "meanwhile" in ruth.put(f"{part}/plan", PEOPLE, status=409)["detail"]
    ruth.post(f"{part}/engineering/nudge/nudge", status=404)
    ruth.post(f"{part}/engineering/colin/nudge")
    assert "alone" in ruth.post(f"{part}/engineering/colin/yes", {}, status=409)["detail"]
    said = colin.post(f"{part}/engineering/colin/yes", {"note": "Good", "seen": order["seq"] + 1})
    (one,) = found(yeses(said)["departments"], "engineering")["people"]
    assert (one["yes"], one["note"], one["by"], one["changed"]) == (True, "Good", "colin", [])
    no = ruth.post(f"{part}/finance/ruth/no", {"why": "Too dear"})
    assert found(yeses(no)["departments"], "finance")["people"][0]["yes"] is False
    handed = ruth.post(f"{part}/finance/ruth/hand-on", {"to": "colin"})
    assert found(yeses(handed)["departments"], "finance")["people"][0]["person"] == "colin"


def test_what_is_no_plan_is_refused_with_its_place(program, cast, part):
    ruth = program(cast.ruth)
    one = PEOPLE["departments"][0]
    for wrong in ({"departments": [one | {"scope": []}]}, {"departments": [one | {"key": "A b"}]}):
        assert ruth.put(f"{part}/plan", PEOPLE | wrong, status=422)["errors"]
    nobody = {"departments": [one | {"people": []}]}
    assert "nobody in it" in ruth.put(f"{part}/plan", PEOPLE | nobody, status=409)["detail"]
    assert ruth.put(f"{part}/plan", {**PEOPLE, "departments": []}, status=409)
    stands_in = [{"person": "colin", "delegate": "ruth", "until": "soon"}]
    ruth.put(f"{part}/plan", PEOPLE | {"departments": [one | {"people": stands_in}]}, status=422)
