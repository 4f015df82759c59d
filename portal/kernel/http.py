"""The way of a request: who is it, one unit of work, once only, and the answer in the form it was asked for.

A page address answers with the whole page, always; a part address with its part. Only a POST has two answers:
the part for htmx, a redirect (303) to the page for a plain browser.
"""

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

import structlog
from flask import Flask, Response, abort, current_app, g, make_response, redirect, request, url_for
from flask_htmx import HTMX
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value
from werkzeug.exceptions import ClientDisconnected
from werkzeug.wrappers import Response as BaseResponse

from portal.kernel import forms, headers, kept, once
from portal.kernel.db import DOOR, Base, Database
from portal.kernel.doors import SignedOut, door, me, somebody
from portal.kernel.live import Switchboard

log = structlog.get_logger()
SAFE = ("GET", "HEAD", "OPTIONS")


class Htmx(HTMX):  # type: ignore[misc]  # flask-htmx has no types
    """flask-htmx as htmx 4 speaks: only a partial request that is not boosted wants a part."""

    @property
    def wants_part(self) -> bool:
        """Whether a part, not a page, is the right answer to this request."""
        kind = request.headers.get("HX-Request-Type", "partial")
        return bool(self) and kind == "partial" and not self.boosted and not self.history_restore_request


htmx = Htmx()


class House(Flask):
    """A Flask app whose every request is one unit of work."""

    database: Database
    live: Switchboard
    token_guard: Callable[[], None]
    known_as: Callable[[str, str], None]  # (secret, who): whose share of the house this session takes

    def dispatch_request(self) -> Response:
        """Answer, keep the answer under its one-time key, and commit; all or nothing."""
        writes = request.method not in SAFE and request.endpoint not in (None, "static")
        first = answered_before() if writes else None
        if first is not None:
            return first
        response = self.make_response(super().dispatch_request())
        if not writes:
            return response
        if response.status_code >= 400 and "counts" not in g:
            give_up()
            return response
        if "claim" in g:
            once.keep(g.claim, response)
            kept.taken(g.claim.person, g.claim.key, request.form.get("draft", ""))
        g.unit.commit()
        return response

    def send_static_file(self, filename: str) -> Response:
        """A file of `static/`; one of words is read whole.

        Flask-Compress puts its own stream in the place of a streamed file's and leaves the file open.
        """
        response = super().send_static_file(filename)
        if response.mimetype in self.config["COMPRESS_MIMETYPES"]:
            response.direct_passthrough = False
            response.get_data()
        return response


def install(app: House) -> None:
    """Put every request on its way."""
    htmx.init_app(app)
    app.before_request(_begin)
    app.after_request(headers.dress)
    app.teardown_request(_end)


def fragment() -> bool:
    """Whether this request asks for a part of a page."""
    return htmx.wants_part


def done(back: str, part: Callable[[], str] | None = None) -> Response:
    """The answer to a POST that was taken: the part for htmx, else a redirect to the page."""
    if fragment():
        return make_response(part()) if part else make_response("", 204, {"HX-Redirect": back})
    return make_response(redirect(back, 303))


def again(page: Callable[[], str], part: Callable[[], str] | None = None, status: int = 422) -> Response:
    """The answer to a POST that cannot be taken as it is: the form once more, with what was typed."""
    give_up()
    return make_response(part() if part and fragment() else page(), status)


def counted(page: str, status: int) -> Response:
    """The answer to a POST that is refused and leaves its trace all the same: a wrong code counts."""
    g.counts = True
    return make_response(page, status)


def with_trace(response: Response) -> Response:
    """A refusal that keeps what was written after it was given up, but not its key: it may come again."""
    g.counts = True
    return response


def afterwards(deed: Callable[[], None]) -> None:
    """Do something small that no answer waits for, in a unit of its own once this one is closed: so a page
    that is read locks nothing, and no request holds two connections. It is left when it fails."""
    g.setdefault("afterwards", []).append(deed)


def lasting(*things: Base) -> None:
    """Who is here and which house this is: a page about a failing database does not ask for them again."""
    for thing in things:
        columns = inspect(thing).mapper.column_attrs
        read = {column.key: getattr(thing, column.key) for column in columns}
        g.lasting = [*g.get("lasting", []), (thing, read)]


