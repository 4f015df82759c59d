"""What both sides do together inside a stage: reviews, checklists, promises, and the end."""

from datetime import date

from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel.verbs import Act
from workflows import course
from workflows.case import Case as Thread
from workflows.case import Refused
from workflows.grammar import ChecklistBlock, ReviewBlock, Side
from workflows.language import _

SAID = {
    "accepted": "accepted",
    "accepted_with_changes": "accepted with changes",
    "changes_needed": "changes needed",
    "not_mine": "not mine to judge",
}


@verbs.action
def review(
    act: Act, case: Case, stage: str, block: str, decision: str, note: str = "", seen: int | None = None
) -> None:
    """Decide a review for one side; `seen` is the change they had read to, for nothing is judged unseen."""
    thread, actor = hold(act, case)
    after = course.review(thread, actor, stage, block, decision, note)
    lines = thread.values.get(stage, {}).values()
    if seen is not None and any(line.seq > seen and line.by != actor.handle for line in lines):
        raise Refused(_("A line changed while you were looking. Look at it once more, then decide."))
    act.note(what=_title(thread, stage, block), decision=SAID.get(decision, decision))
    act.note(note=f", “{note.strip()}”" if note.strip() else "")
    keep(act, case, after)


@verbs.action
def tick(act: Act, case: Case, stage: str, block: str, item: str, ticked: bool) -> None:
    """Tick one thing of a checklist, or take the tick back."""
    thread, actor = hold(act, case)
    part = thread.stage(stage).block(block)
    labels = {i.key: i.label for i in part.items} if isinstance(part, ChecklistBlock) else {}
    act.note(what=f"{labels.get(item, item)}{'' if ticked else ' (taken back)'}")
    keep(act, case, course.tick(thread, actor, stage, block, item, ticked))


@verbs.action
def ask(act: Act, case: Case, stage: str, text: str, of: Side) -> None:
    """Ask one side for something."""
    thread, actor = hold(act, case)
    act.note(what=text.strip())
    keep(act, case, course.ask(thread, actor, stage, text, of))


@verbs.action
def promise(act: Act, case: Case, key: str, due: date) -> None:
    """Promise what was asked, by a day."""
    thread, actor = hold(act, case)
    act.note(what=_text(thread, key), due=f"{due:%A} {due.day} {due:%B}")
    keep(act, case, course.promise(thread, actor, key, due))


@verbs.action
def done(act: Act, case: Case, key: str) -> None:
    """Say that a promise is kept."""
    thread, actor = hold(act, case)
    act.note(what=_text(thread, key))
    keep(act, case, course.done(thread, actor, key))


@verbs.action
def satisfied(act: Act, case: Case, key: str) -> None:
    """Close a promise that was kept."""
    thread, actor = hold(act, case)
    act.note(what=_text(thread, key))
    keep(act, case, course.satisfied(thread, actor, key))


@verbs.action
def not_yet(act: Act, case: Case, key: str, why: str) -> None:
    """Send a promise back, with a reason."""
    thread, actor = hold(act, case)
    act.note(what=_text(thread, key), why=why.strip())
    keep(act, case, course.not_yet(thread, actor, key, why))


@verbs.action
def met(act: Act, case: Case, condition: str) -> None:
    """The customer declares a condition met; the last one can end the order."""
    thread, actor = hold(act, case)
    after = course.met(thread, actor, condition)
    ended = ". The order is fulfilled" if after.status == "fulfilled" else ""
    act.note(what=_condition(thread, condition), ended=ended)
    keep(act, case, after)


@verbs.action
def finish(act: Act, case: Case) -> None:
    """The customer ends the order: every condition is met and no stage is open."""
    thread, actor = hold(act, case)
    keep(act, case, course.finish(thread, actor))


@verbs.action
def not_met(act: Act, case: Case, condition: str, why: str, stage: str) -> None:
    """The customer says that a condition is not met yet; the named stage opens again."""
    thread, actor = hold(act, case)
    act.note(what=_condition(thread, condition), why=why.strip())
    keep(act, case, course.not_met(thread, actor, condition, why, stage))


def _title(thread: Thread, stage: str, block: str) -> str:
    title, part = thread.stage(stage).title, thread.stage(stage).block(block)
    if isinstance(part, ReviewBlock | ChecklistBlock):
        return f"“{part.title}” in {thread.stage(stage).title}" if part.title != title else title
    return title


def _text(thread: Thread, key: str) -> str:
    return thread.commitments[key].text if key in thread.commitments else "a promise"


def _condition(thread: Thread, condition: str) -> str:
    return next(
        (str(row.get("text", "")) for key, row, _verdict in thread.conditions() if key == condition),
        "a condition",
    )
