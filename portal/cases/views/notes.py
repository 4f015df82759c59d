"""Fitting notes: written on a page of their own, initialled, done and judged where they stand."""

from collections.abc import Mapping

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.cases import forms, noting, queries, show
from portal.cases.views import bp, render
from portal.cases.views.pages import with_stage
from portal.kernel.doors import me
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from workflows.case import Refused
from workflows.grammar import NotesBlock
from workflows.language import _
from workflows.values import Invalid

NOTE = "/<ref>/notes/<key>"


@bp.route("/<ref>/stages/<stage>/notes/<block>/new", methods=["GET", "POST"])
def write_note(ref: str, stage: str, block: str) -> Response | str:
    """Write down what was seen; then another, if there is more."""
    case = with_stage(ref, stage)
    part = _notes(case, stage, block)
    if request.method == "GET":
        return _page(case, stage, part, {"pin": request.args.get("pin", "")})
    form = forms.NoteForm(request.form)
    try:
        noting.write_note(me(), case, stage, block, form.seen(part, me().length_unit))
    except (Invalid, Refused) as problem:
        return _again(ref, stage, block, str(problem))
    if form.more.data:
        return done(url_for(".write_note", ref=ref, stage=stage, block=block))
    return done(_at(ref, stage, f"n{case.seq}"))


@bp.route(f"{NOTE}/change", methods=["GET", "POST"])
def change_note(ref: str, key: str) -> Response | str:
    """Write a note anew; the other side is asked again."""
    case = _with_note(ref, key)
    note = case.thread.notes[key]
    part = _notes(case, note.stage, note.block)
    if request.method == "GET":
        return _page(case, note.stage, part, key=key)
    form = forms.NoteForm(request.form)
    try:
        seen = form.seen(part, me().length_unit)
        noting.change_note(me(), case, key, seen, forms.number(form.seq.data or "") or 0)
    except (Invalid, Refused) as problem:
        return _again(ref, note.stage, note.block, str(problem), key)
    return done(_at(ref, note.stage, key))


@bp.get(NOTE)
def note(ref: str, key: str) -> BaseResponse:
    """Lead to a note in its fitting."""
    return redirect(_at(ref, _with_note(ref, key).thread.notes[key].stage, key), 303)


@bp.post("/<ref>/notes/initials")
def initial_notes(ref: str) -> Response:
    """Put one side's initials to one note or to several."""
    case = queries.get(me(), ref)
    form = forms.InitialsForm(request.form)
    keys = form.note.data or []
    if any(key not in case.thread.notes for key in keys):
        raise NotFound
    if not keys:
        raise Refused(_("Choose the notes that you agree to."))
    noting.initial_notes(me(), case, keys, forms.number(form.seq.data or "") or 0)
    return done(_at(ref, case.thread.notes[keys[0]].stage, keys[0]))


@bp.post(f"{NOTE}/take-back")
def take_back_note(ref: str, key: str) -> Response:
    """Take back a note that the other side has not agreed to."""
    case = _with_note(ref, key)
    note = case.thread.notes[key]
    noting.take_back_note(me(), case, key)
    return done(url_for(".show", ref=ref, stage=note.stage, _anchor=f"block-{note.stage}-{note.block}"))


@bp.post(f"{NOTE}/done")
def do_note(ref: str, key: str) -> Response:
    """Say that the work of a note is done, or that it is not after all."""
    case = _with_note(ref, key)
    noting.do_note(me(), case, key, request.form.get("done", "yes") == "yes")
    back = request.form.get("stage", "")
    stage = back if back in case.thread.stages else case.thread.notes[key].stage
    return done(_at(ref, stage, key))


@bp.post("/<ref>/stages/<stage>/judge/<key>")
def judge_note(ref: str, stage: str, key: str) -> Response:
    """Say how a note of an earlier fitting stands now."""
    case = with_stage(ref, stage)
    if key not in case.thread.notes:
        raise NotFound
    form = forms.JudgeForm(request.form)
    if not form.validate():
        raise Refused(form.problems["how"])
    noting.judge_note(me(), case, stage, key, str(form.how.data), form.why.data or "")
    return done(_at(ref, stage, key))


def _page(
    case: queries.Case,
    stage: str,
    block: NotesBlock,
    said: Mapping[str, str] | None = None,
    *,
    key: str = "",
    problem: str = "",
) -> str:
    """The form of a note, or of one that is changed when it has a key; with what was typed."""
    desk, shown = render.desk_and_page(case)
    since = forms.number(request.form.get("seq", "")) or 0
    told = {
        "noting": show.note_form(desk, case.thread.stages[stage], block),
        "said": show.note_words(desk, key) | dict(said or {}),
        "key": key,
        "problem": problem,
        "theirs": show.note_now(desk, key, since) if problem else None,
    }
    return render_template("cases/note.html", order=shown, **told)


def _notes(case: queries.Case, stage: str, block: str) -> NotesBlock:
    part = case.thread.stages[stage].block(block)
    if not isinstance(part, NotesBlock):
        raise NotFound
    return part


def _with_note(ref: str, key: str) -> queries.Case:
    case = queries.get(me(), ref)
    if key not in case.thread.notes:
        raise NotFound
    return case


def _again(ref: str, stage: str, block: str, problem: str, key: str = "") -> Response:
    """The form once more, with what was typed and what is wrong with it."""

    def page() -> str:
        case = queries.get(me(), ref)
        part = _notes(case, stage, block)
        return _page(case, stage, part, request.form.to_dict(), key=key, problem=problem)

    return again(page)


def _at(ref: str, stage: str, key: str) -> str:
    return url_for(".show", ref=ref, stage=stage, _anchor=f"note-{key}")
