"""The addresses of people: a URL in, a page out."""

from flask import Blueprint, Response

from portal.kernel.problems import problem
from portal.people.limits import TooMany

bp = Blueprint("people", __name__)


@bp.errorhandler(TooMany)
def too_many(_error: TooMany) -> Response:
    """Somebody knocks too often; what counts is said, whether we know them or not."""
    response = problem(429, "Too many tries", "Wait a quarter of an hour, then try again. Or ring us.")
    response.headers["Retry-After"] = "900"
    return response
