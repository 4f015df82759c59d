"""The drum: struck by either side, everybody called by a senior, and closed with a reason."""

from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.clans import queries as clans
from portal.clans.views.customers import CUSTOMER
from portal.kernel import clock
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.verbs import NotNow
from portal.people.queries import people_of
from portal.signals import actions, forms, queries, show
from portal.signals.views import bp

DRUMS = f"{CUSTOMER}/drums"
DRUM = f"{DRUMS}/<int:drum>"


@bp.get(f"{DRUMS}/new")
def striking(customer: str) -> str:
    """The form that asks why."""
    return _striking(customer, forms.StrikeForm())


@bp.post(DRUMS)
def strike(customer: str) -> Response:
    """Strike the drum."""
    form, account = sent(forms.StrikeForm), clans.account(me(), customer)
    if not form.validate():
        return again(lambda: _striking(customer, form))
    struck = actions.strike(me(), account, form.words.data or "")
    return done(url_for(".page", customer=customer, drum=struck.number))


@bp.get(DRUM)
def page(customer: str, drum: int) -> str:
    """Why it was struck, who comes, what is offered, and how it ended."""
    return shown(customer, drum)


@bp.post(f"{DRUM}/convene")
def convene(customer: str, drum: int) -> Response:
    """Call everybody at once."""
    form, account = sent(forms.ConveneForm), clans.account(me(), customer)
    form.zone, found = g.house.zone, queries.drum(me(), account, drum)
    if not form.validate():
        return again(lambda: shown(customer, drum, form.problems, convene=form))
    theirs = people_of(account) if request.form.get("theirs") == "yes" else []
    try:
        actions.convene(me(), found, account, form.starts, form.place.data or "", theirs)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: shown(customer, drum, {"day": sentence}, convene=form), status=409)
    return done(url_for(".page", customer=customer, drum=drum))


@bp.post(f"{DRUM}/close")
def close(customer: str, drum: int) -> Response:
    """Close it, with how it ended."""
    form, account = sent(forms.CloseForm), clans.account(me(), customer)
    found = queries.drum(me(), account, drum)
    if not form.validate():
        return again(lambda: shown(customer, drum, form.problems, close=form))
    try:
        actions.close(me(), found, form.end.data, form.reason.data or "")
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: shown(customer, drum, {"end": sentence}, close=form), status=409)
    return done(url_for(".page", customer=customer, drum=drum))


def shown(customer: str, number: int, errors: dict[str, str] | None = None, **said: Any) -> str:
    """The page of a drum, with the forms of it as they were filled in."""
    g.place, account = "clans.index", clans.account(me(), customer)
    found = queries.drum(me(), account, number)
    told = show.drum(found, queries.standing_of(found), queries.meeting_of(found), clans.today(), me())
    tomorrow = {"day": clans.due_from(clock.now(), 1).isoformat(), "hour": "10:00"}  # or on Monday
    blank = {
        "convene": forms.ConveneForm(data=tomorrow),
        "offer": forms.OfferForm(),
        "close": forms.CloseForm(),
    }
    return render_template(
        "signals/drum.html",
        account=account,
        here="signals.index",
        drum=told,
        meeting=queries.number_of_meeting(me(), found),
        said=blank | said,
        errors=errors or {},
    )


def _striking(customer: str, form: Any) -> str:
    g.place, account = "clans.index", clans.account(me(), customer)
    return render_template("signals/strike.html", account=account, said=form, errors=form.problems)
