"""Changes of a process that people propose: applied, refused where things read otherwise, and taken back."""

import pytest

from workflows import amending
from workflows.amended import drawn, longer, told
from workflows.amending import AddLine, AddStage, DropLine, Reword, SetDays, Wording, amended, undoing
from workflows.check import library
from workflows.grammar import Field
from workflows.processes import Answer, standing
from workflows.records import Refused
from workflows.redrawn import NewStage
from workflows.shaping import built

SUIT = library()["bespoke-suit"]
AT = {"stage": "forward_fitting", "title": "Forward fitting"}
LINE = Field(key="worn", label="Where did you wear it?", type="longtext", given_by="customer")
SEES = "What the cutter sees"


def stage(workflow, key="forward_fitting"):
    """A stage of a process."""
    return next(one for one in workflow.stages if one.key == key)


def labels(workflow):
    """What the lines of the stage are called."""
    return [line.label for line in stage(workflow).fields()]


def home():
    """A stage that comes new."""
    how = NewStage(
        title="Wear at home", days=7, holder="customer", customer=("Where?",), signed_by=("customer",)
    )
    return built("wear_at_home", how)


EVERY = {
    "reword": Reword(
        **AT,
        line="sees",
        was=Wording(label=SEES, help=stage(SUIT).field("sees").help),
        now=Wording(label="Seen"),
    ),
    "add_line": AddLine(**AT, block="seen", after="feels", line=LINE),
    "drop_line": DropLine(**AT, line="sees", label=SEES),
    "days": SetDays(**AT, was=2, now=9),
    "add_stage": AddStage(**AT, new=home()),
}


@pytest.mark.parametrize("kind", EVERY)
def test_each_kind_of_change_is_kept_as_data_made_told_and_taken_back(kind):
    op = EVERY[kind]
    assert amending.read(amending.kept([op])) == (op,)
    after = amended(SUIT, [op])
    assert after.version == SUIT.version + 1 and after.stages != SUIT.stages
    back = amended(after, undoing(SUIT, [op]))
    assert back.version == SUIT.version + 2 and back.stages == SUIT.stages
    assert [one.sign for one in told([op])] == [{"add": "+", "dro": "−"}.get(kind[:3], "~")]
    assert all(one.does and one.stage and one.note for one in told([op, *undoing(SUIT, [op])]))


def test_several_changes_are_made_one_after_the_other_and_taken_back_backwards():
    ops = list(EVERY.values())
    ops.remove(EVERY["reword"])
    after = amended(SUIT, ops)
    assert amended(after, undoing(SUIT, ops)).stages == SUIT.stages


def test_a_line_and_a_stage_come_where_they_were_asked_for():
    after = amended(SUIT, [EVERY["add_line"], EVERY["add_stage"]])
    assert labels(after)[labels(after).index("How it feels, in your words") + 1] == LINE.label
    keys = [one.key for one in after.stages]
    assert keys[keys.index("forward_fitting") + 1] == "wear_at_home"
    first = amended(SUIT, [AddLine(**AT, block="seen", line=LINE)])
    assert labels(first)[0] == LINE.label
    alone = amended(SUIT, [AddLine(**AT, line=LINE)])
    assert stage(alone).blocks[0].fields == (LINE,)


def test_what_reads_otherwise_by_now_is_refused():
    for made, wanted in (
        (EVERY["reword"], EVERY["drop_line"]),
        (EVERY["drop_line"], EVERY["reword"]),
        (EVERY["days"], SetDays(**AT, was=2, now=3)),
        (
            Reword(**AT, line="sees", was=EVERY["reword"].was, now=Wording(label=SEES, help="x")),
            EVERY["reword"],
        ),
    ):
        with pytest.raises(Refused, match="since"):
            amended(amended(SUIT, [made]), [wanted])
    gone = {"stage": "no_such", "title": "No such"}
    with pytest.raises(Refused, match="no such stage"):
        amended(SUIT, [SetDays(**gone, was=1, now=2)])


def test_nothing_and_what_no_order_could_follow_is_refused():
    with pytest.raises(Refused, match="Nothing would change"):
        amended(SUIT, [])
    need = {"stage": "need", "title": "Need"}
    with pytest.raises(Refused, match="No order could follow it"):
        amended(
            SUIT, [DropLine(**need, line="price_high", label=stage(SUIT, "need").field("price_high").label)]
        )
    project = library()["joint-project"]
    blocks = stage(project, "invitation").blocks
    lone = next(block for block in blocks if len(getattr(block, "fields", ())) == 1)
    invitation = {"stage": "invitation", "title": "Invitation"}
    with pytest.raises(Refused, match="only line"):
        amended(project, [DropLine(**invitation, line=lone.fields[0].key, label=lone.fields[0].label)])


def test_a_key_is_like_the_name_and_nobody_else_has_it():
    key = amending.free_key
    assert key("Where did you wear it?", [], "line") == "where_did_you_wear_it"
    assert key("Where?", ["where", "where_2"], "line") == "where_3"
    assert key("Ärmel", [], "line") == "rmel" and key("7 days", [], "line") == key("Ж", [], "line") == "line"


def test_the_thread_shows_what_is_new_and_what_is_other():
    after = amended(SUIT, [EVERY["days"], EVERY["add_stage"]])
    marks = {bead.title: bead.mark for bead in drawn(after, SUIT) if bead.mark}
    assert marks == {"Forward fitting": "~", "Wear at home": "+"}
    assert {bead.mark for bead in drawn(SUIT)} == {""}
    assert longer(SUIT, after) == 14 and longer(after, SUIT) == -14


def test_one_of_each_side_agrees_and_another_way_is_answered_first():
    yes = Answer(1, "clan", "yes", close=True), Answer(2, "customer", "yes", close=False)
    assert standing([]).missing == ("customer", "clan") and not standing([]).ready
    assert standing(yes[:1]).missing == ("customer",) and standing(yes).ready
    held = standing([*yes, Answer(3, "customer", "otherwise", close=True)])
    assert held.otherwise == (3,) and not held.ready
    assert standing([*yes, Answer(3, "customer", "otherwise", close=False)]).ready
