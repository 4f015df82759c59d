"""The customer's own plan of who says yes, and each one's word."""

from collections.abc import Iterable

from flask import Response, render_template, request, url_for

from portal.cases import agreeing, forms, plan_form, queries, show
from portal.cases.views import bp, render
from portal.cases.views.pages import with_stage
from portal.cases.views.reasons import with_reason
from portal.kernel.doors import me
from portal.kernel.forms import words
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from workflows.blocks.asked import plan_of
from workflows.blocks.plans import Place
from workflows.case import Refused
from workflows.language import _

AT = "/<ref>/stages/<stage>/yeses/<block>"
ONE = f"{AT}/<department>/<person>"


@bp.route(f"{AT}/plan", methods=["GET", "POST"])
def plan_yeses(ref: str, stage: str, block: str) -> Response | str:
    """Plan who says yes: the whole plan in one form, whose buttons add and take out without script."""
    case, at = with_stage(ref, stage), (stage, block)
    if request.method == "GET":
        return _form(case, at)
    said = plan_form.read(words())
    if wish := request.form.get("more", ""):
        more = plan_form.again(said, wish)
        return again(lambda: _form(queries.get(me(), ref), at, more), status=200)
    asked, problems = said.read()
    if problems:
        wrong = list(problems.items())
        return again(lambda: _form(queries.get(me(), ref), at, said, wrong))
    try:
        agreeing.plan_yeses(me(), case, stage, block, asked, said.late_to, said.seen)
    except Refused as refused:
        wrong = [("plan", str(refused))]
        return again(lambda: _form(queries.get(me(), ref), at, said, wrong), status=409)
    return done(_back(ref, stage, block))


@bp.post(f"{ONE}/yes")
def say_yes(ref: str, stage: str, block: str, department: str, person: str) -> Response:
    """Say yes to what stands there."""
    case, at = _asked(ref, (stage, block, department, person))
    agreeing.say_yes(me(), case, at, request.form.get("note", ""), forms.number(request.form.get("seq", "")))
    return done(_back(ref, stage, block))


@bp.route(f"{ONE}/no", methods=["GET", "POST"])
def say_no(ref: str, stage: str, block: str, department: str, person: str) -> Response | str:
    """Say no, with what would have to change."""
    case, at = _asked(ref, (stage, block, department, person))
    plan = plan_of(case.thread, stage, block)
    what = plan.asked[department].label if plan else department

    def do(why: str) -> None:
        agreeing.say_no(me(), case, at, why)

    return with_reason(case, "say_no", what, do, _back(ref, stage, block))


@bp.post(f"{ONE}/hand-on")
def hand_on(ref: str, stage: str, block: str, department: str, person: str) -> Response:
    """Hand on to somebody else what is not one's own to judge."""
    case, at = _asked(ref, (stage, block, department, person))
    to = request.form.get("to", "")
    if not to:
        raise Refused(_("Choose whom you hand it on to."))
    agreeing.hand_on(me(), case, at, to)
    return done(_back(ref, stage, block))


@bp.post(f"{ONE}/nudge")
def nudge(ref: str, stage: str, block: str, department: str, person: str) -> Response:
    """Remind a colleague."""
    case, at = _asked(ref, (stage, block, department, person))
    agreeing.nudge(me(), case, at)
    return done(_back(ref, stage, block))


def _form(
    case: queries.Case,
    at: tuple[str, str],
    said: plan_form.Plan | None = None,
    errors: Iterable[tuple[str, str]] = (),
) -> str:
    """The form of the plan, `at` its stage and block: as it stands, or with what was typed."""
    desk, shown = render.desk_and_page(case)
    return render_template("cases/plan_yeses.html", order=shown, plan=show.planning(desk, at, said, errors))


def _asked(ref: str, at: Place) -> tuple[queries.Case, Place]:
    """The order, when this person is asked in that department there."""
    case = with_stage(ref, at[0])
    plan = plan_of(case.thread, at[0], at[1])
    asked = plan.asked.get(at[2]) if plan else None
    if asked is None or at[3] not in [one.person for one in asked.people]:
        raise NotFound
    return case, at


def _back(ref: str, stage: str, block: str) -> str:
    return url_for(".show", ref=ref, stage=stage, _anchor=f"block-{stage}-{block}")
