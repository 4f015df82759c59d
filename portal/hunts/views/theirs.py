"""One hunt as its customer reads it, and the five questions to whom of them was asked."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import queries as clans
from portal.hunts import forms, queries, showing, shown
from portal.hunts.views import bp
from portal.hunts.views.every import HUNTS
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from workflows.hunts import QUESTIONS
from workflows.language import _

SHOWN = f"{HUNTS}/<int:shown>"


@bp.get(SHOWN)
def read(customer: str, shown: int) -> str:
    """One hunt as the customer reads it."""
    g.place, found = "clans.index", clans.account(me(), customer)
    return render_template("hunts/shown.html", account=found, here="", one=_view(customer, shown))


@bp.get(f"{SHOWN}/answer")
def replying(customer: str, shown: int) -> str:
    """The five questions, to the one who was asked."""
    made = _asked(customer, shown)
    words = {f"{key}_words": told for key, told in made.words.items()}
    return _replying(customer, shown, forms.AnswersForm(data={**words, **made.says}))


@bp.post(f"{SHOWN}/answer")
def reply(customer: str, shown: int) -> Response:
    """Answer them."""
    form, made = sent(forms.AnswersForm), _asked(customer, shown)
    if not form.validate():
        return again(lambda: _replying(customer, shown, form))
    try:
        showing.reply(me(), made, form.said)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _replying(customer, shown, form, sentence), status=409)
    return done(url_for(".read", customer=customer, shown=shown))


def _asked(customer: str, number: int) -> Any:
    """What is shown, for the one who was asked.

    Raises:
        NotFound: it is not theirs to answer, or has ended.
    """
    made = queries.shown(me(), clans.account(me(), customer), number)
    if not made.running or not may(me(), "hunt.reply", made):
        raise NotFound
    return made


def _view(customer: str, number: int) -> Any:
    return shown.view(queries.shown(me(), clans.account(me(), customer), number), me())


def _replying(customer: str, number: int, form: Any, refusal: str = "") -> str:
    g.place, found = "clans.index", clans.account(me(), customer)
    return render_template(
        "hunts/reply.html",
        account=found,
        one=_view(customer, number),
        questions=[(key, _(one.asks_them), one.harm) for key, one in QUESTIONS.items()],
        said=form,
        errors={**form.problems, **({"refused": refusal} if refusal else {})},
    )
