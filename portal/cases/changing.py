"""Changes that cost something: their price before they are made, proposals of one side to the other."""

from collections.abc import Mapping
from typing import Any

from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.queries import calendars, known
from portal.cases.verbs import verbs
from portal.kernel import clock, languages
from portal.kernel.verbs import Act
from workflows import course
from workflows.blocks.lines import fitting, line_of
from workflows.booked import Wish
from workflows.case import Case as Thread
from workflows.case import Json
from workflows.impact import Impact, impact
from workflows.offered import label
from workflows.takes import takes
from workflows.values import show
from workflows.values.lengths import own_unit


def weighed(case: Case, stage: str, lines: Mapping[str, Json]) -> Impact:
    """What it would cost to write these lines of a stage now; nothing is written.

    Raises:
        Refused, workflows.values.Invalid: as for writing them.
    """
    new = {f"{stage}.{key}": fitting(case.thread, stage, key, raw) for key, raw in lines.items()}
    known(case, stage, {key: new[f"{stage}.{key}"] for key in lines})
    return impact(case.thread, new, clock.now().date(), calendars(case.account_id))


@verbs.action
def propose(act: Act, case: Case, stage: str, field: str, wish: Wish) -> str:
    """Ask the other side for a change of a line; returns the key of the proposal."""
    thread, actor = hold(act, case)
    after = course.propose(thread, actor, stage, field, wish, calendars(case.account_id))
    key = f"p{after.seq}"
    _known(case, after, key)
    act.note(what=_asked(after, key), proposal=key)
    keep(act, case, after)
    return key


@verbs.action
def counter(act: Act, case: Case, key: str, wish: Wish) -> None:
    """Answer a proposal with another value or another way."""
    thread, actor = hold(act, case)
    after = course.counter(thread, actor, key, wish, calendars(case.account_id))
    _known(case, after, key)
    act.note(what=_asked(after, key), proposal=key)
    keep(act, case, after)


@verbs.action
def accept(act: Act, case: Case, key: str, quote: str = "") -> None:
    """Agree to what is on the table; it is booked as it was shown."""
    thread, actor = hold(act, case)
    after = course.accept(thread, actor, key, quote, calendars(case.account_id))
    act.note(what=_asked(after, key), cost=taken(after), proposal=key)
    keep(act, case, after)


@verbs.action
def decline(act: Act, case: Case, key: str, why: str) -> None:
    """Say no to what is on the table, with a reason."""
    thread, actor = hold(act, case)
    after = course.decline(thread, actor, key, why)
    act.note(what=_asked(after, key), why=why.strip(), proposal=key)
    keep(act, case, after)


@verbs.action
def withdraw_proposal(act: Act, case: Case, key: str) -> None:
    """Take back what one's own side asked for."""
    thread, actor = hold(act, case)
    after = course.withdraw_proposal(thread, actor, key)
    act.note(what=_asked(after, key), proposal=key)
    keep(act, case, after)


@verbs.action
def take_back_change(act: Act, case: Case, key: str) -> None:
    """Undo a change with a price while nobody has built on it."""
    thread, actor = hold(act, case)
    after = course.take_back_change(thread, actor, key)
    lines = after.booked[key].lines
    names = [line_of(after, *path.split(".")).label for path in lines]
    act.note(what=" and ".join(names))
    keep(act, case, after)


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def taken(after: Thread) -> str:
    """What the change that was just made cost, for the feed: " for £796 and 14 working days"."""
    booked = after.booked.get(f"c{after.seq}")
    if booked is None:
        return ""
    cost, days = booked.cost.total, booked.days
    return f", for {takes(cost, days, after.currency)}" if cost or days else ""


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def _asked(thread: Thread, key: str) -> str:
    """What is on the table, for the feed."""
    one = thread.proposals[key]
    if one.last.way:
        return f"{label(thread, one)}: {one.last.way}"
    return "; ".join(_value(thread, path, value) for path, value in one.wanted(one.last).items())


def _value(thread: Thread, path: str, held: Json) -> str:
    line = line_of(thread, *path.split("."))
    value: Any = show(line, held, length=own_unit(line)) or "nothing"
    return f"{line.label}: {value if len(value) <= 80 else f'{value[:77]}…'}"


def _known(case: Case, after: Thread, key: str) -> None:
    one = after.proposals[key]
    known(case, one.stage, {one.field: one.last.value, **one.last.also})
