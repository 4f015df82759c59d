"""Lists of orders: narrowed by their address, kept under a name, as a board, as a month, as a table."""

from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.cases import listing
from portal.cases.definitions import library
from portal.kernel.doors import me
from portal.kernel.http import again, done
from portal.orders import lists, queries, show
from portal.orders.forms import ListForm
from portal.orders.month import month
from portal.orders.views import bp, reader
from portal.people.queries import accounts_seen
from workflows.case import Refused
from workflows.language import _

MOST_CARDS = 300


@bp.get("/orders")
def index() -> str:
    """The orders that I see, narrowed to what I look for."""
    return _list()


@bp.get("/orders.csv")
def table() -> Response:
    """The same list as a table for other programs."""
    answer = Response(lists.as_csv(me(), _wanted()), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="orders.csv"'
    return answer


@bp.get("/orders/board")
def board() -> str:
    """The open orders by stage."""
    g.place = "orders.index"
    wanted = _wanted(status="open", sort="due", after="", limit=MOST_CARDS)
    if not wanted.workflow:
        wanted = _wanted(
            status="open", sort="due", after="", limit=MOST_CARDS, workflow=queries.usual_process(me())
        )
    found, more = listing.some(me(), wanted)
    columns = [(stage, [show.row(case, reader()) for case in cases]) for stage, cases in lists.columns(found)]
    return render_template("orders/board.html", columns=columns, more=more, **_choices(wanted))


@bp.get("/orders/calendar")
def calendar() -> str:
    """A month of appointments and of what is due."""
    g.place = "orders.index"
    who = reader()
    shown = month(me(), request.args.get("month", ""), who.today, who.zone)
    return render_template("orders/calendar.html", month=shown, today=who.today)


@bp.post("/orders/views")
def save_view() -> Response:
    """Keep the list under a name."""
    try:
        lists.save(me(), request.form.get("name", ""), request.form.get("query", ""))
    except Refused as refused:
        sentence = str(refused)
        return again(lambda: _list(problem=sentence))
    return done(url_for("orders.index"))


@bp.post("/orders/views/<int:view_id>/name")
def rename_view(view_id: int) -> Response:
    """Give a list that is kept another name."""
    try:
        lists.rename(me(), view_id, request.form.get("name", ""))
    except Refused as refused:
        sentence = str(refused)
        return again(lambda: _list(problem=sentence))
    return done(url_for("orders.index"))


@bp.post("/orders/views/<int:view_id>/gone")
def let_view_go(view_id: int) -> Response:
    """Keep a list no longer."""
    lists.let_go(me(), view_id)
    return done(url_for("orders.index"))


@bp.get("/orders/remind")
def ask_to_remind() -> str:
    """Ask what is sent to whom before many are reminded at once."""
    g.place = "orders.index"
    refs = list(dict.fromkeys(request.args.getlist("order")))[: listing.MOST_CHOSEN]
    chosen = [show.row(case, reader()) for case in listing.chosen(me(), refs)]
    return render_template("orders/remind.html", chosen=chosen, told=None, words="", error="")


@bp.post("/orders/remind")
def remind_many() -> Response | str:
    """Remind the other side of each of the orders that were chosen."""
    g.place = "orders.index"
    refs, words = request.form.getlist("order")[: listing.MOST_CHOSEN], request.form.get("words", "")
    if not words.strip() or len(words) > 2_000:
        error = _("Say in a sentence or two what you remind them of.")
        kept = [show.row(case, reader()) for case in listing.chosen(me(), refs)]
        page = {"chosen": kept, "told": None, "words": words, "error": error}
        return again(lambda: render_template("orders/remind.html", **page))
    told = lists.remind(me(), refs, words)
    return render_template("orders/remind.html", chosen=[], told=told, words=words, error="")


def _list(problem: str = "") -> str:
    g.place = "orders.index"
    wanted = _wanted()
    found, more = listing.some(me(), wanted)
    orders = [show.row(case, reader()) for case in found]
    kept = lists.saved(me())
    page = {"orders": orders, "more": more, "kept": kept, "problem": problem}
    return render_template("orders/index.html", **page, **_choices(wanted))


def _wanted(**fixed: Any) -> listing.Wanted:
    """What the address narrows the list to."""
    form = ListForm(request.args)
    said = {field.name: field.data or "" for field in form}
    words = said.pop("q")
    said["sort"] = said["sort"] or "moved"
    return listing.Wanted(**{**said, "words": words, "today": reader().today, **fixed})


def _choices(wanted: listing.Wanted) -> dict[str, Any]:
    """What a list can be narrowed to, and what stands in its address."""
    accounts = [(one.handle, one.name) for one in accounts_seen(me())] if me().side == "clan" else []
    names = ("status", "turn", "account", "workflow", "stage", "due", "sort")
    said = {name: getattr(wanted, name) for name in names} | {"q": wanted.words}
    narrowed = {name: text for name, text in said.items() if text and (name, text) != ("sort", "moved")}
    process = library().get(wanted.workflow)
    stages = [(stage.key, stage.title) for stage in process.stages] if process else []
    processes = [(key, title) for key, title, _ in queries.processes()]
    return {
        "wanted": wanted,
        "narrowed": narrowed,
        "accounts": accounts,
        "processes": processes,
        "stages": stages,
    }
