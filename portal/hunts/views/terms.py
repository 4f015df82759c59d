"""Noting a hunt, and bettering one: what it is, what we earn, its band, and by when it is decided."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import queries as clans
from portal.hunts import actions, forms, queries, show
from portal.hunts.views import bp
from portal.hunts.views.every import HUNTS
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.people.queries import house

ONE = f"{HUNTS}/<hunt>"


@bp.get(f"{HUNTS}/new")
def noting(customer: str) -> str:
    """What somebody would like to win."""
    found = clans.account(me(), customer)
    if not may(me(), "hunt.note", found):
        raise NotFound
    return _form(customer, _knowing(forms.HuntForm(), found))


@bp.post(HUNTS)
def note(customer: str) -> Response:
    """Note it."""
    found = clans.account(me(), customer)
    form = _knowing(sent(forms.HuntForm), found)
    if not form.validate():
        return again(lambda: _form(customer, form))
    kept = actions.note(me(), found, form.terms)
    return done(url_for(".page", customer=customer, hunt=f"r{kept.number}"))


@bp.get(f"{ONE}/change")
def changing(customer: str, hunt: str) -> str:
    """What a hunt is, to be bettered."""
    account = clans.account(me(), customer)
    found = queries.hunt(me(), account, hunt)
    if not found.running:
        raise NotFound
    return _form(customer, _knowing(forms.HuntForm(data=show.held(found)), account), hunt)


@bp.post(f"{ONE}/change")
def change(customer: str, hunt: str) -> Response:
    """Better it."""
    account = clans.account(me(), customer)
    found, form = queries.hunt(me(), account, hunt), _knowing(sent(forms.HuntForm), account)
    if not form.validate():
        return again(lambda: _form(customer, form, hunt))
    try:
        actions.change(me(), found, form.terms)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _form(customer, form, hunt, {"what": sentence}), status=409)
    return done(url_for(".page", customer=customer, hunt=hunt))


def _knowing(form: Any, account: Any) -> Any:
    """The form with what it must know: the currency of the house, and the bands that orders agreed."""
    opened = house()
    form.currency = opened.currency if opened else ""
    form.agreed = tuple(queries.bands(account, form.currency))
    return form


def _form(customer: str, form: Any, hunt: str = "", errors: dict[str, str] | None = None) -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    return render_template(
        "hunts/new.html",
        account=found,
        hunt=hunt,
        bands=show.choices(form.agreed, form.currency),
        said=form,
        errors={**form.problems, **(errors or {})},
    )
