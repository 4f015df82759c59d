"""Making a change with a price: exactly what was shown is booked, and can be taken back while it is fresh."""

from collections.abc import Iterable, Mapping

from workflows.blocks.lines import written
from workflows.booked import Booked, Changed, Kept
from workflows.case import Case
from workflows.impact import Impact
from workflows.planning import USUAL, Calendar, handover, lead, opened, plan
from workflows.records import Json, Mark, Refused
from workflows.stages import opened_again


class Priced(Exception):
    """A change that costs something, or is not possible, was to be made without its price being taken.

    Nothing was written. `lines` are the values that were to be written, by "stage.field"; `moved` says why a
    price that was shown does not hold any more.
    """

    def __init__(self, impact: Impact, lines: Mapping[str, Json], moved: str = "") -> None:
        super().__init__(moved or _SAID[impact.possible])
        self.impact, self.lines, self.moved = impact, dict(lines), moved


_SAID = {
    True: "This change has a price now. Look at it first.",
    False: "This is not possible any more. Look at what still is.",
}


def book(
    case: Case, mark: Mark, lines: Mapping[str, Json], told: Impact, calendar: Calendar = USUAL, **words: str
) -> Case:
    """Write the lines and everything that this brings about. `words` are `why`, `way` and `proposal`."""
    stages = list(dict.fromkeys(path.partition(".")[0] for path in lines))
    touched = dict.fromkeys([*stages, *told.reopens, *([case.now] if case.now else [])])
    kept = {
        key: Kept(progress=case.progress[key], signatures=case.signatures.get(key, {})) for key in touched
    }
    before = handover(case, plan(case, mark.at.date(), calendar))
    was = {path: case.value(path) for path in lines}
    signed = [
        (key, side) for key in stages for side in case.signatures.get(key, {}) if case.stands(key, side)
    ]
    opening = case
    for path, value in lines.items():
        stage, _, field = path.partition(".")
        case = written(case, mark, stage, field, value, words.get("why", ""))
    case = _agreed(case, signed)
    case = _redone(opening, case, mark, told, calendar, words.get("why") or words.get("way", ""))
    booked = Booked(
        **mark.model_dump(),
        lines={path: Changed(was=was[path], now=value) for path, value in lines.items()},
        cost=told.cost,
        days=told.days,
        reopens=told.reopens,
        before=before,
        after=handover(case, plan(case, mark.at.date(), calendar)),
        kept=kept,
        **words,
    )
    return case.with_whole("booked", f"c{mark.seq}", booked)


def take_back(case: Case, mark: Mark, key: str) -> Case:
    """Undo a change that was booked, while nobody has built on it: everything it touched is as it was.

    Raises:
        Refused: there is no such change, it was taken back, it is the other side's, or somebody built on it.
    """
    booked = case.booked.get(key)
    if booked is None:
        raise Refused("There is no such change here.")
    if booked.ended:
        raise Refused("That is taken back already.")
    if booked.side != mark.side or booked.proposal:
        raise Refused("Both agreed to this. Propose to change it back.")
    if not fresh(case, booked):
        raise Refused("Somebody has built on this meanwhile. Write the line again: its price is shown first.")
    for path, changed in booked.lines.items():
        stage, _, field = path.partition(".")
        case = written(case, mark, stage, field, changed.was, "taken back")
    progress = {**case.progress, **{stage: kept.progress for stage, kept in booked.kept.items()}}
    signatures = {key: signed for key, signed in case.signatures.items() if key not in booked.kept}
    signatures |= {stage: kept.signatures for stage, kept in booked.kept.items() if kept.signatures}
    ended = booked.model_copy(update={"ended": mark})
    return case.having(progress=progress, signatures=signatures).with_whole("booked", key, ended)


def fresh(case: Case, booked: Booked) -> bool:
    """Whether nothing but words was added to the order since a change was booked."""
    return booked.ended is None and case.seq == booked.seq


def standing(case: Case) -> dict[str, Booked]:
    """The changes that were booked and not taken back, oldest first."""
    held = [(key, one) for key, one in case.booked.items() if one.ended is None]
    return dict(sorted(held, key=lambda named: named[1].seq))


def _agreed(case: Case, signed: Iterable[tuple[str, str]]) -> Case:
    """Both have agreed to exactly these lines, so a signature that stood means the stage as it is now."""
    for key, side in signed:
        held = case.signatures[key]
        signature = held[side].model_copy(update={"covers": case.covers(key)})  # type: ignore[index]  # a side
        case = case.with_entries("signatures", key, {side: signature})
    return case


def _redone(before: Case, case: Case, mark: Mark, told: Impact, calendar: Calendar, why: str) -> Case:
    """Open the stages again, and give them the days, so that the hand-over moves by exactly these."""
    today, now = mark.at.date(), before.now
    for key in told.reopens:
        case = opened_again(case, key, why)
    for key, days in _shares(case, told).items():
        case = _with(case, key, lead=days)
    if case.now and case.now != now:
        case = _with(case, case.now, opened=mark.at)
    if now is None:
        return case
    ends = plan(before, today, calendar)[now].ends
    if not told.reopens:
        started = opened(before, before.stages[now])
        return _with(case, now, lead=calendar.between(started, ends) + told.days) if told.days else case
    if case.now == now:
        return case
    begins = today if told.days else calendar.after(today, 0)
    return _with(case, now, opened=None, lead=calendar.between(begins, ends))


def _shares(case: Case, told: Impact) -> dict[str, int]:
    """The days of each stage that opens again, by how long it usually takes; the first has one at least."""
    usual = [max(1, lead(case, case.stages[key])) for key in told.reopens]
    shares, left = {}, told.days
    for number, key in enumerate(told.reopens):
        part = -(-left * usual[number] // sum(usual[number:]))  # rounded up, so that the first is never empty
        shares[key] = part
        left -= part
    return shares


def _with(case: Case, stage: str, **new: object) -> Case:
    return case.with_whole("progress", stage, case.progress[stage].model_copy(update=new))
