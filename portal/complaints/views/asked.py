"""Is one letter enough? Whoever complained says so from a letter, without signing in.

The link is signed and names one complaint and one person; looking changes nothing: mail programs look too.
"""

from typing import Any

from flask import Response, current_app, render_template, url_for

from portal.complaints import gathering, letters, queries, settling
from portal.complaints.views import bp
from portal.kernel.doors import public
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.people.queries import by_number
from workflows.records import Refused

TOGETHER = "/complaints/together/<token>"


@bp.get(TOGETHER)
@public
def is_it_enough(token: str) -> str:
    """What happened, who answers it, and whether one letter is enough."""
    return _page(token, "")


@bp.post(f"{TOGETHER}/enough")
@public
def enough(token: str) -> Response:
    """Yes, one letter is enough for me."""
    row, person = _named(token)
    try:
        gathering.answer_letter(person, row)
    except Refused as refusal:
        sentence = str(refusal)
        return again(lambda: _page(token, sentence), status=409)
    return done(url_for(".is_it_enough", token=token))


@bp.post(f"{TOGETHER}/person")
@public
def not_enough(token: str) -> Response:
    """No, I want to be spoken with."""
    row, person = _named(token)
    gathering.ask_in_person(person, row)
    settling.settle(row)
    return done(url_for(".is_it_enough", token=token))


def _page(token: str, problem: str) -> str:
    row, _person = _named(token)
    return render_template("complaints/enough.html", token=token, row=row, event=row.event, problem=problem)


def _named(token: str) -> Any:
    """The complaint and the person that a link names.

    Raises:
        NotFound: this house did not make it, its reader may not read it any more, or it is of no event.
    """
    found = letters.asked(str(current_app.config["SETTINGS"].secret_key), token)
    person = by_number(found.person) if found else None
    if found is None or person is None:
        raise NotFound
    row = queries.by_id(person, found.complaint)
    if row.event is None:
        raise NotFound
    return row, person
