"""What was given to a customer and how it was received; giving it, and taking a mistake back."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.clans import queries as clans
from portal.clans.views.customers import CUSTOMER
from portal.kernel import clock
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.knowledge import actions, forms, queries, show
from portal.knowledge.views import bp
from portal.people.queries import people_of
from workflows.language import _

SHELF = f"{CUSTOMER}/knowledge"


def way(link: Callable[[str, str], str]) -> str:
    """The way to this page from the others of a customer."""
    return link(_("Knowledge given"), "knowledge.index")


def beside(clan: Any, cards: dict[str, dict[str, Any]]) -> str:
    """What the customer used of what it was given, beside its page; nothing while nothing was given."""
    card = cards.get("knowledge")
    if not card or not card["gifts"]:
        return ""
    return render_template("knowledge/_beside.html", account=clan.account, shelf=card)


@bp.get(SHELF)
def index(customer: str) -> str:
    """What was given to a customer, newest first, and what it used. The same for both sides."""
    g.place, found = "clans.index", clans.account(me(), customer)
    rows, more = queries.given(found, request.args.get("before", type=int))
    asked = queries.questions(found.id, people_of(found))
    halts = [(one, queries.as_question(one)) for one in queries.halts(found.id)]
    return render_template(
        "knowledge/index.html",
        account=found,
        here="knowledge.index",
        gifts=[show.gift(one, me(), clock.now()) for one in rows],
        more=more,
        figures=queries.figures(found.id),
        used=[(one, show.received(one, one.gift, clock.now())) for one in queries.used(found.id)],
        asked=[(one, show.kinds(one.kinds), may(me(), "gift.stop", one)) for one in asked],
        halts=[(one, show.kinds(one.kinds), may(me(), "gift.go_on", it)) for one, it in halts],
    )


@bp.get(f"{SHELF}/new")
def giving(customer: str) -> str:
    """The form of something that was given."""
    return _form(customer, forms.GiftForm(data={"given_on": clans.today()}), {})


@bp.post(SHELF)
def give(customer: str) -> Response:
    """Note that it was given; each who received it is asked whether it was of use."""
    form, found = sent(forms.GiftForm), clans.account(me(), customer)
    there = {one.handle: one for one in people_of(found)}
    form.people.choices = list(there)
    if not form.validate():
        return again(lambda: _form(customer, form, form.problems))
    try:
        actions.give(me(), found, form.given, [there[one] for one in dict.fromkeys(form.people.data)])
    except NotNow as refusal:
        told = {"people": str(refusal)}
        return again(lambda: _form(customer, form, told), status=409)
    return done(url_for(".index", customer=customer))


@bp.post(f"{SHELF}/<int:gift>/take-back")
def take_back(customer: str, gift: int) -> Response:
    """Take back what was given by mistake."""
    actions.take_back(me(), queries.gift(clans.account(me(), customer), gift))
    return done(url_for(".index", customer=customer))


def _form(customer: str, form: Any, errors: dict[str, str]) -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    if not may(me(), "gift.give", found):
        raise NotFound
    people = [(one.handle, one.name, one.title) for one in people_of(found)]
    told = {"kinds": show.of_kinds(), "people": people, "today": clans.today()}
    return render_template("knowledge/give.html", account=found, said=form, errors=errors, **told)
