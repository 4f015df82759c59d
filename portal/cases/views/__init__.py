"""The addresses of a case: a URL in, a page or a part out."""

from flask import Blueprint, Response, request, url_for

from portal.kernel.problems import problem
from workflows.case import Refused
from workflows.language import _

bp = Blueprint("cases", __name__, url_prefix="/orders")


@bp.errorhandler(Refused)
def refused(error: Refused) -> Response:
    """The rules of the case do not allow it: a sentence, and what was typed is kept."""
    back = url_for(".show", **{"ref": (request.view_args or {})["ref"]})
    return problem(409, _("That is not possible as things stand"), str(error), keep=True, back=back)
