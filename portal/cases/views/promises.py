"""Promises from asked to satisfied, and the customer's last word on each condition."""

from flask import Response, request, url_for

from portal.cases import forms, queries, together
from portal.cases.views import bp, render
from portal.cases.views.reasons import with_reason
from portal.kernel.doors import me
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from workflows.case import Refused
from workflows.grammar import Side
from workflows.language import _


@bp.post("/<ref>/promises")
def ask(ref: str) -> Response:
    """Ask one side for something."""
    case = queries.get(me(), ref)
    form = forms.AskForm(request.form)
    if not form.validate():
        raise Refused(" ".join(form.problems.values()))
    of: Side = "clan" if form.of.data == "clan" else "customer"
    together.ask(me(), case, str(form.stage.data), str(form.text.data), of)
    return done(url_for(".show", ref=ref, _anchor=f"stage-{form.stage.data}"))


@bp.post("/<ref>/promises/<key>/promise")
def promise(ref: str, key: str) -> Response:
    """Promise it by a day."""
    case = _with_promise(ref, key)
    form = forms.PromiseForm(request.form)
    if not form.validate() or form.due.data is None:
        raise Refused(_("Choose the day you promise it by."))
    together.promise(me(), case, key, form.due.data)
    return done(_at(ref, key))


@bp.post("/<ref>/promises/<key>/done", endpoint="done")
def kept(ref: str, key: str) -> Response:
    """Say that it is done."""
    together.done(me(), _with_promise(ref, key), key)
    return done(_at(ref, key))


@bp.post("/<ref>/promises/<key>/satisfied")
def satisfied(ref: str, key: str) -> Response:
    """Close it: whoever asked is satisfied."""
    together.satisfied(me(), _with_promise(ref, key), key)
    return done(_at(ref, key))


@bp.route("/<ref>/promises/<key>/not-yet", methods=["GET", "POST"])
def not_yet(ref: str, key: str) -> Response | str:
    """Send it back, with a reason."""
    case = _with_promise(ref, key)

    def do(why: str) -> None:
        together.not_yet(me(), case, key, why)

    return with_reason(case, "not_yet", case.thread.commitments[key].text, do, _at(ref, key))


@bp.post("/<ref>/conditions/<condition>/met")
def met(ref: str, condition: str) -> Response:
    """The customer declares a condition met."""
    together.met(me(), queries.get(me(), ref), condition)
    return done(url_for(".show", ref=ref, _anchor="conditions"))


@bp.post("/<ref>/finish")
def finish(ref: str) -> Response:
    """The customer says that it is all as wanted; nobody else can."""
    together.finish(me(), queries.get(me(), ref))
    return done(url_for(".show", ref=ref))


@bp.route("/<ref>/conditions/<condition>/not-met", methods=["GET", "POST"])
def not_met(ref: str, condition: str) -> Response | str:
    """The customer says that a condition is not met yet, and which stage opens again."""
    case = queries.get(me(), ref)
    what = _condition(case, condition)
    if request.method == "GET":
        return render.reason(case, "not_met", what)
    form = forms.NotMetForm(request.form)
    if not form.validate():
        return again(lambda: render.reason(queries.get(me(), ref), "not_met", what, form.problems))
    together.not_met(me(), case, condition, str(form.why.data), str(form.stage.data))
    return done(url_for(".show", ref=ref, _anchor="conditions"))


def _with_promise(ref: str, key: str) -> queries.Case:
    case = queries.get(me(), ref)
    if key not in case.thread.commitments:
        raise NotFound
    return case


def _condition(case: queries.Case, condition: str) -> str:
    """The words of a condition; one that is not written in this order is not found."""
    for key, row, _verdict in case.thread.conditions():
        if key == condition:
            return str(row.get("text", ""))
    raise NotFound


def _at(ref: str, key: str) -> str:
    return url_for(".show", ref=ref, _anchor=f"promise-{key}")
