"""What somebody is here for, in their own words or those of a senior."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import actions, forms, queries
from portal.clans.views import bp
from portal.clans.views.customers import CUSTOMER
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import may

WORDS = f"{CUSTOMER}/people/<person>/words"


@bp.get(WORDS)
def words(customer: str, person: str) -> str:
    """Why somebody is here, their hours a month, and what they may decide."""
    found = queries.account(me(), customer)
    member = queries.member(found, person)
    if not may(me(), "clan.describe", member):
        raise NotFound
    hours = "" if member.hours is None else str(member.hours)
    held = {"why": member.why, "hours": hours, "decides": member.decides}
    return _page(customer, person, forms.WordsForm(data=held))


@bp.post(WORDS)
def describe(customer: str, person: str) -> Response:
    """Keep the words."""
    form, found = sent(forms.WordsForm), queries.account(me(), customer)
    member = queries.member(found, person)
    if not form.validate():
        return again(lambda: _page(customer, person, form))
    actions.describe(me(), member, **form.said)
    return done(url_for("relationship.plain", customer=customer, _anchor=f"member-{person}"))


def _page(customer: str, person: str, form: Any) -> str:
    g.place = "clans.index"
    found = queries.account(me(), customer)
    told = {"said": form, "errors": form.problems}
    return render_template("clans/words.html", account=found, member=queries.member(found, person), **told)
