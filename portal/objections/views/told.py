"""What the clan objects to: all of it, on the page of the customer, and at the stages that are held."""

from typing import Any

from flask import g, render_template, request

from portal.clans import queries as clans
from portal.clans.views.customers import CUSTOMER
from portal.kernel import clock
from portal.kernel.doors import me
from portal.kernel.queries import NotFound
from portal.kernel.verbs import may
from portal.objections import cards, queries, show
from portal.objections.views import bp
from workflows.language import _

OBJECTIONS = f"{CUSTOMER}/objections"


def way(link: Any) -> str:
    """The way to these pages, for the clan alone."""
    return str(link(_("Objections"), "objections.index")) if me().side == "clan" else ""


def beside(clan: Any, known: dict[str, Any]) -> str:
    """What is open, and what became of the objections of each department, on the page of the customer."""
    card = known.get(cards.NAME)
    if me().side != "clan" or card is None:
        return ""
    return render_template(
        "objections/_beside.html",
        account=clan.account,
        objections=show.waiting(card, clans.today()),
        departments=show.sentences(show.lately(card, clock.now())),
    )


def in_stage(order: Any, stage: Any) -> str:
    """Who holds a stage, for both sides; for the clan the way to what is objected."""
    if me().side == "customer":
        return render_template("objections/_held.html", stage=stage, ref="", raised={})
    raised = {one["hold"]: one for one in order.told.get(cards.NAME, []) if one["hold"]}
    return render_template("objections/_held.html", stage=stage, ref=order.ref, raised=raised)


@bp.get(OBJECTIONS)
def index(customer: str) -> str:
    """Every objection in this customer's name, what is open first."""
    account = clan_of(customer)
    before = request.args.get("before", type=int)
    rows = queries.some(me(), account, before)
    return render_template(
        "objections/index.html",
        account=account,
        here="objections.index",
        objections=[show.view(one, clans.today()) for one in rows],
        more=rows[-1].number if len(rows) == queries.PAGE else None,
        counted=show.sentences(queries.figures(me(), account)),
    )


def clan_of(customer: str) -> Any:
    """The customer, for its clan alone.

    Raises:
        NotFound: whoever asks is not of its clan.
    """
    g.place, account = "clans.index", clans.account(me(), customer)
    if not may(me(), "objection.raise", account):
        raise NotFound
    return account
