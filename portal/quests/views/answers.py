"""Was it so? A customer's person answers from a letter, without signing in, or from their first page.

The link in the letter is signed and names one step and one person; looking changes nothing, for mail programs
look at every link. One press answers.
"""

from typing import Any

from flask import Response, current_app, render_template, url_for

from portal.kernel.doors import public
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.people.queries import by_number
from portal.quests import actions, forms, letters, queries, show
from portal.quests.views import bp
from workflows.quests import Standing

NEEDED = (Standing.LATE, Standing.STUCK)  # newcomers who need a senior


def at_home(person: Any) -> str:
    """What waits for somebody: their own first weeks, newcomers they lead, or to say that it was so."""
    today = queries.today()
    if person.side == "customer":
        named = [(one, letters.path(_secret(), one)) for one in queries.waiting_for(person)]
        return render_template("quests/_asked.html", named=named)
    found = queries.near(person)
    own = [show.view(one, person, today) for one in found if one.person_id == person.id]
    led = [one for one in found if one.person_id != person.id]
    stuck = [show.view(one, person, today) for one in led if queries.weeks(one).standing(today) in NEEDED]
    return render_template("quests/_at_home.html", own=own, stuck=stuck)


@bp.get("/first-weeks/<token>")
@public
def asked(token: str) -> str:
    """What a newcomer says, and whether it was so; nothing is changed by looking."""
    return _page(token, forms.OtherwiseForm())


@bp.post("/first-weeks/<token>/so")
@public
def confirm(token: str) -> Response:
    """It was so."""
    step = _step(token)
    actions.confirm(step.contact, step)
    return done(url_for(".asked", token=token))


@bp.post("/first-weeks/<token>/otherwise")
@public
def deny(token: str) -> Response:
    """It was otherwise, and how."""
    form, step = sent(forms.OtherwiseForm), _step(token)
    if not form.validate():
        return again(lambda: _page(token, form))
    actions.deny(step.contact, step, form.words.data)
    return done(url_for(".asked", token=token))


def _secret() -> str:
    return str(current_app.config["SETTINGS"].secret_key)


def _step(token: str) -> Any:
    """The step that a link names.

    Raises:
        NotFound: this house did not make the link, or its reader is not here any more.
    """
    named = letters.named(_secret(), token)
    if named is None:
        raise NotFound
    return queries.step_asked(by_number(named.person), named.step)


def _page(token: str, form: Any) -> str:
    step = _step(token)
    told = {"step": step, "title": show.title(step), "said": form, "errors": form.problems}
    return render_template("quests/asked.html", token=token, **told)
