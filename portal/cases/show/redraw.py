"""The plan of this order: every stage with its days and what may be done with it, and what is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.cases.show import words as say
from portal.cases.show.ask import asks
from portal.cases.show.cost import moves
from portal.cases.show.given import By, Desk, Words
from portal.cases.show.offers import awaited
from portal.cases.show.stage import can, planned
from workflows import ordering, planning, redrawing, shaping, splitting
from workflows.differences import Different, differences
from workflows.grammar import Stage, Workflow
from workflows.language import N_, _, pgettext
from workflows.planning import Days
from workflows.records import Refused
from workflows.redrawn import Adopting, Redrawn
from workflows.versions import adopted

STATES = {"done": N_("done"), "skipped": N_("left out"), "now": N_("under way"), "next": N_("to come")}
ENDS = {
    "declined": N_("not agreed"),
    "withdrawn": N_("taken back"),
    "open": N_("asked for"),
    "run_out": N_("run out"),
}
_WRITTEN = ("title", "help", "after", "days", "holder", "customer", "clan", "why")
_CHOSEN = ("also", "signed_by", "parts")


@dataclass(frozen=True)
class PlannedStage:
    """A stage in the plan. `can` are the deeds that are open for it; `adds` says that one may follow it."""

    key: str
    title: str
    state: str
    words: str
    days: str
    note: str
    can: tuple[str, ...]
    adds: bool


@dataclass(frozen=True)
class AskedRedraw:
    """A change of the plan that is asked for. `problem` says why it cannot be made any more."""

    key: str
    text: str
    why: str
    by: By
    moves: str
    seen: str  # the day of the hand-over that agreeing brings, as it is sent back
    problem: str
    answers: bool
    whose: str
    until: str
    run_out: bool  # nobody answered while it held


@dataclass(frozen=True)
class OfferedVersion:
    """A newer version of the process. `problem` says why it does not fit, `said` who said what so far."""

    version: int
    problem: str
    differs: tuple[Different, ...]
    moves: str
    said: tuple[tuple[str, By, str], ...]
    agreed: bool  # the viewer's side has


@dataclass(frozen=True)
class PlanPage:
    """The page of the plan."""

    coming: tuple[PlannedStage, ...]
    behind: tuple[PlannedStage, ...]
    asked: tuple[AskedRedraw, ...]
    past: tuple[tuple[str, By, str, str], ...]  # what, who and when, why, how it ended
    handover: str
    version: OfferedVersion | None


@dataclass(frozen=True)
class RedrawForm:
    """The form of a change: its choices, what was typed, and, once it can be said, what it moves."""

    title: str
    places: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    said: Mapping[str, str]
    chosen: Mapping[str, tuple[str, ...]]
    problems: tuple[tuple[str, str], ...]
    moves: str
    asks: str  # who is asked first, in a sentence; empty when nobody is
    seen: str  # both days of the hand-over, as they are sent back by whoever has read them


def drawn(desk: Desk, offered: Workflow | None = None) -> PlanPage:
    """The plan as it stands, and the newer version of the process that is offered."""
    last = desk.case.handover if desk.case.handover in desk.case.stages else desk.case.plan[-1]
    ends = planned(desk, last)[1]
    stages = [_stage(desk, stage) for stage in desk.case.in_order()]
    return PlanPage(
        coming=tuple(one for one in stages if one.state in ("now", "next")),
        behind=tuple(one for one in stages if one.state in ("done", "skipped")),
        asked=tuple(_asked(desk, key, one) for key, one in redrawing.in_hand(desk.case).items()),
        past=tuple(_past(desk, one) for one in _answered(desk)),
        handover=say.day(ends, desk.today) if ends else "",
        version=_version(desk, offered) if offered and desk.open else None,
    )


def _version(desk: Desk, offered: Workflow) -> OfferedVersion:
    told = desk.case.versions.get(f"v{offered.version}", Adopting())
    said = [(pgettext("after a name", "agreed"), desk.by(mark), "") for mark in told.yes.values()]
    said += [(pgettext("after a name", "said no"), desk.by(told.no), told.why)] if told.no else []
    base = OfferedVersion(offered.version, "", (), "", tuple(said), desk.look.viewer.side in told.yes)
    try:
        after = adopted(desk.case, desk.mark(), offered)
    except Refused as refused:
        return replace(base, problem=str(refused))
    days = planning.moves(desk.case, after, desk.today, desk.look.calendars)
    return replace(base, differs=tuple(differences(desk.case, after)), moves=moves(desk, *days))


def form(
    desk: Desk,
    at: tuple[str, str],
    said: Words,
    problems: Mapping[str, str],
    days: tuple[Days, bool] | None,
) -> RedrawForm:
    """The form to add a stage, or to split or move the one `at` (its key and title, empty for a new one)."""
    case, (stage, title) = desk.case, at
    places = ordering.fitting_places(case, stage) if stage else shaping.places(case)
    before, after = days[0] if days else (None, None)
    return RedrawForm(
        title=title,
        places=tuple((key, case.stages[key].title) for key in places),
        parts=tuple(splitting.parts(case.stages[stage]).items()) if stage else (),
        said={name: next(iter(said.get(name, ())), "") for name in _WRITTEN},
        chosen={name: tuple(said.get(name, ())) for name in _CHOSEN},
        problems=tuple(problems.items()),
        moves=moves(desk, before, after),
        asks=asks(desk) if days and days[1] else "",
        seen=f"{before} {after}" if days and before != after else "",
    )


def _stage(desk: Desk, stage: Stage) -> PlannedStage:
    case, progress = desk.case, desk.case.progress[stage.key]
    state = case.state(stage.key)
    note = ""
    if progress.planned:
        by = desk.by(progress.planned)
        note = _("Added by %(name)s: %(why)s", name=by.who.name, why=progress.planned.why)
    if progress.skipped:
        note = _("Left out: %(why)s", why=progress.skipped.why)
    return PlannedStage(
        key=stage.key,
        title=stage.title,
        state=state,
        words=_(STATES[state]),
        days=_days(desk, stage.key),
        note=note,
        can=tuple(_can(desk, stage)) if desk.open else (),
        adds=desk.open and stage.key in shaping.places(case),
    )


def _days(desk: Desk, stage: str) -> str:
    """The days that are planned, or the day on which it was done."""
    closed = desk.case.progress[stage].closed
    if closed:
        return say.month_day(closed.astimezone(desk.look.viewer.zone).date(), desk.today)
    return say.span(*planned(desk, stage), desk.today)


def _can(desk: Desk, stage: Stage) -> list[str]:
    """The deeds that are open for a stage, beside those that its own part offers."""
    found = [deed for deed in can(desk, stage) if deed in ("skip", "again", "reopen")]
    if desk.case.state(stage.key) == "next" and stage.key != desk.case.plan[-1]:
        found += ["move"] if ordering.fitting_places(desk.case, stage.key) else []
        found += ["split"] if len(splitting.parts(stage)) > 1 else []
    return found + (["remove"] if shaping.removable(desk.case, stage.key) else [])


def _asked(desk: Desk, key: str, one: Redrawn) -> AskedRedraw:
    now, problem = _now(desk, one)
    over = one.run_out(desk.look.at.date())
    mine = one.asked.side != desk.look.viewer.side
    return AskedRedraw(
        key=key,
        text=say.upper(redrawing.told(desk.case, one)),
        why=one.how.why,
        by=desk.by(one.asked),
        moves=moves(desk, *now),
        seen=now[1].isoformat() if now[1] else "",
        problem=problem,
        answers=mine and desk.open,
        whose=awaited(desk, one.asked.side, run_out=over),
        until=say.day(one.until, desk.today),
        run_out=over,
    )


def _now(desk: Desk, one: Redrawn) -> tuple[Days, str]:
    """How the hand-over would move by now, or why it cannot be made any more."""
    try:
        return redrawing.weigh(desk.case, desk.mark(), one.how, desk.look.calendars), ""
    except Refused as refused:
        return (None, None), str(refused)


def _answered(desk: Desk) -> list[Redrawn]:
    found = [one for one in desk.case.redraws.values() if one.ended]
    return sorted(found, key=lambda one: -(one.ended.seq if one.ended else 0))


def _past(desk: Desk, one: Redrawn) -> tuple[str, By, str, str]:
    assert one.ended is not None  # noqa: S101  only those that ended are asked for
    text = say.upper(redrawing.told(desk.case, one))
    return text, desk.by(one.ended), one.why or one.how.why, _(ENDS[one.state]) if one.state in ENDS else ""
