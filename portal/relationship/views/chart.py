"""Who is who, with the customer in the middle: drawn, and as a plain list."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import g, render_template

from portal.clans import queries as clans
from portal.clans import show as shown
from portal.kernel import clock
from portal.kernel.doors import me
from portal.relationship import drawing, queries, show
from portal.relationship.views import bp


def chart(clan: shown.ClanView, _cards: object) -> str:
    """The drawing and the list on the page of a customer: one is to be seen, by how wide the page is."""
    everyone = _everyone(clan)
    return render_template("relationship/_chart.html", seen=everyone, drawn=drawing.draw(everyone))


@bp.get("/customers/<customer>/list")
def plain(customer: str) -> str:
    """Who is who as a plain list: the same, and what each is here for and may decide."""
    g.place, found = "clans.index", clans.account(me(), customer)
    clan = shown.view(clans.clan(found), me())
    told = {"account": found, "here": "clans.page", "clan": clan}
    return render_template("relationship/list.html", **told, seen=_everyone(clan))


def _everyone(clan: shown.ClanView) -> show.Everyone:
    members = [one for _department, there in clan.departments for one in there]
    handles = [one.person.handle for one in [*members, *clan.people]]
    today = clock.now().astimezone(ZoneInfo(g.house.zone)).date()
    reader: Any = me()
    return show.everyone(clan, queries.seen(clan.account, handles), reader, today, ZoneInfo(g.house.zone))
