"""Pulling the red cord: which promise is broken, how one can tell, and to whom it goes."""

from typing import Any

from flask import Response, render_template, request, url_for

from portal.cases import queries as cases
from portal.cords import actions, forms, queries, show
from portal.cords.actions import Broken
from portal.cords.views import bp
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.people.queries import accounts_seen
from portal.people.views.people import in_house
from workflows.cords import STEWARDS, stewards
from workflows.language import _


@bp.get("/cords/new")
def pulling() -> str:
    """The form; from an order, with that order in it."""
    in_house()
    ref = request.args.get("order", "")
    return _form(forms.PullForm(data={"order": ref, "customer": ""}), _order(ref))


@bp.post("/cords")
def pull() -> Response:
    """Pull it."""
    in_house()
    form, others = sent(forms.PullForm), _executives()
    case = _order(form.order.data)
    own = {one.handle: one for one in accounts_seen(me())}
    form.executive.choices = [(one.handle, one.name) for one in others]
    form.customer.choices = [("", ""), *((handle, one.name) for handle, one in own.items())]
    form.customer.data = form.customer.data or ""
    if not form.validate():
        return again(lambda: _form(form, case))
    executive = next(one for one in others if one.handle == form.executive.data)
    said = Broken(form.promise.data, form.evidence.data, own.get(form.customer.data), case)
    made = actions.pull(me(), executive, said)
    return done(url_for(".page", cord=made.id))


def _order(ref: str) -> cases.Case | None:
    """The order it is about, if it is about one.

    Raises:
        NotFound: there is none of that name that the reader may see.
    """
    return cases.get(me(), ref) if ref else None


def _executives() -> list[Any]:
    """To whom the reader may go: every executive but themselves."""
    return [one for one in queries.executives() if one.id != me().id]


def _form(form: Any, case: cases.Case | None) -> str:
    there = stewards(queries.candidates(), [me().id], STEWARDS)
    return render_template(
        "cords/new.html",
        case=case,
        people=[(one.handle, one.name, one.title) for one in _executives()],
        customers=[("", _("None in particular")), *((one.handle, one.name) for one in accounts_seen(me()))],
        few=show.few(len(there)),
        said=form,
        errors=form.problems,
    )
