"""The days on which a customer works, set by its own people."""

from typing import Any

from flask import g, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.people import actions, choices, forms, queries
from portal.people.views import bp


@bp.get("/settings/days")
def our_days() -> str:
    """On which days we work; until we have said so, those of the house count."""
    account = _ours()
    days = account if account.working_days else g.house
    said = {"working_days": list(days.working_days), "holidays": days.holidays}
    return _page(account, forms.DaysForm(data=said))


@bp.post("/settings/days")
def set_days() -> Response:
    """Say on which days we work."""
    form, account = sent(forms.DaysForm), _ours()
    if not form.validate():
        return again(lambda: _page(_ours(), form))
    actions.set_days(me(), account, **form.days)
    return done(url_for("people.our_days", kept="days"))


@bp.post("/settings/days/as-the-house")
def days_of_the_house() -> Response:
    """Count by the days of the house again."""
    actions.set_days(me(), _ours(), working_days="", holidays=[])
    return done(url_for("people.our_days", kept="days"))


def _ours() -> Any:
    """The account of whoever asks; nothing is here for people of the house.

    Raises:
        NotFound: they belong to no account.
    """
    found = queries.accounts_seen(me()) if me().side == "customer" else []
    if not found:
        raise NotFound
    return found[0]


def _page(account: Any, form: forms.DaysForm) -> str:
    g.place = "people.settings"
    told = {"said": form, "errors": form.problems, "kept": bool(request.args.get("kept"))}
    return render_template("people/days.html", **told, days=choices.said(choices.DAYS), account=account)
