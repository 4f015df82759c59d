"""A moment to meet: offering times, moving it, picking one, where it is and who comes, calling it off."""

from collections.abc import Callable

from flask import Response, current_app, make_response, request, url_for

from portal.cases import arranging, diary, forms, letters, offering, post, queries
from portal.cases.offering import Offer
from portal.cases.views import bp, render
from portal.cases.views.pages import with_stage
from portal.cases.views.reasons import with_reason
from portal.kernel import clock, files
from portal.kernel.doors import me
from portal.kernel.forms import words
from portal.kernel.http import again, done
from workflows.case import Refused
from workflows.grammar import AppointmentBlock
from workflows.language import _

AT = "/<ref>/stages/<stage>/appointments/<block>"
BOTH = ("GET", "POST")


@bp.route(f"{AT}/times", methods=BOTH)
def propose_times(ref: str, stage: str, block: str) -> Response | str:
    """Offer times."""
    case = with_stage(ref, stage)
    if request.method == "GET":
        return render.arranging(case, (stage, block), "propose_times")
    said = _said()

    def offer() -> None:
        arranging.propose_times(me(), case, stage, block, said.moments, said.terms, said.seen)

    return _arranged(ref, (stage, block), "propose_times", said, offer)


@bp.route(f"{AT}/move", methods=BOTH)
def move_time(ref: str, stage: str, block: str) -> Response | str:
    """Ask to move what is arranged, with a reason."""
    case = with_stage(ref, stage)
    if request.method == "GET":
        return render.arranging(case, (stage, block), "move_time")
    said = _said()

    def move() -> None:
        arranging.move_time(me(), case, stage, block, said.moments, said.why, said.terms, said.seen)

    return _arranged(ref, (stage, block), "move_time", said, move)


@bp.route(f"{AT}/where", methods=BOTH)
def describe_time(ref: str, stage: str, block: str) -> Response | str:
    """Say where it is and who comes."""
    case = with_stage(ref, stage)
    if request.method == "GET":
        return render.arranging(case, (stage, block), "describe_time")
    terms = offering.terms(words())

    def describe() -> None:
        arranging.describe_time(me(), case, stage, block, terms)

    return _arranged(ref, (stage, block), "describe_time", Offer(terms=terms), describe)


@bp.post(f"{AT}/pick")
def pick_time(ref: str, stage: str, block: str) -> Response:
    """Pick one of the times offered."""
    case = with_stage(ref, stage)
    times = forms.times(words(), render.zone())
    if not times:
        raise Refused(_("Choose one of the times first."))
    arranging.pick_time(me(), case, stage, block, times[0])
    tell(case)
    return done(_at(ref, stage, block))


@bp.route(f"{AT}/keep", methods=BOTH)
def keep_time(ref: str, stage: str, block: str) -> Response | str:
    """Leave it at its time, which one side asked to move: whoever did not ask says why."""
    case = with_stage(ref, stage)
    meeting = case.thread.appointments.get(stage, {}).get(block)
    own = meeting is not None and meeting.moving is not None and meeting.moving.side == me().side
    if request.method == "POST" and own:
        arranging.keep_time(me(), case, stage, block, request.form.get("why", ""))
        return done(_at(ref, stage, block))
    return _with_reason(ref, stage, block, "keep_time", arranging.keep_time)


@bp.route(f"{AT}/cancel", methods=BOTH)
def cancel_time(ref: str, stage: str, block: str) -> Response | str:
    """Call an appointment off, with a reason."""
    return _with_reason(ref, stage, block, "cancel_time", arranging.cancel_time)


@bp.get(f"{AT}/calendar.ics")
def calendar_file(ref: str, stage: str, block: str) -> Response:
    """What is arranged, as a file that any calendar opens."""
    case = with_stage(ref, stage)
    meeting = diary.arranged(case, stage, block)
    if meeting is None:
        raise Refused(_("No time is arranged yet, so there is nothing to put into a calendar."))
    response = make_response(letters.file(_site(), meeting))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8; method=PUBLISH"
    response.headers["Content-Disposition"] = files.disposition("attachment", f"{ref}-{stage}.ics")
    return response


def tell(case: queries.Case) -> None:
    """Write to everybody who comes what they have not been told yet."""
    if case.thread.appointments:
        letters.tell_due(_site(), case)


def _site() -> post.Site:
    return post.site(current_app.config["SETTINGS"])


def _said() -> Offer:
    """The offer that this form makes, on the clock of whoever sent it."""
    return offering.offer(words(), render.zone(), clock.now())


def _arranged(ref: str, at: tuple[str, str], deed: str, said: Offer, do: Callable[[], None]) -> Response:
    """Do it, or show the form once more with what was typed and every problem beside its control."""
    if deed != "describe_time" and said.problems:
        return again(lambda: render.arranging(queries.get(me(), ref), at, deed, said))
    try:
        do()
    except Refused as refused:
        problem = str(refused)
        return again(lambda: render.arranging(queries.get(me(), ref), at, deed, said, problem), status=409)
    tell(queries.get(me(), ref))
    return done(_at(ref, *at))


def _with_reason(ref: str, stage: str, block: str, deed: str, act: Callable[..., None]) -> Response | str:
    case = with_stage(ref, stage)
    part = case.thread.stages[stage].block(block)
    what = part.title if isinstance(part, AppointmentBlock) else block

    def do(why: str) -> None:
        act(me(), case, stage, block, why)
        tell(case)

    return with_reason(case, deed, what, do, _at(ref, stage, block))


def _at(ref: str, stage: str, block: str) -> str:
    return url_for(".show", ref=ref, stage=stage, _anchor=f"block-{stage}-{block}")
