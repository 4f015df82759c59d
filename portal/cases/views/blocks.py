"""What a stage is made of besides lines: reviews, checklists, appointments."""

from datetime import datetime

from flask import Response, request, url_for

from portal.cases import forms, queries, together
from portal.cases.views import bp, render
from portal.cases.views.pages import with_stage
from portal.kernel.doors import me
from portal.kernel.forms import words
from portal.kernel.http import again, done
from workflows.case import Refused
from workflows.grammar import AppointmentBlock, ChecklistBlock


@bp.post("/<ref>/stages/<stage>/reviews/<block>")
def review(ref: str, stage: str, block: str) -> Response:
    """Decide a review."""
    case = with_stage(ref, stage)
    form = forms.ReviewForm(request.form)
    if not form.validate():
        raise Refused(form.problems["decision"])
    decided = (str(form.decision.data), form.note.data or "", form.seen)
    together.review(me(), case, stage, block, *decided)
    return done(_at(ref, stage, block))


@bp.post("/<ref>/stages/<stage>/checklists/<block>")
def tick(ref: str, stage: str, block: str) -> Response:
    """Tick what is ticked in the form, and take back what no longer is."""
    case = with_stage(ref, stage)
    part = case.thread.stages[stage].block(block)
    if not isinstance(part, ChecklistBlock):
        raise Refused("There is no such list in this stage.")
    ticked = forms.TickForm(request.form).item.data or []
    before = case.thread.ticks.get(stage, {})
    for item in part.items:
        if (item.key in ticked) != (f"{block}.{item.key}" in before):
            together.tick(me(), case, stage, block, item.key, item.key in ticked)
    return done(_at(ref, stage, block))


@bp.post("/<ref>/stages/<stage>/appointments/<block>/times")
def propose_times(ref: str, stage: str, block: str) -> Response:
    """Offer times."""
    case = with_stage(ref, stage)
    times = forms.times(words(), render.zone())
    together.propose_times(me(), case, stage, block, times, request.form.get("place", ""))
    return done(_at(ref, stage, block))


@bp.post("/<ref>/stages/<stage>/appointments/<block>/pick")
def pick_time(ref: str, stage: str, block: str) -> Response:
    """Pick one of the times offered."""
    case = with_stage(ref, stage)
    times: tuple[datetime, ...] = forms.times(words(), render.zone())
    if not times:
        raise Refused("Choose one of the times first.")
    together.pick_time(me(), case, stage, block, times[0])
    return done(_at(ref, stage, block))


@bp.route("/<ref>/stages/<stage>/appointments/<block>/cancel", methods=["GET", "POST"])
def cancel_time(ref: str, stage: str, block: str) -> Response | str:
    """Call an appointment off, with a reason."""
    case = with_stage(ref, stage)
    part, action = (
        case.thread.stages[stage].block(block),
        url_for(".cancel_time", ref=ref, stage=stage, block=block),
    )
    what = part.title if isinstance(part, AppointmentBlock) else block
    if request.method == "GET":
        return render.reason(case, "cancel_time", what, action)
    form = forms.WhyForm(request.form)
    if not form.validate():
        return again(
            lambda: render.reason(queries.get(me(), ref), "cancel_time", what, action, form.problems)
        )
    together.cancel_time(me(), case, stage, block, str(form.why.data))
    return done(_at(ref, stage, block))


def _at(ref: str, stage: str, block: str) -> str:
    return url_for(".show", ref=ref, stage=stage, _anchor=f"block-{stage}-{block}")