def give_up() -> None:
    """Write nothing of what this request has done so far; what was said to last stays as it was read."""
    g.pop("claim", None)
    unit = g.get("unit")
    if unit is None:
        return
    for thing, words in g.get("lasting", []):
        if thing in unit:
            unit.expunge(thing)
        for name, word in words.items():  # a write that failed has emptied it already
            set_committed_value(thing, name, word)
    unit.rollback()


def only_read() -> None:
    """Give up, and go on with a unit that reads: where nothing can be written, a page can still be made."""
    give_up()
    app = current_app
    assert isinstance(app, House)  # noqa: S101  create_app makes no other
    if "unit" in g:
        app.database.close(g.unit)
        g.unit = app.database.open(write=False, reach=g.unit.info["reach"])


def url_here() -> str:
    """The path and query of this request."""
    return request.full_path if request.query_string else request.path


def safe_next(target: str) -> str:
    """Where to go after signing in: a path of this house, or its front page."""
    plain = target.startswith("/") and not target.startswith("//") and target.isprintable()
    return target if plain and not urlsplit(target).netloc and "\\" not in target else "/"


def _begin() -> Response | BaseResponse | None:
    if request.endpoint == "static":
        return None
    app = current_app
    assert isinstance(app, House)  # noqa: S101  create_app makes no other
    # First of all, because a page that refuses names the house and the person too.
    g.unit = app.database.open(write=bool(request.endpoint) and request.method not in SAFE, reach=DOOR)
    # No text column holds a zero, so nothing of that name exists. A program is told which word it was.
    if "\0" in unquote(request.path if request.path.startswith("/api/") else url_here()):
        abort(404)
    if request.mimetype != "multipart/form-data":  # only files are large
        request.max_content_length = app.config["MAX_FORM_MEMORY_SIZE"]
    elif not request.form and not request.files:  # it ends before its end, and is read as nothing at all
        raise ClientDisconnected
    if _unkeepable():
        abort(400)
    return _at_the_door(app, request.endpoint) if request.endpoint else None


def _at_the_door(app: House, endpoint: str) -> Response | BaseResponse | None:
    kind = door(app, endpoint)
    if kind == "token":
        app.token_guard()
    elif kind == "session" and not somebody():
        return to_sign_in()
    return None


def _unkeepable() -> bool:
    """Whether a form holds the character NUL, which no database keeps and nobody can type."""
    return any("\0" in name + text for name, text in request.form.items(multi=True))


def to_sign_in() -> Response | BaseResponse:
    """Ask for a sign-in first; what was typed by somebody whose session ended is kept for them.

    Raises:
        SignedOut: the page asked by itself; its reader is told, and stays.
    """
    if fragment() and hasattr(current_app.view_functions[request.endpoint or ""], "aside"):
        raise SignedOut
    back = url_here() if request.method in SAFE and not fragment() else None
    owner, said = g.get("ended_session_of"), None
    if request.method not in SAFE and owner:
        kept.keep(owner, url_here(), [[name, text] for name, text in forms.typed()])
        g.unit.commit()
        said = "kept"
    target = url_for("people.sign_in", next=back, words=said)
    if fragment():
        response = make_response("", 204)
        response.headers["HX-Redirect"] = target
        return response
    return redirect(target, 303)


def answered_before() -> Response | None:
    """The first answer to this form, when it was sent before; every form must carry its key.

    It is claimed before the deed, so that the same form sent at the very same moment waits for the first.
    A PUT is once by itself (RFC 9110, 9.2.2) and need carry none.
    """
    view = current_app.view_functions[request.endpoint or ""]
    if hasattr(view, "one_click"):
        return None
    key = request.headers.get("Idempotency-Key") or request.form.get("once", "")
    if not key and (request.method == "PUT" or door(current_app, request.endpoint or "") == "token"):
        return None
    if not 8 <= len(key) <= once.LONGEST:
        abort(400)
    asked = (me().handle if somebody() else "-", key, once.digest(request))
    first = once.answer(*asked)
    if first is not None:
        return first
    try:
        g.claim = once.claim(*asked)
    except IntegrityError:
        give_up()
        return once.answer(*asked)
    return None


def _end(_error: BaseException | None) -> None:
    unit, app = g.pop("unit", None), current_app
    assert isinstance(app, House)  # noqa: S101  create_app makes no other
    if unit is not None:
        app.database.close(unit)
    for deed in g.pop("afterwards", ()):
        try:
            with app.database.unit(write=True, reach=unit.info["reach"]):
                deed()
        except Exception as error:  # the answer is on its way; whatever it is, it must not turn into another
            log.error("afterwards", exc_info=error)
