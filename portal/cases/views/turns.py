"""Who waited for whom: the ledger of an order, which both sides read."""

from flask import Response, render_template, url_for

from portal.cases import queries, reminding, show, waits
from portal.cases.views import bp, render
from portal.cases.views.reasons import with_reason
from portal.kernel.doors import me
from workflows.language import pgettext


@bp.get("/<ref>/turns")
def turns(ref: str) -> str:
    """Every day this order waited, for whom and until when, and what is open now."""
    case = queries.get(me(), ref)
    desk = render.desk(case)
    account = waits.of_account(me(), case)
    over = [(one.wait, render.logged(one.entry) if one.entry else None) for one in waits.of_order(case)]
    view = show.turns(desk, over, account.waits, account.orders)
    dates = show.dates(desk)
    order = show.order(case.thread, case.ref, desk.look, [])
    return render_template("cases/turns.html", order=order, turns=view, dates=dates)


@bp.route("/<ref>/remind", methods=["GET", "POST"])
def remind(ref: str) -> Response | str:
    """Remind the other side of what waits for it, in words of one's own."""
    case = queries.get(me(), ref)
    whom = case.account.name if me().side == "clan" else pgettext("who is reminded", "your clan")

    def do(words: str) -> None:
        reminding.remind(me(), case, words)

    return with_reason(case, "remind", whom, do, url_for(".show", ref=ref, _anchor="move"))
