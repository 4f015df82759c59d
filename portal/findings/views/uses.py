"""Putting what was learned to use, and saying whether it served; chips on both ends."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.cases import listing
from portal.cases import queries as cases
from portal.clans import queries as clans
from portal.findings import forms, places, queries, show, using
from portal.findings.views import bp, single
from portal.findings.views.single import ONE
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may

USE = f"{ONE}/uses/<int:use>"


def in_stage(order: Any, stage: Any) -> str:
    """Which knowledge a stage used, on the page of its order, or that there was none."""
    known = [one for one in show.chips(order.told) if one["stage"] == stage.key]
    here = stage.state in ("now", "done")
    return render_template("findings/_used.html", uses=known, stage=stage) if known or here else ""


def in_order(order: Any) -> str:
    """What the whole order used, and stages of it that are no longer there."""
    stages = {one.key for one in order.stages}
    known = [one for one in show.chips(order.told) if one["stage"] not in stages]
    return render_template("findings/_used_here.html", uses=known) if known else ""


@bp.get(f"{ONE}/use")
def using_it(customer: str, finding: str) -> str:
    """Ask in which order it was used, then where in it, and how."""
    found = single.found(customer, finding)
    if found.withdrawn or not may(me(), "finding.use", found):
        raise NotFound
    return _form(
        customer, finding, request.args.get("order", ""), forms.UseForm(data={"place": places.WHOLE})
    )


@bp.post(f"{ONE}/use")
def use(customer: str, finding: str) -> Response:
    """Say where it was used, and how."""
    form, found, ref = sent(forms.UseForm), single.found(customer, finding), request.form.get("order", "")
    there = places.places(_order(customer, ref)) if ref else {}
    place = there.get(form.place.data or "")
    if not form.validate() or place is None:
        return again(lambda: _form(customer, finding, ref, form))
    try:
        using.use(me(), found, place, form.how.data)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _form(customer, finding, ref, form, {"how": sentence}), status=409)
    return done(url_for(".page", customer=customer, finding=finding, _anchor="uses"))


@bp.post(f"{USE}/confirm")
def confirm(customer: str, finding: str, use: int) -> Response:
    """Say that it served."""
    made = queries.use(single.found(customer, finding), use)
    return _judged(customer, finding, lambda: using.confirm(me(), made))


@bp.post(f"{USE}/reject")
def reject(customer: str, finding: str, use: int) -> Response:
    """Say that it did not serve, and why."""
    form, made = sent(forms.RejectForm), queries.use(single.found(customer, finding), use)
    if not form.validate():
        sentence = form.problems["reason"]
        return again(lambda: single.shown(customer, finding, {f"reason-{use}": sentence}))
    return _judged(customer, finding, lambda: using.reject(me(), made, form.reason.data))


def _judged(customer: str, finding: str, deed: Callable[[], None]) -> Response:
    try:
        deed()
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: single.shown(customer, finding, {"uses": sentence}), status=409)
    return done(url_for(".page", customer=customer, finding=finding, _anchor="uses"))


def _order(customer: str, ref: str) -> cases.Case:
    """An order of this customer.

    Raises:
        NotFound: it is none, or not of this customer.
    """
    case = cases.get(me(), ref)
    if case.account_id != clans.account(me(), customer).id:
        raise NotFound
    return case


def _form(customer: str, finding: str, ref: str, form: Any, errors: dict[str, str] | None = None) -> str:
    g.place, account = "clans.index", clans.account(me(), customer)
    orders, _more = listing.some(me(), listing.Wanted(account=account.handle, limit=100))
    there = places.places(_order(customer, ref)) if ref else {}
    return render_template(
        "findings/use.html",
        account=account,
        one=single.view(customer, finding),
        orders=[(one.ref, f"{one.title} ({one.ref})") for one in orders],
        ref=ref,
        places=[(key, show.named(place.kind, place.label)) for key, place in there.items()],
        said=form,
        errors={**form.problems, **(errors or {})},
    )
