"""Objecting in a customer's name: first in which order, then to what, and who answers."""

from typing import Any

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.cases import listing
from portal.cases import queries as cases
from portal.clans import queries as clans
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow
from portal.objections import actions, forms
from portal.objections.actions import Where
from portal.objections.views import bp
from portal.objections.views.told import OBJECTIONS, clan_of
from workflows.case import Refused
from workflows.language import _
from workflows.objections import ABOUT, NOTE

NO_ORDER = "none"  # it is about how the house works, and about no order


@bp.get(f"{OBJECTIONS}/new")
def objecting(customer: str) -> str:
    """Ask which order it is about, then to what one objects."""
    account, ref = clan_of(customer), request.args.get("order", "")
    held = {"stage": request.args.get("stage", ""), "about": "" if ref != NO_ORDER else "policy"}
    return _form(account, ref, forms.ObjectionForm(data={**held, "weight": NOTE}))


@bp.get("/orders/<ref>/stages/<stage>/object")
def of_stage(ref: str, stage: str) -> BaseResponse:
    """The way from a stage to that form."""
    case = cases.get(me(), ref)
    clan_of(case.account.handle)
    return redirect(url_for(".objecting", customer=case.account.handle, order=ref, stage=stage), 303)


@bp.post(OBJECTIONS)
def object_to(customer: str) -> Response:
    """Object in the customer's name."""
    form, account = sent(forms.ObjectionForm), clan_of(customer)
    ref, others = request.form.get("order", ""), _answerers(account)
    case = _order(account, ref)
    form.person.choices = [(one.handle, one.name) for one in others]
    if not form.validate():
        return again(lambda: _form(account, ref, form))
    stage = (form.stage.data or "") if case and form.stage.data in case.thread.stages else ""
    named = next(one for one in others if one.handle == form.person.data)
    held = form.weight.data != NOTE
    try:
        made = actions.raise_(me(), account, form.said, Where(case, stage), named, hold=held)
    except (NotNow, Refused) as refusal:
        sentence = str(refusal)
        return again(lambda: _form(account, ref, form, {"weight": sentence}), status=409)
    return done(url_for(".page", customer=customer, objection=made.number))


def _answerers(account: Any) -> list[Any]:
    """Whom the reader may name to answer: the others of the clan, its seniors first."""
    return [one.person for one in clans.clan(account).members if one.person.id != me().id]


def _order(account: Any, ref: str) -> cases.Case | None:
    """The order of this customer that it is about; none for how the house works.

    Raises:
        NotFound: it is none of this customer's.
    """
    if ref in ("", NO_ORDER):
        return None
    case = cases.get(me(), ref)
    if case.account_id != account.id:
        raise NotFound
    return case


def _stages(case: cases.Case | None) -> list[tuple[str, str]]:
    if case is None:
        return []
    thread = case.thread
    open_ = [stage for stage in thread.in_order() if thread.state(stage.key) in ("now", "next")]
    return [("", _("The whole order")), *((stage.key, stage.title) for stage in open_)]


def _form(account: Any, ref: str, form: Any, errors: dict[str, str] | None = None) -> str:
    orders, _more = listing.some(me(), listing.Wanted(account=account.handle, limit=100))
    case, others = _order(account, ref), _answerers(account)
    return render_template(
        "objections/new.html",
        account=account,
        orders=[(NO_ORDER, _("None: it is about how we work"))]
        + [(one.ref, f"{one.title} ({one.ref})") for one in orders],
        ref=ref,
        case=case,
        stages=_stages(case),
        kinds=[(key, _(label)) for key, label in ABOUT.items()],
        people=[(one.handle, f"{one.name}, {one.title or one.department}") for one in others],
        said=form,
        errors={**form.problems, **(errors or {})},
    )
