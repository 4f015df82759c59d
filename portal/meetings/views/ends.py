"""How ideas end: the forms for it, what becomes of actions, what orders tell of ideas they came of."""

from collections.abc import Callable
from typing import Any

from flask import Response, render_template, request, url_for

from portal.cases import listing
from portal.cases import queries as cases
from portal.clans.queries import today
from portal.kernel.doors import me
from portal.kernel.forms import Form, sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.meetings import becoming, ending, forms, queries, show
from portal.meetings.views import bp
from portal.meetings.views.room import IDEA, ONE, an_idea, deed, framed
from workflows import shaping
from workflows.language import _
from workflows.records import Refused

MOST_ORDERS = 20
FORMS: dict[str, type[Form]] = {
    "promise": forms.PromiseForm,
    "park": forms.ParkForm,
    "decline": forms.DeclineForm,
    "begin_project": forms.ProjectForm,
    "ask_stage": forms.StageForm,
    "hand_on": forms.OwnerForm,
}
PAGES = {name: "end" for name in ("promise", "park", "decline")}
PAGES |= {"begin_project": "project", "ask_stage": "stage", "hand_on": "hand_on"}


def in_order(order: Any) -> str:
    """The ideas of meetings that an order or its stages came of, for its clan."""
    found = order.told.get("meetings", [])
    return render_template("meetings/_came_of.html", ideas=found) if found else ""


def leaving(person: Any) -> str:
    """What somebody who leaves has promised in meetings: how many, and never what."""
    return render_template("meetings/_leaving.html", left_open=queries.left_open(person))


@bp.get(f"{IDEA}/end")
def ending_it(customer: str, meeting: int, idea: str) -> str:
    """The three ends of an idea, and the ways to a project or a stage."""
    return _page("promise", customer, meeting, idea, {})


@bp.post(f"{IDEA}/promise")
def promise(customer: str, meeting: int, idea: str) -> Response:
    """Make it an action."""

    def do(one: Any, form: Any) -> None:
        owner = _owner(one, form)
        ending.promise(me(), one, form.action.data, owner, form.on)

    return _sent("promise", customer, meeting, idea, do)


@bp.post(f"{IDEA}/park")
def park(customer: str, meeting: int, idea: str) -> Response:
    """Park it to a day."""
    return _sent(
        "park",
        customer,
        meeting,
        idea,
        lambda one, form: ending.park(me(), one, form.on, form.words.data or ""),
    )


@bp.post(f"{IDEA}/decline")
def decline(customer: str, meeting: int, idea: str) -> Response:
    """Decline it."""
    return _sent(
        "decline", customer, meeting, idea, lambda one, form: ending.decline(me(), one, form.reason.data)
    )


@bp.get(f"{IDEA}/project")
def projecting(customer: str, meeting: int, idea: str) -> str:
    """A joint project in the words of the idea."""
    one = an_idea(customer, meeting, idea)
    held = {"need": one.text, "owner": me().handle}
    return _page("begin_project", customer, meeting, idea, held)


@bp.post(f"{IDEA}/project")
def begin_project(customer: str, meeting: int, idea: str) -> Response:
    """Begin it."""

    def do(one: Any, form: Any) -> None:
        promised = becoming.Promised(form.title.data, _owner(one, form), form.on)
        becoming.begin_project(me(), one, form.need.data, promised)

    return _sent("begin_project", customer, meeting, idea, do)


@bp.get(f"{IDEA}/stage")
def staging(customer: str, meeting: int, idea: str) -> str:
    """A stage of a running order in the words of the idea."""
    one = an_idea(customer, meeting, idea)
    held = {"why": one.text[:600], "owner": me().handle}
    return _page("ask_stage", customer, meeting, idea, held)


@bp.post(f"{IDEA}/stage")
def ask_stage(customer: str, meeting: int, idea: str) -> Response:
    """Ask for it, or make it where it moves no promise."""

    def do(one: Any, form: Any) -> None:
        case = cases.get(me(), form.after.data.partition(":")[0])
        promised = becoming.Promised(form.title.data, _owner(one, form), form.on)
        becoming.ask_stage(me(), one, case, form.new(), promised)

    return _sent("ask_stage", customer, meeting, idea, do)


