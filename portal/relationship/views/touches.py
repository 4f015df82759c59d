"""Contacts that somebody noted by hand: listed, found again, noted, corrected, and contradicted."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.clans import queries as clans
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.terms import looked_for
from portal.kernel.verbs import may
from portal.relationship import actions, forms, queries, show
from portal.relationship.views import bp
from workflows.language import _

TOUCHES = "/customers/<customer>/touches"
ONE = f"{TOUCHES}/<int:touch>"


def way(link: Callable[[str, str], str]) -> str:
    """The way to this page from the others of a customer."""
    return link(_("Contacts"), "relationship.touches")


@bp.get(TOUCHES)
def touches(customer: str) -> str:
    """What was noted, newest first, or of it what holds some words."""
    g.place, found = "clans.index", clans.account(me(), customer)
    looked = looked_for(request.args.get("q", ""))
    rows = queries.touches(found, looked.telling, _before(request.args.get("before", "")))
    shown, today = rows[: queries.PAGE], clans.today()
    older = f"{shown[-1].on}-{shown[-1].id}" if len(rows) > len(shown) else ""
    told = {"account": found, "here": "relationship.touches", "looked": looked, "older": older}
    return render_template(
        "relationship/touches.html", **told, touches=[show.touch(one, me(), today) for one in shown]
    )


@bp.get(f"{TOUCHES}/new")
def noting(customer: str) -> str:
    """The form of a new note."""
    found = clans.clan(clans.account(me(), customer))
    own = {"member" if me().side == "clan" else "person": me().handle, "first": me().side}
    people = [one.person.handle for one in found.people]
    if len(people) == 1:
        own.setdefault("person", people[0])
    return _form(found, None, forms.TouchForm(data={"on": clans.today(), **own}))


@bp.post(TOUCHES)
def note(customer: str) -> Response:
    """Note a contact."""
    found = clans.clan(clans.account(me(), customer))
    form, people = _sent(found)
    if not form.validate():
        return again(lambda: _form(clans.clan(clans.account(me(), customer)), None, form))
    whom = {"member": people[form.member.data], "person": people[form.person.data], "on": form.on.data}
    actions.note(me(), found.account, **whom, **form.said)
    return done(url_for(".touches", customer=customer))


@bp.get(f"{ONE}/correct")
def correcting(customer: str, touch: int) -> str:
    """The form with what was noted."""
    found, one = _found(customer, touch, "touch.correct")
    held = {name: getattr(one, name) for name in ("on", "way", "first", "about", "next")}
    people = {"member": one.member.handle, "person": one.person.handle}
    return _form(found, one, forms.TouchForm(data=held | people))


@bp.post(f"{ONE}/correct")
def correct(customer: str, touch: int) -> Response:
    """Put a note right."""
    found, one = _found(customer, touch, "touch.correct")
    form, people = _sent(found, one)
    if not form.validate():
        return again(lambda: _form(*_found(customer, touch, "touch.correct"), form))
    whom = {"member": people[form.member.data], "person": people[form.person.data], "on": form.on.data}
    actions.correct(me(), one, **whom, **form.said)
    return done(url_for(".touches", customer=customer, _anchor=f"touch-{touch}"))


@bp.post(f"{ONE}/take-back")
def take_back(customer: str, touch: int) -> Response:
    """Take a note back."""
    actions.take_back(me(), queries.touch(clans.account(me(), customer), touch))
    return done(url_for(".touches", customer=customer))


@bp.get(f"{ONE}/otherwise")
def contradicting(customer: str, touch: int) -> str:
    """The form of what was otherwise."""
    found, one = _found(customer, touch, "touch.contradict")
    return _otherwise(found, one, forms.OtherwiseForm(data={"words": one.otherwise}))


@bp.post(f"{ONE}/otherwise")
def contradict(customer: str, touch: int) -> Response:
    """Say what was otherwise."""
    _clan, one = _found(customer, touch, "touch.contradict")
    form = sent(forms.OtherwiseForm)
    if not form.validate():
        return again(lambda: _otherwise(*_found(customer, touch, "touch.contradict"), form))
    actions.contradict(me(), one, form.words.data)
    return done(url_for(".touches", customer=customer, _anchor=f"touch-{touch}"))


def _found(customer: str, number: int, verb: str) -> tuple[clans.Clan, Any]:
    """A note that the reader may do this with, and its customer's clan.

    Raises:
        NotFound: there is none, or it is not theirs to do.
    """
    found = clans.clan(clans.account(me(), customer))
    one = queries.touch(found.account, number)
    if not may(me(), verb, one):
        raise NotFound
    return found, one


def _sent(found: clans.Clan, one: Any = None) -> tuple[Any, dict[str, Any]]:
    form, members, people = sent(forms.TouchForm), *_people(found, one)
    form.member.choices, form.person.choices = list(members), list(people)
    return form, members | people


def _people(found: clans.Clan, one: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Who may stand in a note: those of today, and those who stood in it."""
    members = {each.person.handle: each.person for each in found.members}
    people = {each.person.handle: each.person for each in found.people}
    if one is not None:
        members.setdefault(one.member.handle, one.member)
        people.setdefault(one.person.handle, one.person)
    return members, people


def _form(found: clans.Clan, one: Any, form: Any) -> str:
    g.place, (members, people) = "clans.index", _people(found, one)
    told = {"account": found.account, "members": members.values(), "people": people.values(), "touch": one}
    known = {"ways": show.ways(), "today": clans.today(), "said": form, "errors": form.problems}
    return render_template("relationship/touch.html", **told, **known)


def _otherwise(found: clans.Clan, one: Any, form: Any) -> str:
    g.place = "clans.index"
    told = {"account": found.account, "touch": show.touch(one, me(), clans.today())}
    return render_template("relationship/otherwise.html", **told, said=form, errors=form.problems)


def _before(said: str) -> tuple[date, int] | None:
    """From which note to go on, as the address says it: nothing where it says something else."""
    day, _dash, number = said.rpartition("-")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None
