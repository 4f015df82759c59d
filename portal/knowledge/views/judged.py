"""Whether something was of use, said by who received it; and whether to stop giving such things."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import queries as clans
from portal.kernel import clock
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow
from portal.knowledge import actions, forms, queries, show
from portal.knowledge.verbs import Question
from portal.knowledge.views import bp
from portal.knowledge.views.shelf import SHELF
from portal.people.queries import people_of

RATE = f"{SHELF}/<int:gift>/rate"


@bp.get(RATE)
def rating(customer: str, gift: int) -> str:
    """Ask whether it was of use."""
    one = queries.receipt(clans.account(me(), customer), gift, me())
    if one.gift.gone:
        raise NotFound
    held = {"rating": "" if one.rating is None else str(one.rating), "where": one.where}
    return _form(customer, gift, forms.RateForm(data=held), {})


@bp.post(RATE)
def rate(customer: str, gift: int) -> Response:
    """Say whether it was of use."""
    form, one = sent(forms.RateForm), queries.receipt(clans.account(me(), customer), gift, me())
    if not form.validate():
        return again(lambda: _form(customer, gift, form, form.problems))
    try:
        actions.rate(me(), one, int(form.rating.data), form.where.data or "")
    except NotNow as refusal:
        told = {"rating": str(refusal)}
        return again(lambda: _form(customer, gift, form, told), status=409)
    return done(url_for(".index", customer=customer, _anchor=f"gift-{gift}"))


@bp.post(f"{SHELF}/stop")
def stop(customer: str) -> Response:
    """Give somebody nothing of this kind any more."""
    found = clans.account(me(), customer)
    for one in _meant(queries.questions(found.id, people_of(found))):
        actions.stop(me(), one)
    return done(url_for(".index", customer=customer))


@bp.post(f"{SHELF}/go-on")
def go_on(customer: str) -> Response:
    """Go on, or give it again after it was stopped."""
    found = clans.account(me(), customer)
    halted = [queries.as_question(one) for one in queries.halts(found.id)]
    for one in _meant([*queries.questions(found.id, people_of(found)), *halted]):
        actions.go_on(me(), one)
    return done(url_for(".index", customer=customer))


def _meant(found: list[Question]) -> list[Question]:
    """The one that this request is about; none where somebody has decided it in the meantime."""
    form = sent(forms.StopForm)
    meant = (form.person.data, form.number.data)
    return [one for one in found if (one.person.handle, one.number) == meant]


def _form(customer: str, number: int, form: Any, errors: dict[str, str]) -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    one = queries.receipt(found, number, me())
    told = {"one": one, "said": form, "errors": errors, "ratings": show.ratings()}
    before = show.received(one, one.gift, clock.now()).before
    return render_template("knowledge/rate.html", account=found, before=before, **told)
