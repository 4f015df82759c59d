"""One proposed change of a process: who, why, what changes, who must agree, what is said and came of it."""

from collections.abc import Callable

from flask import Response, g, render_template, request, url_for

from portal.kernel.doors import me
from portal.kernel.http import again, done
from portal.kernel.verbs import NotNow
from portal.processes import actions, forms, queries, show, using
from portal.processes.queries import ProcessChange
from portal.processes.views import bp
from portal.processes.views.known import PROCESS
from workflows.language import _
from workflows.records import Refused

ONE = f"{PROCESS}/changes/<int:proposed>"
MOST = 2_000


@bp.get(ONE)
def change(process: str, proposed: int) -> str:
    """The page of one proposal."""
    return _page(process, proposed, {})


@bp.post(f"{ONE}/agree")
def agree(process: str, proposed: int) -> Response:
    """Agree to it, with or without words."""
    return _said(process, proposed, lambda found, text: actions.agree(me(), found, text), needed="")


@bp.post(f"{ONE}/otherwise")
def ask_otherwise(process: str, proposed: int) -> Response:
    """Ask for it in another way."""
    needed = _("Write how it should be instead.")
    return _said(process, proposed, lambda found, text: actions.ask_otherwise(me(), found, text), needed)


@bp.post(f"{ONE}/say")
def say(process: str, proposed: int) -> Response:
    """Say something to it."""
    needed = _("Write what you want to say.")
    return _said(process, proposed, lambda found, text: actions.say(me(), found, text), needed)


@bp.post(f"{ONE}/decline")
def decline(process: str, proposed: int) -> Response:
    """Decline it, with a reason."""
    needed = _("Write why, so that everyone understands it later.")
    return _said(process, proposed, lambda found, text: actions.decline(me(), found, text), needed)


@bp.post(f"{ONE}/withdraw")
def withdraw(process: str, proposed: int) -> Response:
    """Take one's own proposal back."""
    return _done(process, proposed, lambda found: actions.withdraw(me(), found))


@bp.post(f"{ONE}/share")
def share(process: str, proposed: int) -> Response:
    """Let other customers read it."""
    return _done(process, proposed, lambda found: actions.share(me(), found))


@bp.post(f"{ONE}/name")
def name(process: str, proposed: int) -> Response:
    """Say whether one may be named for it."""
    credit = request.form.get("credit") == "yes"
    return _done(process, proposed, lambda found: actions.name(me(), found, credit=credit))


@bp.post(f"{ONE}/make")
def make(process: str, proposed: int) -> Response:
    """Make it the next version."""
    return _done(process, proposed, lambda found: actions.make(me(), found))


@bp.post(f"{ONE}/revert")
def propose_back(process: str, proposed: int) -> Response:
    """Propose to take back what became a version."""
    found, why = queries.change(me(), process, proposed), forms.one(request.form.to_dict(flat=False), "why")
    if not why or len(why) > MOST:
        missing = _("Write in a few sentences why it should be taken back.")
        return again(lambda: _page(process, proposed, {"why": missing}))
    try:
        made = actions.propose(me(), *actions.taking_back(found, why), found)
    except (NotNow, Refused) as refusal:
        sentence = str(refusal)
        return again(lambda: _page(process, proposed, {"why": sentence}), status=409)
    return done(url_for(".change", process=process, proposed=made.number))


def _said(process: str, proposed: int, do: Callable[[ProcessChange, str], None], needed: str) -> Response:
    text = forms.one(request.form.to_dict(flat=False), "text")
    problem = needed if not text else ""
    if len(text) > MOST:
        problem = _("Write at most %(most)s plain characters.", most=f"{MOST:,}")
    if problem:
        queries.change(me(), process, proposed)
        return again(lambda: _page(process, proposed, {"text": problem}))
    return _done(process, proposed, lambda found: do(found, text))


def _done(process: str, proposed: int, do: Callable[[ProcessChange], None]) -> Response:
    found = queries.change(me(), process, proposed)
    try:
        do(found)
    except (NotNow, Refused) as refusal:
        sentence = str(refusal)
        return again(lambda: _page(process, proposed, {"text": sentence}), status=409)
    return done(url_for(".change", process=process, proposed=proposed))


def _page(process: str, proposed: int, errors: dict[str, str]) -> str:
    g.place, newest = "processes.index", queries.process(process)
    found = queries.change(me(), process, proposed)
    answers = queries.answers(found)
    return render_template(
        "processes/change.html",
        process=newest,
        one=show.view(
            found, me(), newest, answers, queries.stands(found, answers), queries.words(me(), found)
        ),
        back=queries.taking_back(found) if found.state == "merged" else None,
        known=using.used(me(), found),
        typed=request.form.get("text", ""),
        why=request.form.get("why", ""),
        errors=errors,
    )
