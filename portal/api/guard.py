"""Who asks: a bearer token lets its person in for one request. A session's cookie opens nothing here."""

from flask import abort, current_app, request, session

from portal.kernel.http import afterwards, lasting
from portal.people import sessions
from portal.people.login import Visitor, manager, share
from portal.people.queries import token

LARGEST = 3_000_000  # bytes of JSON; files come in through the pages


def guard() -> None:
    """Let in whoever carries a token that has not been ended; 401 for everybody else.

    The session is emptied for this request without being written, so that no cookie is read or renewed.
    """
    request.max_content_length = LARGEST
    session.clear()
    session.modified = False
    given = request.authorization
    secret = given.token if given is not None and given.type == "bearer" else None
    found = token(secret) if secret else None
    if found is None:
        abort(401)
    current_app.known_as(secret, share(found.person))  # type: ignore[attr-defined]  # the app is our House
    number = found.id
    if not sessions.used_of_late(found):
        afterwards(lambda: sessions.note_used(number))
    lasting(found.person)
    manager._update_request_context_with_user(Visitor("", found.person))
