"""Offers of help for a customer under strain, and what the customer says to each."""

from collections.abc import Callable
from typing import Any

from flask import Response, url_for

from portal.clans import queries as clans
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.verbs import NotNow
from portal.signals import actions, forms, queries
from portal.signals.views import bp
from portal.signals.views.drum import DRUM, shown

OFFER = f"{DRUM}/offers/<int:made>"


@bp.post(f"{DRUM}/offers")
def offer(customer: str, drum: int) -> Response:
    """Offer help."""
    form, account = sent(forms.OfferForm), clans.account(me(), customer)
    found = queries.drum(me(), account, drum)
    if not form.validate():
        return again(lambda: shown(customer, drum, form.problems, offer=form))
    try:
        actions.offer(me(), found, form.words.data or "", form.day)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: shown(customer, drum, {"words": sentence}, offer=form), status=409)
    return done(url_for(".page", customer=customer, drum=drum, _anchor="offers"))


@bp.post(f"{OFFER}/accept")
def accept(customer: str, drum: int, made: int) -> Response:
    """This would help."""
    return _answered(customer, drum, made, lambda one, words: actions.accept(me(), one, words))


@bp.post(f"{OFFER}/decline")
def decline(customer: str, drum: int, made: int) -> Response:
    """This is not needed."""
    return _answered(customer, drum, made, lambda one, words: actions.decline(me(), one, words))


@bp.post(f"{OFFER}/finish")
def finish(customer: str, drum: int, made: int) -> Response:
    """It is done."""
    return _answered(customer, drum, made, lambda one, _words: actions.finish(me(), one))


def _answered(customer: str, drum: int, made: int, do: Callable[[Any, str], None]) -> Response:
    form, account = sent(forms.ReplyForm), clans.account(me(), customer)
    one = queries.offer(queries.drum(me(), account, drum), made)
    if not form.validate():
        return again(lambda: shown(customer, drum, {f"words-{made}": form.problems["words"]}))
    try:
        do(one, form.words.data or "")
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: shown(customer, drum, {f"words-{made}": sentence}), status=409)
    return done(url_for(".page", customer=customer, drum=drum, _anchor="offers"))
