"""What a stage is made of besides lines: reviews and checklists."""

from flask import Response, request, url_for

from portal.cases import forms, together
from portal.cases.views import bp
from portal.cases.views.pages import with_stage
from portal.kernel.doors import me
from portal.kernel.http import done
from workflows.case import Refused
from workflows.grammar import ChecklistBlock
from workflows.language import _


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
        raise Refused(_("There is no such list in this stage."))
    ticked = forms.TickForm(request.form).item.data or []
    before = case.thread.ticks.get(stage, {})
    for item in part.items:
        if (item.key in ticked) != (f"{block}.{item.key}" in before):
            together.tick(me(), case, stage, block, item.key, item.key in ticked)
    return done(_at(ref, stage, block))


def _at(ref: str, stage: str, block: str) -> str:
    return url_for(".show", ref=ref, stage=stage, _anchor=f"block-{stage}-{block}")
