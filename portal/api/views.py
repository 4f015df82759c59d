"""The addresses of the API, version 1: words in, the same actions as the pages, an answer out."""

from flask import Blueprint, abort
from werkzeug.datastructures import WWWAuthenticate

from portal.kernel.http import House

bp = Blueprint("api", __name__, url_prefix="/api/v1")


def install(app: House) -> None:
    """Open the addresses of the API, and ask for a token at every door of it."""
    app.token_guard = _guard
    app.register_blueprint(bp)


def _guard() -> None:
    """Nobody passes yet; the doors come with their views."""
    abort(401, www_authenticate=WWWAuthenticate("bearer"))
