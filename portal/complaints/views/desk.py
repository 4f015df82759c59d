"""The desk of an executive, the list of complaints, and the month that every employee may see."""

from typing import Any

from flask import g, render_template, request

from portal.complaints import queries, record, show
from portal.complaints.views import bp
from portal.kernel.doors import me
from portal.kernel.queries import NotFound


@bp.get("/desk")
def desk() -> str:
    """This month's few letters; the one most due is open."""
    return _desk("")


@bp.get("/desk/<complaint>")
def opened(complaint: str) -> str:
    """The desk with another letter open."""
    return _desk(complaint)


def _desk(complaint: str) -> str:
    if "executive" not in me().roles:
        raise NotFound
    g.place = "complaints.desk"
    pile = queries.on_desk(me())
    row = next((one for one in pile if one.ref == complaint), None) if complaint else next(iter(pile), None)
    if complaint and row is None:
        raise NotFound
    month = record.month(queries.today())
    return render_template(
        "complaints/desk.html",
        pile=[show.line(one, me()) for one in pile],
        one=show.view(row, me(), queries.texts(row)) if row else None,
        inside=queries.said_inside(row) if row else [],
        readings=[],
        why=record.why(row) if row else "",
        month=month,
        mine=next((line.said for line in month.lines if line.handle == me().handle), ""),
        errors={},
    )


@bp.get("/complaints")
def index() -> str:
    """Every complaint that its reader may read, the open ones first."""
    g.place = "complaints.index" if me().side == "customer" else ""
    before = request.args.get("before", "")
    rows = queries.some(me(), before=int(before) if before.isascii() and before.isdigit() else None)
    return render_template("complaints/index.html", rows=[show.line(one, me()) for one in rows])


@bp.get("/complaints/months")
def month() -> str:
    """The month with the record of every executive, for everybody who works here."""
    if me().side != "clan":
        raise NotFound
    g.place = ""
    return render_template("complaints/month.html", told=record.month(_month(request.args.get("of", ""))))


def _month(said: str) -> Any:
    try:
        return record.first_of(said) if said else queries.today()
    except ValueError:
        raise NotFound from None


def foot() -> str:
    """The way to say that something is wrong, on every page."""
    return render_template("complaints/_foot.html")
