"""A joint project that has come so far: followed there by its steps, with the figures of worked number 3."""

from typing import Any

from tests.workflows.following import Order
from workflows import course
from workflows.case import Actor, Case
from workflows.check import library
from workflows.grammar import Side
from workflows.redrawing import Moves
from workflows.redrawn import Kind, Redraw
from workflows.turn import steps

PROJECT = library()["joint-project"]
STAGES = {stage.key: stage for stage in PROJECT.stages}
BLOCK = STAGES["check"].block("savings")
STOPPED = STAGES["trial"].block("settled")
ANSWERS: dict[str, Any] = {
    "satisfaction": [{"text": "Nobody stays longer for it", "how_judged": "We ask the crew"}],
    "baseline": "12.0",
    "baseline_n": "120",
    "target": "9",
    "units_year": "50,000",
    "rate": "£48",
    "per": "60",
    "share_customer": "50",
    "share_clan": "50",
    "stop_rule": "half",
    "verdict": "go",
    "result": "9.5",
    "cost_customer": "£22,000",
    "cost_clan": "£18,000",
    "net_customer": "£60,000",
    "net_clan": "£60,000",
}


def hand(case: Case, side: Side) -> Actor:
    """Somebody of a side, at the last moment of the case."""
    who = "ruth" if side == "customer" else "marian"
    return Actor(who, who.title(), side, case.turn.since)


def put(case: Case, side: Side, stage: str, **lines: Any) -> Case:
    """Lines written by one side, which has read them."""
    return course.write(
        case, hand(case, side), stage, lines, {key: case.line_seq(stage, key) for key in lines}
    )


def until(stage: str, **answers: Any) -> Case:
    """A project whose stage under way is this one."""
    order = Order(PROJECT, ANSWERS | answers)
    while order.case.now != stage:
        order.step()
    return order.case


def to_sign(case: Case) -> Case:
    """A stage with everything written and nothing signed."""
    order = Order(PROJECT, ANSWERS)
    order.case = case
    order.at = case.turn.since
    while any(step.kind not in ("sign", "promise", "judge") for step in steps(order.case)):
        order.step()
    return order.case


def with_lines(case: Case, **lines: Any) -> Case:
    """A case that holds these values, by "stage__field", however they came there."""
    for path, value in lines.items():
        stage, _, key = path.partition("__")
        line = case.line(stage, key)
        assert line
        case = case.with_entries("values", stage, {key: line.model_copy(update={"value": value})})
    return case


def redrawn(case: Case, kind: Kind, stage: str, why: str) -> Case:
    """The plan changed for a stage, asked of the customer and agreed to where it moves a promise."""
    how = Redraw(kind=kind, stage=stage, why=why)
    try:
        return course.redraw(case, hand(case, "clan"), how)
    except Moves:
        asked = course.ask_redraw(case, hand(case, "clan"), how)
        return course.agree_redraw(asked, hand(asked, "customer"), list(asked.redraws)[-1])
