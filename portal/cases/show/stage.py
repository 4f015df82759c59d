"""The stages of a case: the thread across and small, and each stage in the body of the page."""

from dataclasses import dataclass
from datetime import date

from portal.cases.show import words as say
from portal.cases.show.block import BlockView, blocks
from portal.cases.show.given import Desk, Opened
from portal.cases.show.held import HeldView, held
from portal.cases.show.sign import void
from workflows.case import Case
from workflows.grammar import SIDES, Field, Stage
from workflows.language import N_, _
from workflows.rounds import rounds

NAMED = ("int", "decimal", "money", "date", "datetime", "measure", "rating", "person", "table")
SUMMARY = 90  # characters of one line in a summary


@dataclass(frozen=True)
class ThreadStage:
    """One stage of the thread: a knot, or a bead when one side does it alone.

    What the clan does alone is `minor`: its bead is not named. What the customer does alone is named.
    """

    key: str
    name: str
    state: str  # done, skipped, now, next
    minor: bool
    side: str  # of a bead; empty for a knot
    note: str
    words: str


@dataclass(frozen=True)
class StageView:
    """One stage in the body of the page. Its `blocks` are there when it is open or asked for."""

    key: str
    id: str
    title: str
    number: int
    of: int
    state: str
    minor: bool
    side: str  # of a bead; empty for a knot
    help: str
    label: str
    tone: str
    about: str  # signed by whom and when, or the planned days
    summary: str
    again: tuple[str, ...]  # lines that changed after they were signed
    reopened: str
    lines: int
    blocks: tuple[BlockView, ...]
    can: tuple[str, ...]  # reopen, skip, again
    talked: int  # messages about the stage as a whole
    held: tuple[HeldView, ...]  # what keeps it from moving, in the customer's name


def thread(desk: Desk) -> tuple[ThreadStage, ...]:
    """The stages from first to last, as knots and beads."""
    return tuple(_knot(desk, stage) for stage in desk.case.in_order())


def place(case: Case, after: str) -> str:
    """Where the thread is: Stage 3 of 14: Style. `after` is what to say once every stage is done."""
    if case.now is None:
        return after
    number, title = case.plan.index(case.now) + 1, case.stages[case.now].title
    return _("Stage %(number)s of %(all)s: %(stage)s", number=number, all=len(case.plan), stage=title)


def stages(desk: Desk, opened: Opened) -> tuple[StageView, ...]:
    """The stages from first to last, as the body of the page."""
    numbered, only = enumerate(desk.case.in_order(), 1), opened.only
    return tuple(_stage(desk, one, n, opened) for n, one in numbered if only is None or one.key in only)


def side_alone(stage: Stage) -> str:
    """The side that does this stage alone: whoever signs alone, or holds what nobody signs; else nobody."""
    signing = stage.signed_by()
    return "" if len(signing) == len(SIDES) else signing[0] if signing else stage.holder


def planned(desk: Desk, stage: str) -> tuple[date | None, date | None]:
    """The first and the last day planned for a stage."""
    return desk.look.planned.get(stage, (None, None))


def _knot(desk: Desk, stage: Stage) -> ThreadStage:
    state, side = desk.case.state(stage.key), side_alone(stage)
    return ThreadStage(
        key=stage.key,
        name=stage.short or stage.title,
        state=state,
        minor=side == "clan",
        side=side,
        note=_note(desk, stage.key, state),
        words=f"{stage.title}, {_about(desk, stage, state) or _(_STATES[state])}",
    )


_STATES = {"done": N_("done"), "skipped": N_("left out"), "now": N_("open now"), "next": N_("to come")}


def _note(desk: Desk, stage: str, state: str) -> str:
    """The few letters under a knot."""
    progress, ends = desk.case.progress[stage], planned(desk, stage)[1]
    if progress.closed:
        return say.short_day(progress.closed.astimezone(desk.look.viewer.zone).date())
    if state == "skipped":
        return _("left out")
    day = say.short_day(ends) if ends else ""
    return _("to %(day)s", day=day) if day and state == "now" else day


