"""When something cannot be done for a program: problem details (RFC 9457) instead of a page.

`type` is an address of this house that ends in a word which never changes; `detail` is for people.
"""

from typing import Any

from flask import Response, current_app, json, request

from workflows.language import N_, _

PROGRAMS = "/api/"
CONTENT = "application/problem+json"
SAID = {
    400: (
        "unreadable",
        N_("This could not be read"),
        N_("Send JSON in UTF-8. An Idempotency-Key has 8 to 120 characters."),
    ),
    401: (
        "token-needed",
        N_("A token is needed"),
        N_("Send Authorization: Bearer and a token of yours that has not been ended."),
    ),
    403: ("not-yours", N_("This is not yours to do"), N_("Ask somebody whose part it is.")),
    404: (
        "not-found",
        N_("Nothing here that you can open"),
        N_("There is no such thing, or it is not yours to see."),
    ),
    405: ("not-possible", N_("That is not possible here"), N_("The header Allow says what is.")),
    409: ("refused", N_("That is not possible as things stand"), N_("Look at the order as it is now.")),
    413: ("too-large", N_("That is too much at once"), N_("Send less.")),
    415: ("unknown-kind", N_("This could not be read"), N_("Send it as application/json.")),
    422: ("invalid", N_("This does not fit"), N_("Look at each of the errors.")),
    429: ("too-many", N_("Too many tries"), N_("Wait as long as Retry-After says, then try again.")),
    503: (
        "busy",
        N_("We cannot save just now"),
        N_("Nothing was written. Send it again with the same Idempotency-Key."),
    ),
}
FAULT = ("fault", N_("Our side broke"), N_("Nothing was written."))


def wanted() -> bool:
    """Whether a program asks, which reads no pages."""
    return request.path.startswith(PROGRAMS)


def details(status: int, title: str = "", sentence: str = "", kind: str = "", **members: Any) -> Response:
    """The problem as programs read it; `kind` ends its type, `members` are what else it has to say."""
    usual = SAID.get(status, FAULT)
    told = {
        "type": f"{current_app.config['SETTINGS'].address}/problems/{kind or usual[0]}",
        "title": title or _(usual[1]),
        "status": status,
        "detail": sentence or _(usual[2]),
    }
    return Response(json.dumps(told | members, sort_keys=False) + "\n", status, content_type=CONTENT)
