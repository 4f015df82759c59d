"""The private feed of one person's appointments, for the calendar that they use elsewhere."""

from functools import partial

from flask import Blueprint, Response, current_app, make_response, request

from portal.cases import letters, post
from portal.kernel.doors import public
from portal.kernel.http import afterwards
from portal.kernel.queries import NotFound
from portal.people import feeds

bp = Blueprint("calendar", __name__)


@bp.get("/calendar/<secret>.ics")
@public
def feed(secret: str) -> Response:
    """The appointments that whoever this address was given to may see now; it is the only key to them."""
    found = feeds.whose(secret)
    if found is None:
        raise NotFound
    if not feeds.used_of_late(found):
        afterwards(partial(feeds.note_used, found.id))
    site = post.site(current_app.config["SETTINGS"])
    response = make_response(letters.feed(site, found.person))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8; method=PUBLISH"
    response.headers["Cache-Control"] = "private, no-cache"  # kept, and asked about each time
    response.add_etag()
    response.make_conditional(request)
    return response
