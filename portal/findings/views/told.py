"""What was learned of a customer: the newest on its page, all of it, and what waits for a senior."""

from typing import Any

from flask import g, render_template, request

from portal.clans import queries as clans
from portal.clans.views.customers import CUSTOMER
from portal.findings import queries, show
from portal.findings.cards import NEWEST
from portal.findings.forms import MarkForm
from portal.findings.views import bp
from portal.kernel.doors import me
from workflows.language import _

FINDINGS = f"{CUSTOMER}/findings"


def newest(clan: Any, cards: dict[str, Any]) -> str:
    """What was learned last, on the page of the customer."""
    known = [cards[name] for name in ("findings", "findings.room") if name in cards]
    told = show.counted(known, me(), NEWEST)
    theirs = me().side == "customer"
    return render_template("findings/_newest.html", account=clan.account, told=told, theirs=theirs)


def way(link: Any) -> str:
    """The way to these pages from every page of the customer."""
    return str(link(_("Findings"), "findings.index"))


def way_to_known(link: Any) -> str:
    """The way to what the customer says of them."""
    return str(link(_("What is known"), "findings.known"))


def waiting(person: Any) -> str:
    """What this senior has to answer, beside their moves."""
    if person.side != "clan":
        return ""
    found = [show.view(one, person, clans.today()) for one in queries.for_me(person)[0]]
    return render_template("findings/_waiting.html", waiting=found)


def at_home(person: Any) -> str:
    """What somebody has to answer, and thanks for what they found or used and served."""
    found, served = queries.for_me(person)
    waiting = [show.view(one, person, clans.today()) for one in found]
    told = render_template("findings/_waiting.html", waiting=waiting)
    return told + render_template("findings/_thanks.html", served=served)


@bp.get(FINDINGS)
def index(customer: str) -> str:
    """Everything that was learned of a customer and the reader may read, newest first."""
    g.place, found = "clans.index", clans.account(me(), customer)
    asked = request.args
    wanted = queries.Wanted(
        words=asked.get("q", ""),
        first_hand=asked.get("first_hand") == "yes",
        answered=asked.get("answered", ""),
        used=asked.get("used", ""),
        before=asked.get("before", ""),
    )
    return render_template("findings/index.html", wanted=wanted, **_page(found, wanted))


@bp.get(f"{CUSTOMER}/known")
def known(customer: str) -> str:
    """What we think we know about a customer: it says what is right and what is wrong."""
    g.place, found = "clans.index", clans.account(me(), customer)
    said = request.args.get("said", "asked")
    wanted = queries.Wanted(
        said=said if said in queries.SAID else "asked", before=request.args.get("before", "")
    )
    told = _page(found, wanted)
    return render_template("findings/known.html", wanted=wanted, said=MarkForm(), errors={}, **told)


def _page(found: Any, wanted: queries.Wanted) -> dict[str, Any]:
    rows, more = queries.some(me(), found, wanted)
    return {
        "account": found,
        "here": request.endpoint,
        "findings": [show.view(one, me(), clans.today()) for one in rows],
        "more": more,
        "figures": queries.figures(me(), found),
        "taught": queries.taught(me(), found),
    }
