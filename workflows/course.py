"""The course of a case: every change that people can make, as a pure function.

A case and who does it go in, a new case comes out, or `Refused` with a sentence for people, or `Conflict`
with both values. Each change adds one to `seq`, keeps the ledger of turns, and ends the case when the
customer has declared every condition met and no stage is open.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from workflows.case import (
    Actor,
    Appointment,
    Case,
    Clash,
    Commitment,
    Conflict,
    Json,
    Mark,
    Progress,
    Proposed,
    Refused,
    Reviewed,
    Signature,
    Skipped,
    Turn,
    Value,
    Verdict,
    own_copy,
)
from workflows.grammar import (
    AppointmentBlock,
    ChecklistBlock,
    CommitmentBlock,
    ReviewBlock,
    Side,
    Stage,
    Workflow,
)
from workflows.turn import passed_on
from workflows.values import read

P = ParamSpec("P")


def begin(workflow: Workflow, actor: Actor, need: str, title: str, currency: str) -> Case:
    """A new case of this workflow, with the need in the customer's words as its first line."""
    mark = Mark(by=actor.handle, name=actor.name, side=actor.side, at=actor.at, seq=1)
    progress = {stage.key: Progress() for stage in workflow.stages}
    progress[workflow.stages[0].key] = Progress(opened=actor.at)
    case = Case(
        workflow=workflow.key,
        version=workflow.version,
        workflow_title=workflow.title,
        title_field=workflow.title_field,
        need_field=workflow.need_field,
        conditions_field=workflow.conditions_field,
        date_field=workflow.date_field,
        currency=currency,
        begun=mark,
        plan=tuple(stage.key for stage in workflow.stages),
        stages=own_copy(workflow),
        progress=progress,
        turn=Turn(side=workflow.stages[0].holder, since=actor.at, waited={"customer": 0, "clan": 0}),
        commitments=_first_asks(workflow, mark),
    )
    for path, text in ((workflow.need_field, need), (workflow.title_field, title)):
        stage, _, field = path.partition(".")
        case = _written(case, mark, stage, field, _read(case, stage, field, text), "")
    return case.model_copy(update={"seq": 1, "turn": passed_on(case, case, actor.at)})


