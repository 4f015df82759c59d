"""An order in which each side always does what its next step asks, whatever the workflow."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import ceil, floor
from typing import Any

from workflows import course
from workflows.approved import Approver, Asked
from workflows.blocks.todo import to_do
from workflows.case import Actor, Case
from workflows.grammar import ApprovalsBlock, ChecklistBlock, Column, Field, ToDoBlock, Workflow
from workflows.records import Step
from workflows.turn import steps

PICTURE = {"id": "p1", "name": "front.jpg", "type": "image/jpeg", "size": 5}
PLAIN: dict[str, Any] = {
    "text": "W",
    "longtext": "W",
    "date": "13 June 2027",
    "datetime": "2027-06-13T10:00Z",
    "bool": "no",
    "person": "@piotr",
    "file": [PICTURE],
    "photo": [PICTURE],
    "rating": "4",
}


class Order:
    """One order of a workflow. Each `step` does the first thing that is open."""

    def __init__(self, workflow: Workflow, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.at = datetime(2026, 9, 12, 10, tzinfo=UTC)
        self.case = course.begin(workflow, self.actor("customer"), "A suit for Lisbon", "Navy suit", "GBP")

    def actor(self, side: Any) -> Actor:
        """Whoever acts for a side, a minute later than the last."""
        self.at += timedelta(minutes=1)
        return Actor("julian" if side == "customer" else "marian", "Somebody", side, self.at)

    def follow(self, most: int) -> list[str | None]:
        """Step by step to the end; the stage under way at each step."""
        seen: list[str | None] = []
        while self.case.status == "open":
            seen.append(self.case.now)
            assert len(seen) <= most, steps(self.case)
            self.step()
        return seen

    def step(self) -> None:
        """Do the first thing that is open and that is not only a promise."""
        todo = next(step for step in steps(self.case) if step.kind not in ("promise", "judge"))
        self.case = getattr(self, f"do_{todo.kind}")(self.case, self.actor(todo.side), todo)

    def do_line(self, case: Case, actor: Actor, todo: Step) -> Case:
        field = case.stages[todo.stage].field(todo.target)
        assert field
        value = self.answers.get(field.key) or fitting(field)
        seen = {field.key: case.line_seq(todo.stage, field.key)}
        return course.write(case, actor, todo.stage, {field.key: value}, seen)

    def do_appointment(self, case: Case, actor: Actor, todo: Step) -> Case:
        meeting = case.appointments.get(todo.stage, {}).get(todo.target)
        if meeting and meeting.proposed:
            offer = meeting.moving or meeting.proposed
            return course.pick_time(case, actor, todo.stage, todo.target, offer.times[0])
        return course.propose_times(case, actor, todo.stage, todo.target, (self.at + timedelta(days=2),))

    def do_review(self, case: Case, actor: Actor, todo: Step) -> Case:
        block: Any = case.stages[todo.stage].block(todo.target)
        decision = next(one for one in block.decisions if one.startswith("accepted"))
        return course.review(case, actor, todo.stage, todo.target, decision, "Shorter")

    def do_checklist(self, case: Case, actor: Actor, todo: Step) -> Case:
        block = case.stages[todo.stage].block(todo.target)
        assert isinstance(block, ChecklistBlock)
        return course.tick(case, actor, todo.stage, todo.target, case.unticked(todo.stage, block)[0].key)

    def do_note(self, case: Case, actor: Actor, todo: Step) -> Case:
        return course.initial_notes(case, actor, [todo.target], case.seq)

    def do_judge_note(self, case: Case, actor: Actor, todo: Step) -> Case:
        return course.judge_note(case, actor, todo.stage, todo.target, "fixed")

    def do_to_do(self, case: Case, actor: Actor, todo: Step) -> Case:
        block = case.stages[todo.stage].block(todo.target)
        assert isinstance(block, ToDoBlock)
        return course.do_note(
            case, actor, next(key for key, one in to_do(case, block).items() if not one.done)
        )

    def do_sign(self, case: Case, actor: Actor, todo: Step) -> Case:
        return course.sign(case, actor, todo.stage)

    do_look_again = do_sign

    def do_plan(self, case: Case, actor: Actor, todo: Step) -> Case:
        block = case.stages[todo.stage].block(todo.target)
        assert isinstance(block, ApprovalsBlock)
        people = (Approver(person="julian", name="Somebody"),)
        asked = {one.key: Asked(**one.model_dump(), people=people) for one in block.departments}
        return course.plan_yeses(case, actor, todo.stage, todo.target, asked, "", 0)

    def do_yes(self, case: Case, actor: Actor, todo: Step) -> Case:
        block, _, department = todo.target.partition(".")
        return course.say_yes(case, actor, (todo.stage, block, department, todo.who))

    def do_condition(self, case: Case, actor: Actor, todo: Step) -> Case:
        return course.met(case, actor, todo.target)

    def do_finish(self, case: Case, actor: Actor, _todo: Step) -> Case:
        return course.finish(case, actor)


def fitting(field: Field | Column) -> Any:
    """Something that fits a line, or a cell."""
    if field.type in ("choice", "multichoice"):
        return field.choices[-1].key
    if field.type in ("int", "decimal", "money"):
        return str(number(field))
    if field.type == "measure":
        return {"mm": int(number(field)), "repeat": int(number(field))}
    if isinstance(field, Field) and field.type == "table":
        return rows(field)
    return PLAIN[field.type]


def number(field: Field | Column) -> Decimal:
    """The least whole number that fits, or the greatest, or one."""
    least, most = field.min, field.max
    if least is not None:
        return Decimal(ceil(least))
    return Decimal(1) if most is None else Decimal(floor(most))


def rows(field: Field) -> list[dict[str, Any]]:
    """As few rows as there must be; a column that adds up does so in the first. One payment takes it all."""
    if field.key == "payments":
        return [{"what": "All", "due": field.columns[1].choices[-1].key}]
    row = {column.key: fitting(column) for column in field.columns}
    found = [dict(row) for _ in range(field.min_rows or 1)]
    if field.sum_of:
        for one in found[1:]:
            one[field.sum_of] = "0"
        found[0][field.sum_of] = str(field.sum_is)
    return found