def _stage(desk: Desk, stage: Stage, number: int, opened: Opened) -> StageView:
    case, state = desk.case, desk.case.state(stage.key)
    shown = state == "now" or stage.key in (opened.stage, opened.line.partition(".")[0])
    again = desk.labels(stage.key, sorted(void(desk, stage.key))) if state == "done" else ()
    label, tone = _label(desk, stage, state)
    return StageView(
        key=stage.key,
        id=f"stage-{stage.key}",
        title=stage.title,
        number=number,
        of=len(case.plan),
        state=state,
        minor=side_alone(stage) == "clan",
        side=side_alone(stage),
        help=stage.help,
        label=label,
        tone=tone,
        about=_about(desk, stage, state),
        talked=desk.look.talked.get(stage.key, 0),
        summary=_summary(desk, stage) if state == "done" else "",
        again=again,
        reopened=case.progress[stage.key].reopened if state == "now" else "",
        lines=sum(1 for field in stage.fields() if not case.empty(stage.key, field.key)),
        blocks=blocks(desk, stage, opened) if shown else (),
        can=can(desk, stage) if desk.open else (),
        held=held(desk, stage),
    )


def _label(desk: Desk, stage: Stage, state: str) -> tuple[str, str]:
    """Whose move it is in the open stage."""
    side = desk.turn.side
    if state != "now" or side is None:
        return "", ""
    mine = side == desk.look.viewer.side
    words = _("Your move") if mine else _("%(name)s’s move", name=desk.name(side))
    return words, "c" if side == "customer" else "k"


def _about(desk: Desk, stage: Stage, state: str) -> str:
    """What stands beside the heading: who signed and when, why it was left out, or the planned days."""
    progress = desk.case.progress[stage.key]
    if progress.skipped:
        left = progress.skipped
        who, when = desk.by(left).who, desk.when(left.at)
        if who.me:
            return _("left out by you, %(when)s: %(why)s", when=when, why=left.why)
        return _("left out by %(name)s, %(when)s: %(why)s", name=who.first, when=when, why=left.why)
    if state == "done":
        return _signed(desk, stage)
    starts, ends = planned(desk, stage.key)
    if state == "now":
        return _("planned until %(day)s", day=say.day(ends, desk.today)) if ends else ""
    return say.span(starts, ends, desk.today)


def _signed(desk: Desk, stage: Stage) -> str:
    given = desk.case.signatures.get(stage.key, {})
    names = [desk.by(given[side]).who.short for side in SIDES if side in given]
    closed = desk.case.progress[stage.key].closed
    on = say.month_day(closed.astimezone(desk.look.viewer.zone).date(), desk.today) if closed else ""
    if len(names) == 1 and side_alone(stage) == "clan":
        return _("made %(day)s by %(name)s", day=on, name=names[0])
    if names:
        return _("signed %(day)s by %(names)s", day=on, names=say.listed(names))
    return _("done %(day)s", day=on)


def _summary(desk: Desk, stage: Stage) -> str:
    """A finished stage in one paragraph: its headline lines."""
    told = [text for field in stage.fields() if field.headline if (text := _told(desk, stage, field))]
    return " · ".join(told)


def _told(desk: Desk, stage: Stage, field: Field) -> str:
    if desk.case.empty(stage.key, field.key):
        return ""
    value = desk.case.value(f"{stage.key}.{field.key}")
    if field.type == "bool":
        return field.label if value else _("no %(line)s", line=say.lower(field.label))
    text = say.cut(desk.show(field, value), SUMMARY)
    return f"{field.label}: {text}" if field.type in NAMED else text


def can(desk: Desk, stage: Stage) -> tuple[str, ...]:
    """What may be done with the stage as a whole: open it again, leave it out, hold it once more."""
    state = desk.case.state(stage.key)
    cornerstone = stage.key in _cornerstones(desk)
    may = {
        "reopen": state in ("done", "skipped"),
        "skip": state in ("now", "next") and not stage.essential and not cornerstone,
        "again": state in ("now", "done") and not cornerstone and _rounds_left(desk, stage) > 0,
    }
    return tuple(deed for deed, allowed in may.items() if allowed)


def _cornerstones(desk: Desk) -> set[str]:
    """The stages that hold what the whole case is named after and judged by."""
    case = desk.case
    return {path.partition(".")[0] for path in (case.title_field, case.need_field, case.conditions_field)}


def _rounds_left(desk: Desk, stage: Stage) -> int:
    return stage.rounds - len(rounds(desk.case, stage.key))
