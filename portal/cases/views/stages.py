"""Moving along the thread: sign, and take a signature back."""

from flask import Response, request, url_for

from portal.cases import actions, forms
from portal.cases.views import bp, render
from portal.cases.views.pages import with_stage
from portal.kernel.doors import me
from portal.kernel.http import done


@bp.route("/<ref>/stages/<stage>/sign", methods=["GET", "POST"])
def sign(ref: str, stage: str) -> Response | str:
    """Look once more at what the signature covers, then sign."""
    case = with_stage(ref, stage)
    if request.method == "GET":
        return render.signing(case, stage)
    form = forms.SignForm(request.form)
    actions.sign(me(), case, stage, form.seen)
    return done(_at_stage(ref, stage))


@bp.post("/<ref>/stages/<stage>/withdraw")
def withdraw(ref: str, stage: str) -> Response:
    """Take the signature of one's own side back."""
    actions.withdraw(me(), with_stage(ref, stage), stage)
    return done(_at_stage(ref, stage))


def _at_stage(ref: str, stage: str) -> str:
    return url_for(".show", ref=ref, _anchor=f"stage-{stage}")
