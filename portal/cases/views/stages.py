"""Moving along the thread: sign, take back, open again, leave out, once more."""

from collections.abc import Callable

from flask import Response, request, url_for

from portal.cases import actions, forms, queries
from portal.cases.views import bp, render
from portal.cases.views.appointments import tell
from portal.cases.views.pages import with_stage
from portal.cases.views.reasons import with_reason
from portal.kernel.doors import me
from portal.kernel.http import done

Deed = Callable[[object, queries.Case, str, str], None]


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


@bp.route("/<ref>/stages/<stage>/reopen", methods=["GET", "POST"])
def reopen(ref: str, stage: str) -> Response | str:
    """Open a finished stage again, with a reason."""
    return _with_reason(ref, stage, "reopen", actions.reopen)


@bp.route("/<ref>/stages/<stage>/skip", methods=["GET", "POST"])
def skip(ref: str, stage: str) -> Response | str:
    """Leave a stage out, with a reason."""
    return _with_reason(ref, stage, "skip", actions.skip)


@bp.route("/<ref>/stages/<stage>/again", methods=["GET", "POST"], endpoint="again")
def once_more(ref: str, stage: str) -> Response | str:
    """Plan another round of a stage, with a reason."""
    return _with_reason(ref, stage, "again", actions.again)


def _with_reason(ref: str, stage: str, kind: str, deed: Deed) -> Response | str:
    case = with_stage(ref, stage)

    def do(why: str) -> None:
        deed(me(), case, stage, why)
        tell(case)

    return with_reason(case, kind, case.thread.stages[stage].title, do, _at_stage(ref, stage))


def _at_stage(ref: str, stage: str) -> str:
    return url_for(".show", ref=ref, _anchor=f"stage-{stage}")
