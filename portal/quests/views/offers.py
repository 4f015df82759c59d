"""What a customer offers to show a newcomer, and the answer to it."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import queries as clans
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.quests import actions, forms, queries
from portal.quests.views import bp
from portal.quests.views.weeks import ONE

OFFER = f"{ONE}/offers/<int:offer>"


@bp.get(f"{ONE}/offers/new")
def offering(customer: str, person: str) -> str:
    """What the customer would like to show a newcomer, when and where."""
    return _offering(customer, person, forms.OfferForm())


@bp.post(f"{ONE}/offers")
def offer(customer: str, person: str) -> Response:
    """Offer it."""
    form, found = sent(forms.OfferForm), clans.account(me(), customer)
    quest = queries.get(found, person)
    if not form.validate():
        return again(lambda: _offering(customer, person, form))
    try:
        actions.offer(me(), quest, form.what.data, form.on, form.where.data or "")
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _offering(customer, person, form, sentence), status=409)
    return done(url_for(".page", customer=customer, person=person, _anchor="offers"))


@bp.get(OFFER)
def replying(customer: str, person: str, offer: int) -> str:
    """What is offered, and whether the newcomer comes."""
    return _replying(customer, person, offer, forms.ReplyForm())


@bp.post(f"{OFFER}/accept")
def accept(customer: str, person: str, offer: int) -> Response:
    """Come."""
    return _reply(customer, person, offer, actions.accept)


@bp.post(f"{OFFER}/decline")
def decline(customer: str, person: str, offer: int) -> Response:
    """Say that one cannot come."""
    return _reply(customer, person, offer, actions.decline)


def _reply(customer: str, person: str, number: int, deed: Any) -> Response:
    form, found = sent(forms.ReplyForm), clans.account(me(), customer)
    made = queries.offer(queries.get(found, person), number)
    if not form.validate():
        return again(lambda: _replying(customer, person, number, form))
    deed(me(), made, form.words.data or "")
    return done(url_for(".page", customer=customer, person=person, _anchor="offers"))


def _offering(customer: str, person: str, form: Any, refusal: str = "") -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    quest = queries.get(found, person)
    if not may(me(), "quest.offer", quest):
        raise NotFound
    errors = {**form.problems, **({"what": refusal} if refusal else {})}
    told = {"said": form, "errors": errors, "today": queries.today()}
    return render_template("quests/offer.html", account=found, here="", quest=quest, **told)


def _replying(customer: str, person: str, number: int, form: Any) -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    quest = queries.get(found, person)
    made = queries.offer(quest, number)
    if not may(me(), "quest.accept", made):
        raise NotFound
    told = {"offer": made, "said": form, "errors": form.problems}
    return render_template("quests/reply.html", account=found, here="", quest=quest, **told)
