"""What is written to whom about an order: what was asked or answered, and what waits past its day.

Pure: worked out from the case and the working days of both sides. Whoever sends letters keeps what it told by
the key of each call (`portal.cases.calling`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from workflows import offered, turn
from workflows.calendars import Calendars
from workflows.case import Case
from workflows.clocks import expected, run_out
from workflows.grammar import Side, Word
from workflows.records import Step, other
from workflows.redrawing import told

AGAIN = 5  # working days of whoever holds it, between two reminders of the same
MANY = ("line", "note", "judge_note", "to_do", "checklist", "pin")  # told together, one letter line a stage
DAY = timedelta(days=1)
ANSWERS = {"accepted": "agreed", "declined": "declined"}


class Call(Word):
    """Something to write to one side, or to one person of it, from a day on.

    `kind` is that of the open step, or what happened: asked, countered, agreed, declined, ran_out, broken,
    reminded. `count` things of that kind are meant; `by` is whose hand it was, `words` what they said, `day`
    the last one by which it was expected. `at` is the moment of what happened; what merely waits has none,
    and is told `again` until it is done.
    """

    key: str
    kind: str
    side: Side
    who: str = ""
    stage: str
    label: str
    count: int = 1
    by: str = ""
    words: str = ""
    day: date | None = None
    on: date
    at: datetime | None = None
    again: bool = False


def calls(case: Case, calendars: Calendars, today: date) -> list[Call]:
    """Everything that is to be told about this order today or on a day to come; none once it is fulfilled."""
    if case.status == "fulfilled":
        return []
    waiting = [step for step in turn.steps(case) if not run_out(case, step, today)]
    found = [*_waiting(case, calendars, waiting), *_proposals(case, today), *_plans(case, today)]
    return [*found, *_broken(case, calendars), *_reminders(case)]


def _waiting(case: Case, calendars: Calendars, steps: Iterable[Step]) -> Iterator[Call]:
    """What is open and past its day: from the first working day after it, and every five from then on."""
    groups: dict[str, list[Step]] = {}
    for step in steps:
        target = "" if step.kind in MANY else step.target
        groups.setdefault(f"{step.kind}:{step.stage}:{target}:{step.side}:{step.who}", []).append(step)
    for key, group in groups.items():
        day = min(expected(case, step, calendars) for step in group)
        yield _of(group, key, day=day, on=calendars.of(group[0].side).after(day, 1), again=True)


def _of(steps: Sequence[Step], key: str, **more: Any) -> Call:
    """Of some steps of one hand; told by the first."""
    first = steps[0]
    told = {"side": first.side, "who": first.who, "stage": first.stage, "label": first.label}
    return Call(key=key, **{"kind": first.kind, **told, "count": len(steps), **more})


def _proposals(case: Case, today: date) -> Iterator[Call]:
    """What one side asks for, to the other; the answer, and that it ran out, to whoever asked."""
    for key, one in case.proposals.items():
        last, ended = one.last, one.ended
        about: dict[str, Any] = {"stage": one.stage, "label": offered.label(case, one)}
        asker = {**about, "side": last.side, "who": last.by}
        if one.run_out(today):
            on = last.until + DAY
            yield Call(
                key=f"ran_out:{key}:{last.seq}", kind="ran_out", **asker, day=last.until, on=on, again=True
            )
        elif one.state == "open":
            kind = "asked" if len(one.rounds) == 1 else "countered"
            said = {**about, "side": other(last.side), "by": last.name, "words": last.why}
            yield Call(key=f"{kind}:{key}:{last.seq}", kind=kind, **said, on=last.at.date(), at=last.at)
        elif ended and one.state in ANSWERS:
            said = {**asker, "by": ended.name, "words": one.why}
            kind = ANSWERS[one.state]
            yield Call(key=f"{kind}:{key}", kind=kind, **said, on=ended.at.date(), at=ended.at)


def _plans(case: Case, today: date) -> Iterator[Call]:
    """A change of the plan that one side asks the other for, the answer to it, and that it ran out."""
    for key, one in case.redraws.items():
        asked, ended = one.asked, one.ended
        about: dict[str, Any] = {"stage": one.how.stage or one.how.after, "label": told(case, one)}
        asker = {**about, "side": asked.side, "who": asked.by}
        if one.run_out(today):
            on = one.until + DAY
            yield Call(key=f"ran_out:{key}", kind="ran_out", **asker, day=one.until, on=on, again=True)
        elif one.state == "open":
            said = {**about, "side": other(asked.side), "by": asked.name, "words": one.how.why}
            yield Call(key=f"asked:{key}", kind="asked", **said, on=asked.at.date(), at=asked.at)
        elif ended and one.state in ("made", "declined") and ended.side != asked.side:
            kind = "agreed" if one.state == "made" else "declined"
            said = {**asker, "by": ended.name, "words": one.why}
            yield Call(key=f"{kind}:{key}", kind=kind, **said, on=ended.at.date(), at=ended.at)


def _broken(case: Case, calendars: Calendars) -> Iterator[Call]:
    """A promise whose day has passed, to the side that it was made to, once."""
    for key, one in case.commitments.items():
        if one.state == "promised" and one.promised:
            to, due = other(one.of), date.fromisoformat(one.due)
            late: dict[str, Any] = {"side": to, "stage": one.stage, "label": one.text}
            on = calendars.of(to).after(due, 1)
            late |= {"by": one.promised.name, "day": due, "on": on}
            yield Call(key=f"broken:{key}:{one.due}", kind="broken", **late)


def _reminders(case: Case) -> Iterator[Call]:
    """What one side said when it reminded the other, while anything still waits for that one."""
    for side, one in case.reminded.items():
        if held := [step for step in turn.steps(case) if step.side == side]:
            said = {"kind": "reminded", "by": one.name, "words": one.words, "at": one.at}
            yield _of(held, f"reminded:{side}:{one.seq}", on=one.at.date(), **said)
