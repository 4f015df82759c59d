"""An open page stays alive: a stream of names, the parts that moved, and who is in the room."""

from collections.abc import Callable, Collection
from functools import partial

from flask import Response, current_app, make_response, request, url_for

from portal.cases import actions, following, forms, presence, queries, show
from portal.cases.views import bp, placed, render
from portal.kernel import clock, journal
from portal.kernel.doors import aside, me
from portal.kernel.forms import sent
from portal.kernel.http import House, done
from portal.kernel.live import Heads, Listener, TooMany, stream
from portal.people.login import session_id

MOST = 200  # changes that a page catches up with part by part
TOO_OLD = 205  # "Reset Content" (RFC 9110, 15.3.6): the page is to be made anew


@bp.get("/<ref>/live")
@aside
def live(ref: str) -> Response:
    """The stream of an order: that it moved and who is there, by name and number, never what it holds."""
    names = following.names(me().id, following.head(me(), ref))
    shown = _shown() | {"room": request.args.get("room", "")}
    return _followed(names, shown, partial(following.heads, _house().database, session_id(), ref))


@bp.get("/<ref>/our-room/live")
@aside
def room_live(ref: str) -> Response:
    """The stream of the room of one's own side, which is another one: that something was said there."""
    names = following.room_names(me(), following.head(me(), ref))
    return _followed(names, _shown(), partial(following.room_heads, _house().database, session_id(), ref))


def _shown() -> dict[str, int | str]:
    """How far the page that asks is, by its last event or by what it was made from."""
    return {"moved": _seen(request.headers.get("Last-Event-ID") or request.args.get("seq", ""))}


def _house() -> House:
    app = current_app
    assert isinstance(app, House)  # noqa: S101  create_app makes no other
    return app


def _followed(names: Collection[str], shown: Heads, ask: Callable[[], Heads | None]) -> Response:
    """A stream of these names; no content when there is no place for it: the page asks instead."""
    board, listener = _house().live, Listener(me().id, request.args.get("tab", "")[:40], names)
    try:
        board.admit(listener)
    except TooMany:
        return make_response("", 204)  # a browser does not come back after this
    response = Response(stream(board, listener, shown, ask), mimetype="text/event-stream")
    response.call_on_close(partial(board.dismiss, listener))
    response.headers["X-Accel-Buffering"] = "no"  # nginx would keep it to itself
    return response


@bp.get("/<ref>/moved")
@aside
def moved(ref: str) -> Response:
    """The parts of a page that moved since a change; 304 when nothing did, 205 when too much did."""
    head = following.head(me(), ref)
    since = _seen(request.args.get("seq", ""))
    if head.seq == since:
        return make_response("", 304)
    if not 0 < since < head.seq:  # a page from before a restored backup, say
        return make_response("", TOO_OLD)
    entries = journal.after(head.stream, since, MOST + 1)
    if len(entries) > MOST:
        return make_response("", TOO_OLD)
    case, visit = queries.visited(me(), ref)
    told = show.moved(case.thread, [change for entry in entries for change in entry.changes])
    stage = request.args.get("stage", "")
    stage = stage if stage in case.thread.stages else ""
    beside = partial(placed.parts, case, request.args.get("at", ""))
    response = make_response(render.moved(case, visit, since, stage, told, beside))
    response.headers["ETag"] = f'"{case.seq}"'
    return response


@bp.get("/<ref>/room")
@aside
def room(ref: str) -> str:
    """Who is in the room of an order."""
    return render.room(queries.get(me(), ref))


@bp.put("/<ref>/here")
@aside
def here(ref: str) -> Response:
    """A page says that its reader is here, at which line, how far they have read; or that they left it."""
    head, form = following.head(me(), ref), sent(forms.HereForm)
    if not form.validate():
        return make_response(next(iter(form.problems.values())), 422)
    if form.left.data:
        presence.be_gone(me(), head.id, form.tab.data)
        return make_response("", 204)
    presence.be_here(me(), head.id, form.tab.data, form.line.data or "", writes=form.writes.data)
    read = min(_seen(form.seq.data or ""), head.seq)
    actions.mark_visit(
        me(), head.id, max(read, head.visit.latest if head.visit else 0), head.visit, clock.now()
    )
    return make_response("", 204)


@bp.post("/<ref>/quiet")
def quiet(ref: str) -> Response:
    """Hide where one is in this order, for this visit; or show it again."""
    case = queries.get(me(), ref)
    presence.be_quiet(me(), case, quiet=request.form.get("quiet") == "yes")
    return done(url_for(".show", ref=ref, _anchor="room"), lambda: render.room(case))


def _seen(said: str) -> int:
    """The change that a page shows; 0 when it does not say."""
    return forms.number(said) or 0
