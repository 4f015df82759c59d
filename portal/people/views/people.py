"""Our people: both sides of an account, and each person's page."""

from flask import g, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import done
from portal.kernel.problems import problem
from portal.kernel.queries import NotFound
from portal.kernel.verbs import may
from portal.people import actions, choices, circles, forms, queries, standing
from portal.people.views import bp
from workflows.language import _


def in_house() -> None:
    """Let only people of the house read what follows; it has its place with them in the menu.

    Raises:
        NotFound: a customer asks.
    """
    g.place = "people.ours"
    if me().side != "clan":
        raise NotFound


@bp.get("/people")
def ours() -> str:
    """A customer's own people and their clan; for the clan, every account they stand for."""
    g.place = "people.ours"
    return render_template(
        "people/ours.html",
        circles=circles.circles(me()),
        house_people=circles.house_people(me()),
        house_invited=circles.house_invited(me()),
        roles=choices.parts(),
    )


@bp.get("/people/<handle>")
def person(handle: str) -> str:
    """One person: what they do, and their part in orders."""
    g.place = "people.ours"
    found = queries.get(me(), handle)
    return render_template(
        "people/person.html",
        person=found,
        stands_for=circles.stands_for(me(), found),
        seats=circles.every_seat(me(), found) if found.side == "clan" else [],
        roles=choices.parts(),
        house_roles=choices.said(choices.OF_HOUSE),
        kinds=choices.said(choices.SEATS),
        kept=request.args.get("kept", ""),
    )


@bp.get("/people/<handle>/leave")
def leaving(handle: str) -> str:
    """Ask once more before somebody is noted as having left."""
    found = queries.get(me(), handle)
    if not may(me(), "person.leave", found):
        raise NotFound
    return render_template("people/leave.html", person=found)


@bp.post("/people/<handle>/leave")
def leave(handle: str) -> Response:
    """Note that somebody has left."""
    standing.leave(me(), queries.get(me(), handle))
    return done(url_for("people.ours"))


@bp.post("/people/<handle>/roles")
def appoint(handle: str) -> Response:
    """Give or take the roles of the house."""
    form, found = sent(forms.AppointForm), queries.get(me(), handle)
    if not form.validate() or found.side != "clan":
        return problem(422, _("No such part"), _("Choose among the parts shown on the page."))
    standing.appoint(me(), found, form.roles.data)
    return done(url_for("people.person", handle=handle, kept="roles", _anchor="roles"))


@bp.post("/people/<handle>/seats")
def seat(handle: str) -> Response:
    """Give somebody of the house a seat in a clan, make it a senior's, or take it."""
    form, found = sent(forms.SeatForm), queries.get(me(), handle)
    if not form.validate():
        return problem(422, _("No such seat"), _("Choose among the seats shown on the page."))
    account = circles.account(me(), form.account.data)
    if form.seat.data == "none":
        actions.unseat(me(), account, found)
    else:
        actions.seat(me(), account, found, senior=form.seat.data == "senior")
    return done(url_for("people.person", handle=handle, kept="seats", _anchor="seats"))
