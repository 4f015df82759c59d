"""The devices on which I want to be told."""

from typing import Any

from flask import current_app, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.kernel import abroad, sealing
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import done
from portal.kernel.problems import problem
from portal.kernel.settings import Settings
from portal.notifications import forms
from portal.notifications.views import bp
from portal.people import devices, login
from portal.people.devices import Browser
from workflows.language import _


def mine(person: Any, kept: str) -> str:
    """My devices, as a part of my settings; nothing where the house has no key to tell them with."""
    if not _chosen().push_key:
        return ""
    told = {"devices": devices.of(person, _chosen().push_key), "here": login.session_id(), "kept": kept}
    return render_template("notifications/_devices.html", **told, key=sealing.public(_chosen().push_key))


@bp.post("/settings/devices")
def tell_here() -> Response:
    """Tell me on the device that I sit at."""
    form = sent(forms.DeviceForm)
    said = (form.endpoint.data or "", form.theirs.data or "", form.secret.data or "")
    browser = Browser(*said, request.user_agent.string)
    if not (form.validate() and _chosen().push_key and _right(browser)):
        return problem(
            422,
            _("This device cannot be told"),
            _("The browser did not say how to reach it. Go back and try once more; letters come as before."),
        )
    devices.switch_on(me(), login.session_id(), browser, _chosen().push_key)
    return _kept()


@bp.post("/settings/devices/<int:device_id>/gone")
def tell_there_no_more(device_id: int) -> Response:
    """Tell me nothing more on one of my devices."""
    devices.switch_off(me(), device_id)
    return _kept()


def _right(browser: Browser) -> bool:
    """Whether a push service can be asked there, and something can be sealed with these keys."""
    if not abroad.acceptable(browser.endpoint, _chosen().push_nearby):
        return False
    try:
        sealing.sealed(b"", browser.theirs, browser.secret)
    except sealing.BadKey:
        return False
    return True


def _kept() -> Response:
    return done(url_for("people.settings", kept="devices", _anchor="devices"))


def _chosen() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found
