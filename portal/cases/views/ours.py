"""Pictures that one side keeps to itself at a line: brought, looked at, shown to both sides, removed."""

from flask import Response, current_app, render_template, request, url_for

from portal.cases import bringing, forms, queries, show, showing
from portal.cases.views import bp, render, uploads
from portal.cases.views.pages import with_stage
from portal.kernel import files, journal
from portal.kernel.doors import aside, me
from portal.kernel.http import again, done, fragment, with_trace
from portal.kernel.problems import problem
from portal.kernel.queries import NotFound
from workflows.case import Refused
from workflows.grammar import Field
from workflows.language import N_, _
from workflows.pins import line_of

NOTHING = N_("Choose the pictures first.")
LOG_LINES = 12


@bp.get("/<ref>/stages/<stage>/lines/<field>/ours")
def ours(ref: str, stage: str, field: str) -> str:
    """What the reader's side keeps to itself at a line."""
    case = with_stage(ref, stage, field)
    return _page(case, stage, _line(case, stage, field))


@bp.post("/<ref>/stages/<stage>/lines/<field>/ours")
@aside
def keep_pictures(ref: str, stage: str, field: str) -> Response:
    """Keep pictures to one's own side: all of a form, or one by one as the script sends them."""
    case = with_stage(ref, stage, field)
    line = _line(case, stage, field)
    bringing.may_bring(me(), case, line)
    brought = [upload for upload in request.files.getlist("upload") if upload.filename]
    at = url_for(".ours", ref=ref, stage=stage, field=field)
    if not brought:
        return done(at) if request.form.get("here") else _again(ref, stage, line, _(NOTHING), [])
    taken, errors = uploads.take({field: forms.LineWords(None, 0, tuple(brought))}, {field: line})
    if errors:
        return _again(ref, stage, line, errors[field], taken[field])
    showing.keep_pictures(me(), queries.get(me(), ref), stage, line, taken[field])
    first = taken[field][0]
    return done(at, lambda: render_template("cases/_kept_picture.html", ref=ref, file=first))


@bp.post("/<ref>/ours/<file>/show")
def show_picture(ref: str, file: str) -> Response:
    """Show both sides a picture; one that a colleague has shown meanwhile is where it was to go."""
    case = queries.get(me(), ref)
    if line_of(case.thread, file) is None:
        showing.show_picture(me(), case, file, request.form.get("quote", ""))
    return done(url_for(".picture", ref=ref, file=file))


@bp.post("/<ref>/ours/<file>/remove")
def remove_picture(ref: str, file: str) -> Response:
    """Remove a picture that nobody but one's own side has seen."""
    case = queries.get(me(), ref)
    stage, field = showing.one(me(), case, file).place
    showing.remove_picture(me(), case, file)
    showing.delete_afterwards(files.storage_of(current_app), file)
    return done(url_for(".ours", ref=ref, stage=stage, field=field))


def _line(case: queries.Case, stage: str, field: str) -> Field:
    line = case.thread.stages[stage].field(field)
    if line is None or line.type != "photo":
        raise NotFound
    return line


def _again(ref: str, stage: str, line: Field, error: str, good: list[files.Stored]) -> Response:
    """The page once more with what is wrong; the pictures that were good are kept."""
    if fragment():
        return problem(422, _("This picture cannot be taken"), error)

    def page() -> str:
        if good:
            showing.keep_pictures(me(), queries.get(me(), ref), stage, line, good)
        return _page(queries.get(me(), ref), stage, line, error)

    answer = again(page)
    return with_trace(answer) if good else answer


def _page(case: queries.Case, stage: str, line: Field, error: str = "") -> str:
    desk, shown = render.desk_and_page(case)
    kept = [(_image(one), one.brought) for one in showing.kept(me(), case, stage, line.key)]
    told = [render.logged(entry) for entry in journal.newest(case.room(me().side), LOG_LINES)]
    view = show.ours(desk, (case.thread.stages[stage], line), kept, told, _shut(case, line))
    return render_template("cases/ours.html", order=shown, ours=view, error=error)


def _image(one: showing.Ours) -> show.Image:
    return show.Image(one.file.id, one.file.name, one.file.width, one.file.height)


def _shut(case: queries.Case, line: Field) -> str:
    """Why nothing can be brought to the line; empty while it can."""
    try:
        bringing.may_bring(me(), case, line)
    except Refused as refused:
        return str(refused)
    return ""
