"""create_app: the only module that knows all areas."""

from typing import Any

from flask import g, url_for
from flask_compress import Compress
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.local import LocalProxy

from portal import (
    cases,
    clans,
    complaints,
    cords,
    findings,
    habitat,
    hunts,
    knowledge,
    leaders,
    meetings,
    notifications,
    objections,
    orders,
    people,
    privacy,
    processes,
    quests,
    relationship,
    signals,
)
from portal.api import views as api
from portal.cases import reading
from portal.kernel import (
    clock,
    crowd,
    db,
    drafting,
    health,
    http,
    languages,
    live,
    logs,
    once,
    problems,
    settings,
    statics,
    verbs,
)
from portal.kernel.doors import me, somebody
from portal.kernel.slots import Slots
from portal.kernel.text import markdown
from workflows.language import _, pgettext

# In this order they hang their parts into the pages of others.
AREAS = (
    people,
    clans,
    cases,
    orders,
    relationship,
    findings,
    quests,
    habitat,
    knowledge,
    hunts,
    objections,
    meetings,
    processes,
    signals,
    leaders,
    complaints,
    cords,
    privacy,
    notifications,
    api,
)


def create_app(chosen: settings.Settings | None = None, database: db.Database | None = None) -> http.House:
    """The portal as one WSGI app, with the settings of the environment unless others are given.

    Raises:
        portal.kernel.settings.BadSetting: a setting is wrong; the message says what to write instead.
    """
    chosen = chosen or settings.load()
    logs.install()
    app = http.House(
        "portal", root_path=str(settings.ROOT), template_folder="templates", static_folder="static"
    )
    _configure(app, chosen)
    app.database = database or db.connect(chosen.database_url)
    app.live = live.Switchboard(app.database)
    Compress(app)  # what is registered first is done last
    languages.install(app, _language)  # before anything can be said
    http.install(app)  # before the check of form tokens, whose refusal is a page of the house too
    forms = CSRFProtect(app)
    forms.exempt(api.bp)
    forms.exempt(notifications.links.stop)
    problems.install(app)
    for bp in (health.bp, drafting.bp):
        app.register_blueprint(bp)
    _dress(app)
    for area in AREAS:
        area.install(app)
    return app


def _configure(app: http.House, chosen: settings.Settings) -> None:
    app.config.update(
        SETTINGS=chosen,
        SECRET_KEY=chosen.secret_key,
        SESSION_COOKIE_NAME="__Host-thread" if chosen.secure else "thread",
        SESSION_COOKIE_SECURE=chosen.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=60 * 60 * 24 * 90,
        MAX_CONTENT_LENGTH=chosen.largest_upload + 3_000_000,
        MAX_FORM_MEMORY_SIZE=3_000_000,
        MAX_FORM_PARTS=2_000,
        WTF_CSRF_TIME_LIMIT=None,
        PREFERRED_URL_SCHEME="https" if chosen.secure else "http",
        TRUSTED_HOSTS=settings.trusted_hosts(chosen),
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_STREAMS=False,
    )
    gate = crowd.AtTheGate(app, crowd.Crowd(chosen.requests_a_minute))
    app.wsgi_app, app.known_as = gate, gate.crowd.learn  # type: ignore[method-assign]  # as Flask says to
    settings.trust_proxies(app, chosen)


def _dress(app: http.House) -> None:
    """What every template may use."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["markdown"] = markdown
    app.jinja_env.globals.update(once=once.key, slot=Slots(), static_url=statics.address, now=clock.now)
    app.jinja_env.globals.update(draft_of=drafting.found, url_here=http.url_here)

    @app.context_processor
    def given() -> dict[str, Any]:
        person = me() if somebody() else None
        return {
            "me": person,
            "house": g.get("house"),
            "can": lambda verb, thing: person is not None and verbs.may(person, verb, thing),
            "nav": _nav(person),
            "undo": g.get("undo") or drafting.just_away(),
            "standing": LocalProxy(_standing),
        }


def _language() -> str:
    """The language that whoever reads has chosen; "" if none, or if it cannot be read just now."""
    try:
        return str(me().language) if somebody() else ""
    except SQLAlchemyError:
        return ""


def _standing() -> reading.Standing:
    """How the orders of whoever looks stand: asked for once, by pages that say it."""
    if "standing" not in g:
        g.standing = reading.standing(me()) if somebody() else None
    return g.standing or reading.Standing(0, 0, 0)


def _nav(person: Any) -> list[tuple[str, str, bool]]:
    """The main menu: label, address, and whether this is where we are."""
    if person is None:
        return []
    places = [(pgettext("menu", "Home"), "orders.home")]
    places += [(_("Desk"), "complaints.desk")] if "executive" in person.roles else []
    places += [(_("Customers"), "clans.index")] if person.side == "clan" else []
    places += [(_("Orders"), "orders.index"), (_("Our people"), "people.ours")]
    here = g.get("place", "")
    return [(label, url_for(endpoint), endpoint == here) for label, endpoint in places]
