"""Home, what is new, a new need, and finding things."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.cases import queries as cases
from portal.cases import reading
from portal.kernel import clock
from portal.kernel.doors import aside, me, public, somebody
from portal.kernel.forms import words
from portal.kernel.http import again, done
from portal.orders import actions, hits, queries, show
from portal.orders.forms import NeedForm
from portal.people.queries import accounts_seen
from workflows.case import Refused
from workflows.language import _
from workflows.values import Invalid

bp = Blueprint("orders", __name__)
MOST_NEEDS = {"customer": 5, "clan": 40}


@bp.get("/")
@public
def front() -> BaseResponse:
    """The front door: home for who is signed in, the sign-in page for everybody else."""
    return redirect(url_for("orders.home" if somebody() else "people.sign_in"), 303)


@bp.get("/home")
def home() -> str:
    """What needs me, my orders, and what happened since I was here."""
    g.place = "orders.home"
    who, found = reader(), queries.home(me(), clock.now())
    needs = [show.need(case, who) for case in found.moves][: MOST_NEEDS[me().side]]
    return render_template(
        f"orders/home_{me().side}.html",
        greeting=show.greeting(me().first, who.now, who.zone),
        summary=show.summary(len(found.moves), found.counts),
        needs=needs,
        orders=[show.row(case, who) for case in found.orders],
        lately=show.lately(found.news, who),
        clan=found.clan,
        dates=show.dates(found.dates, who),
        begun=show.waiting(found.begun),
        named=[(case.ref, case.title, said.name) for case, said in found.named],
    )


@bp.get("/news")
def news() -> str:
    """What others did in my orders since I was there."""
    found = cases.unread(me(), reading.MOST)
    return render_template("orders/news.html", lately=show.lately(found, reader(), reading.MOST))


@bp.get("/news/standing")
@aside
def standing() -> BaseResponse:
    """Whether anything moved in my orders: 304 if nothing did, for pages that ask now and then."""
    answer = Response(status=204)
    answer.set_etag(reading.standing(me()).mark)
    return answer.make_conditional(request)


@bp.post("/news/read")
def mark_read() -> Response:
    """Mark what is new as read: in one order, or in all of them."""
    ref = request.form.get("order", "")
    reading.mark_read(me(), [ref] if ref else [])
    return done(url_for("cases.show", ref=ref) if request.form.get("there") else url_for("orders.news"))


@bp.route("/orders/new", methods=["GET", "POST"])
def new() -> Response | str:
    """State a need: an order begins with it."""
    g.place = "orders.index"
    if request.method == "GET":
        return _new({}, {})
    form, said = NeedForm(request.form), words()
    account = me().account.handle if me().side == "customer" else form.account.data or ""
    if problems := _problems(form, account):
        return again(lambda: _new(said, problems))
    pairs = zip(said.get("condition", []), said.get("how", []), strict=False)
    conditions = [{"text": text, "how_judged": how} for text, how in pairs]
    try:
        case = actions.place(
            me(),
            account,
            str(form.need.data),
            form.workflow.data or queries.usual_process(me()),
            title=form.title.data or "",
            conditions=conditions,
            wanted_by=form.wanted_by.data or "",
        )
    except (Invalid, Refused) as error:
        sentence = str(error)
        return again(lambda: _new(said, {"need": sentence}))
    return done(url_for("cases.show", ref=case.ref))


@bp.get("/find")
def find() -> str:
    """Find orders, what is in them and people, or something to do."""
    return render_template("orders/find.html", **_found())


@bp.get("/find/part")
def find_part() -> str:
    """What is found, alone: for the box that opens above a page."""
    return render_template("orders/_found.html", **_found())


@bp.get("/find/box")
def find_box() -> str:
    """The box that opens above a page, with what moved last."""
    return render_template("orders/_find_box.html", **_found())


def _found() -> dict[str, Any]:
    here, typed = request.args.get("order", ""), request.args.get("q", "")
    finds = queries.find(me(), typed, here)
    kinds = finds.kinds if finds.looked.words else queries.recent(me())
    readable = finds.looked.terms or not finds.looked.words
    return {
        "looked": finds.looked,
        "here": here,
        "alike": finds.alike,
        "groups": hits.groups(kinds, finds, here) if readable else [],
    }


def _problems(form: NeedForm, account: str) -> dict[str, str]:
    """What is wrong with a need before anybody looks for its customer."""
    form.validate()
    wrong = {} if account else {"account": _("Choose the customer whose need it is.")}
    if (form.workflow.data or "") not in ["", *(key for key, _title, _summary in queries.processes())]:
        wrong["workflow"] = _("Choose what it is about.")
    return form.problems | wrong


def _new(said: object, errors: dict[str, str]) -> str:
    seen = accounts_seen(me()) if me().side == "clan" else []
    accounts = [("", _("choose")), *((one.handle, one.name) for one in seen)] if seen else []
    asked = request.args.get("about", "")
    known = queries.processes()
    usual = asked if asked in [key for key, _title, _summary in known] else queries.usual_process(me())
    about = {"processes": known, "usual": usual}
    return render_template("orders/new.html", said=said, errors=errors, accounts=accounts, **about)


def reader() -> show.Reader:
    """Who reads, on their own clock."""
    return show.Reader(me().side, clock.now(), ZoneInfo(me().zone or g.house.zone), me().handle)
