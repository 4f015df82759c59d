"""Signatures fall whose own lines changed, all of them and no others; restoring the lines raises them."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.workflows.test_impact import LINES, STAGES, until
from workflows import course
from workflows.booking import Taken
from workflows.impact import impact

SIDES = ("customer", "clan")
SETS = st.dictionaries(st.sampled_from(sorted(LINES)), st.integers(0, 1), min_size=1, max_size=4)


def standing(case):
    """The signatures that stand: of which stage, by which side."""
    return {(stage, side) for stage in case.plan for side in SIDES if case.stands(stage, side)}


@settings(max_examples=100, deadline=None)
@given(number=st.integers(1, len(STAGES) - 1), chosen=SETS, side=st.sampled_from(SIDES))
def test_exactly_those_signatures_fall_whose_lines_changed_and_restoring_raises_them_again(
    number, chosen, side
):
    order = until(STAGES[number])
    case = order.case.having(late_changes=())  # every line is free: what falls is decided by what was signed
    actor, before = order.actor(side), standing(case)
    after, changed = case, {}
    for path, which in sorted(chosen.items()):
        (stage, field), new = path.split("."), LINES[path][which]
        if case.value(path) is None or side not in case.stages[stage].field(field).editable_by:
            continue
        free = impact(after, {path: new}, actor.at.date())
        assume(free.free and not free.missing)  # what costs is decided by its rule: test_impact.py
        seen = {field: after.line_seq(stage, field)}
        after = course.write(after, actor, stage, {field: new}, seen, "", Taken())
        if new != case.value(path):
            changed[path] = case.value(path)
    touched = {path.split(".")[0] for path in changed}
    assert before - standing(after) == {(stage, side) for stage, side in before if stage in touched}
    assert standing(after) <= before, "no change signs anything"
    back = after
    for path, held in changed.items():
        stage, field = path.split(".")
        back = course.put_back(back, actor, stage, field, held)
        assert back.value(path) == held
    assert standing(back) == before
