"""Reporting what was learned, and sharing with the customer what was kept in the clan's room."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import queries as clans
from portal.findings import actions, forms, queries
from portal.findings.views import bp
from portal.findings.views.single import ONE
from portal.findings.views.told import FINDINGS
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.people.queries import people_of


@bp.get(f"{FINDINGS}/new")
def reporting(customer: str) -> str:
    """The form that asks what was learned, and how it is known."""
    if not may(me(), "finding.report", clans.account(me(), customer)):
        raise NotFound
    return _form(customer, forms.FindingForm(data={"seen_on": clans.today().isoformat()}))


@bp.post(FINDINGS)
def report(customer: str) -> Response:
    """Report it."""
    form, found = sent(forms.FindingForm), clans.account(me(), customer)
    if not form.validate():
        return again(lambda: _form(customer, form))
    learned = form.learned(_subject(found, form))
    kept = actions.report(me(), found, learned, in_room=form.who.data == "room")
    return done(url_for(".page", customer=customer, finding=kept.ref))


@bp.get(f"{ONE}/share")
def sharing(customer: str, finding: str) -> str:
    """The words that the customer would read, to be put so that they may."""
    account = clans.account(me(), customer)
    found = queries.finding(me(), account, finding)
    if found.withdrawn or found.shared_id or not may(me(), "finding.share", found):
        raise NotFound
    held = {
        "text": found.text,
        "sure": found.sure,
        "seen_on": found.seen_on.isoformat(),
        "place": found.place,
    }
    held |= {"first_hand": "yes" if found.first_hand else "no", "who": "both"}
    held |= {"subject": found.subject.handle if found.subject else ""}
    return _form(customer, forms.FindingForm(data=held), finding)


@bp.post(f"{ONE}/share")
def share(customer: str, finding: str) -> Response:
    """Make a shared finding of one in the room."""
    form, account = sent(forms.FindingForm), clans.account(me(), customer)
    found = queries.finding(me(), account, finding)
    if not form.validate():
        return again(lambda: _form(customer, form, finding))
    try:
        shared = actions.share(me(), found, account, form.learned(_subject(account, form)))
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _form(customer, form, finding, {"text": sentence}), status=409)
    return done(url_for(".page", customer=customer, finding=shared.ref))


def _subject(account: Any, form: Any) -> int | None:
    return next((one.id for one in people_of(account) if one.handle == form.subject.data), None)


def _form(customer: str, form: Any, of_room: str = "", errors: dict[str, str] | None = None) -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    return render_template(
        "findings/new.html",
        account=found,
        people=[(one.handle, one.name) for one in people_of(found)],
        of_room=of_room,
        said=form,
        errors={**form.problems, **(errors or {})},
    )
