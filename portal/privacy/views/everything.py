"""Everything about me, or about us: asked for, put together by the worker, and fetched."""

from flask import Response, current_app, g, make_response, render_template, url_for

from portal.kernel import files
from portal.kernel.doors import me
from portal.kernel.forms import Form, sent
from portal.kernel.http import done
from portal.kernel.queries import NotFound
from portal.people.views import door
from portal.privacy import actions, links, queries
from portal.privacy.views import bp

PAGE = "/settings/everything"


def way() -> str:
    """The way to this page from one's settings."""
    return render_template("privacy/_way.html")


@bp.get(PAGE)
def page() -> str:
    """What is in a copy, and the copies that there are."""
    g.place = "people.settings"
    secret = door.chosen().secret_key
    return render_template(
        "privacy/everything.html",
        copies=[(one, links.token(secret, one) if one.state == "made" else "") for one in queries.mine(me())],
        most=actions.MOST_A_DAY,
        minutes=int(links.GOOD_FOR.total_seconds() // 60),
    )


@bp.post(PAGE)
def ask() -> Response:
    """Ask for everything about me."""
    sent(Form)
    actions.ask(me(), me())
    return done(url_for(".page"))


@bp.post(f"{PAGE}/customer")
def ask_all() -> Response:
    """Ask for everything about us."""
    sent(Form)
    actions.ask_all(me(), queries.own_account(me()))
    return done(url_for(".page"))


@bp.get(f"{PAGE}/<int:copy>/<link>")
def fetch(copy: int, link: str) -> Response:
    """The ZIP, for whom it was made, while the link holds."""
    found = queries.fetched(me(), copy)
    if not links.holds(door.chosen().secret_key, link, found):
        raise NotFound
    try:
        response = make_response(files.storage_of(current_app).get(found.key))
    except FileNotFoundError:
        raise NotFound from None
    response.headers["Content-Type"] = "application/zip"
    name = f"everything-{found.made:%Y-%m-%d}.zip"
    response.headers["Content-Disposition"] = files.disposition("attachment", name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
