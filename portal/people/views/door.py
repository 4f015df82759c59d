"""The door: what it knows of whoever knocks, and its one page with every way in."""

from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.kernel import clock, kept
from portal.kernel.http import counted, done, safe_next
from portal.kernel.settings import Settings
from portal.people import circles, credentials, limits, login
from workflows.language import N_, _

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")
WRONG = {
    "code": N_("This is not the code in our letter. Look at it once more."),
    "late": N_("This code was for 15 minutes, or it was used. Send another."),
    "password": N_("This address and password do not belong together."),
    "passkey": N_("This passkey did not open the door. Try again, or let us send a code."),
}


def chosen() -> Settings:
    """The settings of this house."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def network() -> str:
    """The network that this request comes from, for the limits."""
    return limits.network(request.remote_addr)


def address(path: str) -> str:
    """A whole address for a letter, from the settings: never from what a request claims our name is."""
    return chosen().address + path


def site() -> credentials.Site:
    """The house as this browser knows it. Hosts are checked before, so the request's own name can be used."""
    origin = chosen().public_url or request.host_url.rstrip("/")
    return credentials.Site(urlsplit(origin).hostname or "", origin, login.house().name)


def passkeys_possible() -> bool:
    """Whether passkeys can work here: browsers want a name, not a number, and TLS or this machine itself."""
    try:
        ip_address(site().host)
    except ValueError:
        return chosen().secure or site().host == "localhost"
    return False


def is_demo() -> bool:
    """Whether this is a demo house that only this very machine reaches: there, anybody may be anybody."""
    settings = chosen()
    if settings.public_url or settings.proxies or any(name in request.headers for name in FORWARDED):
        return False
    try:
        near = ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        near = False
    return near and login.house().demo


def target() -> str:
    """Where to go once signed in: a path of this house."""
    return safe_next(request.values.get("next", "/"))


def page(**said: Any) -> str:
    """The page with every way in. `problem` names what went wrong, if anything did."""
    sent_to = session.get("letter", {})
    told: dict[str, Any] = {
        "email": "",
        "errors": {},
        "problem": "",
        "open": "",
        "typing": False,
        "kept": False,
        **said,
    }
    return render_template(
        "people/sign_in.html",
        **told,
        next=target(),
        sent_to=sent_to.get("email", ""),
        sent_at=datetime.fromisoformat(sent_to["at"]) if sent_to else clock.now(),
        passkeys=passkeys_possible(),
        cast=circles.cast() if is_demo() else [],
    )


def refused(problem: str, **said: Any) -> Response:
    """The page again, with what went wrong; the try counts."""
    place = "code" if problem == "late" else problem
    return counted(page(errors={place: _(WRONG[problem])}, problem=problem, **said), 422)


def enter(person: Any, how: str) -> Response:
    """Sign somebody in, and send them where they wanted to go, or to what they wrote before."""
    onward = target()
    login.enter(person, how)
    if kept.newest(person.handle):
        return done(url_for("people.kept_words", next=onward))
    by_letter = how in ("code", "link", "invitation")
    if by_letter and passkeys_possible() and credentials.offer_once(person):
        return done(url_for("people.new_passkey", next=onward))
    return done(onward)
