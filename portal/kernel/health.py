"""Two addresses for whoever watches over the server: does it live, and can it serve."""

from flask import Blueprint, Response
from sqlalchemy.exc import DBAPIError

from portal.kernel import schema
from portal.kernel.db import session
from portal.kernel.doors import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def lives() -> Response:
    """The process answers; nothing else is asked."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def ready() -> Response:
    """The database answers, and its tables are those that this version needs."""
    try:
        able = schema.at_head(session().connection())
    except DBAPIError:
        able = False
    return Response("ok\n" if able else "not ready\n", 200 if able else 503, mimetype="text/plain")
