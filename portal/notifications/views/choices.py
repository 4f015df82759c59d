"""Which letters I want about one order."""

from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.cases import queries as cases
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.verbs import may
from portal.notifications import actions, forms, queries
from portal.notifications.views import bp
from portal.people.choices import said
from portal.people.queries import LETTERS
from workflows.language import _


def link(order: Any) -> str:
    """The way to this page from that of the order."""
    return render_template("notifications/_link.html", ref=order.ref)


def waiting(person: Any) -> str:
    """The mails that wait for somebody, beside their settings of letters."""
    return render_template("notifications/_waiting.html", mails=queries.handed(person))


def at_home(person: Any) -> str:
    """The same on the page that somebody comes to first; administrators read how many nobody has yet."""
    unplaced = queries.unplaced() if may(person, "mail.hand", None) else 0
    return render_template("notifications/_at_home.html", mails=queries.handed(person), unplaced=unplaced)


@bp.get("/orders/<ref>/letters")
def of_order(ref: str) -> str:
    """Which letters I get about this order."""
    return _page(ref, "")


@bp.post("/orders/<ref>/letters")
def choose(ref: str) -> Response:
    """Say which letters I want about this order."""
    form, case = sent(forms.OrderForm), cases.get(me(), ref)
    if not form.validate():
        return again(lambda: _page(ref, _("Choose one of these.")))
    actions.choose(me(), case, form.how.data)
    return done(url_for(".of_order", ref=ref, kept="yes"))


def _page(ref: str, problem: str) -> str:
    g.place = "orders.index"
    case = cases.get(me(), ref)
    told = {"choices": said(forms.OF_ORDER), "how": queries.how_about(me(), case)}
    told["usual"] = _(LETTERS[me().letters])
    kept = bool(request.args.get("kept"))
    return render_template("notifications/order.html", case=case, **told, kept=kept, problem=problem)
