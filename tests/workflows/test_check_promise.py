"""What the checker promises: in a definition that it accepts no case gets stuck."""

from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from tests.workflows.definitions import SOUND
from tests.workflows.following import Order
from workflows.check import Unsound, build

SIDE = st.sampled_from(["customer", "clan"])
SIDES = st.sampled_from([["customer", "clan"], ["clan"], ["customer"]])
TYPES = st.sampled_from(
    [
        "text",
        "longtext",
        "int",
        "decimal",
        "money",
        "date",
        "datetime",
        "bool",
        "choice",
        "multichoice",
        "measure",
        "table",
        "person",
        "file",
        "photo",
        "rating",
    ]
)
CHOICES = [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]
SOME = st.sampled_from([None, None, None, None, -5, 0, 0.5, 3])
ANSWERS = {"choice": ["a"], "multichoice": ["b"], "bool": ["yes", "no"]}


@st.composite
def a_line(draw: st.DrawFn, key: str) -> dict[str, Any]:
    """A line that is mostly sensible."""
    kind = draw(TYPES)
    line: dict[str, Any] = {"key": key, "label": key, "type": kind, "required": draw(st.booleans())}
    line["editable_by"] = draw(SIDES)
    line["given_by"] = draw(st.none() | st.sampled_from([*line["editable_by"] * 4, "clan"]))
    if kind in ("choice", "multichoice"):
        line["choices"] = CHOICES
    if kind in ("int", "decimal", "money", "measure"):
        line |= {"min": draw(SOME), "max": draw(SOME)}
    if kind == "table":
        line |= draw(a_table())
    return line


@st.composite
def some_lines(draw: st.DrawFn, key: str) -> list[dict[str, Any]]:
    """Three lines, some of which wait for another that may be waiting itself."""
    lines = [draw(a_line(f"{key}_{name}")) for name in "abc"]
    for line in lines:
        other = draw(st.sampled_from(lines))
        if other["type"] in ANSWERS and draw(st.booleans()):
            line["shown_when"] = {"field": other["key"], "is": ANSWERS[other["type"]]}
    return lines


@st.composite
def a_table(draw: st.DrawFn) -> dict[str, Any]:
    """The words of a table."""
    column = {
        "key": "n",
        "label": "N",
        "type": draw(st.sampled_from(["int", "decimal", "text", "money", "choice"])),
    }
    column |= {"choices": CHOICES} if column["type"] == "choice" else {}
    table: dict[str, Any] = {"columns": [{**column, "required": draw(st.booleans())}]}
    table["min_rows"] = draw(st.none() | st.integers(1, 3))
    if draw(st.booleans()):
        table |= {"sum_of": "n", "sum_is": draw(st.sampled_from([100, 0.5]))}
    return table


@st.composite
def a_block(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A block of any kind but a signature."""
    key = f"b{number}"
    decisions = st.lists(
        st.sampled_from(["accepted", "accepted_with_changes", "changes_needed"]), unique=True
    )
    return draw(
        st.one_of(
            st.fixed_dictionaries(
                {"kind": st.just("fields"), "key": st.just(key), "fields": some_lines(key)}
            ),
            st.fixed_dictionaries(
                {
                    "kind": st.just("appointment"),
                    "key": st.just(key),
                    "title": st.just("T"),
                    "required": st.booleans(),
                }
            ),
            st.fixed_dictionaries(
                {
                    "kind": st.just("review"),
                    "key": st.just(key),
                    "title": st.just("T"),
                    "by": SIDE,
                    "decisions": decisions,
                    "required": st.booleans(),
                }
            ),
            st.fixed_dictionaries(
                {
                    "kind": st.just("checklist"),
                    "key": st.just(key),
                    "title": st.just("T"),
                    "by": SIDE,
                    "items": st.just(
                        [{"key": "a", "label": "A"}, {"key": "b", "label": "B", "required": False}]
                    ),
                }
            ),
            st.fixed_dictionaries(
                {
                    "kind": st.just("commitment"),
                    "key": st.just(key),
                    "asks": st.just([{"key": f"ask{number}", "text": "Call", "of": "clan"}]),
                }
            ),
        )
    )


@st.composite
def a_workflow(draw: st.DrawFn) -> dict[str, Any]:
    """The need, and up to three stages made of anything."""
    need = SOUND["stages"][0] | {"holder": draw(SIDE)}
    stages = [need]
    for number in range(draw(st.integers(1, 3))):
        blocks = [draw(a_block(place)) for place in range(draw(st.integers(0, 3)))]
        signed = {"kind": "signature", "by": draw(SIDES), "says": "Yes."}
        blocks += [signed] if draw(st.integers(0, 19)) else []
        stage = {"key": f"s{number}", "title": "S", "holder": draw(SIDE), "blocks": blocks}
        stages.append(stage | {"blocks": blocks or [signed]})
    plain = {
        word: SOUND[word]
        for word in ("key", "version", "title", "title_field", "need_field", "conditions_field")
    }
    return {**plain, "stages": stages}


@given(definition=a_workflow())
def test_no_case_gets_stuck_in_a_definition_that_is_accepted(definition):
    try:
        workflow = build(definition, "")
    except Unsound:
        event("refused")
        return
    event("accepted")
    order = Order(workflow, {})
    order.follow(200)
    assert order.case.status == "fulfilled"
