"""Who waited for whom: the ledger of an order, which both sides read."""

from flask import render_template

from portal.cases import forecasting, queries, show, waits
from portal.cases.views import bp, render
from portal.kernel.doors import me


@bp.get("/<ref>/turns")
def turns(ref: str) -> str:
    """Every day this order waited, for whom and until when, and what is open now."""
    case = queries.get(me(), ref)
    desk = render.desk(case)
    account = waits.of_account(me(), case)
    over = [(one.wait, render.logged(one.entry)) for one in waits.of_order(case)]
    view = show.turns(desk, over, account.waits, account.orders)
    dates = show.dates(desk, forecasting.finished_like(case))
    order = show.order(case.thread, case.ref, desk.look, [])
    return render_template("cases/turns.html", order=order, turns=view, dates=dates)
