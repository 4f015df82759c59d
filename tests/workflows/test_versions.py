"""A newer version of its process for a running order: what fits, what differs, taken when both agree."""

import pytest

from tests.workflows.sample import (
    CLOTH,
    FINISHING,
    FITTING,
    SUIT,
    begun,
    clan,
    cloth_signed,
    customer,
    fitted,
    kept,
    need_signed,
    put,
    refusal,
)
from workflows import course
from workflows.differences import differences
from workflows.grammar import Field, FieldsBlock, SignatureBlock, Stage, Workflow
from workflows.redrawn import NewStage, Redraw
from workflows.versions import adopted

LOOK = Stage(
    key="look",
    title="By daylight",
    lead_days=4,
    holder="clan",
    blocks=(
        FieldsBlock(
            kind="fields", key="seen", fields=(Field(key="colour", label="The colour", type="text"),)
        ),
        SignatureBlock(kind="signature", by=("customer",), says="I saw it."),
    ),
)


def newer(*stages: Stage, **words: object) -> Workflow:
    """The next version of the sample workflow, with these stages in the place of those of their keys."""
    plan = [next((one for one in stages if one.key == old.key), old) for old in SUIT.stages]
    return SUIT.model_copy(update={"version": SUIT.version + 1, "stages": tuple(plan), **words})


def with_look(workflow: Workflow, after: str) -> Workflow:
    keys = [stage.key for stage in workflow.stages]
    place = keys.index(after) + 1
    stages = (*workflow.stages[:place], LOOK, *workflow.stages[place:])
    return workflow.model_copy(update={"stages": stages})


LONGER = FITTING.model_copy(update={"lead_days": 12, "title": "First fitting"})
NEXT = with_look(newer(LONGER), "fitting")


def mark(case):
    return case.begun.model_copy(update={"seq": case.seq + 1})


def told(case, workflow):
    return {one.title: one.told for one in differences(case, adopted(case, mark(case), workflow))}


def test_it_is_taken_only_when_both_have_agreed():
    case = need_signed()
    one = course.agree_version(case, customer(3), NEXT)
    assert (one.version, one.plan) == (case.version, case.plan)
    assert refusal(course.agree_version, one, customer(4), NEXT).startswith("Your side has agreed")
    both = course.agree_version(one, clan(4), NEXT)
    assert both.version == NEXT.version and both.plan == ("need", "cloth", "fitting", "look", "finishing")
    assert (both.stages["fitting"].title, both.stages["look"].lead_days) == ("First fitting", 4)
    assert set(both.versions["v4"].yes) == {"customer", "clan"} and kept(both)
    assert refusal(course.agree_version, both, clan(5), NEXT).startswith("This order follows that version")
    assert both.values == case.values and both.signatures == case.signatures


def test_a_no_has_a_reason_and_lets_a_yes_fall():
    one = course.agree_version(need_signed(), customer(3), NEXT)
    assert refusal(course.decline_version, one, clan(4), NEXT, " ").startswith("Say why")
    no = course.decline_version(one, clan(4), NEXT, "Not in the middle")
    assert (no.versions["v4"].yes, no.versions["v4"].why) == ({}, "Not in the middle")
    again = course.agree_version(no, clan(5), NEXT)
    assert set(again.versions["v4"].yes) == {"clan"} and again.versions["v4"].no is None


def test_the_differences_are_said_stage_by_stage():
    code = Field(key="care", label="Care", type="text")
    cloth = CLOTH.model_copy(
        update={"blocks": (FieldsBlock(kind="fields", key="more", fields=(code,)), *CLOTH.blocks[1:])}
    )
    found = told(begun(), with_look(newer(LONGER, cloth), "fitting"))
    assert found["By daylight"] == ("new, 4 working days", "asks: The colour")
    assert found["First fitting"] == ("was called Baste fitting", "takes 12 working days instead of 10")
    assert "asks now: Care" in found["Cloth"] and "asks no longer: Cloth code" in found["Cloth"]
    assert "Need" not in found
    assert told(begun(), newer(hourly_rate=7000)) == {
        "Rules of this order": ("the hourly rate of late changes",)
    }


def test_what_is_finished_stays_as_it_was_agreed():
    case = cloth_signed()
    other = CLOTH.model_copy(update={"title": "Cloth and lining", "lead_days": 9})
    after = adopted(case, mark(case), newer(other, LONGER))
    assert after.stages["cloth"] == case.stages["cloth"] and after.stages["fitting"].title == "First fitting"
    late = adopted(fitted(), mark(fitted()), with_look(newer(), "cloth"))
    assert "look" not in late.plan  # too late for what would have come before the fitting


def test_what_is_written_is_never_lost():
    bare = CLOTH.model_copy(update={"blocks": CLOTH.blocks[1:]})
    case = put(need_signed(), clan(3), "cloth", code="W 81")
    assert refusal(course.agree_version, case, customer(4), newer(bare)) == (
        "This version does not fit this order: "
        "Cloth code in Cloth is written, and it has no such line any more."
    )
    without = SUIT.model_copy(
        update={"version": 4, "stages": tuple(s for s in SUIT.stages if s.key != "cloth")}
    )
    assert "cloth" in adopted(case, mark(case), without).plan
    gone = adopted(begun(), mark(begun()), without)
    assert "cloth" not in gone.plan and not [one for one in gone.commitments.values() if one.stage == "cloth"]
    assert told(begun(), without)["Cloth"] == ("no longer in it",)


def test_a_plan_of_ones_own_stays():
    new = NewStage(title="A visit", days=0, holder="clan", signed_by=("clan",))
    case = course.redraw(begun(), customer(), Redraw(kind="add", after="cloth", new=new, why="To see it"))
    split = Redraw(kind="split", stage="fitting", title="Meeting", days=1, parts=("visit",), why="Twice")
    case = course.redraw(case, clan(1), split)
    own, meeting = case.plan[2], case.plan[4]
    after = adopted(case, mark(case), NEXT)
    assert after.plan == ("need", "cloth", own, "fitting", "look", meeting, "finishing")
    assert after.stages["fitting"] == case.stages["fitting"]


@pytest.mark.parametrize("workflow", [SUIT, SUIT.model_copy(update={"key": "coat", "version": 9})])
def test_the_same_version_and_another_process_are_refused(workflow):
    assert refusal(course.agree_version, begun(), clan(1), workflow).startswith("This order follows that")


def test_the_last_stage_is_still_the_customers():
    assert adopted(begun(), mark(begun()), NEXT).stages["finishing"].signed_by() == FINISHING.signed_by()
