"""Every leader and what is asked of them, for all people of the house."""

from typing import Any

from flask import render_template

from portal.clans import queries as clans
from portal.kernel.doors import me
from portal.leaders import queries, show
from portal.leaders.views import bp
from portal.people.views.people import in_house


def way(person: Any) -> str:
    """The way to these pages, from the first page and from that of the customers one stands for."""
    return render_template("leaders/_way.html") if person.side == "clan" else ""


def first(person: Any) -> str:
    """What is asked of an executive and open: the first thing on their desk."""
    asks = views(queries.waiting_for(person))
    return render_template("leaders/_first.html", asks=asks, leader=person, today=first_day())


@bp.get("/leaders")
def index() -> str:
    """Every leader, how soon they do what is asked, and what one asked oneself."""
    in_house()
    people = queries.leaders()
    found = queries.figures_of(people)
    return render_template(
        "leaders/index.html",
        leaders=[show.leader(one, found[one.id]) for one in people],
        mine=views(queries.asked_by(me())),
        today=first_day(),
    )


@bp.get("/leaders/<leader>")
def page(leader: str) -> str:
    """What is asked of one leader, and what became of it."""
    return the_page(leader)


def the_page(handle: str, errors: dict[str, str] | None = None) -> str:
    """The page of a leader, with what is wrong in a form of it, by the id of its control."""
    in_house()
    person = queries.leader(me(), handle)
    return render_template(
        "leaders/page.html",
        leader=show.leader(person, queries.figures_of([person])[person.id]),
        leads=person.left is None and "executive" in person.roles,
        asks=views(queries.asks_of(person)),
        errors=errors or {},
        today=first_day(),
    )


def first_day() -> str:
    """The first day that can be promised: today."""
    return clans.today().isoformat()


def views(asks: list[queries.LeaderAsk]) -> list[show.AskView]:
    """Asks as the reader sees them."""
    own = queries.own_accounts(me()) if any(one.account_id for one in asks) else []
    today = clans.today()
    return [show.ask(one, me(), today, named=queries.names_customer(me(), one, own)) for one in asks]
