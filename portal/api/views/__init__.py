"""The addresses of the API, version 1: words in, the same actions as the pages, an answer out."""

from flask import Blueprint

from portal.api import failures
from portal.api.guard import guard
from portal.api.openapi import Key
from portal.kernel.http import House

bp = Blueprint("api", __name__, url_prefix="/api/v1")
failures.install(bp)
ORDER = "/orders/<key:ref>"
STAGE = f"{ORDER}/stages/<key:stage>"
PROMISE = f"{ORDER}/promises/<key:promise>"
PIN = f"{ORDER}/pins/<key:pin>"
NOTE = f"{ORDER}/notes/<key:note>"


def install(app: House) -> None:
    """Open the addresses of the API, and ask for a token at every door of it."""
    app.token_guard = guard
    app.url_map.converters["key"] = Key
    app.register_blueprint(bp)
