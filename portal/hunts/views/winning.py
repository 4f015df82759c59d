"""The order that a hunt became, when it was won."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.cases import listing
from portal.cases import queries as cases
from portal.cases.definitions import library
from portal.clans import queries as clans
from portal.hunts import becoming, forms, queries
from portal.hunts.views import bp
from portal.hunts.views.terms import ONE
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow
from workflows.case import Refused
from workflows.language import _

USUAL = "bespoke-suit"


def in_order(order: Any) -> str:
    """The hunts that became an order, for its clan."""
    found = order.told.get(becoming.CARD, [])
    return render_template("hunts/_became.html", hunted=found) if found else ""


@bp.get(f"{ONE}/order")
def beginning(customer: str, hunt: str) -> str:
    """An order in the words of the hunt, to be put so that the customer may read them; or one that exists."""
    found = _won(customer, hunt)
    held = {"title": found.what, "need": found.need, "made_as": USUAL}
    return _page(customer, hunt, forms.OrderForm(data=held))


@bp.post(f"{ONE}/order")
def begin_order(customer: str, hunt: str) -> Response:
    """Begin it."""
    form, found = sent(forms.OrderForm), _won(customer, hunt)
    if not form.validate():
        return again(lambda: _page(customer, hunt, form))
    words = (library()[str(form.made_as.data)], form.need.data or "", form.title.data or "")
    try:
        case = becoming.begin_order(me(), found, *words)
    except (NotNow, Refused) as refusal:
        sentence = str(refusal)
        return again(lambda: _page(customer, hunt, form, {"need": sentence}), status=409)
    return done(url_for("cases.show", ref=case.ref))


@bp.post(f"{ONE}/order/link")
def link_order(customer: str, hunt: str) -> Response:
    """Say which order it became."""
    form, found = sent(forms.LinkForm), _won(customer, hunt)
    if form.ref.data not in [one.ref for one in _orders(customer)]:
        wrong = {"ref": _("Choose an order of this customer.")}
        return again(lambda: _page(customer, hunt, forms.OrderForm(), wrong))
    try:
        becoming.link_order(me(), found, cases.get(me(), form.ref.data))
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(customer, hunt, forms.OrderForm(), {"ref": sentence}), status=409)
    return done(url_for(".page", customer=customer, hunt=hunt))


def _won(customer: str, hunt: str) -> Any:
    """A hunt that was won.

    Raises:
        NotFound: it was not, or is none that the reader may read.
    """
    found = queries.hunt(me(), clans.account(me(), customer), hunt)
    if found.state != "won":
        raise NotFound
    return found


def _orders(customer: str) -> list[cases.Case]:
    """The newest orders of a customer, among which one is chosen."""
    return listing.some(me(), listing.Wanted(account=customer, limit=100))[0]


def _page(customer: str, hunt: str, form: Any, errors: dict[str, str] | None = None) -> str:
    g.place, account = "clans.index", clans.account(me(), customer)
    return render_template(
        "hunts/order.html",
        account=account,
        hunt=hunt,
        processes=[(one.key, one.title) for one in library().values()],
        orders=[(one.ref, f"{one.title} ({one.ref})") for one in _orders(customer)],
        said=form,
        errors={**form.problems, **(errors or {})},
    )
