"""The hunts of a customer: the newest on its page, all of them by how they stand, and what waits for whom."""

from collections import Counter
from typing import Any

from flask import g, render_template, request

from portal.clans import queries as clans
from portal.clans.views.customers import CUSTOMER
from portal.hunts import lines, queries, show, shown
from portal.hunts.cards import CARD, SHOWN
from portal.hunts.views import bp
from portal.kernel.doors import me
from workflows.language import _

HUNTS = f"{CUSTOMER}/hunts"


def way(link: Any) -> str:
    """The way to these pages from every page of the customer."""
    return str(link(_("Hunts"), "hunts.index"))


def newest(clan: Any, cards: dict[str, Any]) -> str:
    """The newest hunts, on the page of the customer: to the customer what it was shown."""
    if me().side != "clan":
        made = shown.lines(cards.get(SHOWN, {}))
        return render_template("hunts/_shown.html", account=clan.account, shown_hunts=made)
    return render_template("hunts/_newest.html", account=clan.account, hunts=lines.lines(cards.get(CARD, {})))


def leaving(person: Any) -> str:
    """What somebody leaves behind on hunts, on the page on which they leave: how many, never what."""
    if person.side != "clan":
        return ""
    waiting = Counter(one.hunt.account.name for one in queries.waiting_for(person))
    return render_template("hunts/_leaving.html", left_answers=sorted(waiting.items()))


@bp.get(HUNTS)
def index(customer: str) -> str:
    """The hunts that stand so, newest first; the customer reads what it was shown."""
    g.place, found = "clans.index", clans.account(me(), customer)
    if me().side != "clan":
        return _shown(found)
    asked = request.args.get("state", "")
    state = asked if asked in queries.STATES else "running"
    rows, more = queries.some(me(), found, state, request.args.get("before", type=int))
    counts = queries.counts(me(), found)
    return render_template(
        "hunts/index.html",
        account=found,
        here="hunts.index",
        hunts=[show.view(one, me(), clans.today()) for one in rows],
        more=more,
        state=state,
        tabs=[(one, show.of_state(one, getattr(counts, one))) for one in queries.STATES],
        sentences=show.sentences(counts, found.name),
    )


@bp.get(f"{HUNTS}/shown")
def all_shown(customer: str) -> str:
    """What a customer reads of hunts."""
    g.place = "clans.index"
    return _shown(clans.account(me(), customer))


def _shown(found: Any) -> str:
    rows, more = queries.all_shown(me(), found, request.args.get("before", type=int))
    views = [shown.view(one, me()) for one in rows]
    return render_template("hunts/all_shown.html", account=found, here="hunts.index", hunts=views, more=more)
