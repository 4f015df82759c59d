"""One meeting: answering, moving it, calling it off, beginning it; the silent round, the reveal, dots."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, g, render_template, request, url_for

from portal.clans.queries import today
from portal.kernel.doors import me
from portal.kernel.forms import Form, sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.meetings import actions, forms, ideas, queries, show
from portal.meetings.views import bp
from portal.meetings.views.calling import MEETINGS
from portal.people.choices import zones
from portal.people.queries import accounts_seen

ONE = f"{MEETINGS}/<int:meeting>"
IDEA = f"{ONE}/ideas/<idea>"


@bp.get(ONE)
def page(customer: str, meeting: int) -> str:
    """A meeting, as far as its reader is called to it."""
    return _page(customer, meeting, forms.IdeaForm())


@bp.post(f"{ONE}/answer")
def answer(customer: str, meeting: int) -> Response:
    """Say whether one comes."""
    form, found = sent(forms.AnswerForm), queries.meeting(me(), customer, meeting)
    if not form.validate():
        return again(lambda: _page(customer, meeting, forms.IdeaForm(), form.problems))
    return deed(customer, meeting, lambda: actions.answer(me(), found, form.answer.data))


@bp.get(f"{ONE}/move")
def moving(customer: str, meeting: int) -> str:
    """When and where it is, to be said anew."""
    found = _mine(customer, meeting, "meeting.move")
    here = found.starts.astimezone(ZoneInfo(found.zone))
    held = {"day": here.date().isoformat(), "hour": f"{here:%H:%M}", "zone": found.zone}
    held |= {"minutes": found.minutes, "place": found.place}
    return _moving(customer, meeting, forms.WhenForm(data=held))


@bp.post(f"{ONE}/move")
def move(customer: str, meeting: int) -> Response:
    """Move it."""
    form, found = sent(forms.WhenForm), _mine(customer, meeting, "meeting.move")
    if not form.validate():
        return again(lambda: _moving(customer, meeting, form))
    return deed(customer, meeting, lambda: actions.move(me(), found, **form.when))


@bp.get(f"{ONE}/off")
def calling_off(customer: str, meeting: int) -> str:
    """Ask why it is not held."""
    _mine(customer, meeting, "meeting.call_off")
    return _calling_off(customer, meeting, forms.OffForm())


@bp.post(f"{ONE}/off")
def call_off(customer: str, meeting: int) -> Response:
    """Call it off."""
    form, found = sent(forms.OffForm), _mine(customer, meeting, "meeting.call_off")
    if not form.validate():
        return again(lambda: _calling_off(customer, meeting, form))
    return deed(customer, meeting, lambda: actions.call_off(me(), found, form.why.data))


@bp.post(f"{ONE}/begin")
def begin(customer: str, meeting: int) -> Response:
    """Begin the silent round with those who are there."""
    found = queries.meeting(me(), customer, meeting)
    return deed(customer, meeting, lambda: actions.begin(me(), found, request.form.getlist("present")))


@bp.post(f"{ONE}/missed")
def miss(customer: str, meeting: int) -> Response:
    """Note that too few came."""
    found = queries.meeting(me(), customer, meeting)
    return deed(customer, meeting, lambda: actions.miss(me(), found, request.form.getlist("present")))


@bp.post(f"{ONE}/arrive")
def arrive(customer: str, meeting: int) -> Response:
    """Say that one has come too."""
    found = queries.meeting(me(), customer, meeting)
    return deed(customer, meeting, lambda: actions.arrive(me(), found))


# ---------------------------------------------------------------- the silent round, the reveal, dots


@bp.post(f"{ONE}/ideas")
def write(customer: str, meeting: int) -> Response:
    """Write an idea, which nobody else reads before the reveal."""
    form, found = sent(forms.IdeaForm), queries.meeting(me(), customer, meeting)
    if not form.validate():
        return again(lambda: _page(customer, meeting, form))
    said = (form.text.data, form.effort.data, form.value.data)
    return deed(customer, meeting, lambda: ideas.write(me(), found, *said), "ideas")


@bp.get(IDEA)
def rewriting(customer: str, meeting: int, idea: str) -> str:
    """One's own idea, to be put in other words."""
    one = _own_idea(customer, meeting, idea)
    held = {"text": one.text, "effort": one.effort, "value": one.value}
    return _rewriting(customer, meeting, idea, forms.IdeaForm(data=held))


