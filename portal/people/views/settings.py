"""One's own settings, and those of the house."""

from typing import Any

from flask import g, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.kernel import languages
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import may
from portal.people import actions, choices, circles, feeds, forms, login, passwords, queries, sessions
from portal.people.views import bp, door
from workflows.language import _


@bp.get("/settings")
def settings() -> str:
    """Everything that is mine to set."""
    return _page()


def _page(**said: Any) -> str:
    person = me()
    told: dict[str, Any] = {
        "describe": forms.DescribeForm(obj=person),
        "prefer": forms.PreferForm(obj=person),
        "quiet": _quiet(person),
        "days": choices.said(choices.DAYS),
        "letters": choices.said(list(queries.LETTERS.items())),
        "errors": {},
        "parts": choices.said(choices.BUYING),
        "units": choices.said(choices.UNITS),
        "themes": choices.said(choices.THEMES),
        "languages": [("", _("as your browser asks")), *languages.names()],
        "zones": [("", _("as the house")), *choices.zones()],
        "kept": request.args.get("kept", ""),
        "feed": feeds.of(person),
        "address": _address(session.pop("calendar", "")),
    }
    own, here = circles.own(person), login.session_id()
    return render_template("people/settings.html", **{**told, **said}, own=own, here=here)


def _quiet(person: Any) -> forms.QuietForm:
    hours = {"quiet_from": person.quiet_from, "quiet_until": person.quiet_until}
    which = {"letters": person.letters, "named": person.named}
    return forms.QuietForm(data={**which, **hours, "quiet_days": list(person.quiet_days)})


def _kept(section: str) -> Response:
    return done(url_for("people.settings", kept=section, _anchor=section))


@bp.post("/settings/me")
def describe_me() -> Response:
    """Change what others read about me."""
    form = sent(forms.DescribeForm)
    if not form.validate():
        return again(lambda: _page(describe=form, errors=form.problems))
    said = dict(form.data) if me().side == "customer" else {**form.data, "roles": me().roles}
    actions.describe(me(), me(), **said)
    return _kept("me")


@bp.post("/settings/look")
def prefer() -> Response:
    """Change how the portal is for me."""
    form = sent(forms.PreferForm)
    if not form.validate():
        return again(lambda: _page(prefer=form, errors=form.problems))
    actions.prefer(me(), **form.data)
    return _kept("look")


@bp.post("/settings/letters")
def be_quiet() -> Response:
    """Say which letters I want about my orders, and when none."""
    form = sent(forms.QuietForm)
    if not form.validate():
        return again(lambda: _page(quiet=form, errors=form.problems))
    actions.prefer(me(), **form.quiet)
    return _kept("letters")


@bp.post("/settings/password")
def set_password() -> Response:
    """Give myself a password, or another one; everywhere else I am signed out."""
    form = sent(forms.NewPasswordForm)
    if not form.validate():
        return again(lambda: _page(errors=form.problems))
    quick = door.chosen().quick_passwords
    passwords.set_password(me(), form.password.data, login.session_id(), quick=quick)
    return _kept("password")


@bp.post("/settings/password/gone")
def drop_password() -> Response:
    """Go without a password again."""
    passwords.drop_password(me(), login.session_id())
    return _kept("password")


@bp.post("/settings/sessions/<int:session_id>/end")
def end_session(session_id: int) -> Response:
    """Sign me out on one device."""
    sessions.end_one(me(), session_id)
    return _kept("sessions")


@bp.post("/settings/sessions/end-others")
def end_other_sessions() -> Response:
    """Sign me out everywhere but here."""
    sessions.end_others(me(), login.session_id())
    return _kept("sessions")


@bp.post("/settings/tokens/<int:token_id>/end")
def end_token(token_id: int) -> Response:
    """End one of my API tokens."""
    actions.end_token(me(), token_id)
    return _kept("tokens")


@bp.post("/settings/calendar")
def make_calendar() -> Response:
    """Make the private address that my own calendar reads; it is shown once, on the page that follows."""
    session["calendar"] = feeds.make(me())
    return _kept("calendar")


@bp.post("/settings/calendar/end")
def end_calendar() -> Response:
    """End my private address."""
    feeds.end(me())
    return _kept("calendar")


def _address(secret: str) -> str:
    """The whole address of a feed that was just made; it travels in the cookie, so that nobody keeps it."""
    return door.chosen().address + url_for("calendar.feed", secret=secret) if secret else ""


@bp.get("/settings/house")
def house_settings() -> str:
    """What the house says about itself; only for administrators."""
    return _house_page(forms.HouseForm(obj=_house()))


@bp.post("/settings/house")
def change_house() -> Response:
    """Change what the house says about itself."""
    form, house = sent(forms.HouseForm), _house()
    if not form.validate():
        return again(lambda: _house_page(form))
    actions.change(me(), house, **{**form.data, **form.days})
    return done(url_for("people.house_settings", kept="house"))


def _house() -> Any:
    house = queries.house()
    if house is None or not may(me(), "house.change", house):
        raise NotFound
    return house


def _house_page(form: forms.HouseForm) -> str:
    g.place = "people.house_settings"
    told = {"said": form, "errors": form.problems, "kept": bool(request.args.get("kept"))}
    return render_template(
        "people/house.html", **told, days=choices.said(choices.DAYS), zones=choices.zones()
    )
