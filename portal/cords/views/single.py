"""One red cord: what was pulled, who read it, the answer, and how it went since."""

from collections.abc import Callable
from typing import Any

from flask import Response, render_template, url_for

from portal.cords import actions, forms, queries, show
from portal.cords.views import bp
from portal.kernel.doors import me
from portal.kernel.forms import Form, sent
from portal.kernel.http import afterwards, again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.people.views.people import in_house

ONE = "/cords/<int:cord>"


@bp.get(ONE)
def page(cord: int) -> str:
    """One cord; that it was read is noted for who pulled it."""
    found, reader = _found(cord), me()
    if may(reader, "cord.read", found):
        afterwards(lambda: actions.read(reader, queries.of_number(cord)))
    return _page(found)


@bp.post(f"{ONE}/answer")
def answer(cord: int) -> Response:
    """Answer it."""
    form, found = sent(forms.AnswerForm), _found(cord, "cord.answer")
    if not form.validate():
        return again(lambda: _again(cord, form))
    return _done(cord, lambda: actions.answer(me(), found, form.decision.data), form)


@bp.post(f"{ONE}/publish")
def publish(cord: int) -> Response:
    """Let all of the house read what came of it."""
    form, found = sent(forms.PublishForm), _found(cord, "cord.publish")
    if not form.validate():
        return again(lambda: _again(cord, form))
    return _done(cord, lambda: actions.publish(me(), found, form.promise.data, form.outcome.data), form)


@bp.post(f"{ONE}/named")
def agree(cord: int) -> Response:
    """Agree to be named where it is published."""
    sent(Form)
    found = _found(cord, "cord.name")
    return _done(cord, lambda: actions.name(me(), found, agrees=True))


@bp.post(f"{ONE}/unnamed")
def disagree(cord: int) -> Response:
    """Say that one is not to be named."""
    sent(Form)
    found = _found(cord, "cord.name")
    return _done(cord, lambda: actions.name(me(), found, agrees=False))


@bp.post(f"{ONE}/hand-on")
def hand_on(cord: int) -> Response:
    """Take it to another executive."""
    form, found = sent(forms.HandOnForm), _found(cord, "cord.hand_on")
    people = {one.handle: one for one in queries.executives()}
    form.executive.choices = show.others(found, list(people.values()))
    if not form.validate():
        return again(lambda: _again(cord, form))
    return _done(cord, lambda: actions.hand_on(me(), found, people[form.executive.data]))


@bp.post(f"{ONE}/since/<int:days>")
def tell(cord: int, days: int) -> Response:
    """Say whether anything has been worse since."""
    form, found = sent(forms.SinceForm), _found(cord, "cord.tell")
    asked = queries.question(found, days)
    if not form.validate():
        return again(lambda: _again(cord, form))
    words, worse = form.words.data or "", form.worse.data == "yes"
    return _done(cord, lambda: actions.tell(me(), found, asked, words, worse=worse))


def _found(number: int, verb: str = "") -> queries.Cord:
    """One cord, for whoever may read it; with a verb, for whoever may do that with it.

    Raises:
        NotFound: there is none of that number, or the reader may not.
    """
    in_house()
    found = queries.cord(me(), number)
    if verb and not may(me(), verb, found):
        raise NotFound
    return found


def _done(number: int, deed: Callable[[], None], form: Any = None) -> Response:
    """Do it, and show what became of it."""
    try:
        deed()
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(_found(number), form, {"answer": sentence}), status=409)
    return done(url_for(".page", cord=number))


def _again(number: int, form: Any) -> str:
    return _page(_found(number), form, form.problems)


def _page(found: queries.Cord, form: Any = None, errors: dict[str, str] | None = None) -> str:
    """A cord, with what was typed into one of its forms."""
    others = show.others(found, queries.executives()) if may(me(), "cord.hand_on", found) else []
    return render_template(
        "cords/page.html",
        one=show.view(found, me()),
        others=[] if found.answered else others,
        asked=show.to_answer(found, me()),
        answers=show.answers(found, me()),
        typed={name: field.data or "" for name, field in form._fields.items()} if form else {},
        errors=errors or {},
    )
