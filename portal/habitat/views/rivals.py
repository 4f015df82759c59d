"""Rivals who are customers of the house: named in its own words; whoever stands between them is warned."""

from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.clans import queries as clans
from portal.habitat import forms, queries, rivalry
from portal.habitat.verbs import Pair
from portal.habitat.views import bp
from portal.habitat.views.around import ONE
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow

ALL = "/rivals"


def link(house: object) -> str:
    """The way to this page from that of the house."""
    return render_template("habitat/_office.html", house=house)


def of_person(person: Any) -> str:
    """That somebody stands between rivals: to themselves, and to an administrator, who gives the seats."""
    gives = "administrator" in me().roles and me().left is None
    if person.side != "clan" or not (gives or person.id == me().id):
        return ""
    found = queries.between(person)
    both = [one for one, own in found if len(own) == len((one.account, one.rival))]
    one_sided = [(one, own[0]) for one, own in found if len(own) == 1] if gives else []
    told = {"person": person, "own": person.id == me().id, "both": both, "one_sided": one_sided}
    return render_template("habitat/_between.html", **told)


def of_seats(account: Any) -> str:
    """Who stands for a rival of a customer whose seats an administrator gives."""
    if "rivals" not in g:
        g.rivals = queries.rivalries(me())
        sides = {side for one in g.rivals for side in (one.account_id, one.rival_id)}
        g.rivals_have = queries.standing_for(sides)
    own = [one for one in g.rivals if account.id in (one.account_id, one.rival_id)]
    others = [one.rival if one.account_id == account.id else one.account for one in own]
    warned = [(side, [one.name for one in g.rivals_have.get(side.id, [])]) for side in others]
    return render_template("habitat/_offered.html", account=account, warned=warned)


@bp.get(ALL)
def all_rivals() -> str:
    """All rivals among the customers, for administrators."""
    return _all(forms.RivalForm(), {})


@bp.post(ALL)
def name_any() -> Response:
    """Say of any two customers that they are rivals."""
    _only_administrators()
    form = sent(forms.RivalForm)
    form.known = known = {one.handle: one for one in queries.customers(me())}
    if not form.validate():
        return again(lambda: _all(form, form.problems))
    try:
        rivalry.name(me(), Pair(known[form.account.data].id, known[form.rival.data].id), form.words.data)
    except NotNow as refusal:
        told = {"rival": str(refusal)}
        return again(lambda: _all(form, told), status=409)
    return done(url_for(".all_rivals"))


@bp.post(f"{ALL}/end")
def end_any() -> Response:
    """Say of two customers that they are rivals no longer."""
    _only_administrators()
    rivalry.end(me(), queries.rivalry(me(), sent(forms.EndForm).rivalry.data or 0))
    return done(url_for(".all_rivals"))


@bp.get(f"{ONE}/rival")
def naming(customer: str, actor: int) -> str:
    """Ask which other customer of this senior it is."""
    return _naming(customer, actor, forms.RivalForm(), {})


@bp.post(f"{ONE}/rival")
def name(customer: str, actor: int) -> Response:
    """Say that a rival on the map is a customer of the house too."""
    form, found = sent(forms.RivalForm), clans.account(me(), customer)
    queries.actor(found, actor)
    there = {one.handle: one for one in rivalry.others(me(), found)}
    if not there:
        raise NotFound
    form.known, form.account.data = {customer: found, **there}, customer
    if not form.validate():
        return again(lambda: _naming(customer, actor, form, form.problems))
    try:
        rivalry.name(me(), Pair(found.id, there[form.rival.data].id), form.words.data)
    except NotNow as refusal:
        told = {"rival": str(refusal)}
        return again(lambda: _naming(customer, actor, form, told), status=409)
    return done(url_for(".index", customer=customer, _anchor="rivals"))


def _naming(customer: str, number: int, form: Any, errors: dict[str, str]) -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    one, there = queries.actor(found, number), rivalry.others(me(), found)
    if not there:
        raise NotFound
    told = {"account": found, "one": one, "others": there, "said": form, "errors": errors}
    return render_template("habitat/rival.html", **told)


def _only_administrators() -> None:
    """Nobody else finds these addresses.

    Raises:
        NotFound: whoever asks is no administrator.
    """
    if "administrator" not in me().roles:
        raise NotFound


def _all(form: Any, errors: dict[str, str]) -> str:
    _only_administrators()
    g.place = "people.settings"
    return render_template(
        "habitat/rivals.html",
        rivals=queries.rivalries(me()),
        accounts=[(one.handle, one.name) for one in queries.customers(me())],
        chosen=[request.form.get(name, "") for name in ("account", "rival")],
        said=form,
        errors=errors,
    )
