"""Asking a leader for one thing, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from flask import Response, render_template, request, url_for

from portal.kernel.doors import me
from portal.kernel.forms import Form, sent
from portal.kernel.http import again, done, safe_next
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.leaders import actions, forms, queries
from portal.leaders.views import bp
from portal.leaders.views.told import the_page
from portal.people.queries import accounts_seen
from portal.people.views.people import in_house
from workflows.language import _

ONE = "/leaders/<leader>/asks/<int:ask>"


@bp.get("/leaders/<leader>/ask")
def asking(leader: str) -> str:
    """Ask what somebody needs of them."""
    return _form(leader, forms.AskForm())


@bp.post("/leaders/<leader>/asks")
def ask(leader: str) -> Response:
    """Ask for it."""
    in_house()
    form, person = sent(forms.AskForm), queries.leader(me(), leader)
    own = {one.handle: one for one in accounts_seen(me())}
    form.customer.choices = [("", ""), *((handle, one.name) for handle, one in own.items())]
    if not form.validate():
        return again(lambda: _form(leader, form))
    try:
        made = actions.make(me(), person, form.need, own.get(form.customer.data))
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _form(leader, form, {"what": sentence}), status=409)
    return done(url_for(".page", leader=leader, _anchor=f"ask-{made.number}"))


@bp.post(f"{ONE}/promise")
def promise(leader: str, ask: int) -> Response:
    """Promise it by a day."""
    form, one = sent(forms.PromiseForm), _found(leader, ask, "ask.promise")
    if not form.validate():
        return again(lambda: the_page(leader, {f"day-{ask}": form.problems["day"]}))
    return _done(one, lambda: actions.promise(me(), one, form.on))


@bp.post(f"{ONE}/refuse")
def refuse(leader: str, ask: int) -> Response:
    """Say no, and why."""
    form, one = sent(forms.RefuseForm), _found(leader, ask, "ask.refuse")
    if not form.validate():
        return again(lambda: the_page(leader, {f"reason-{ask}": form.problems["reason"]}))
    return _done(one, lambda: actions.refuse(me(), one, form.reason.data))


@bp.post(f"{ONE}/close")
def close(leader: str, ask: int) -> Response:
    """Say that it is done."""
    sent(Form)
    one = _found(leader, ask, "ask.close")
    return _done(one, lambda: actions.close(me(), one))


@bp.post(f"{ONE}/take-back")
def take_back(leader: str, ask: int) -> Response:
    """Say that it is not needed any more."""
    sent(Form)
    one = _found(leader, ask, "ask.take_back")
    return _done(one, lambda: actions.take_back(me(), one))


def _found(leader: str, number: int, verb: str) -> queries.LeaderAsk:
    """What is asked, for whoever may do this with it.

    Raises:
        NotFound: there is none of that number, or the reader may not.
    """
    in_house()
    one = queries.ask(queries.leader(me(), leader), number)
    if not may(me(), verb, one):
        raise NotFound
    return one


def _done(one: queries.LeaderAsk, deed: Callable[[], None]) -> Response:
    """Do it, and lead back to where the button stood."""
    leader, place = one.leader.handle, f"ask-{one.number}"
    try:
        deed()
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: the_page(leader, {place: sentence}), status=409)
    back = request.args.get("next", "")
    return done(safe_next(back) if back else url_for(".page", leader=leader, _anchor=place))


def _form(handle: str, form: Any, errors: dict[str, str] | None = None) -> str:
    in_house()
    return render_template(
        "leaders/ask.html",
        leader=queries.leader(me(), handle),
        customers=[("", _("None in particular")), *((one.handle, one.name) for one in accounts_seen(me()))],
        said=form,
        errors={**form.problems, **(errors or {})},
    )
