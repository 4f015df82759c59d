"""Talk that both sides read: said at a place of the order, edited, taken back, answered in a word."""

from flask import Response, render_template, request, url_for

from portal.cases import actions, forms, queries, show, talking
from portal.cases.talk_form import SayForm
from portal.cases.views import bp, render
from portal.kernel import uploads
from portal.kernel.doors import me
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from workflows import talk
from workflows.case import Refused
from workflows.language import _


@bp.post("/<ref>/say")
def say(ref: str) -> Response:
    """Say something that everyone in the order can read, at the place that the form names."""
    case = queries.get(me(), ref)
    words = SayForm(request.form)
    place = str(words.place.data or "")
    if not words.validate():
        raise Refused(words.problems["text"])
    if not talk.there(case.thread, place):
        raise NotFound
    files, error = uploads.brought("files", talk.MOST_FILES)
    if error:
        raise Refused(" ".join((error, _("What you wrote is kept."))))
    case = queries.get(me(), ref)
    actions.say(me(), case, str(words.text.data), place, request.form.getlist("tell"), files)
    return done(back(case, place), lambda: render.said(case, case.seq, place))


@bp.route("/<ref>/said/<int:seq>/edit", methods=["GET", "POST"])
def edit(ref: str, seq: int) -> Response | str:
    """Put one's own words otherwise, or take them back."""
    case = queries.get(me(), ref)
    said = talking.message(case, seq)
    if request.method == "GET":
        return _editing(case, said)
    try:
        talking.edit(me(), case, seq, request.form.get("text", ""), seen=seen())
    except Refused as refused:
        problem = str(refused)
        return again(lambda: _editing(queries.get(me(), ref), said, problem))
    return done(_at(case, said))


def seen() -> int | None:
    """How often a message had been edited when the form that is sent now was made."""
    return forms.number(request.form.get("seen", ""))


@bp.post("/<ref>/said/<int:seq>/take-back")
def take_back(ref: str, seq: int) -> Response:
    """Take one's own words back."""
    case = queries.get(me(), ref)
    talking.take_back(me(), case, seq)
    return done(_at(case, talking.message(case, seq)), str)


@bp.post("/<ref>/said/<int:seq>/answer")
def react(ref: str, seq: int) -> Response:
    """Answer a message in a word; the same word once more takes it back."""
    case = queries.get(me(), ref)
    talking.react(me(), case, seq, request.form.get("word", ""))
    return done(_at(case, talking.message(case, seq)), render.answered)


def back(case: queries.Case, place: str) -> str:
    """The page on which the talk of a place stands."""
    if place.startswith(talk.PIN):
        key = place.removeprefix(talk.PIN)
        return url_for(".picture", ref=case.ref, file=case.thread.pins[key].file, _anchor=f"pin-{key}")
    if place.startswith(talk.PICTURE):
        return url_for(".picture", ref=case.ref, file=place.removeprefix(talk.PICTURE), _anchor="talk")
    stage, _dot, field = place.partition(".")
    if field:
        return url_for(".line", ref=case.ref, stage=stage, field=field, _anchor="talk")
    if stage:
        return url_for(".stage", ref=case.ref, stage=stage, _anchor="talk")
    return url_for(".show", ref=case.ref, _anchor="log")


def _at(case: queries.Case, said: talk.Message) -> str:
    """Back to where it was read: the place of the talk, or the page that was looked at."""
    return back(case, "" if request.args.get("log") else said.place)


def _editing(case: queries.Case, said: talk.Message, problem: str = "") -> str:
    desk, page = render.desk_and_page(case)
    view = show.message(desk, said, opened=desk.open)
    return editing(page, view, said.text, problem, back(case, said.place))


def editing(
    page: show.OrderPage, said: show.MessageView, text: str, problem: str, to: str, *, room: bool = False
) -> str:
    """The page on which somebody puts their own words otherwise, with what they typed."""
    told = {
        "said": said,
        "text": request.form.get("text", text),
        "meanwhile": text if seen() not in (None, len(said.was)) else "",
        "problem": problem,
        "back": to,
        "room": room,
    }
    return render_template("cases/edit_message.html", order=page, **told)
