"""What the API says when the rules or the shape of a request do not allow it: problem details (RFC 9457)."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request

from portal.api.blocks import Answer
from portal.api.prices import Impact
from portal.api.reading import Unfit, Unreadable
from portal.cases import queries
from portal.kernel.details import details
from portal.kernel.doors import me
from portal.kernel.once import UsedDifferently
from portal.kernel.queries import NotFound
from workflows.case import Conflict, Json, Refused
from workflows.language import _
from workflows.merging import merge
from workflows.values import Invalid


class Problem(Answer):
    """What went wrong (RFC 9457). `type` ends in a word that never changes, `detail` is for people."""

    type: str
    title: str
    status: int
    detail: str


class Mistake(Answer):
    """A place in what was sent, and what is wrong there; sometimes what would fit."""

    field: str
    message: str
    suggestion: str | None = None


class Mistakes(Problem):
    """What was sent does not fit."""

    errors: list[Mistake]


class TwoValues(Problem):
    """Somebody changed the line meanwhile: what it holds now, since change `seq`, and what was sent.

    `base` is what it held when both began. `merged` is a long text with both changes in it, where they fit
    together; it is never written by itself.
    """

    base: Any
    theirs: Any
    yours: Any
    merged: str | None
    seq: int
    by: str | None
    at: datetime | None


class PricedNow(Problem):
    """The change has a price, or is not possible; sent again with the impact's `quote` it is made."""

    impact: Impact


class NotTaken(Exception):
    """A change was to be made without its price being taken; the message says what to look at."""

    def __init__(self, sentence: str, impact: Impact) -> None:
        super().__init__(sentence)
        self.impact = impact


def install(bp: Blueprint) -> None:
    """Answer these kinds of failure; the rest is said by `portal.kernel.problems`, as details too."""
    bp.register_error_handler(401, _no_token)
    bp.register_error_handler(NotFound, lambda error: details(404, sentence=str(error)))
    bp.register_error_handler(Refused, lambda error: details(409, sentence=str(error)))
    bp.register_error_handler(Conflict, _conflict)
    bp.register_error_handler(NotTaken, _priced)
    bp.register_error_handler(UsedDifferently, _used)
    bp.register_error_handler(Unreadable, lambda _error: details(400))
    bp.register_error_handler(Unfit, lambda error: details(422, sentence=str(error), errors=error.errors))
    bp.register_error_handler(Invalid, _invalid)


def _no_token(_error: Exception) -> Response:
    response = details(401)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _used(_error: UsedDifferently) -> Response:
    said = _("This Idempotency-Key came with another request before. Use a new key for each thing you do.")
    return details(409, _("Sent before with other words"), said, kind="key-used")


def _conflict(error: Conflict) -> Response:
    """Both values of the line; nothing was written."""
    clash = next(iter(error.lines.values()))
    theirs, (base, merged) = clash.theirs, _brought_together(error)
    return details(
        409,
        _("Somebody changed this line meanwhile"),
        _("Nothing was written. Look at both values, then send yours again with seen set to seq."),
        kind="conflict",
        base=base,
        theirs=theirs.value if theirs else None,
        yours=clash.yours,
        merged=merged,
        seq=clash.seq,
        by=theirs.by if theirs else None,
        at=theirs.at.isoformat() if theirs else None,
    )


def _brought_together(error: Conflict) -> tuple[Json, str | None]:
    """What the line said when both began; and, of long text, both changes in one where they fit together."""
    named = request.view_args or {}
    key, clash = next(iter(error.lines.items()))
    case = queries.get(me(), named["ref"])
    base, field = (
        queries.value_at(case, error.stage, key, clash.seen),
        case.thread.stage(error.stage).field(key),
    )
    texts = (base or "", clash.theirs.value if clash.theirs else "", clash.yours)
    if field is None or field.type != "longtext" or not all(isinstance(text, str) for text in texts):
        return base, None
    return base, merge(*texts).text


def _priced(error: NotTaken) -> Response:
    """What it takes, as the operation that weighs a change tells it; nothing was written."""
    impact = error.impact.model_dump(mode="json")
    return details(409, _("This change has a price"), str(error), kind="priced", impact=impact)


def _invalid(error: Invalid) -> Response:
    """Only a line can fail to fit: the one in the address, the first of a new order, or one asked about."""
    named = request.view_args or {}
    field = named.get("field", "value" if named else "need")
    meant = {"suggestion": error.suggestion} if error.suggestion else {}
    return details(422, sentence=str(error), errors=[{"field": field, "message": str(error), **meant}])
