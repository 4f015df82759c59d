"""Was it so? Whoever complained says from a letter, without signing in, whether we spoke in person.

The link is signed and names one talk and one person; looking changes nothing, for mail programs look too.
"""

from typing import Any

from flask import Response, current_app, render_template, url_for

from portal.complaints import actions, letters, queries
from portal.complaints.views import bp
from portal.kernel.doors import me, public
from portal.kernel.http import done
from portal.kernel.queries import NotFound
from portal.people.queries import by_number

TALK = "/complaints/talks/<token>"


@bp.get(TALK)
@public
def was_it_so(token: str) -> str:
    """What the executive notes, and whether it was so."""
    row, number, _person = _named(token)
    held = row.it.contacts[number]
    text = queries.texts(row).get(held.words, "")
    return render_template("complaints/talk.html", token=token, row=row, talk=held, text=text)


@bp.post(f"{TALK}/so")
@public
def was_so(token: str) -> Response:
    """Yes, they spoke with me themselves."""
    row, number, person = _named(token)
    actions.confirm_talk(person, row, number)
    return done(url_for(".was_it_so", token=token))


@bp.post(f"{TALK}/otherwise")
@public
def was_not(token: str) -> Response:
    """No, it was not so."""
    row, number, person = _named(token)
    actions.deny_talk(person, row, number)
    return done(url_for(".was_it_so", token=token))


@bp.post("/complaints/<complaint>/talks/<int:number>/<answer>")
def answer(complaint: str, number: int, answer: str) -> Response:
    """The same, by somebody who is signed in."""
    row = queries.get(me(), complaint)
    if number >= len(row.it.contacts) or answer not in ("so", "otherwise"):
        raise NotFound
    (actions.confirm_talk if answer == "so" else actions.deny_talk)(me(), row, number)
    return done(url_for(".page", complaint=complaint))


def _named(token: str) -> Any:
    """The complaint, the talk and the person that a link names.

    Raises:
        NotFound: this house did not make the link, or its reader may not read it any more.
    """
    found = letters.named(str(current_app.config["SETTINGS"].secret_key), token)
    person = by_number(found.person) if found else None
    if found is None or person is None:
        raise NotFound
    row = queries.by_id(person, found.complaint)
    if found.talk >= len(row.it.contacts):
        raise NotFound
    return row, found.talk, person
