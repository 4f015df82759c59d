"""Seats that wait for somebody: opened by a senior, and closed with a reason when nobody is needed."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import actions, forms, queries
from portal.clans.views import bp
from portal.clans.views.customers import CUSTOMER
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may


@bp.get(f"{CUSTOMER}/seats/new")
def opening(customer: str) -> str:
    """Which department is missing, and what for."""
    if not may(me(), "clan.open_seat", queries.account(me(), customer)):
        raise NotFound
    return _opening(customer, forms.SeatForm())


@bp.post(f"{CUSTOMER}/seats")
def open_seat(customer: str) -> Response:
    """Open a seat."""
    form, found = sent(forms.SeatForm), queries.account(me(), customer)
    if not form.validate():
        return again(lambda: _opening(customer, form))
    try:
        actions.open_seat(me(), found, form.department.data, form.what_for.data, senior=form.senior.data)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _opening(customer, form, sentence), status=409)
    return done(url_for(".page", customer=customer, _anchor="seats"))


@bp.get(f"{CUSTOMER}/seats/<int:seat>/close")
def closing(customer: str, seat: int) -> str:
    """Ask why this seat is not needed any more."""
    if not may(me(), "clan.close_seat", queries.account(me(), customer)):
        raise NotFound
    return _closing(customer, seat, forms.CloseForm())


@bp.post(f"{CUSTOMER}/seats/<int:seat>/close")
def close_seat(customer: str, seat: int) -> Response:
    """Close an open seat with the reason."""
    form, found = sent(forms.CloseForm), queries.account(me(), customer)
    open_ = queries.open_seat(found, seat)
    if not form.validate():
        return again(lambda: _closing(customer, seat, form))
    try:
        actions.close_seat(me(), found, open_, form.reason.data)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _closing(customer, seat, form, sentence), status=409)
    return done(url_for(".page", customer=customer, _anchor="seats"))


def _opening(customer: str, form: Any, refusal: str = "") -> str:
    g.place = "clans.index"
    errors = {**form.problems, **({"department": refusal} if refusal else {})}
    found = queries.account(me(), customer)
    return render_template("clans/open_seat.html", account=found, said=form, errors=errors)


def _closing(customer: str, seat: int, form: Any, refusal: str = "") -> str:
    g.place = "clans.index"
    errors = {**form.problems, **({"reason": refusal} if refusal else {})}
    found = queries.account(me(), customer)
    told = {"account": found, "seat": queries.open_seat(found, seat)}
    return render_template("clans/close_seat.html", **told, said=form, errors=errors)
