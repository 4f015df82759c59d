"""Something is wrong: said from every page by a customer, or noted by whoever of the house heard it."""

from typing import Any

from flask import Response, current_app, g, render_template, request, url_for

from portal.cases import queries as cases
from portal.complaints import gathering, letters, of_events, queries, receiving, told_forms
from portal.complaints.inputs import options
from portal.complaints.proof import bring, limits
from portal.complaints.receiving import Told
from portal.complaints.views import bp
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.people.queries import clan_of, people_of
from workflows.language import N_, _, day_and_year

NOT_KNOWN = N_(
    "Choose the customer, or write its name as it stands on its orders, "
    "or the mail address of whoever told you."
)


@bp.get("/complaints/new")
def saying() -> str:
    """The form: one question that is needed, the others if one likes."""
    held = {name: request.args.get(name, "") for name in ("order", "stage", "customer")}
    held |= _about(held["order"], held["stage"], request.args.get("line", ""))
    return _form(told_forms.WrongForm(data=held) if _customer() else told_forms.HeardForm(data=held))


@bp.post("/complaints")
def say() -> Response:
    """Take it up; the answer is its page, with its reference."""
    form = sent(told_forms.WrongForm if _customer() else told_forms.HeardForm)
    good = form.validate()
    account = _account(form)
    if not good or account is None:
        missing = {} if account else {"other_customer": _(NOT_KNOWN)}
        return again(lambda: _form(form, missing))
    if problem := bring(form):
        return again(lambda: _form(form, {"files": problem}))
    account = _account(form)
    row = receiving.receive(me(), account, _told(form, account), _heard(form))
    event = next((one for one in of_events.offered() if str(one.id) == form.event.data), None)
    if event:
        gathering.gather_all(me(), event, [row])
    return done(url_for("complaints.page", complaint=row.ref))


def _about(ref: str, stage: str, line: str) -> dict[str, str]:
    """What of an order it is about, as that is called; nothing where the reader sees no such order."""
    try:
        case = cases.get(me(), ref)
    except NotFound:
        return {"order": "", "stage": "", "place": ""}
    at = case.thread.stages.get(stage)
    field = next((one for one in at.fields() if one.key == line), None) if at else None
    called = " · ".join([case.title, *([at.title] if at else []), *([field.label] if field else [])])
    return {
        "order": case.ref,
        "stage": at.key if at else "",
        "place": called[:200],
        "customer": case.account.handle,
    }


def _customer() -> bool:
    return bool(me().side == "customer")


def _account(form: Any) -> Any:
    if _customer():
        return me().account
    named = form.customer.data or form.other_customer.data or ""
    return queries.heard_of(me(), named) if named else None


def _told(form: Any, account: Any) -> Told:
    about = [one.person for one in clan_of(account.id)] + [one for one, _duty in queries.executives()]
    theirs = [me()] if _customer() else [one for one in people_of(account) if one.handle == form.person.data]
    return Told(
        words=form.words.data,
        remedy_words=form.remedy_words.data or "",
        about=next((one for one in about if one.handle == form.about.data), None),
        only_me=_customer() and form.only_me.data == "no",
        restricted=form.private.data == "yes",
        care=form.care.data == "yes",
        complainant=theirs[0] if theirs else None,
        told_by="" if theirs or _customer() else (form.told_by.data or ""),
        files=form.brought,
    )


def _heard(form: Any) -> dict[str, Any]:
    about = _about(form.order.data or "", form.stage.data or "", "")  # an order that they may see, or none
    heard = {**form.heard(), "order": about["order"], "stage": about["stage"]}
    return {**heard, "channel": "portal" if _customer() else form.channel.data}


def _form(form: Any, errors: dict[str, str] | None = None) -> str:
    g.place = ""
    account = _account(form)
    people = people_of(account) if account else []
    clan = [one.person for one in clan_of(account.id)] if account else []
    return render_template(
        "complaints/new.html",
        account=account,
        accounts=[(one.handle, one.name) for one in ([] if _customer() else queries.accounts(me()))],
        people=[(one.handle, one.name) for one in people],
        ours=[(one.handle, one.name) for one in dict.fromkeys([*clan, *_executives()])],
        events=[(str(one.id), one.title, day_and_year(one.happened)) for one in of_events.offered()],
        said=form,
        limits=limits(),
        options=options,
        by_mail=letters.wrong_address(current_app.config["SETTINGS"].answers) if _customer() else "",
        errors={**form.problems, **(errors or {})},
    )


def _executives() -> list[Any]:
    return [person for person, _duty in queries.executives()]
