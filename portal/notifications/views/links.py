"""The link at the foot of a letter: which letters somebody wants, said without signing in.

Its token is signed and names one person; nothing but their own letters can be changed by it. Looking changes
nothing. A mail program stops letters with one POST, which no page of ours has sent (RFC 8058).
"""

from typing import Any

from flask import Response, abort, current_app, make_response, render_template, request, url_for

from portal.kernel import signed
from portal.kernel.doors import one_click, public
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.notifications import forms
from portal.notifications.views import bp
from portal.people import actions as people
from portal.people import queries
from portal.people.choices import said
from workflows.language import _

ASKED = {"List-Unsubscribe": "One-Click"}


@bp.get("/letters/<token>")
@public
def of_mine(token: str) -> str:
    """Ask which letters somebody wants; nothing is changed by looking."""
    return _page(token, "")


@bp.post("/letters/<token>")
@public
@one_click
def stop(token: str) -> Response:
    """Stop letters about orders, as a mail program asks."""
    person = _person(token)
    if request.form.to_dict() != ASKED:
        abort(400)
    people.prefer(person, letters="nothing")
    return make_response("Stopped.\n", 200, {"Content-Type": "text/plain; charset=utf-8"})


@bp.post("/letters/<token>/choice")
@public
def choose_mine(token: str) -> Response:
    """Say which letters I want, from the link in one of them."""
    form, person = sent(forms.AllForm), _person(token)
    if not form.validate():
        return again(lambda: _page(token, _("Choose one of these.")))
    people.prefer(person, letters=form.how.data)
    return done(url_for(".of_mine", token=token, kept="yes"))


def _person(token: str) -> Any:
    """Whose letters these are.

    Raises:
        NotFound: this house did not make the link, or they are not here any more.
    """
    named = signed.read(current_app.config["SETTINGS"].secret_key, token)
    person = queries.by_number(named.person) if named and named.kind == "stop" else None
    if person is None:
        raise NotFound
    return person


def _page(token: str, problem: str) -> str:
    person, wished = _person(token), request.args.get("how", "")
    choices = said(forms.CHOICES)
    how = wished if wished in dict(choices) else person.letters
    told = {"choices": choices, "chosen": dict(choices)[person.letters], "how": how}
    kept = bool(request.args.get("kept"))
    return render_template("notifications/letters.html", token=token, **told, kept=kept, problem=problem)
