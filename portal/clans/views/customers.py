"""The customers one stands for, and the page of each: its clan, open seats, and what it asks."""

from typing import Any

from flask import Response, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.clans import actions, errands, forms, queries, show
from portal.clans.views import bp
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import may

CUSTOMER = "/customers/<customer>"


def errands_of(person: Any) -> str:
    """What waits for this person in any clan, on their first page and on that of their customers."""
    found = [show.errand(one, queries.today()) for one in errands.waiting_for(person)]
    return render_template("clans/_errands.html", errands=found, theirs=person.side == "customer")


@bp.get("/customers")
def index() -> str | BaseResponse:
    """The customers one stands for, by name; a customer is led to its own page."""
    g.place = "clans.index"
    if me().side == "customer":
        return redirect(url_for(".page", customer=me().account.handle), 303)
    found = [show.view(one, me()) for one in queries.clans(me())]
    return render_template("clans/index.html", clans=found)


@bp.get(CUSTOMER)
def page(customer: str) -> str:
    """One customer: who stands for it, which seats are open, what it asked. The same for both sides."""
    return _page(customer, forms.AskForm())


@bp.get(f"{CUSTOMER}/log")
def log(customer: str) -> str:
    """What happened in the clan of a customer, newest first, in as many pages as it takes."""
    g.place, found = "clans.index", queries.account(me(), customer)
    entries = queries.log(found, request.args.get("before", type=int))
    older = entries[-1].seq if entries and entries[-1].seq > 1 else None
    told = {"account": found, "here": "clans.log", "deeds": show.deeds(entries)}
    return render_template("clans/log.html", **told, older=older)


@bp.post(f"{CUSTOMER}/questions")
def ask(customer: str) -> Response:
    """Ask who stands for us in a department."""
    form, found = sent(forms.AskForm), queries.account(me(), customer)
    if not form.validate():
        return again(lambda: _page(customer, form))
    actions.ask(me(), found, form.department.data, form.about.data or "")
    return done(url_for(".page", customer=customer, _anchor="questions"))


@bp.get(f"{CUSTOMER}/questions/<int:question>/answer")
def answering(customer: str, question: int) -> str:
    """The form of an answer: one of the clan, and a few words."""
    if not may(me(), "clan.answer", queries.account(me(), customer)):
        raise NotFound
    return _answering(customer, question, forms.AnswerForm())


@bp.post(f"{CUSTOMER}/questions/<int:question>/answer")
def answer(customer: str, question: int) -> Response:
    """Answer what the customer asked."""
    form, found = sent(forms.AnswerForm), queries.account(me(), customer)
    asked, clan = queries.question(found, question), queries.clan(found)
    handles = {one.person.handle: one.person for one in clan.members}
    form.person.choices = list(handles)
    if not form.validate():
        return again(lambda: _answering(customer, question, form))
    actions.answer(me(), found, asked, handles[form.person.data], form.words.data)
    return done(url_for(".page", customer=customer, _anchor="questions"))


def _answering(customer: str, number: int, form: Any) -> str:
    g.place, found = "clans.index", queries.account(me(), customer)
    return render_template(
        "clans/answer.html",
        account=found,
        question=show.question(queries.question(found, number), queries.today()),
        members=queries.clan(found).members,
        said=form,
        errors=form.problems,
    )


def _page(customer: str, form: forms.AskForm) -> str:
    g.place = "clans.index"
    found, today = queries.account(me(), customer), queries.today()
    return render_template(
        "clans/page.html",
        account=found,
        here="clans.page",
        clan=show.view(queries.clan(found), me()),
        cards=queries.cards(found, me()),
        questions=[show.question(one, today) for one in queries.questions(found)],
        said=form,
        errors=form.problems,
    )
