"""The addresses of people: a URL in, a page out."""

from flask import Blueprint, Response

from portal.kernel.problems import problem
from portal.people.limits import TooMany
from workflows.language import _

bp = Blueprint("people", __name__)


@bp.errorhandler(TooMany)
def too_many(_error: TooMany) -> Response:
    """Somebody knocks too often; what counts is said, whether we know them or not."""
    wait = _("Wait a quarter of an hour, then try again. Or ring us.")
    response = problem(429, _("Too many tries"), wait)
    response.headers["Retry-After"] = "900"
    return response
