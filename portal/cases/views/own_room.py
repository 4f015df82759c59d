"""The room of one's own side: a page and addresses of its own, and no word of a request says whose."""

from collections.abc import Sequence
from functools import partial

from flask import Response, make_response, render_template, request, url_for

from portal.cases import forms, queries, rooms, show
from portal.cases.talk_form import RoomForm
from portal.cases.views import bp, render, said
from portal.kernel import uploads
from portal.kernel.doors import aside, me
from portal.kernel.http import afterwards, again, done
from workflows import talk
from workflows.case import Refused
from workflows.language import _


@bp.get("/<ref>/our-room")
def our_room(ref: str) -> str:
    """What one's own side says among itself."""
    case, before = queries.get(me(), ref), _before()
    (seq, seen), words = rooms.progress(me(), case), rooms.talk_of(me(), case, before)
    _read(case, words, seen)
    desk, page = render.desk_and_page(case)
    told = {"talk": show.in_room(desk, words, seen), "readers": show.sees(desk, desk.look.viewer.side)}
    older = words[0].seq if len(words) == rooms.PAGE else None
    live = show.Live(ref, seq, own=True, before=before or 0)
    return render_template("cases/our_room.html", case=case, order=page, older=older, live=live, **told)


@bp.get("/<ref>/our-room/moved")
@aside
def room_moved(ref: str) -> Response:
    """What was said there, alone, so that what is being typed below it stays; 304 when nothing was."""
    case = queries.get(me(), ref)
    seq, seen = rooms.progress(me(), case)
    if seq == forms.number(request.args.get("seq", "")):
        return make_response("", 304)
    words = rooms.talk_of(me(), case, _before())
    _read(case, words, seen)
    view = show.in_room(render.desk(case), words, seen)
    response = make_response(render_template("cases/_room_list.html", ref=ref, talk=view))
    response.headers["ETag"] = f'"{seq}"'
    return response


@bp.post("/<ref>/our-room")
def room_say(ref: str) -> Response:
    """Say something that only one's own side can read."""
    case = queries.get(me(), ref)
    words = RoomForm(request.form)
    if not words.validate():
        raise Refused(words.problems["text"])
    files, error = uploads.brought("files", talk.MOST_FILES)
    if error:
        raise Refused(" ".join((error, _("What you wrote is kept."))))
    case = queries.get(me(), ref)
    seq = rooms.say(me(), case, str(words.text.data), request.form.getlist("tell"), files)
    return done(_back(ref), lambda: render.said(case, seq, room=True))


@bp.route("/<ref>/our-room/<int:seq>/edit", methods=["GET", "POST"])
def room_edit(ref: str, seq: int) -> Response | str:
    """Put one's own words otherwise, or take them back."""
    case = queries.get(me(), ref)
    message = rooms.message(me(), case, seq)
    if request.method == "GET":
        return _editing(case, message)
    try:
        rooms.edit(me(), case, seq, request.form.get("text", ""), seen=said.seen())
    except Refused as refused:
        problem = str(refused)
        return again(lambda: _editing(queries.get(me(), ref), message, problem))
    return done(_back(ref))


@bp.post("/<ref>/our-room/<int:seq>/take-back")
def room_take_back(ref: str, seq: int) -> Response:
    """Take one's own words back."""
    rooms.take_back(me(), queries.get(me(), ref), seq)
    return done(_back(ref), str)


@bp.post("/<ref>/our-room/<int:seq>/answer")
def room_react(ref: str, seq: int) -> Response:
    """Answer a colleague in a word; the same word once more takes it back."""
    rooms.react(me(), queries.get(me(), ref), seq, request.form.get("word", ""))
    return done(_back(ref), render.answered)


def _before() -> int | None:
    """The message before which the page ends; None when it shows the newest."""
    return forms.number(request.args.get("before", "")) or None


def _read(case: queries.Case, words: Sequence[talk.Message], seen: int) -> None:
    """Remember that the reader has these before them, once they are on their way."""
    if words and words[-1].seq > seen:
        afterwards(partial(rooms.mark_read, me(), case.id, words[-1].seq))


def _editing(case: queries.Case, message: talk.Message, problem: str = "") -> str:
    desk, page = render.desk_and_page(case)
    view = show.message(desk, message, opened=True)
    return said.editing(page, view, message.text, problem, _back(case.ref), room=True)


def _back(ref: str) -> str:
    return url_for(".our_room", ref=ref, _anchor="room-list")
