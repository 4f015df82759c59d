"""Whom an order serves: said on its page by either side, or unknown."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.cases import queries as cases
from portal.habitat import actions, forms, queries, show
from portal.habitat.cards import CARD
from portal.habitat.views import bp
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import done

SERVES = "/orders/<ref>/serves"


def in_order(order: Any) -> str:
    """Whom the order serves, on its page."""
    serves = show.kept(order.told.get(CARD, {}), "actors")
    return render_template("habitat/_serves.html", ref=order.ref, serves=serves)


@bp.get(SERVES)
def serving(ref: str) -> str:
    """Ask whom an order serves."""
    case = cases.get(me(), ref)
    g.place = "orders.index"
    whole = show.whole(queries.actors(case.account_id), queries.served(case.account_id))
    there = [one.number for one in queries.of_order(case.id)]
    return render_template("habitat/serves.html", case=case, whole=whole, ticked=there)


@bp.post(SERVES)
def serve(ref: str) -> Response:
    """Say whom an order serves."""
    form, case = sent(forms.ServesForm), cases.get(me(), ref)
    actions.serve(me(), case, form.ticked, form.saw)
    return done(url_for("cases.show", ref=ref, _anchor="serves"))
