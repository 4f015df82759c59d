"""Measures: read again at each fitting, and taken over from an earlier order."""

import pytest

from tests.workflows.sample import clan, customer, need_signed, put, refusal
from workflows import course
from workflows.blocks.measures import latest, readings
from workflows.case import Case
from workflows.grammar import Field, MeasuresBlock, Side
from workflows.values import Invalid, read

BOTH: tuple[Side, ...] = ("customer", "clan")


def measure(key: str, editable_by: tuple[Side, ...] = BOTH) -> Field:
    """A measure on the skin or on a try-on, 500 to 1500 mm."""
    sides = {"editable_by": editable_by}
    return Field(
        key=key, label=key.title(), type="measure", min=500, max=1500, basis=("skin", "try_on"), **sides
    )


def measured(*more: Field) -> Case:
    """The cloth and the fitting each have a table of measures; the cloth is under way."""
    case = need_signed()
    block = MeasuresBlock(kind="measures", key="tape", fields=(measure("chest"), measure("waist"), *more))
    stages = {
        key: case.stages[key].model_copy(update={"blocks": (*case.stages[key].blocks, block)})
        for key in ("cloth", "fitting")
    }
    return case.having(stages={**case.stages, **stages})


def test_a_measure_is_the_same_in_every_stage_that_reads_it():
    case = put(measured(), clan(), "cloth", chest="100 cm", waist="90 cm")
    case = put(case, clan(), "fitting", chest={"mm": 1006, "basis": "try_on"})
    assert [(one.stage.key, one.mm) for one in readings(case, "chest")] == [
        ("cloth", 1000),
        ("fitting", 1006),
    ]
    assert [one.mm for one in readings(case, "chest", "cloth")] == [1000]
    assert {key: one.mm for key, one in latest(case).items()} == {"chest": 1006, "waist": 900}
    assert readings(case, "hem") == [] and latest(need_signed()) == {}


def test_measures_are_taken_over_into_empty_lines_and_keep_where_they_are_from():
    case = put(measured(measure("seat", ("customer",))), clan(), "cloth", chest="100 cm")
    earlier = {
        "chest": {"mm": 990, "basis": "skin"},
        "waist": {"mm": 910, "basis": "finished", "repeat": 912},
        "seat": {"mm": 1000, "basis": "try_on"},
        "hem": {"mm": 400},
    }
    after = course.carry_over(case, clan(), "cloth", earlier, "from okoro-1, taken 4 April 2026")
    assert after.value("cloth.chest")["mm"] == 1000, "what was read here stays"
    assert after.value("cloth.waist") == {"mm": 910, "basis": "skin"}, "the second reading is read again"
    assert after.line("cloth", "waist").why == "from okoro-1, taken 4 April 2026"
    assert after.value("cloth.seat") is None, "that line is the customer's"
    both = course.carry_over(after, customer(), "cloth", earlier, "")
    assert both.value("cloth.seat") == {"mm": 1000, "basis": "try_on"}
    assert after.seq == case.seq + 1
    nothing = "There is no empty line here that these measures would fill."
    assert refusal(course.carry_over, both, customer(), "cloth", earlier, "") == nothing
    assert refusal(course.carry_over, case, clan(), "need", earlier, "") == nothing
    assert refusal(course.carry_over, case, clan(), "cloth", {"waist": {"mm": 9000}}, "") == nothing


@pytest.mark.parametrize(
    ("typed", "unit", "asks"),
    [
        ("38", "cm", "Chest is at least 50 cm, and this says 38 cm. Did you mean 38 in?"),
        ("101.6", "mm", "Chest is at least 500 mm, and this says 102 mm. Did you mean 101.6 cm?"),
        ("980 cm", "cm", "Chest is at most 150 cm, and this says 980 cm. Did you mean 980 mm?"),
        ("54", "mm", "Chest is at least 500 mm, and this says 54 mm. Did you mean 54 cm or 54 in?"),
        ("380", "cm", "Chest is at most 150 cm, and this says 380 cm."),
        ("9 ft 11", "in", "Chest is at most 59 in, and this says 119 in."),
    ],
)
def test_a_length_in_the_wrong_unit_asks_and_does_not_guess(typed, unit, asks):
    with pytest.raises(Invalid) as invalid:
        read(measure("chest"), {"value": typed, "unit": unit}, currency="")
    assert str(invalid.value) == asks
