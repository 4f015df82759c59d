"""Everything about a customer, had put together by an administrator for one of its people."""

from flask import Response, g, render_template, request, url_for

from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import may
from portal.privacy import actions, forms, queries
from portal.privacy.views import bp
from workflows.language import _

PAGE = "/settings/house/everything"


def way(_house: object) -> str:
    """The way to this page, among the settings of the house."""
    return render_template("privacy/_way_of_office.html")


@bp.get(PAGE)
def asking() -> str:
    """The form: for whom of the customer."""
    _office()
    return _page(forms.ForCustomerForm(), {})


@bp.post(PAGE)
def ask_for() -> Response:
    """Have it put together for them."""
    _office()
    form = sent(forms.ForCustomerForm)
    person = queries.of_customer(form.email.data or "")
    errors = dict(form.problems) if not form.validate() else {}
    if person is None or errors:
        errors = errors or {"email": _("Nobody of a customer has this address.")}
        return again(lambda: _page(form, errors))
    actions.ask_for(me(), person)
    return done(url_for(".asking", kept="yes"))


def _office() -> None:
    """Let administrators alone pass.

    Raises:
        NotFound: somebody else asks.
    """
    g.place = "people.settings"
    if not may(me(), "copy.ask_for", None):
        raise NotFound


def _page(form: forms.ForCustomerForm, errors: dict[str, str]) -> str:
    kept = bool(request.args.get("kept"))
    return render_template("privacy/for_customer.html", said=form, errors=errors, kept=kept)
