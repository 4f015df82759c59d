"""One objection: what was objected, who answers, and the answer."""

from typing import Any

from flask import Response, render_template, url_for

from portal.clans import queries as clans
from portal.kernel.doors import me
from portal.kernel.forms import Form, sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.objections import actions, forms, queries, show
from portal.objections.views import bp
from portal.objections.views.told import OBJECTIONS, clan_of

ONE = f"{OBJECTIONS}/<int:objection>"


@bp.get(ONE)
def page(customer: str, objection: int) -> str:
    """One objection with everything that became of it."""
    return _page(customer, objection)


@bp.get(f"{ONE}/answer")
def answering(customer: str, objection: int) -> str:
    """The form of the answer."""
    _found(customer, objection, "objection.answer")
    return _answering(customer, objection, forms.AnswerForm())


@bp.post(f"{ONE}/answer")
def answer(customer: str, objection: int) -> Response:
    """Answer in writing."""
    form, one = sent(forms.AnswerForm), _found(customer, objection)
    if not form.validate():
        return again(lambda: _answering(customer, objection, form))
    try:
        actions.answer(me(), one, form.outcome.data, form.words.data or "")
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(customer, objection, {"answer": sentence}), status=409)
    return done(url_for(".page", customer=customer, objection=objection))


@bp.post(f"{ONE}/take-back")
def take_back(customer: str, objection: int) -> Response:
    """Say that it is an objection no more."""
    sent(Form)
    one = _found(customer, objection)
    try:
        actions.take_back(me(), one)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(customer, objection, {"answer": sentence}), status=409)
    return done(url_for(".page", customer=customer, objection=objection))


@bp.post(f"{ONE}/name")
def name(customer: str, objection: int) -> Response:
    """Let somebody else answer."""
    form, one = sent(forms.NameForm), _found(customer, objection)
    others = _others(one)
    form.person.choices = [(other.handle, other.name) for other in others]
    if not form.validate():
        return again(lambda: _page(customer, objection, form.problems))
    named = next(other for other in others if other.handle == form.person.data)
    try:
        actions.name(me(), one, named)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(customer, objection, {"person": sentence}), status=409)
    return done(url_for(".page", customer=customer, objection=objection))


def _found(customer: str, number: int, verb: str = "") -> queries.Objection:
    """An objection of this customer; with a verb, an open one that the reader may do that with.

    Raises:
        NotFound: there is none for them.
    """
    one = queries.objection(me(), clan_of(customer), number)
    if verb and not (one.open and may(me(), verb, one)):
        raise NotFound
    return one


def _others(one: queries.Objection) -> list[Any]:
    """Who may answer instead: whoever is of the clan and neither objected nor is named already."""
    members = clans.clan(one.account).members
    return [held.person for held in members if held.person.id not in (one.author_id, one.answerer_id)]


def _page(customer: str, number: int, errors: dict[str, str] | None = None) -> str:
    account, one = clan_of(customer), _found(customer, number)
    others = _others(one) if one.open and may(me(), "objection.name", one) else []
    return render_template(
        "objections/page.html",
        account=account,
        here="objections.index",
        one=show.view(one, clans.today()),
        people=[(other.handle, other.name) for other in others],
        errors=errors or {},
    )


def _answering(customer: str, number: int, form: Any) -> str:
    account, one = clan_of(customer), _found(customer, number)
    return render_template(
        "objections/answer.html",
        account=account,
        one=show.view(one, clans.today()),
        said=form,
        errors=form.problems,
    )
