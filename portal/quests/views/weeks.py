"""First weeks: of everybody who is new in a clan, of one of them, and the steps that a newcomer notes."""

from collections.abc import Callable
from typing import Any

from flask import Response, abort, g, render_template, url_for

from portal.clans import queries as clans
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.people.queries import people_of
from portal.quests import actions, forms, queries, show
from portal.quests.views import bp
from workflows.language import _
from workflows.quests import WITH_CUSTOMER, WITH_SOMEBODY, Kind

WEEKS = "/customers/<customer>/first-weeks"
ONE = f"{WEEKS}/<person>"
STEP = f"{ONE}/steps/<kind>"


def way(link: Callable[[str, str], str]) -> str:
    """The way from the pages of a customer to that of its newcomers."""
    return link(_("First weeks"), "quests.index")


def beside(clan: Any, cards: dict[str, dict[str, Any]]) -> str:
    """Who is new in a clan and how far they are, beside it; nothing when nobody is."""
    members = [one for _department, some in clan.departments for one in some]
    found = show.newcomers(cards.get("quests", {}), members, queries.today())
    if not found:
        return ""
    return render_template("quests/_newcomers.html", account=clan.account, newcomers=found)


@bp.get(WEEKS)
def index(customer: str) -> str:
    """Everybody who is new in the clan of a customer, and how far they are. The same for both sides."""
    g.place, found = "clans.index", clans.account(me(), customer)
    today = queries.today()
    views = [show.view(one, me(), today) for one in queries.of_account(found)]
    return render_template("quests/index.html", account=found, here="quests.index", newcomers=views)


@bp.get(ONE)
def page(customer: str, person: str) -> str:
    """The first weeks of one newcomer: the steps, their proofs, and what the customer offers to show."""
    g.place, found = "clans.index", clans.account(me(), customer)
    quest = queries.get(found, person)
    weeks = show.view(quest, me(), queries.today())
    host = may(me(), "quest.offer", quest)
    return render_template("quests/page.html", account=found, here="", weeks=weeks, host=host)


@bp.get(STEP)
def noting(customer: str, person: str, kind: str) -> str:
    """The proof of a step: when, with whom, and what was seen."""
    return _noting(customer, person, kind, _form(kind)())


@bp.post(STEP)
def note(customer: str, person: str, kind: str) -> Response:
    """Note a step."""
    form, found = sent(_form(kind)), clans.account(me(), customer)
    quest = queries.get(found, person)
    if not form.validate():
        return again(lambda: _noting(customer, person, kind, form))
    source = queries.host(found, form.source.data) if kind in WITH_SOMEBODY else ""
    if kind in WITH_CUSTOMER and isinstance(source, str):
        unknown = _("Name one of the people of %(customer)s who are here.", customer=found.name)
        return again(lambda: _noting(customer, person, kind, form, unknown))
    try:
        actions.note(me(), quest, kind, form.on, form.words.data, source)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _noting(customer, person, kind, form, sentence))
    return done(url_for(".page", customer=customer, person=person))


def _form(kind: str) -> type[forms.StepForm]:
    if kind not in set(Kind):
        abort(404)
    return forms.WithForm if kind in WITH_SOMEBODY else forms.StepForm


def _noting(customer: str, person: str, kind: str, form: Any, refusal: str = "") -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    quest, today = queries.get(found, person), queries.today()
    if not may(me(), "quest.note", quest):
        raise NotFound
    step = next(one for one in show.view(quest, me(), today).steps if one.kind == kind)
    told = {"people": people_of(found), "with_somebody": kind in WITH_SOMEBODY, "today": today}
    errors = {**form.problems, **({"source": refusal} if refusal else {})}
    return render_template(
        "quests/step.html", account=found, here="", quest=quest, step=step, said=form, errors=errors, **told
    )
