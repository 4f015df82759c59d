"""One hunt: who of the clan is asked whether it is good for the customer, and how it ends."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import queries as clans
from portal.hunts import actions, ending, forms, queries, show
from portal.hunts.views import bp
from portal.hunts.views.terms import ONE
from portal.kernel.doors import me
from portal.kernel.forms import Form, sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow
from workflows.hunts import QUESTIONS
from workflows.language import _


@bp.get(ONE)
def page(customer: str, hunt: str) -> str:
    """One hunt with its figures, what was answered, and what is in the way."""
    return _page(customer, hunt, {})


@bp.post(f"{ONE}/ask")
def ask(customer: str, hunt: str) -> Response:
    """Ask one of the clan."""
    form, found = sent(forms.AskForm), _found(customer, hunt)
    there = {one.person.handle: one.person for one in queries.members(found.account)}
    if form.person.data not in there:
        return again(lambda: _page(customer, hunt, {"person": _("Choose one of the clan.")}))
    return _do(customer, hunt, "person", lambda: actions.ask(me(), found, there[form.person.data]))


@bp.get(f"{ONE}/answer")
def answering(customer: str, hunt: str) -> str:
    """The five questions."""
    found = _found(customer, hunt)
    if not found.running:
        raise NotFound
    own = next((one for one in found.answers if one.person_id == me().id), None)
    words = {f"{key}_words": told for key, told in own.words.items()} if own else {}
    return _answering(customer, hunt, forms.AnswersForm(data={**words, **own.says} if own else None))


@bp.post(f"{ONE}/answer")
def answer(customer: str, hunt: str) -> Response:
    """Answer them."""
    form, found = sent(forms.AnswersForm), _found(customer, hunt)
    if not form.validate():
        return again(lambda: _answering(customer, hunt, form))
    try:
        actions.answer(me(), found, form.said)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _answering(customer, hunt, form, sentence), status=409)
    return done(url_for(".page", customer=customer, hunt=hunt, _anchor="guard"))


@bp.post(f"{ONE}/win")
def win(customer: str, hunt: str) -> Response:
    """Win it, if nothing is in the way."""
    sent(Form)
    return _do(customer, hunt, "win", lambda: ending.win(me(), _found(customer, hunt)))


@bp.post(f"{ONE}/win-anyway")
def win_anyway(customer: str, hunt: str) -> Response:
    """Win it with a senior's reason."""
    return _why(customer, hunt, "reason", ending.win_anyway)


@bp.post(f"{ONE}/lose")
def lose(customer: str, hunt: str) -> Response:
    """Note that it was lost."""
    return _why(customer, hunt, "lost", ending.lose)


@bp.post(f"{ONE}/refuse")
def refuse(customer: str, hunt: str) -> Response:
    """Let it go for the customer's sake."""
    return _why(customer, hunt, "refused", ending.refuse)


@bp.post(f"{ONE}/reopen")
def reopen(customer: str, hunt: str) -> Response:
    """Take it up again."""
    return _why(customer, hunt, "reopen", ending.reopen)


def _why(customer: str, hunt: str, place: str, deed: Callable[[Any, Any, str], None]) -> Response:
    form, found = sent(forms.WhyForm), _found(customer, hunt)
    if not form.validate():
        sentence, typed = form.problems["why"], form.why.data or ""
        return again(lambda: _page(customer, hunt, {place: sentence}, {place: typed}))
    return _do(customer, hunt, place, lambda: deed(me(), found, form.why.data))


def _do(customer: str, hunt: str, place: str, deed: Callable[[], None]) -> Response:
    try:
        deed()
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(customer, hunt, {place: sentence}), status=409)
    return done(url_for(".page", customer=customer, hunt=hunt))


def _found(customer: str, hunt: str) -> Any:
    """A hunt that its reader may read.

    Raises:
        NotFound: there is none of that name for them.
    """
    return queries.hunt(me(), clans.account(me(), customer), hunt)


def _others(found: Any) -> list[Any]:
    return queries.askable(found, queries.members(found.account)) if found.running else []


def _page(customer: str, hunt: str, errors: dict[str, str], typed: dict[str, str] | None = None) -> str:
    g.place, found = "clans.index", _found(customer, hunt)
    return render_template(
        "hunts/page.html",
        account=found.account,
        here="",
        one=show.view(found, me(), clans.today()),
        others=[(one.person.handle, one.person.name) for one in _others(found)],
        errors=errors,
        typed=typed or {},
    )


def _answering(customer: str, hunt: str, form: Any, refusal: str = "") -> str:
    g.place, found = "clans.index", _found(customer, hunt)
    errors = {**form.problems, **({"refused": refusal} if refusal else {})}
    return render_template(
        "hunts/answer.html",
        account=found.account,
        one=show.view(found, me(), clans.today()),
        questions=[(key, _(one.asks), one.harm) for key, one in QUESTIONS.items()],
        said=form,
        errors=errors,
    )
