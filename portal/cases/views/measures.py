"""Measures of an earlier order, taken over into a new one: whose they are is for people to say."""

from flask import Response, render_template, request, url_for

from portal.cases import measuring, queries
from portal.cases.views import bp, render
from portal.cases.views.pages import with_stage
from portal.kernel.doors import me
from portal.kernel.http import done
from workflows.case import Refused
from workflows.language import _


@bp.route("/<ref>/stages/<stage>/carry-over", methods=["GET", "POST"])
def carry_over(ref: str, stage: str) -> Response | str:
    """Choose the earlier order whose measures are this person's, and take them over."""
    case = with_stage(ref, stage)
    if request.method == "GET":
        keys = {field.key for field in case.thread.stages[stage].fields() if field.type == "measure"}
        found = [one for one in queries.measured_before(me(), case) if keys & one.values.keys()]
        told = {"stage": case.thread.stages[stage], "found": found, "keys": keys}
        return render_template("cases/carry_over.html", order=render.page(case), **told)
    chosen = request.form.get("from", "")
    if not chosen:
        raise Refused(_("Choose the order whose measures they are."))
    measuring.carry_over(me(), case, stage, queries.earlier(me(), case, chosen))
    return done(url_for(".show", ref=ref, stage=stage, _anchor=f"stage-{stage}"))
