"""Writing lines, whatever it takes: free ones at once, those with a price once that was seen and taken.

Only the customer takes a price by itself. What the clan would change at the customer's cost, or to a promised
day, it proposes (`workflows.proposals`; docs/decisions/011).
"""

from collections.abc import Mapping

from workflows.blocks import fixed
from workflows.blocks import lines as rules
from workflows.booking import UNTAKEN, Priced, Reason, Taken, book
from workflows.case import Case
from workflows.impact import Impact, impact, why_not
from workflows.language import N_, _
from workflows.payments import adds_up
from workflows.records import Clash, Conflict, Json, Mark, Refused
from workflows.texts import said
from workflows.totals import right_way_round


def write(
    case: Case,
    mark: Mark,
    stage: str,
    lines: Mapping[str, Json],
    seen: Mapping[str, int],
    why: str = "",
    taken: Taken = UNTAKEN,
) -> Case:
    """Write one or several lines of a stage. `seen` is the seq of each line as the writer saw it.

    A line whose value is already what is written stays as it is. Nothing is written when any line conflicts.

    Raises:
        Refused: no such stage or line, this side may not write it, or not yet, or not without the other side.
        workflows.values.Invalid: the value does not fit the line, or another that it makes a whole with.
        Conflict: a line changed since it was seen, to something else.
        Priced: it costs something now, and that price was not taken.
    """
    case.stage(stage)
    new = {key: rules.reading(case, mark.side, stage, key, raw) for key, raw in lines.items()}
    for key, value in new.items():
        rules.to_come(case, f"{stage}.{key}", value, mark.at.date())
    new = {key: value for key, value in new.items() if not rules.holds(case, stage, key, value)}
    clashes = {
        key: _clash(case, stage, key, lines[key], seen.get(key, 0))
        for key in new
        if seen.get(key, 0) != case.line_seq(stage, key)
    }
    if clashes:
        raise Conflict(clashes, stage)
    return _made(case, mark, {f"{stage}.{key}": value for key, value in new.items()}, why, taken)


def put_back(
    case: Case,
    mark: Mark,
    stage: str,
    field: str,
    value: Json,
    taken: Taken = UNTAKEN,
) -> Case:
    """Write a value that a line held before, as a new change; history stays.

    Raises:
        Refused: no such line, this side may not write it, or it says so already.
        workflows.values.Invalid: the line has changed its shape since, and the old value does not fit.
        Priced: it costs something now, and that price was not taken.
    """
    old = rules.reading(case, mark.side, stage, field, value)
    if rules.holds(case, stage, field, old):
        raise Refused(_("That is what the line says already."))
    return _made(case, mark, {f"{stage}.{field}": old}, "put back", taken)


def _made(case: Case, mark: Mark, new: Mapping[str, Json], why: str, taken: Taken) -> Case:
    """The case with these lines, once what they cost is known and taken."""
    fixed.writable(case, new)
    because = said(why, N_("The reason"))
    today = mark.at.date()
    right_way_round(case, new)
    adds_up(case, new)
    told = impact(case, new, today, taken.calendars)
    if told.free:
        for path, value in new.items():
            stage, _dot, field = path.partition(".")
            case = rules.written(case, mark, stage, field, value, because)
        return case
    if told.possible and (both := _for_both(mark, told)):
        raise Priced(told, new, both)
    if told.missing or not told.possible or not taken.quote:
        raise Priced(told, new)
    if moved := why_not(told, taken.quote, today):
        raise Priced(told, new, moved)
    return book(case, mark, new, told, taken.calendars, Reason(because))


def _for_both(mark: Mark, told: Impact) -> str:
    """Why a side cannot make a change with a price by itself; empty when it can."""
    if mark.side != "customer":
        return _("This is for the customer to agree to. Propose it.")
    if told.band and told.band.asks:
        return _("This leaves the agreed band, so it takes both of you. Ask for it.")
    return ""


def _clash(case: Case, stage: str, key: str, raw: Json, seen: int) -> Clash:
    return Clash(theirs=case.line(stage, key), yours=raw, seq=case.line_seq(stage, key), seen=seen)
