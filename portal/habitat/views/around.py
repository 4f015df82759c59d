"""The map of a customer: drawn and listed, and one entry of it with its history, changed by both sides."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import queries as clans
from portal.clans.views.customers import CUSTOMER
from portal.habitat import actions, drawing, forms, queries, rivalry, show
from portal.habitat.views import bp
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow
from workflows.habitat import RIVAL, Served
from workflows.language import _

HABITAT = f"{CUSTOMER}/habitat"
ONE = f"{HABITAT}/<int:actor>"


def way(link: Callable[[str, str], str]) -> str:
    """The way to this page from the others of a customer."""
    return link(_("Habitat"), "habitat.index")


def beside(clan: Any, cards: dict[str, dict[str, Any]]) -> str:
    """Whom the customer itself serves, beside its page."""
    card = cards.get("habitat", {})
    said = show.count(Served(card["open"], card["said"])) if card.get("open") else ""
    told = {"habitat": show.kept(card, "named"), "counted": said, "theirs": me().side == "customer"}
    return render_template("habitat/_beside.html", account=clan.account, **told)


@bp.get(HABITAT)
def index(customer: str) -> str:
    """Everybody a customer lives among. The same for both sides."""
    g.place, found = "clans.index", clans.account(me(), customer)
    whole = show.whole(queries.actors(found.id), queries.served(found.id))
    told: dict[str, Any] = {"whole": whole, "drawn": drawing.draw(whole), "said": show.count(whole.served)}
    told |= {"unsaid": queries.unsaid(found.id), "rivals": rivalry.seen(me(), found)}
    return render_template("habitat/index.html", account=found, here="habitat.index", **told)


@bp.get(f"{HABITAT}/new")
def adding(customer: str) -> str:
    """The form of a new entry."""
    return _form(customer, 0, forms.ActorForm(data={"seen_on": clans.today()}), {})


@bp.post(HABITAT)
def add(customer: str) -> Response:
    """Put somebody on the map."""
    form, found = sent(forms.ActorForm), clans.account(me(), customer)
    if not form.validate():
        return again(lambda: _form(customer, 0, form, form.problems))
    made = actions.add(me(), found, form.words)
    return done(url_for(".index", customer=customer, _anchor=f"actor-{made.number}"))


@bp.get(ONE)
def page(customer: str, actor: int) -> str:
    """One entry: how it reads, what was done with it, and which orders serve it."""
    return _page(customer, actor)


@bp.get(f"{ONE}/change")
def changing(customer: str, actor: int) -> str:
    """The form with what stands on the map."""
    one = queries.actor(clans.account(me(), customer), actor)
    if one.gone:
        raise NotFound
    held = {name: getattr(one, name) for name in ("name", "relation", "evidence", "source", "seen_on")}
    held |= {"trend": str(one.trend), "seen": one.version}
    return _form(customer, actor, forms.ActorForm(data=held), {})


@bp.post(f"{ONE}/change")
def change(customer: str, actor: int) -> Response:
    """Change an entry. What somebody else changed meanwhile is kept, or shown beside what was typed."""
    form, one = sent(forms.ActorForm), queries.actor(clans.account(me(), customer), actor)
    if not form.validate():
        return again(lambda: _form(customer, actor, form, form.problems))
    try:
        actions.change(me(), one, form.words, form.seen.data or 0)
    except actions.Clash as clash:
        told = {name: show.clash(name, clash.now) for name in clash.clashes}
        form.seen.data = clash.now.version
        return again(lambda: _form(customer, actor, form, told), status=409)
    except NotNow as refusal:
        told = {"name": str(refusal)}
        return again(lambda: _form(customer, actor, form, told), status=409)
    return done(url_for(".page", customer=customer, actor=actor))


@bp.post(f"{ONE}/take-back")
def take_back(customer: str, actor: int) -> Response:
    """Strike an entry off the map."""
    actions.take_back(me(), queries.actor(clans.account(me(), customer), actor))
    return done(url_for(".page", customer=customer, actor=actor))


@bp.post(f"{ONE}/restore")
def restore(customer: str, actor: int) -> Response:
    """Put an entry back on the map."""
    actions.restore(me(), queries.actor(clans.account(me(), customer), actor))
    return done(url_for(".page", customer=customer, actor=actor))


def _page(customer: str, number: int) -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    one = queries.actor(found, number)
    return render_template(
        "habitat/actor.html",
        account=found,
        here="",
        one=show.actor(one),
        relation=show.relations(me())[one.relation],
        deeds=show.history(one),
        orders=queries.orders_of(one),
        names_rivals=one.relation == RIVAL and not one.gone and bool(rivalry.others(me(), found)),
    )


def _form(customer: str, number: int, form: Any, errors: dict[str, str]) -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    one = queries.actor(found, number) if number else None
    known = {
        "relations": list(show.relations(me()).items()),
        "trends": show.trend_words(),
        "today": clans.today(),
    }
    return render_template("habitat/change.html", account=found, one=one, said=form, errors=errors, **known)