def change(
    step: Callable[Concatenate[Case, Mark, P], Case],
) -> Callable[Concatenate[Case, Actor, P], Case]:
    """Make a transition of a function: refuse a finished case, count, book the turn, see whether it ends."""

    @wraps(step)
    def transition(case: Case, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> Case:
        if case.status == "fulfilled":
            raise Refused("This order is fulfilled; nothing in it changes any more. Start a new need from here.")
        mark = Mark(by=actor.handle, name=actor.name, side=actor.side, at=actor.at, seq=case.seq + 1)
        after = step(case, mark, *args, **kwargs)
        if after is case:
            return case
        after = after.model_copy(update={"seq": mark.seq})
        if after.now is None and after.all_met() and _all_signatures_stand(after):
            after = after.model_copy(update={"status": "fulfilled"})
        return after.model_copy(update={"turn": passed_on(case, after, actor.at)})

    return transition


# ---- lines
@change
def write(
    case: Case, mark: Mark, stage: str, lines: Mapping[str, Json], seen: Mapping[str, int], why: str = ""
) -> Case:
    """Write one or several lines of a stage. `seen` is the seq of each line as the writer saw it.

    A line whose value is already what is written stays as it is. Nothing is written when any line conflicts.

    Raises:
        Refused: no such stage or line, or this side may not write it.
        workflows.values.Invalid: the value does not fit the line.
        Conflict: a line changed since it was seen, to something else.
    """
    new = {field: _read_by(case, mark.side, stage, field, raw) for field, raw in lines.items()}
    new = {field: value for field, value in new.items() if not _same(case, stage, field, value)}
    clashes = {
        field: Clash(theirs=case.line(stage, field), yours=lines[field], seq=case.line_seq(stage, field))
        for field in new
        if case.line_seq(stage, field) != seen.get(field, 0)
    }
    if clashes:
        raise Conflict(clashes, stage)
    for field, value in new.items():
        case = _written(case, mark, stage, field, value, why)
    return case


@change
def put_back(case: Case, mark: Mark, stage: str, field: str, value: Json) -> Case:
    """Write a value that a line held before, as a new change; history stays."""
    _may_write(case, mark.side, stage, field)
    if _same(case, stage, field, value):
        raise Refused("That is what the line says already.")
    return _written(case, mark, stage, field, value, "put back")


@change
def say(case: Case, mark: Mark, text: str) -> Case:
    """Say something to everyone in the order; nothing but the journal changes."""
    if not text.strip():
        raise Refused("There is nothing written yet.")
    return case.model_copy()


# ---- stages
@change
def sign(case: Case, mark: Mark, stage: str) -> Case:
    """Sign a stage for one side, as it stands now. The last signature needed moves the case on.

    Raises:
        Refused: the stage is not under way, something required is open (named), or it is not this side's to sign.
    """
    definition = case.stage(stage)
    if mark.side not in definition.signed_by():
        raise Refused(f"{definition.title} does not need a signature from your side.")
    if case.state(stage) in ("next", "skipped"):
        raise Refused(f"{definition.title} is not under way yet, so there is nothing to sign.")
    if case.stands(stage, mark.side):
        raise Refused(f"{definition.title} is signed for your side already.")
    if unmet := case.unmet(definition):
        raise Refused(f"Still to settle before you sign: {', '.join(unmet)}.")
    signature = Signature(**mark.model_dump(), covers=case.covers(stage))
    case = _update(case, "signatures", stage, {mark.side: signature})
    return _moved_on(case, mark) if _signed_by_all(case, definition) else case


@change
def withdraw(case: Case, mark: Mark, stage: str) -> Case:
    """Take back one's own side's signature while the stage is open."""
    definition = case.stage(stage)
    if mark.side not in case.signatures.get(stage, {}):
        raise Refused(f"{definition.title} is not signed for your side.")
    if case.state(stage) != "now":
        raise Refused(f"{definition.title} is finished. Open it again to take the signature back.")
    kept = {side: s for side, s in case.signatures[stage].items() if side != mark.side}
    return _replace(case, "signatures", stage, kept)


@change
def reopen(case: Case, mark: Mark, stage: str, why: str) -> Case:
    """Open a finished or skipped stage again. The work in it and after it is kept."""
    definition = case.stage(stage)
    if case.state(stage) not in ("done", "skipped"):
        raise Refused(f"{definition.title} is not finished, so it need not be opened again.")
    return _reopened(case, mark, stage, _reason(why))


@change
def skip(case: Case, mark: Mark, stage: str, why: str) -> Case:
    """Leave a stage out, with a reason that everyone reads."""
    definition = case.stage(stage)
    if definition.essential:
        raise Refused(f"{definition.title} cannot be left out of this order.")
    if case.state(stage) in ("done", "skipped"):
        raise Refused(f"{definition.title} is behind us already.")
    skipped = Skipped(**mark.model_dump(), why=_reason(why))
    case = _replace(case, "progress", stage, case.progress[stage].model_copy(update={"skipped": skipped}))
    return _opened(case, mark.at)


@change
def again(case: Case, mark: Mark, stage: str, why: str) -> Case:
    """Plan another round of a stage (one more fitting), right after it, with lines of its own."""
    definition = case.stage(stage)
    origin = stage.rpartition("__")[0] or stage
    held = [key for key in case.plan if (key.rpartition("__")[0] or key) == origin]
    if len(held) >= definition.rounds:
        raise Refused(f"{definition.title} is planned {len(held)} times already, which is as often as it can be.")
    if case.state(stage) == "next":
        raise Refused(f"{definition.title} has not begun yet.")
    _reason(why)
    number = len(held) + 1
    key, title = f"{origin}__{number}", f"{case.stages[origin].title}, round {number}"
    copy = definition.model_copy(update={"key": key, "title": title, "short": ""})
    place = case.plan.index(held[-1]) + 1
    case = case.model_copy(
        update={
            "plan": (*case.plan[:place], key, *case.plan[place:]),
            "stages": {**case.stages, key: copy},
            "progress": {**case.progress, key: Progress()},
        }
    )
    return _opened(case, mark.at)


# ---- reviews, checklists, appointments
@change
def review(case: Case, mark: Mark, stage: str, block: str, decision: str, note: str = "") -> Case:
    """Decide a review. Accepting with changes asks the other side for them, as a promise to make."""
    part = case.stage(stage).block(block)
    if not isinstance(part, ReviewBlock):
        raise Refused(f"There is no review called {block} in {case.stage(stage).title}.")
    if part.by != mark.side:
        raise Refused(f"{part.title} is for the other side to decide.")
    if decision not in part.decisions:
        raise Refused(f"{part.title} can be decided with: {', '.join(part.decisions).replace('_', ' ')}.")
    if decision in ("accepted_with_changes", "changes_needed") and not note.strip():
        raise Refused("Say which changes, so that the others know what to do.")
    decided = Reviewed(**mark.model_dump(), decision=decision, note=note.strip(), covers=case.covers(stage))
    case = _update(case, "reviews", stage, {block: decided})
    if decision == "accepted_with_changes":
        other: Side = "clan" if mark.side == "customer" else "customer"
        case = _asked(case, mark, f"c{mark.seq}", stage, note.strip(), other)
    return case


@change
def tick(case: Case, mark: Mark, stage: str, block: str, item: str, ticked: bool = True) -> Case:
    """Tick one thing of a checklist, or take the tick back."""
    part = case.stage(stage).block(block)
    if not isinstance(part, ChecklistBlock) or item not in [i.key for i in part.items]:
        raise Refused(f"There is nothing called {item} to tick in {case.stage(stage).title}.")
    if part.by != mark.side:
        raise Refused(f"{part.title} is ticked by the other side.")
    name = f"{block}.{item}"
    ticks = {key: m for key, m in case.ticks.get(stage, {}).items() if key != name}
    if (name in case.ticks.get(stage, {})) == ticked:
        return case
    return _replace(case, "ticks", stage, {**ticks, name: mark} if ticked else ticks)


@change
def propose_times(
    case: Case, mark: Mark, stage: str, block: str, times: tuple[datetime, ...], place: str = ""
) -> Case:
    """Offer times for an appointment; the other side picks one."""
    part = _appointment(case, stage, block)
    future = tuple(sorted({time for time in times if time > mark.at}))
    if not future:
        raise Refused(f"{part.title} needs at least one time that is still to come.")
    proposed = Proposed(**mark.model_dump(), times=future, place=place.strip())
    return _update(case, "appointments", stage, {block: Appointment(proposed=proposed)})


@change
def pick_time(case: Case, mark: Mark, stage: str, block: str, time: datetime) -> Case:
    """Pick one of the times that the other side offers."""
    part = _appointment(case, stage, block)
    meeting = case.appointments.get(stage, {}).get(block)
    if not meeting or not meeting.proposed or time not in meeting.proposed.times:
        raise Refused(f"That time is not one of those offered for {part.title}.")
    if meeting.proposed.side == mark.side:
        raise Refused("Your side offered these times; the other side picks one.")
    picked = meeting.model_copy(update={"picked": time, "picked_by": mark})
    return _update(case, "appointments", stage, {block: picked})


@change
def cancel_time(case: Case, mark: Mark, stage: str, block: str, why: str) -> Case:
    """Call an appointment off with a reason; it must be arranged anew."""
    part = _appointment(case, stage, block)
    meeting = case.appointments.get(stage, {}).get(block)
    if not meeting or not meeting.proposed:
        raise Refused(f"{part.title} is not arranged, so there is nothing to call off.")
    return _update(case, "appointments", stage, {block: Appointment(cancelled=_reason(why))})


# ---- promises
@change
def ask(case: Case, mark: Mark, stage: str, text: str, of: Side) -> Case:
    """Ask one side for something; whoever is asked may promise it with a day."""
    case.stage(stage)
    if not text.strip():
        raise Refused("Say what you are asking for.")
    return _asked(case, mark, f"c{mark.seq}", stage, text.strip(), of)


@change
def promise(case: Case, mark: Mark, key: str, due: date) -> Case:
    """Promise what was asked, by a day."""
    commitment = _commitment(case, key, ("asked", "promised", "not_yet"))
    if commitment.of != mark.side:
        raise Refused("This was asked of the other side; they promise it.")
    if due < mark.at.date():
        raise Refused("That day is past. Promise a day that is still to come.")
    return _commit(case, key, state="promised", due=due.isoformat(), promised=mark)


@change
def done(case: Case, mark: Mark, key: str) -> Case:
    """Say that a promise is kept; whoever asked says whether they are satisfied."""
    commitment = _commitment(case, key, ("asked", "promised", "not_yet"))
    if commitment.of != mark.side:
        raise Refused("The side that promised it says when it is done.")
    return _commit(case, key, state="done", done=mark)


@change
def satisfied(case: Case, mark: Mark, key: str) -> Case:
    """Close a promise: the side that asked says it is satisfied."""
    _asked_by(case, key, mark)
    return _commit(case, key, state="satisfied", judged=mark, why="")


@change
def not_yet(case: Case, mark: Mark, key: str, why: str) -> Case:
    """Send a promise back with a reason; it is to be promised again."""
    _asked_by(case, key, mark)
    return _commit(case, key, state="not_yet", judged=mark, why=_reason(why))


# ---- the end, which only the customer can bring about
@change
def met(case: Case, mark: Mark, condition: str) -> Case:
    """The customer declares one condition of satisfaction met; the last one ends the case.

    Raises:
        Refused: someone else tries, there is no such condition, or stages are still open.
    """
    _for_the_customer(case, mark, condition)
    verdict = Verdict(**mark.model_dump(), met=True)
    return case.model_copy(update={"verdicts": {**case.verdicts, condition: verdict}})


@change
def not_met(case: Case, mark: Mark, condition: str, why: str, stage: str) -> Case:
    """The customer says that a condition is not met yet: the named stage opens again, with the reason."""
    _for_the_customer(case, mark, condition)
    case.stage(stage)
    verdict = Verdict(**mark.model_dump(), met=False, why=_reason(why))
    case = case.model_copy(update={"verdicts": {**case.verdicts, condition: verdict}})
    return _reopened(case, mark, stage, why.strip()) if case.state(stage) in ("done", "skipped") else case


# ---- the small parts of the above
def _first_asks(workflow: Workflow, mark: Mark) -> dict[str, Commitment]:
    asks = {}
    for stage in workflow.stages:
        for block in stage.blocks:
            for one in block.asks if isinstance(block, CommitmentBlock) else ():
                asks[f"{stage.key}_{one.key}"] = Commitment(stage=stage.key, text=one.text, of=one.of, asked=mark)
    return asks


def _may_write(case: Case, side: Side, stage: str, field: str) -> None:
    definition = case.stage(stage).field(field)
    if definition is None:
        raise Refused(f"{case.stage(stage).title} has no line called {field}.")
    if side not in definition.editable_by:
        raise Refused(f"{definition.label} is written by the other side. Ask them, or say what you would like.")


def _read_by(case: Case, side: Side, stage: str, field: str, raw: Json) -> Json:
    _may_write(case, side, stage, field)
    return _read(case, stage, field, raw)


def _read(case: Case, stage: str, field: str, raw: Json) -> Json:
    definition = case.stage(stage).field(field)
    assert definition is not None  # noqa: S101  the checker and _may_write saw to it
    return read(definition, raw, currency=case.currency)


def _same(case: Case, stage: str, field: str, value: Json) -> bool:
    line = case.line(stage, field)
    return (line.value if line else None) == value


def _written(case: Case, mark: Mark, stage: str, field: str, value: Json, why: str) -> Case:
    line = case.line(stage, field)
    new = Value(**mark.model_dump(), value=value, why=why.strip(), was=line.value if line else None)
    return _update(case, "values", stage, {field: new})


def _update(case: Case, part: str, stage: str, new: Mapping[str, object]) -> Case:
    return _replace(case, part, stage, {**getattr(case, part).get(stage, {}), **new})


def _replace(case: Case, part: str, stage: str, whole: object) -> Case:
    return case.model_copy(update={part: {**getattr(case, part), stage: whole}})


def _signed_by_all(case: Case, stage: Stage) -> bool:
    return all(case.stands(stage.key, side) for side in stage.signed_by())


def _all_signatures_stand(case: Case) -> bool:
    return all(_signed_by_all(case, s) for s in case.in_order() if case.state(s.key) == "done")


def _moved_on(case: Case, mark: Mark) -> Case:
    """Close the stage under way when it is the one just signed, and open the next."""
    now = case.now
    if now and _signed_by_all(case, case.stages[now]):
        closed = case.progress[now].model_copy(update={"closed": mark.at})
        case = _replace(case, "progress", now, closed)
    return _opened(case, mark.at)


def _opened(case: Case, at: datetime) -> Case:
    """Note when the stage under way was opened first."""
    if case.now is None or case.progress[case.now].opened:
        return case
    return _replace(case, "progress", case.now, case.progress[case.now].model_copy(update={"opened": at}))


def _reopened(case: Case, mark: Mark, stage: str, why: str) -> Case:
    progress = Progress(opened=case.progress[stage].opened or mark.at, reopened=why)
    case = _replace(case, "progress", stage, progress)
    return _replace(case, "signatures", stage, {})


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused("Say why, so that everyone understands it later.")
    return why.strip()


def _appointment(case: Case, stage: str, block: str) -> AppointmentBlock:
    part = case.stage(stage).block(block)
    if not isinstance(part, AppointmentBlock):
        raise Refused(f"There is no appointment called {block} in {case.stage(stage).title}.")
    return part


def _asked(case: Case, mark: Mark, key: str, stage: str, text: str, of: Side) -> Case:
    asked = Commitment(stage=stage, text=text, of=of, asked=mark)
    return case.model_copy(update={"commitments": {**case.commitments, key: asked}})


def _commitment(case: Case, key: str, states: tuple[str, ...]) -> Commitment:
    if key not in case.commitments:
        raise Refused("There is no such promise in this order.")
    commitment = case.commitments[key]
    if commitment.state not in states:
        raise Refused(f"This promise is {commitment.state.replace('_', ' ')} already.")
    return commitment


def _asked_by(case: Case, key: str, mark: Mark) -> None:
    commitment = _commitment(case, key, ("done",))
    if commitment.asked.side != mark.side:
        raise Refused("Whoever asked says whether they are satisfied.")


def _commit(case: Case, key: str, **new: object) -> Case:
    changed = case.commitments[key].model_copy(update=new)
    return case.model_copy(update={"commitments": {**case.commitments, key: changed}})


def _for_the_customer(case: Case, mark: Mark, condition: str) -> None:
    if mark.side != "customer":
        raise Refused("Only the customer can say whether a condition is met.")
    if condition not in [key for key, _, _ in case.conditions()]:
        raise Refused("That condition is not written in this order, or it was changed meanwhile. Look again.")
