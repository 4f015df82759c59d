"""The plan of this order: its stages added, split, moved, left out, held once more, opened again."""

from collections.abc import Callable
from datetime import date

from flask import Response, g, render_template, request, url_for

from portal.cases import queries, redrawing, show, stage_form, versions
from portal.cases.queries import Case
from portal.cases.show import Words
from portal.cases.stage_form import Said
from portal.cases.views import bp, reasons, render
from portal.cases.views.appointments import tell
from portal.cases.views.pages import with_stage
from portal.kernel.doors import me
from portal.kernel.forms import words
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from workflows.case import Refused
from workflows.planning import Days
from workflows.redrawing import told
from workflows.redrawn import Kind

REDRAW = "/<ref>/plan/<key>"
Weighed = tuple[Days, bool] | None


@bp.get("/<ref>/plan")
def plan(ref: str) -> str:
    """The plan of this order, and what is asked for."""
    case = queries.get(me(), ref)
    desk, order = render.desk_and_page(case)
    drawn = show.drawn(desk, versions.offered(case, g.house))
    return render_template("cases/plan.html", order=order, plan=drawn)


@bp.route("/<ref>/plan/add", methods=["GET", "POST"])
def add_stage(ref: str) -> Response | str:
    """Add a stage of this order's own."""
    case = queries.get(me(), ref)
    first = {"after": [request.args.get("after", "")], "days": ["3"], "signed_by": ["customer", "clan"]}
    return _changed(case, "", "add_stage", {**first, "holder": [me().side]}, stage_form.adding)


@bp.route("/<ref>/stages/<stage>/split", methods=["GET", "POST"])
def split_stage(ref: str, stage: str) -> Response | str:
    """Make two stages of one."""
    case = with_stage(ref, stage)
    return _changed(case, stage, "split_stage", {}, lambda said: stage_form.splitting(said, stage))


@bp.route("/<ref>/stages/<stage>/move", methods=["GET", "POST"])
def move_stage(ref: str, stage: str) -> Response | str:
    """Move a stage to another place."""
    case = with_stage(ref, stage)
    return _changed(case, stage, "move_stage", {}, lambda said: stage_form.moving(said, stage))


@bp.route("/<ref>/stages/<stage>/reopen", methods=["GET", "POST"])
def reopen(ref: str, stage: str) -> Response | str:
    """Open a finished stage again, with a reason."""
    return _with_reason(ref, stage, "reopen")


@bp.route("/<ref>/stages/<stage>/skip", methods=["GET", "POST"])
def skip(ref: str, stage: str) -> Response | str:
    """Leave a stage out, with a reason."""
    return _with_reason(ref, stage, "skip")


@bp.route("/<ref>/stages/<stage>/again", methods=["GET", "POST"], endpoint="again")
def once_more(ref: str, stage: str) -> Response | str:
    """Plan another round of a stage, with a reason."""
    return _with_reason(ref, stage, "again")


@bp.route("/<ref>/stages/<stage>/remove", methods=["GET", "POST"])
def remove_stage(ref: str, stage: str) -> Response | str:
    """Take out again what was added, with a reason."""
    return _with_reason(ref, stage, "remove")


@bp.post(f"{REDRAW}/anew")
def ask_redraw_anew(ref: str, key: str) -> Response:
    """Ask once more for a change of the plan that ran out without an answer."""
    redrawing.ask_redraw_anew(me(), _with_redraw(ref, key), key)
    return done(url_for(".plan", ref=ref))


@bp.post(f"{REDRAW}/agree")
def agree_redraw(ref: str, key: str) -> Response:
    """Agree to a change of the plan that the other side asks for."""
    case = _with_redraw(ref, key)
    redrawing.agree_redraw(me(), case, key, _day(request.form.get("seen", "")))
    tell(case)
    return done(url_for(".plan", ref=ref))


@bp.route(f"{REDRAW}/decline", methods=["GET", "POST"])
def decline_redraw(ref: str, key: str) -> Response | str:
    """Say no to a change of the plan, with a reason."""
    case = _with_redraw(ref, key)

    def do(why: str) -> None:
        redrawing.decline_redraw(me(), case, key, why)

    what = told(case.thread, case.thread.redraws[key])
    return reasons.with_reason(case, "decline_redraw", what, do, url_for(".plan", ref=ref))


@bp.post(f"{REDRAW}/withdraw")
def withdraw_redraw(ref: str, key: str) -> Response:
    """Take back what one's own side asked for."""
    redrawing.withdraw_redraw(me(), _with_redraw(ref, key), key)
    return done(url_for(".plan", ref=ref))


def _with_reason(ref: str, stage: str, deed: Kind) -> Response | str:
    """Ask why, then do it; or ask the other side, where that moves a promise."""
    case = with_stage(ref, stage)
    there, asked = url_for(".show", ref=ref, _anchor=f"stage-{stage}"), url_for(".plan", ref=ref)

    def do(why: str) -> str:
        made = redrawing.replan(me(), case, stage_form.plainly(deed, stage, why))
        tell(case)
        return there if made and deed != "remove" else asked

    return reasons.with_reason(case, deed, case.thread.stages[stage].title, do, there)


def _changed(
    case: Case, stage: str, name: str, first: Words, read: Callable[[Words], Said]
) -> Response | str:
    """A form of the plan: shown, then weighed, and done once whoever sends it has seen what it moves."""
    if request.method == "GET":
        return _form(case, stage, name, first)
    said = read(words())
    weighed, problem = _weighed(case, said)
    problems = {**said.problems, **problem}
    if problems or said.how is None:
        return again(lambda: _form(queries.get(me(), case.ref), stage, name, words(), problems))
    seen = f"{weighed[0][0]} {weighed[0][1]}" if weighed and weighed[0][0] != weighed[0][1] else ""
    if seen and request.form.get("seen", "") != seen:
        return again(
            lambda: _form(queries.get(me(), case.ref), stage, name, words(), {}, weighed), status=409
        )
    redrawing.replan(me(), case, said.how)
    return done(url_for(".plan", ref=case.ref))


def _weighed(case: Case, said: Said) -> tuple[Weighed, dict[str, str]]:
    if said.how is None:
        return None, {}
    try:
        return redrawing.weighed(me(), case, said.how), {}
    except Refused as refused:
        return None, {"redraw": str(refused)}


def _form(
    case: Case,
    stage: str,
    name: str,
    said: Words,
    problems: dict[str, str] | None = None,
    weighed: Weighed = None,
) -> str:
    desk, order = render.desk_and_page(case)
    title = case.thread.stages[stage].title if stage else ""
    view = show.redraw_form(desk, (stage, title), said, problems or {}, weighed)
    return render_template(f"cases/{name}.html", order=order, change=view, action=request.path)


def _with_redraw(ref: str, key: str) -> Case:
    case = queries.get(me(), ref)
    if key not in case.thread.redraws:
        raise NotFound
    return case


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
