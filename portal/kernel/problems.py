"""When something cannot be done: one page for all, one sentence to act on, and what was typed is kept."""

import re
import secrets
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError
from werkzeug.exceptions import ClientDisconnected, HTTPException, SecurityError

from portal.kernel import details, files, forms, once
from portal.kernel.doors import SignedOut
from portal.kernel.http import fragment, give_up, only_read, url_here
from portal.kernel.once import UsedDifferently
from portal.kernel.queries import NotFound
from portal.kernel.storage import OutOfReach
from portal.kernel.verbs import NotAllowed, NotNow
from workflows.language import N_, _

log = structlog.get_logger()

CHOSEN = ("seen", "seq", "covers", "stage", "decision", "how", "done")  # said by the form, typed by nobody
KEY = re.compile(r"[a-z]\d+|[0-9a-f]{32}|[a-z]+(_[a-z]+)+|")  # of a note, a promise, a file or a choice
UNUSUAL = (N_("That did not work"), N_("Go back and try again."))
SAID = {
    400: (
        N_("This could not be read"),
        N_("Something in what was sent is not as it should be. Load the page and try again."),
    ),
    404: (
        N_("Nothing here that you can open"),
        N_("If somebody sent you this link, ask them to invite you."),
    ),
    405: (N_("That is not possible here"), N_("Go back to the page and use its buttons.")),
    413: (N_("That is too much at once"), N_("Send less text or a smaller file.")),
    415: (N_("This could not be read"), N_("It was sent in a form we do not know.")),
    429: (N_("Too many tries"), N_("Wait a few minutes, then try again.")),
}


def install(app: Flask) -> None:
    """Answer every kind of failure with the one page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotFound, lambda error: problem(404, "", str(error)))
    app.register_error_handler(
        NotAllowed, lambda error: problem(403, _("This is not yours to do"), str(error))
    )
    app.register_error_handler(
        NotNow, lambda error: problem(409, _("Not as things stand"), str(error), keep=True)
    )
    app.register_error_handler(
        UsedDifferently,
        lambda error: problem(409, _("Sent twice"), str(error), keep=True, key=once.key()),
    )
    app.register_error_handler(SignedOut, lambda _error: _signed_out())
    app.register_error_handler(CSRFError, lambda _error: _stale())
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(TimeoutError, lambda _error: _busy())
    app.register_error_handler(OutOfReach, _out_of_reach)
    app.register_error_handler(Exception, _fault)


def problem(
    status: int, title: str = "", sentence: str = "", *, keep: bool = False, key: str = "", back: str = ""
) -> Response:
    """The page, or for htmx the strip, that says what is wrong. A program gets problem details.

    `keep` shows what was typed and sends it again, under the same one-time key unless another is given;
    never for another site, which may have made our own people send it. `back` is the address of the order
    that it is about.
    """
    give_up()
    g.setdefault("standing", None)  # a page about a failure asks for nothing that it can do without
    if details.wanted():
        return details.details(status, title, sentence)
    usual = SAID.get(status, UNUSUAL)
    own = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    kept = forms.typed() if keep and own else []
    told = {"status": status, "title": title or _(usual[0]), "sentence": sentence or _(usual[1])}
    if fragment():
        response = make_response(render_template("_strip_problem.html", **told), status)
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#strip", "innerHTML"
        return response
    again = {"kept": kept, "resend": url_here(), "key": key or (_key() if kept else ""), "back": back}
    written = [(name, text) for name, text in kept if name not in CHOSEN and not KEY.fullmatch(text)]
    return make_response(render_template("problem.html", **told, **again, written=written), status)


def _key() -> str:
    """The one-time key that the form came with: whatever became of it, it is done once."""
    sent = request.form.get("once", "")
    return sent if 8 <= len(sent) <= once.LONGEST else once.key()


def _http(error: HTTPException) -> Response:
    if error.response is not None and error.code is None:
        return make_response(error.response)
    if isinstance(error, SecurityError):  # a name that is not ours; no page can be made under it
        return Response("This portal is not reached under that name.", 400, mimetype="text/plain")
    status = error.code or 500
    if request.endpoint == "static":  # it has no unit of work that could say who asks, and nobody reads it
        return Response("There is no such file here.", status, mimetype="text/plain")
    response = problem(status, *_known(error), back=_came_from() if status == 413 else "")
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _came_from() -> str:
    """The page of an order or complaint that a form came from, as the browser says: its draft is there."""
    at = urlsplit(request.referrer or "")
    return at.path if at.netloc == request.host and at.path.startswith(("/orders/", "/complaints/")) else ""


def _known(error: HTTPException) -> tuple[str, str]:
    """The title and sentence of failures that say more than their status."""
    if isinstance(error, ClientDisconnected):
        lost = _("Not all of it arrived, and nothing of it was kept. Send it again.")
        return _("The connection broke"), lost
    return "", _largest() if error.code == 413 else ""


def _largest() -> str:
    """What a form may hold, with the numbers."""
    return _(
        "Send less text, or fewer files at once: go back, and add the others afterwards. "
        "A form may hold 3 MB of text; a file may have %(size)s MB.",
        size=files.megabytes(current_app.config["SETTINGS"].largest_upload),
    )


def _signed_out() -> Response:
    """Said beside what is being written, which stays as it is."""
    return problem(
        401,
        _("You are signed out here"),
        _("Go on writing and press its button: you sign in, and what you wrote is there to send."),
    )


def _stale() -> Response:
    """A form from an old page."""
    return problem(
        400,
        _("This page was open for a long time"),
        _("Nothing is lost. Look it over and send it again."),
        keep=True,
    )


def _database(error: DBAPIError) -> Response:
    if not isinstance(error, OperationalError) and not error.connection_invalidated:
        return _fault(error)
    log.error("database", problem=str(error.orig))
    return _busy()


def _out_of_reach(error: OutOfReach) -> Response:
    log.error("storage", problem=str(error))
    return _busy()


def _busy() -> Response:
    """Nothing can be written just now; what can still be read names the house on the page that says so."""
    only_read()
    response = problem(
        503,
        _("We cannot save just now"),
        _("Our side is busy or being looked after. Nothing you wrote is lost."),
        keep=True,
    )
    response.headers["Retry-After"] = "10"
    return response


def _fault(error: Exception) -> Response:
    give_up()  # who asked, and so their language, is not known again before
    reference = secrets.token_hex(4)
    log.error("fault", reference=reference, path=request.path, exc_info=error)
    sentence = _(
        "Nothing you wrote is lost. Tell us the reference %(reference)s, and we look for the cause.",
        reference=reference,
    )
    return problem(500, _("Our side broke"), sentence, keep=True)