@bp.post(IDEA)
def rewrite(customer: str, meeting: int, idea: str) -> Response:
    """Put it in other words."""
    form, one = sent(forms.IdeaForm), _own_idea(customer, meeting, idea)
    if not form.validate():
        return again(lambda: _rewriting(customer, meeting, idea, form))
    said = (form.text.data, form.effort.data, form.value.data)
    return deed(customer, meeting, lambda: ideas.rewrite(me(), one, *said), "ideas")


@bp.post(f"{IDEA}/drop")
def drop(customer: str, meeting: int, idea: str) -> Response:
    """Take it back."""
    one = _own_idea(customer, meeting, idea)
    return deed(customer, meeting, lambda: ideas.drop(me(), one), "ideas")


@bp.post(f"{ONE}/reveal")
def reveal(customer: str, meeting: int) -> Response:
    """Show all ideas with who wrote them."""
    found = queries.meeting(me(), customer, meeting)
    return deed(customer, meeting, lambda: ideas.reveal(me(), found), "ideas")


@bp.post(f"{IDEA}/dot")
def dot(customer: str, meeting: int, idea: str) -> Response:
    """Give it a dot."""
    one = an_idea(customer, meeting, idea)
    return deed(customer, meeting, lambda: ideas.dot(me(), one), f"idea-{idea}")


@bp.post(f"{IDEA}/take-dot")
def take_dot(customer: str, meeting: int, idea: str) -> Response:
    """Take a dot back from it."""
    one = an_idea(customer, meeting, idea)
    return deed(customer, meeting, lambda: ideas.take_dot(me(), one), f"idea-{idea}")


@bp.post(f"{ONE}/close-dots")
def close_dots(customer: str, meeting: int) -> Response:
    """Count the dots."""
    found = queries.meeting(me(), customer, meeting)
    return deed(customer, meeting, lambda: ideas.close_dots(me(), found), "ideas")


# ---------------------------------------------------------------- what the pages share


def an_idea(customer: str, meeting: int, key: str) -> Any:
    """An idea that its reader may read."""
    return queries.idea(me(), queries.meeting(me(), customer, meeting), key)


def _own_idea(customer: str, meeting: int, key: str) -> Any:
    one = an_idea(customer, meeting, key)
    if not may(me(), "meeting.rewrite", one):
        raise NotFound
    return one


def _mine(customer: str, meeting: int, verb: str) -> Any:
    """A meeting with which its reader may do that.

    Raises:
        NotFound: it is not theirs to do.
    """
    found = queries.meeting(me(), customer, meeting)
    if not may(me(), verb, found):
        raise NotFound
    return found


def deed(customer: str, meeting: int, do: Callable[[], object], there: str = "") -> Response:
    """Do it, or show the meeting with what is in the way."""
    try:
        do()
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(customer, meeting, forms.IdeaForm(), {"stand": sentence}), status=409)
    return done(url_for(".page", customer=customer, meeting=meeting, _anchor=there or None))


def framed(customer: str, meeting: int) -> dict[str, Any]:
    """What every page of one meeting is made with."""
    g.place, found = "clans.index", queries.meeting(me(), customer, meeting)
    within = found.account.handle in [one.handle for one in accounts_seen(me())]
    return {"meeting": show.view(found, me()), "account": found.account, "within": within}


def _moving(customer: str, meeting: int, form: Any) -> str:
    told = {"said": form, "errors": form.problems, "zones": zones()}
    return render_template("meetings/move.html", **framed(customer, meeting), **told)


def _calling_off(customer: str, meeting: int, form: Any) -> str:
    return render_template("meetings/off.html", **framed(customer, meeting), said=form, errors=form.problems)


def _rewriting(customer: str, meeting: int, idea: str, form: Any) -> str:
    one = an_idea(customer, meeting, idea)
    told = {"idea": one, "said": form, "errors": form.problems}
    return render_template("meetings/rewrite.html", **framed(customer, meeting), **told)


def _page(customer: str, meeting: int, form: Form, errors: dict[str, str] | None = None) -> str:
    made, found = framed(customer, meeting), queries.meeting(me(), customer, meeting)
    views = [show.idea(one, me(), today()) for one in queries.read_by(me(), found)]
    if found.state not in ("called", "silent", "together"):
        views.sort(key=lambda one: (-one.dots, one.row.key))
    later = queries.next_of(found) if made["within"] and made["meeting"].house else None
    return render_template(
        "meetings/page.html",
        **made,
        ideas=views,
        left=found.dots - sum(one.own_dots for one in views),
        later=later,
        leads=may(me(), "meeting.begin", found),
        may_call=may(me(), "meeting.call", found.account),
        said=form,
        errors={**form.problems, **(errors or {})},
    )
