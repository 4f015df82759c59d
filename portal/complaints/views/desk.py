"""The desk of an executive, the list of complaints, and the month that every employee may see."""

from typing import Any

from flask import g, render_template, request

from portal.clans import queries as clans
from portal.complaints import amending, filing, of_events, owing, queries, record, settling, show
from portal.complaints.inputs import read_number
from portal.complaints.proof import limits
from portal.complaints.views import bp, single
from portal.findings import queries as findings
from portal.kernel.doors import me
from portal.kernel.queries import NotFound
from workflows.language import _


@bp.get("/desk")
def desk() -> str:
    """This month's few letters; the one most due is open."""
    return _desk("")


@bp.get("/desk/<complaint>")
def opened(complaint: str) -> str:
    """The desk with another letter open."""
    return _desk(complaint)


def _desk(complaint: str) -> str:
    pile = queries.on_desk(me()) if me().side == "clan" else []
    if "executive" not in me().roles and not pile:
        raise NotFound
    g.place = "complaints.desk"
    row = next((one for one in pile if one.ref == complaint), None) if complaint else next(iter(pile), None)
    if complaint and row is None:
        raise NotFound
    if row:
        single.read(row)
    month = record.month(queries.today())
    return render_template(
        "complaints/desk.html",
        events=of_events.on_desk(me()),
        pile=[show.line(one, me()) for one in pile],
        one=show.view(row, me(), queries.texts(row), filing.there(row)) if row else None,
        inside=queries.said_inside(row) if row else [],
        readings=[],
        why=record.why(row) if row else "",
        known=findings.used_at(me(), "complaint", row.ref) if row else [],
        amended=amending.named(row, me()) if row else [],
        month=month,
        moments=queries.good_moments(me()),
        mine=next((line.said for line in month.lines if line.handle == me().handle), ""),
        errors={},
        typed={},
        limits=limits(),
    )


@bp.get("/complaints")
def index() -> str:
    """Every complaint that its reader may read, the open ones first."""
    return _list(None)


@bp.get("/customers/<customer>/complaints")
def of_customer(customer: str) -> str:
    """Those of one customer."""
    return _list(clans.account(me(), customer))


def _list(account: Any) -> str:
    g.place = "clans.index" if account and me().side == "clan" else "complaints.index"
    skip = read_number("skip")
    rows = queries.some(me(), account=account, skip=skip)
    lines = [show.line(one, me()) for one in rows[: queries.PAGE]]
    more = skip + queries.PAGE if len(rows) > queries.PAGE else None
    return render_template("complaints/index.html", account=account, rows=lines, more=more)


def way(link: Any) -> str:
    """The way to the complaints of a customer, from its pages."""
    return str(link(_("Complaints"), "complaints.of_customer"))


def leaving(person: Any) -> str:
    """What somebody answers in person, on the page on which they leave: how many, and never what."""
    if person.side != "clan":
        return ""
    others = [one for one, _duty in queries.executives([person.id])]
    return render_template(
        "complaints/_leaving.html", handed=len(settling.held_by(person, open_=True)), others=others
    )


@bp.get("/complaints/months")
def month() -> str:
    """The month with the record of every executive; customers read of it what the house shows them."""
    what = owing.shown() if me().side == "customer" else "names"
    if what == "nothing":
        raise NotFound
    g.place = ""
    told = record.month(_month(request.args.get("of", "")))
    return render_template("complaints/month.html", told=told, names=what == "names")


def _month(said: str) -> Any:
    try:
        return record.first_of(said) if said else queries.today()
    except ValueError:
        raise NotFound from None


def foot(order: str | None) -> str:
    """The way to say that something is wrong, on every page; the order and line it shows go along."""
    about = (request.view_args or {}) if order else {}
    place = {"order": order, "stage": about.get("stage"), "line": about.get("field")}
    return render_template("complaints/_foot.html", place={name: it for name, it in place.items() if it})
