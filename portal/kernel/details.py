"""When something cannot be done for a program: problem details (RFC 9457) instead of a page.

`type` is an address of this house that ends in a word which never changes; `detail` is for people.
"""

from typing import Any

from flask import Response, current_app, json, request

PROGRAMS = "/api/"
CONTENT = "application/problem+json"
SAID = {
    400: (
        "unreadable",
        "This could not be read",
        "Send JSON in UTF-8. An Idempotency-Key has 8 to 120 characters.",
    ),
    401: (
        "token-needed",
        "A token is needed",
        "Send Authorization: Bearer and a token of yours that has not been ended.",
    ),
    403: ("not-yours", "This is not yours to do", "Ask somebody whose part it is."),
    404: (
        "not-found",
        "Nothing here that you can open",
        "There is no such thing, or it is not yours to see.",
    ),
    405: ("not-possible", "That is not possible here", "The header Allow says what is."),
    409: ("refused", "That is not possible as things stand", "Look at the order as it is now."),
    413: ("too-large", "That is too much at once", "Send less."),
    415: ("unknown-kind", "This could not be read", "Send it as application/json."),
    422: ("invalid", "This does not fit", "Look at each of the errors."),
    429: ("too-many", "Too many tries", "Wait as long as Retry-After says, then try again."),
    503: (
        "busy",
        "We cannot save just now",
        "Nothing was written. Send it again with the same Idempotency-Key.",
    ),
}
FAULT = ("fault", "Our side broke", "Nothing was written.")


def wanted() -> bool:
    """Whether a program asks, which reads no pages."""
    return request.path.startswith(PROGRAMS)


def details(status: int, title: str = "", sentence: str = "", kind: str = "", **members: Any) -> Response:
    """The problem as programs read it; `kind` ends its type, `members` are what else it has to say."""
    usual = SAID.get(status, FAULT)
    told = {
        "type": f"{current_app.config['SETTINGS'].address}/problems/{kind or usual[0]}",
        "title": title or usual[1],
        "status": status,
        "detail": sentence or usual[2],
    }
    return Response(json.dumps(told | members, sort_keys=False) + "\n", status, content_type=CONTENT)
