"""Reading a case: the whole thread, one stage, one line with its past, the history, a file."""

from functools import partial

from flask import Response, g, request

from portal.cases import actions, queries
from portal.cases.forms import number
from portal.cases.views import bp, lined, render
from portal.kernel import clock, giving, journal
from portal.kernel.doors import me
from portal.kernel.http import afterwards
from portal.kernel.queries import NotFound

PAGE = 50


@bp.get("/<ref>")
def show(ref: str) -> str:
    """The whole thread of an order on one page."""
    g.place = "orders.index"
    case, visit = queries.visited(me(), ref)
    afterwards(partial(actions.mark_visit, me(), case.id, case.seq, visit, clock.now()))
    return render.order(case, visit, render.opened(case))


@bp.get("/<ref>/stages/<stage>")
def stage(ref: str, stage: str) -> str:
    """One stage alone, for links in messages and for paper."""
    return render.stage(with_stage(ref, stage), stage)


@bp.get("/<ref>/stages/<stage>/lines/<field>")
def line(ref: str, stage: str, field: str) -> str:
    """One line: what it holds, and everything it ever held."""
    return lined.line_page(with_stage(ref, stage, field), stage, field)


@bp.get("/<ref>/history")
def history(ref: str) -> str:
    """Everything that happened in an order, newest first."""
    case = queries.get(me(), ref)
    entries = journal.newest(case.stream, PAGE + 1, number(request.args.get("before", "")))
    older = entries[PAGE - 1].seq if len(entries) > PAGE else None
    return render.history(case, entries[:PAGE], older)


@bp.get("/<ref>/files/<file>")
def file(ref: str, file: str) -> Response:
    """A file of the order: pictures in place, everything else as a download, never as a page."""
    row = queries.file(me(), ref, file)
    return giving.whole(row, _kept(row))


@bp.get("/<ref>/files/<file>/<int:width>")
def small(ref: str, file: str, width: int) -> Response:
    """A picture of the order about so many pixels wide; the whole of it while there are no small copies."""
    row = queries.file(me(), ref, file)
    return giving.small(row, width, _kept(row))


def _kept(row: queries.File) -> str:
    """By one browser for a day, because a file never changes.

    What one side keeps to itself stays in no browser: it may be removed, and others may use that one.
    """
    return giving.NOWHERE if row.only_for else giving.A_DAY


def with_stage(ref: str, stage: str, field: str = "") -> queries.Case:
    """The case, when it has such a stage and line."""
    case = queries.get(me(), ref)
    if stage not in case.thread.stages or (field and case.thread.stages[stage].field(field) is None):
        raise NotFound
    return case
