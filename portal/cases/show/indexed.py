"""What can be found in an order, worked out from its document: each thing with its name and its words."""

import dataclasses
from collections.abc import Iterable, Iterator

from portal.cases.show.steps import called as named
from portal.cases.show.words import lower
from workflows import values
from workflows.blocks.fixed import free, locked
from workflows.blocks.notes import called
from workflows.case import Case, Json
from workflows.grammar import SIDES, Field, Stage
from workflows.language import ENGLISH, no_longer, speak
from workflows.records import Step
from workflows.turn import steps

LONGEST = 20_000  # characters of one thing
Place = tuple[str, str, str]  # kind, the side that it is only for, key


@dataclasses.dataclass(frozen=True)
class Words:
    """One thing that can be found: what it is called, and what it says; `also` is only looked in."""

    label: str
    says: str = ""
    also: str = dataclasses.field(default="", compare=False)


def indexed(ref: str, account: str, case: Case) -> dict[Place, Words]:
    """Everything of an order that a search finds, but for what was said in it, which is no part of it.

    It is kept for everybody, so it is in English, whoever has made the change.
    """
    token = speak(ENGLISH)
    try:
        return _indexed(ref, account, case)
    finally:
        no_longer(token)


def _indexed(ref: str, account: str, case: Case) -> dict[Place, Words]:
    parts = (_lines(case), _pictures(case), _talked(case), _met(case), deeds(case))
    head = Words(_title(case), f"{account} · {ref} · {case.workflow_title}")
    found: dict[Place, Words] = {("order", "", ""): head}
    for part in parts:
        found.update(part)
    return {place: Words(words.label[:300], words.says[:LONGEST]) for place, words in found.items()}


def _title(case: Case) -> str:
    return str(case.value(case.title_field) or "An order without a name yet")[:200]


def _fields(case: Case) -> Iterator[tuple[Stage, Field]]:
    for stage in case.in_order():
        for field in stage.fields():
            if case.shown(stage, field):
                yield stage, field


def _lines(case: Case) -> Iterator[tuple[Place, Words]]:
    """Every line that holds something."""
    for stage, field in _fields(case):
        line = case.line(stage.key, field.key)
        if line is not None and not case.empty(stage.key, field.key):
            said = f"{_told(field, line.value)} {line.why}".strip()
            yield ("line", "", f"{stage.key}:{field.key}"), Words(field.label, said)


def _told(field: Field, value: Json) -> str:
    """What a line holds, in words; of a table everything that stands in it."""
    if field.type != "table" or not all(isinstance(row, dict) for row in value):
        return values.show(field, value)
    cells = (values.show(values.as_field(one), row.get(one.key)) for row in value for one in field.columns)
    return " · ".join(cell for cell in cells if cell)


def _pictures(case: Case) -> Iterator[tuple[Place, Words]]:
    for file, one in case.captions.items():
        yield ("caption", "", file), Words(one.text, one.view)
    for key, pin in case.pins.items():
        yield ("pin", "", key), Words(pin.title, "\n".join(one.text for one in pin.talk.values()))


def _talked(case: Case) -> Iterator[tuple[Place, Words]]:
    """Fitting notes, and proposals with all their rounds."""
    for key, note in case.notes.items():
        yield ("note", "", key), Words(called(case, note), note.observation)
    for key, one in case.proposals.items():
        field = case.stages[one.stage].field(one.field) if one.stage in case.stages else None
        said = " ".join(f"{offer.way} {offer.why}" for offer in one.rounds)
        label = f"A proposal for {lower(field.label)}" if field else "A proposal"
        yield ("proposal", "", key), Words(label, f"{said} {one.why}".strip())


def _met(case: Case) -> Iterator[tuple[Place, Words]]:
    """Decisions with their words, where people meet, and promises."""
    for stage, reviews in case.reviews.items():
        for key, review in reviews.items():
            yield ("stage", "", f"{stage}:{key}"), Words(_called(case, stage, key), review.note)
    for stage, meetings in case.appointments.items():
        for key, meeting in meetings.items():
            where = meeting.proposed.place if meeting.proposed else ""
            yield ("stage", "", f"{stage}:{key}"), Words(_called(case, stage, key), where)
    for key, promise in case.commitments.items():
        yield ("promise", "", key), Words(promise.text, promise.why)


def _called(case: Case, stage: str, block: str) -> str:
    """What a part of a stage is called."""
    return str(getattr(case.stages[stage].block(block), "title", case.stages[stage].title))


def deeds(case: Case) -> Iterator[tuple[Place, Words]]:
    """What can be done now: what waits for a side, lines to change, stages to open again."""
    waiting = steps(case)
    for step in waiting:
        place = ("deed", step.side, f"{step.kind}:{step.stage}:{step.target}")
        yield place, Words(named(step.kind, step.label))
    yield from _ways_back(case, [step for step in waiting if step.kind == "sign"])


def _ways_back(case: Case, signing: Iterable[Step]) -> Iterator[tuple[Place, Words]]:
    """The lines that a side may change or propose to change, and the stages to sign or to open again."""
    if case.status != "open":
        return
    for stage, field in _fields(case):
        if case.state(stage.key) in ("now", "done"):
            yield from _of_line(case, stage, field)
    for stage in case.in_order():
        yield from _of_stage(case, stage, signing)


def _of_stage(case: Case, stage: Stage, signing: Iterable[Step]) -> Iterator[tuple[Place, Words]]:
    if stage.key == case.now:
        waiting = {step.side for step in signing if step.stage == stage.key}
        for side in set(case.unsigned(stage)) - waiting:
            yield ("deed", side, f"sign:{stage.key}:{stage.key}"), Words(named("sign", stage.title))
    elif case.state(stage.key) == "done":
        yield ("deed", "", f"reopen:{stage.key}:"), Words(named("reopen", stage.title))


def _of_line(case: Case, stage: Stage, field: Field) -> Iterator[tuple[Place, Words]]:
    key = f"{stage.key}:{field.key}"
    sides = ("",) if len(field.editable_by) == len(SIDES) else field.editable_by
    if locked(case, stage.key, field):
        yield ("deed", "", f"propose:{key}"), Words(named("propose", field.label))
    elif free(case, stage.key, field) and not case.empty(stage.key, field.key):
        for side in sides:
            yield ("deed", side, f"rewrite:{key}"), Words(named("rewrite", field.label))
