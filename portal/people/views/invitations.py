"""Inviting somebody, from either side, and coming in by an invitation."""

from typing import Any

from flask import g, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.kernel.doors import me, public
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.people import actions, choices, circles, forms, inviting, login, queries
from portal.people.views import bp, door


@bp.get("/people/invite")
def invite() -> str:
    """Whom to invite, and to what."""
    place = request.args.get("place", "")
    if not place and me().side == "customer":
        place = circles.circles(me())[0].account.handle
    return _page(forms.InviteForm(data={"place": place}))


@bp.post("/people/invite")
def send_invitation() -> Response:
    """Send an invitation; to a new account, the account comes first."""
    form = sent(forms.InviteForm)
    if not form.validate():
        return again(lambda: _page(form))
    try:
        inviting.send(me(), _place(form), _guest(form), login.house(), _link)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(form, sentence), status=409)
    return done(url_for("people.ours"))


def _place(form: Any) -> Any:
    """The account that somebody is invited to; None for the house itself."""
    if form.place.data == "house":
        return None
    if form.place.data == "new":
        return actions.open_(me(), None, form.account_name.data)
    return circles.account(me(), form.place.data)


def _guest(form: Any) -> inviting.Guest:
    said = form.data
    return inviting.Guest(said["name"], said["email"], said["title"], said["department"], said["roles"])


def _link(secret: str) -> str:
    return door.address(url_for("people.welcome", secret=secret))


def _page(form: Any, refusal: str = "") -> str:
    g.place = "people.ours"
    place = form.place.data
    accounts = queries.accounts_seen(me())
    account = next((one for one in accounts if one.handle == place), None)
    into_house = may(me(), "invitation.send", None)
    known = bool(account) or place == "" or (place == "new" and me().side == "clan")
    if not known and not (place == "house" and into_house):
        raise NotFound
    errors = {**form.problems, **({"email": refusal} if refusal else {})}
    return render_template(
        "people/invite.html",
        said=form,
        errors=errors,
        account=account,
        accounts=accounts,
        into_house=into_house,
        roles=choices.said(choices.OF_HOUSE if place == "house" else choices.BUYING),
    )


@bp.post("/people/invitations/<int:invitation_id>/back")
def withdraw(invitation_id: int) -> Response:
    """Take an invitation back."""
    inviting.withdraw(me(), circles.invitation(me(), invitation_id))
    return done(url_for("people.ours"))


@bp.get("/welcome/<secret>")
@public
def welcome(secret: str) -> str:
    """Who invites, and to what, with one button."""
    return render_template("people/welcome.html", secret=secret, welcome=circles.welcome(secret))


@bp.post("/welcome/<secret>")
@public
def come_in(secret: str) -> Response:
    """Come in by an invitation, and be signed in."""
    return door.enter(inviting.come_in(secret), "invitation")
