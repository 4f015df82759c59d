"""Orders that have come some way already, by the actions that the pages use: for pages to be looked at."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from portal.cases import actions, arranging, noting, queries, together
from portal.cases.model import Case
from portal.kernel import clock
from portal.orders import actions as orders
from portal.people.queries import by_handle
from workflows import turn
from workflows.blocks.todo import to_do
from workflows.case import Case as Thread
from workflows.grammar import ChecklistBlock, Field, ToDoBlock
from workflows.records import Step, Terms

NEED = "I am giving my sister away in Lisbon in June. Light enough for the heat, sober enough for court."
CONDITIONS = [
    {"text": "Cool at 30 degrees", "how_judged": "I wear it all day in Lisbon"},
    {"text": "Fit for a courtroom afterwards", "how_judged": "My clerk says nothing"},
]
LONG = "It sits close at the collar and swings clear of the chair; the sleeve shows a finger of cuff. " * 3


def place(customer: str, account: str, need: str = NEED) -> Case:
    """A new order of that account, stated by one of its people."""
    wanted = (clock.now() + timedelta(days=200)).date().isoformat()
    return orders.place(by_handle(customer), account, need, conditions=CONDITIONS, wanted_by=wanted)


def found(handle: str, ref: str) -> Case:
    """An order as somebody sees it."""
    return queries.get(by_handle(handle), ref)


def play(case: Case, customer: str, clan: str, until: str = "", *, fully: bool = False) -> Case:
    """Do what waits, for either side, until that stage is under way ("": until the order is fulfilled).

    `fully` writes every line that may be written, not only those that must be.
    """
    hands = {"customer": by_handle(customer), "clan": by_handle(clan)}
    while case.status == "open" and case.thread.now != until:
        thread = case.thread
        if fully and thread.now:
            for side, hand in hands.items():
                write_all(case, hand, side, thread.now)
            thread = case.thread
        step = turn.steps(thread)[0]
        _DEEDS[step.kind](hands[step.side], case, thread, step)
    return case


def settle(case: Case, customer: str, clan: str, stage: str) -> None:
    """Do what still waits in a stage, until nothing is left there but to sign."""
    hands = {"customer": by_handle(customer), "clan": by_handle(clan)}
    while found := [step for step in turn.steps(case.thread) if step.stage == stage and step.kind != "sign"]:
        step = found[0]
        if step.kind in ("promise", "judge"):
            break
        _DEEDS[step.kind](hands[step.side], case, case.thread, step)


def write_all(case: Case, hand: Any, side: str, stage: str) -> None:
    """Write every empty line of a stage that this side may write and nobody must bring a picture for."""
    while lines := _empty(case.thread, side, stage):
        seen = {key: case.thread.line_seq(stage, key) for key in lines}
        actions.write(hand, case, stage, lines, seen)


def _empty(thread: Thread, side: str, stage: str) -> dict[str, Any]:
    definition = thread.stages[stage]
    return {
        field.key: sample(field)
        for field in definition.fields()
        if thread.empty(stage, field.key) and side in field.editable_by and thread.shown(definition, field)
        if field.type not in ("photo", "file")
    }


def sample(field: Field) -> Any:
    """Something that fits into a line."""
    if field.type == "table":
        return _table(field)
    if field.type == "measure":
        return {
            "mm": int(field.warn_min or field.min or 500),
            **({"basis": field.basis[0]} if field.basis else {}),
        }
    if field.type in ("choice", "multichoice"):
        return field.choices[0].key if field.type == "choice" else [one.key for one in field.choices]
    soon = clock.now() + timedelta(days=20)
    return {
        "longtext": LONG,
        "int": str(int(field.min or 1)),
        "decimal": str(field.warn_min or field.min or 1),
        "money": "118",
        "date": soon.date().isoformat(),
        "datetime": soon.isoformat(),
        "bool": "yes",
        "rating": 5,
        "person": "marian",
    }.get(field.type, "Navy"[: field.max_length or 4])


def _table(field: Field) -> list[dict[str, Any]]:
    """One row; its numbers add up where they must. One payment takes it all."""
    if field.key == "payments":
        return [{"what": "All", "due": field.columns[1].choices[-1].key}]
    row = {}
    for column in field.columns:
        usual = {
            "int": str(column.min or 1),
            "decimal": "1",
            "money": "1",
            "date": "2027-01-04",
            "bool": "yes",
        }
        words = usual.get(column.type, "MH"[: column.max_length or 2])
        row[column.key] = column.choices[0].key if column.choices else words
    return [{**row, field.sum_of: str(field.sum_is)}] if field.sum_of else [row]


# ------------------------------------------------------------------ what each kind of step asks for

Deed = Callable[[Any, Case, Thread, Step], None]


def _line(hand: Any, case: Case, thread: Thread, step: Step) -> None:
    field = thread.stages[step.stage].field(step.target)
    assert field
    seen = {step.target: thread.line_seq(step.stage, step.target)}
    actions.write(hand, case, step.stage, {step.target: sample(field)}, seen)


def _sign(hand: Any, case: Case, _thread: Thread, step: Step) -> None:
    actions.sign(hand, case, step.stage)


def _review(hand: Any, case: Case, _thread: Thread, step: Step) -> None:
    together.review(hand, case, step.stage, step.target, "accepted")


def _appointment(hand: Any, case: Case, thread: Thread, step: Step) -> None:
    meeting = thread.appointments.get(step.stage, {}).get(step.target)
    if meeting and meeting.proposed:
        arranging.pick_time(hand, case, step.stage, step.target, meeting.proposed.times[0])
    else:
        tomorrow = clock.now() + timedelta(days=1)
        arranging.propose_times(
            hand, case, step.stage, step.target, (tomorrow,), Terms(place="31 Burling Row")
        )


def _checklist(hand: Any, case: Case, thread: Thread, step: Step) -> None:
    block = thread.stages[step.stage].block(step.target)
    assert isinstance(block, ChecklistBlock)
    for item in block.items:
        together.tick(hand, case, step.stage, step.target, item.key, True)


def _to_do(hand: Any, case: Case, thread: Thread, step: Step) -> None:
    block = thread.stages[step.stage].block(step.target)
    assert isinstance(block, ToDoBlock)
    for key, note in to_do(thread, block).items():
        if note.done is None and note.judged is None:
            noting.do_note(hand, case, key, True)


_DEEDS: dict[str, Deed] = {
    "line": _line,
    "sign": _sign,
    "look_again": _sign,
    "review": _review,
    "appointment": _appointment,
    "checklist": _checklist,
    "note": lambda hand, case, _thread, step: noting.initial_notes(hand, case, [step.target], case.seq),
    "judge_note": lambda hand, case, _thread, step: noting.judge_note(
        hand, case, step.stage, step.target, "fixed"
    ),
    "to_do": _to_do,
    "promise": lambda hand, case, _thread, step: together.done(hand, case, step.target),
    "judge": lambda hand, case, _thread, step: together.satisfied(hand, case, step.target),
    "condition": lambda hand, case, _thread, step: together.met(hand, case, step.target),
    "finish": lambda hand, case, _thread, _step: together.finish(hand, case),
}
