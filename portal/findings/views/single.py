"""One finding: what was learned, what a senior answered, and what the customer says of it."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import queries as clans
from portal.findings import actions, forms, queries, show
from portal.findings.views import bp
from portal.findings.views.told import FINDINGS
from portal.kernel.doors import me
from portal.kernel.forms import Form, sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may

ONE = f"{FINDINGS}/<finding>"


@bp.get(ONE)
def page(customer: str, finding: str) -> str:
    """One finding with everything that became of it."""
    return _page(customer, finding, forms.MarkForm())


@bp.post(f"{ONE}/mark")
def mark(customer: str, finding: str) -> Response:
    """Say whether it is right."""
    form, one = sent(forms.MarkForm), found(customer, finding)
    if not form.validate():
        return again(lambda: _page(customer, finding, form))
    try:
        actions.mark(me(), one, form.said.data, form.words.data or "", form.seen.data or 0)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(customer, finding, form, {"said": sentence}), status=409)
    return done(url_for(".page", customer=customer, finding=finding, _anchor="mark"))


@bp.get(f"{ONE}/answer")
def answering(customer: str, finding: str) -> str:
    """The form of a senior's answer."""
    return _asked("answer", customer, finding, forms.AnswerForm())


@bp.post(f"{ONE}/answer")
def answer(customer: str, finding: str) -> Response:
    """Answer what was reported."""
    form, one = sent(forms.AnswerForm), found(customer, finding)

    def deed() -> None:
        actions.answer(me(), one, form.words.data, learned=form.learned.data)

    return _sent("answer", customer, finding, form, deed)


@bp.get(f"{ONE}/correct")
def correcting(customer: str, finding: str) -> str:
    """The form for other words, with those that stand."""
    held = forms.CorrectForm(data={"text": found(customer, finding).text})
    return _asked("correct", customer, finding, held)


@bp.post(f"{ONE}/correct")
def correct(customer: str, finding: str) -> Response:
    """Put it in other words."""
    form, one = sent(forms.CorrectForm), found(customer, finding)
    return _sent("correct", customer, finding, form, lambda: actions.correct(me(), one, form.text.data))


@bp.get(f"{ONE}/withdraw")
def withdrawing(customer: str, finding: str) -> str:
    """Ask whether what is written about oneself shall be erased."""
    return _asked("withdraw", customer, finding, Form())


@bp.post(f"{ONE}/withdraw")
def withdraw(customer: str, finding: str) -> Response:
    """Erase what is written about oneself."""
    form, one = sent(Form), found(customer, finding)
    return _sent("withdraw", customer, finding, form, lambda: actions.withdraw(me(), one))


def _asked(deed: str, customer: str, finding: str, form: Any) -> str:
    """The page of a deed, for whoever may do it.

    Raises:
        NotFound: it is not theirs to do.
    """
    one = found(customer, finding)
    if one.withdrawn or not may(me(), f"finding.{deed}", one):
        raise NotFound
    return _form(deed, customer, finding, form, {})


def _sent(deed: str, customer: str, finding: str, form: Any, do: Callable[[], None]) -> Response:
    """Do it, or show the form again with what is wrong."""
    if not form.validate():
        return again(lambda: _form(deed, customer, finding, form, form.problems))
    try:
        do()
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _form(deed, customer, finding, form, {"refused": sentence}), status=409)
    return done(url_for(".page", customer=customer, finding=finding))


def _form(deed: str, customer: str, finding: str, form: Any, errors: dict[str, str]) -> str:
    g.place, told = "clans.index", view(customer, finding)
    account = clans.account(me(), customer)
    return render_template(f"findings/{deed}.html", account=account, one=told, said=form, errors=errors)


def shown(customer: str, finding: str, errors: dict[str, str]) -> str:
    """The page of a finding, with what is wrong."""
    return _page(customer, finding, forms.MarkForm(), errors)


def _page(customer: str, finding: str, form: Any, errors: dict[str, str] | None = None) -> str:
    g.place, one = "clans.index", found(customer, finding)
    uses = queries.every_use(one)
    return render_template(
        "findings/page.html",
        account=clans.account(me(), customer),
        here="findings.page",
        one=show.view(one, me(), clans.today()),
        became=queries.shared_as(one),
        uses=show.uses(uses, queries.orders_in(uses)),
        said=form,
        errors={**form.problems, **(errors or {})},
    )


def view(customer: str, finding: str) -> show.FindingView:
    """A finding as its reader sees it."""
    return show.view(found(customer, finding), me(), clans.today())


def found(customer: str, finding: str) -> Any:
    """A finding that its reader may read.

    Raises:
        NotFound: there is none of that name for them.
    """
    return queries.finding(me(), clans.account(me(), customer), finding)
