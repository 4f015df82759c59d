"""Making a change with a price: exactly what was shown is booked, and can be taken back while it is fresh."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workflows.blocks.fixed import is_locked
from workflows.blocks.lines import written
from workflows.booked import Booked, Changed, Kept
from workflows.calendars import USUAL, Calendars
from workflows.case import Case
from workflows.grammar import Side
from workflows.impact import Impact
from workflows.language import N_, _
from workflows.planning import handover, plan
from workflows.records import Json, Mark, Refused
from workflows.redoing import Redo, redone


class Taken(NamedTuple):
    """The price that somebody takes, by its quote, and the working days that it is reckoned in."""

    quote: str = ""
    calendars: Calendars = USUAL


class Reason(NamedTuple):
    """Why a change is made and how, in words; and the key of the proposal that it ends."""

    why: str = ""
    way: str = ""
    proposal: str = ""


UNTAKEN, NO_REASON = Taken(), Reason()


class Priced(Exception):
    """A change that costs something, or is not possible, was to be made without its price being taken.

    Nothing was written. `lines` are the values that were to be written, by "stage.field"; `moved` says why a
    price that was shown does not hold any more.
    """

    def __init__(self, impact: Impact, lines: Mapping[str, Json], moved: str = "") -> None:
        super().__init__(moved or _(_SAID[impact.possible]))
        self.impact, self.lines, self.moved = impact, dict(lines), moved


_SAID = {
    True: N_("This change has a price now. Look at it first."),
    False: N_("This is not possible any more. Look at what still is."),
}


def agreed(case: Case, mark: Mark, lines: Mapping[str, Json], why: str) -> Case:
    """Write lines that both have agreed to and that cost nothing.

    A signature under a locked line means both: the agreement. Under any other it is asked for again.
    """
    signed = [
        (key, side)
        for key in {path.partition(".")[0] for path in lines if is_locked(case, path)}
        for side in case.signatures.get(key, {})
        if case.stands(key, side)
    ]
    for path, value in lines.items():
        stage, _dot, field = path.partition(".")
        case = written(case, mark, stage, field, value, why)
    return _agreed(case, signed)


def book(
    case: Case,
    mark: Mark,
    lines: Mapping[str, Json],
    told: Impact,
    calendars: Calendars = USUAL,
    reason: Reason = NO_REASON,
) -> Case:
    """Write the lines and everything that this brings about."""
    stages = list(dict.fromkeys(path.partition(".")[0] for path in lines))
    touched = dict.fromkeys([*stages, *told.reopens, *([case.now] if case.now else [])])
    kept = {
        key: Kept(progress=case.progress[key], signatures=case.signatures.get(key, {})) for key in touched
    }
    before = handover(case, plan(case, mark.at.date(), calendars))
    was = {path: case.value(path) for path in lines}
    signed = [
        (key, side) for key in stages for side in case.signatures.get(key, {}) if case.stands(key, side)
    ]
    for path, value in lines.items():
        stage, _dot, field = path.partition(".")
        case = written(case, mark, stage, field, value, reason.why)
    redo = Redo(told.reopens, told.days, reason.why or reason.way)
    case = redone(_agreed(case, signed), redo, mark.at, calendars)
    booked = Booked(
        **mark.model_dump(),
        lines={path: Changed(was=was[path], now=value) for path, value in lines.items()},
        cost=told.cost,
        days=told.days,
        reopens=told.reopens,
        before=before,
        after=handover(case, plan(case, mark.at.date(), calendars)),
        kept=kept,
        **reason._asdict(),
    )
    return case.with_whole("booked", f"c{mark.seq}", booked)


def take_back(case: Case, mark: Mark, key: str) -> Case:
    """Undo a change that was booked, while nobody has built on it: everything it touched is as it was.

    Raises:
        Refused: there is no such change, it was taken back, it is the other side's, or somebody built on it.
    """
    booked = case.booked.get(key)
    if booked is None:
        raise Refused(_("There is no such change here."))
    if booked.ended:
        raise Refused(_("That is taken back already."))
    if booked.side != mark.side or booked.proposal:
        raise Refused(_("Both agreed to this. Propose to change it back."))
    if not fresh(case, booked):
        raise Refused(
            _("Somebody has built on this meanwhile. Write the line again: its price is shown first.")
        )
    for path, changed in booked.lines.items():
        stage, _dot, field = path.partition(".")
        case = written(case, mark, stage, field, changed.was, "taken back")
    progress = {**case.progress, **{stage: kept.progress for stage, kept in booked.kept.items()}}
    signatures = {key: signed for key, signed in case.signatures.items() if key not in booked.kept}
    signatures |= {stage: kept.signatures for stage, kept in booked.kept.items() if kept.signatures}
    ended = booked.model_copy(update={"ended": mark})
    return case.having(progress=progress, signatures=signatures).with_whole("booked", key, ended)


def fresh(case: Case, booked: Booked) -> bool:
    """Whether nothing but words was added to the order since a change was booked."""
    return booked.ended is None and case.seq == booked.seq


def undoable(case: Case, booked: Booked, side: Side) -> bool:
    """Whether a side may take a change back by itself: it is its own, not agreed to by both, and fresh."""
    return booked.side == side and not booked.proposal and fresh(case, booked)


def _agreed(case: Case, signed: Iterable[tuple[str, str]]) -> Case:
    """Both have agreed to exactly these lines, so a signature that stood means the stage as it is now."""
    for key, side in signed:
        held = case.signatures[key]
        signature = held[side].model_copy(update={"covers": case.covers(key)})  # type: ignore[index]  # a side
        case = case.with_entries("signatures", key, {side: signature})
    return case
