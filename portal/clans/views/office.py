"""Every clan with its open seats, for the administrators, who give them."""

from collections import Counter
from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.clans import actions, forms, queries, show
from portal.clans.views import bp
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow
from portal.people import circles
from workflows.language import _


def link(house: object) -> str:
    """The way to this page from that of the house."""
    return render_template("clans/_office.html", house=house)


def leaving(person: Any) -> str:
    """What somebody leaves behind in their clans, on the page that notes that they have left.

    An administrator reads it, who reads nothing that was said there: so it tells how many, and never what.
    """
    if person.side != "clan":
        return ""
    waiting = Counter(one.account.name for one in queries.waiting_for(person))
    told = {"led_alone": queries.led_alone(person), "left_open": sorted(waiting.items())}
    return render_template("clans/_leaving.html", **told)


@bp.get("/seats")
def all_seats() -> str:
    """How widely every clan stands, and which seats wait for somebody."""
    return _page(forms.SeatForm())


@bp.post("/seats")
def open_any_seat() -> Response:
    """Open a seat in the clan of any customer."""
    form, handle = sent(forms.SeatForm), request.form.get("account", "")
    _only_administrators()
    if not form.validate():
        return again(lambda: _page(form))
    found = circles.account(me(), handle)
    try:
        actions.open_seat(me(), found, form.department.data, form.what_for.data, senior=form.senior.data)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(form, {"department": sentence}), status=409)
    return done(url_for(".all_seats"))


@bp.post("/seats/give")
def give_seat() -> Response:
    """Give an open seat to somebody of the house."""
    _only_administrators()
    form, people = sent(forms.GiveForm), circles.house_people(me())
    taker = next((one.person for one in people if one.person.handle == form.person.data), None)
    if taker is None or not form.validate():
        return again(lambda: _page(forms.SeatForm(), {_place("person"): _("Choose somebody of the house.")}))
    found, seat = queries.any_open_seat(form.seat.data)
    actions.fill_seat(me(), found, seat, taker)
    return done(url_for(".all_seats"))


@bp.post("/seats/close")
def close_any_seat() -> Response:
    """Close an open seat with the reason."""
    _only_administrators()
    form, number = sent(forms.CloseForm), sent(forms.GiveForm).seat.data
    if not form.validate():
        return again(lambda: _page(forms.SeatForm(), {_place("reason"): form.problems["reason"]}))
    found, seat = queries.any_open_seat(number or 0)
    try:
        actions.close_seat(me(), found, seat, form.reason.data)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(forms.SeatForm(), {_place("reason"): sentence}), status=409)
    return done(url_for(".all_seats"))


def _place(control: str) -> str:
    """The control of the very seat that this request is about."""
    return f"{control}-{request.form.get('seat', '')}"


def _only_administrators() -> None:
    """Nobody else finds these addresses.

    Raises:
        NotFound: whoever asks is no administrator.
    """
    if "administrator" not in me().roles:
        raise NotFound


def _page(form: Any, errors: dict[str, str] | None = None) -> str:
    _only_administrators()
    g.place = "people.settings"
    return render_template(
        "clans/office.html",
        clans=[show.view(one, me()) for one in queries.every_clan(me())],
        people=[(one.person.handle, one.person.name) for one in circles.house_people(me())],
        chosen=request.form.get("account", ""),
        typed={name: request.form.get(name, "") for name in ("seat", "person", "reason")},
        said=form,
        errors={**form.problems, **(errors or {})},
    )