@bp.post(f"{IDEA}/finish")
def finish(customer: str, meeting: int, idea: str) -> Response:
    """Say that one's action is done."""
    one = an_idea(customer, meeting, idea)
    return deed(customer, meeting, lambda: ending.finish(me(), one), f"idea-{idea}")


@bp.get(f"{IDEA}/hand-on")
def handing_on(customer: str, meeting: int, idea: str) -> str:
    """Ask whose an action shall be."""
    return _page("hand_on", customer, meeting, idea, {})


@bp.post(f"{IDEA}/hand-on")
def hand_on(customer: str, meeting: int, idea: str) -> Response:
    """Hand it on."""
    return _sent(
        "hand_on",
        customer,
        meeting,
        idea,
        lambda one, form: ending.hand_on(me(), one, _owner(one, form)),
    )


@bp.post(f"{ONE}/close")
def close(customer: str, meeting: int) -> Response:
    """Close the meeting with who was there."""
    found = queries.meeting(me(), customer, meeting)
    return deed(customer, meeting, lambda: ending.close(me(), found, request.form.getlist("present")))


# ---------------------------------------------------------------- what these forms share


def _sent(verb: str, customer: str, meeting: int, idea: str, do: Callable[[Any, Any], None]) -> Response:
    """Do it, or show its page again with what is wrong."""
    form, one = sent(FORMS[verb]), _theirs(verb, customer, meeting, idea)
    _offer(form, one)
    if not form.validate():
        return again(lambda: _shown(verb, customer, meeting, idea, form, form.problems))
    try:
        do(one, form)
    except (NotNow, Refused) as refusal:
        sentence = str(refusal)
        wrong = {"refused": sentence}
        return again(lambda: _shown(verb, customer, meeting, idea, form, wrong), status=409)
    return done(url_for(".page", customer=customer, meeting=meeting, _anchor=f"idea-{idea}"))


def _page(verb: str, customer: str, meeting: int, idea: str, held: dict[str, Any]) -> str:
    return _shown(verb, customer, meeting, idea, FORMS[verb](data=held), {})


def _theirs(verb: str, customer: str, meeting: int, idea: str) -> Any:
    """An idea with which its reader may do that.

    Raises:
        NotFound: it is not theirs to do.
    """
    one = an_idea(customer, meeting, idea)
    if not may(me(), f"meeting.{verb}", one):
        raise NotFound
    return one


def _owner(one: Any, form: Any) -> Any:
    return next(who for who in queries.owners(one.meeting) if who.handle == form.owner.data)


def _offer(form: Any, one: Any) -> list[tuple[str, str]]:
    people = [(who.handle, who.name) for who in queries.owners(one.meeting)]
    if hasattr(form, "owner"):
        form.owner.choices = [handle for handle, _name in people]
    return people


def _shown(verb: str, customer: str, meeting: int, idea: str, form: Any, errors: dict[str, str]) -> str:
    made, one = framed(customer, meeting), _theirs(verb, customer, meeting, idea)
    told = {"idea": show.idea(one, me(), today()), "people": [("", _("choose")), *_offer(form, one)]}
    told |= {"said": form, "errors": errors, "sent": verb, "today": today()}
    told |= {"places": _places(made["account"]) if verb == "ask_stage" else []}
    return render_template(f"meetings/{PAGES[verb]}.html", **made, **told)


def _places(account: Any) -> list[tuple[str, str]]:
    """Where in the running orders of a customer a stage may come: after which stage of which order."""
    wanted = listing.Wanted(account=account.handle, status="open", limit=MOST_ORDERS)
    return [
        (f"{case.ref}:{key}", f"{case.title} ({case.ref}): {case.thread.stages[key].title}")
        for case in (cases.get(me(), one.ref) for one in listing.some(me(), wanted)[0])
        for key in shaping.places(case.thread)
    ]
