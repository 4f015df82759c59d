"""Listening in: everybody's, planned by oneself, and what was heard."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Response, render_template, request, url_for

from portal.clans import queries as clans
from portal.kernel.doors import me
from portal.kernel.forms import Form, sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.leaders import forms, queries, show
from portal.leaders import listening as deeds
from portal.leaders.views import bp
from portal.people.queries import accounts_seen, of_house
from portal.people.views.people import in_house
from workflows.language import _
from workflows.language import month as named

LISTENING = "/listening"
ONE = f"{LISTENING}/<int:listening>"


def pile(person: Any) -> str:
    """How much an executive listened this month, and when they sit where next: on their desk."""
    month = queries.month(clans.today())
    sittings = [show.heard(one, whole=True) for one in queries.to_come(person)]
    return render_template("leaders/_pile.html", minutes=show.minutes(person, month), sittings=sittings)


@bp.get(LISTENING)
def hours() -> str:
    """Who listened in a month, for all people of the house; what was heard only for those who may know."""
    in_house()
    first = _month(request.args.get("month", ""))
    month = queries.month(first)
    whole = queries.readable(me(), month)
    people = {one.id: one for one in [*queries.leaders(), *(heard.person for heard in month)]}
    return render_template(
        "leaders/hours.html",
        month=named(first),
        before=_before(first).isoformat()[:7],
        people=[show.minutes(one, month) for one in people.values()],
        heard=[show.heard(one, whole=one.id in whole) for one in month],
    )


@bp.get(f"{LISTENING}/new")
def planning() -> str:
    """Ask beside whom somebody sits, and when."""
    return _planning(forms.PlanForm())


@bp.post(LISTENING)
def plan() -> Response:
    """Plan it."""
    _listens()
    form, others = sent(forms.PlanForm), _others()
    form.beside.choices = [(one.handle, one.name) for one in others]
    if not form.validate():
        return again(lambda: _planning(form))
    beside = next(one for one in others if one.handle == form.beside.data)
    when = (forms.a_day(form.day.data), form.hour.data, int(form.minutes.data))
    try:
        made = deeds.plan(me(), me(), beside, *when)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _planning(form, {"beside": sentence}), status=409)
    return done(url_for(".heard", listening=made.number))


@bp.get(ONE)
def heard(listening: int) -> str:
    """What was heard, and what follows from it."""
    return _page(listening)


@bp.get(f"{ONE}/record")
def recording(listening: int) -> str:
    """Ask what was heard."""
    one = _found(listening, "listening.record")
    kept = {"minutes": str(one.minutes or one.planned), "consent": "", "day": one.day.isoformat()}
    if one.recorded:
        words = ("contact", "quote", "felt", "learned", "action")
        kept |= {name: getattr(one, name) for name in words}
        kept |= {"consent": "yes" if one.consent else "no", "due": one.due.isoformat() if one.due else ""}
        kept |= {"owner": one.owner.handle if one.owner else ""}
    return _recording(one, forms.RecordForm(data=kept))


@bp.post(f"{ONE}/record")
def record(listening: int) -> Response:
    """Record it."""
    form, one, people = sent(forms.RecordForm), _found(listening, "listening.record"), of_house()
    form.owner.choices = [("", ""), *((other.handle, other.name) for other in people)]
    owner = next((other for other in people if other.handle == form.owner.data), None)
    if not form.validate():
        return again(lambda: _recording(one, form))
    return _done(one, lambda: deeds.record(me(), one, form.heard(owner)))


@bp.post(f"{ONE}/call-off")
def call_off(listening: int) -> Response:
    """Say that one does not listen in after all."""
    sent(Form)
    one = _found(listening, "listening.call_off")
    return _done(one, lambda: deeds.call_off(me(), one))


@bp.post(f"{ONE}/report")
def report(listening: int) -> Response:
    """Make a finding of what was learned."""
    form, one = sent(forms.ReportForm), _found(listening, "listening.report")
    own = {account.handle: account for account in accounts_seen(me())}
    form.customer.choices = [(handle, account.name) for handle, account in own.items()]
    if not form.validate():
        return again(lambda: _page(listening, form.problems))
    account, in_room = own[form.customer.data], form.who.data == "room"
    return _done(one, lambda: deeds.report(me(), one, account, in_room=in_room))


@bp.post(f"{ONE}/finish")
def finish(listening: int) -> Response:
    """Say that what follows from it is done."""
    sent(Form)
    one = _found(listening, "listening.finish")
    return _done(one, lambda: deeds.finish(me(), one))


def _listens() -> None:
    """Only an executive plans.

    Raises:
        NotFound: somebody else asks.
    """
    in_house()
    if not may(me(), "listening.plan", me()):
        raise NotFound


def _found(number: int, verb: str) -> queries.Listening:
    """One time of listening, for whoever may do this with it.

    Raises:
        NotFound: there is none of that number, or the reader may not.
    """
    in_house()
    one = queries.listening(me(), number)
    if one.called_off or not may(me(), verb, one):
        raise NotFound
    return one


def _done(one: queries.Listening, deed: Callable[[], object]) -> Response:
    """Do it, and show what became of it."""
    number = one.number
    try:
        deed()
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(number, {"stand": sentence}), status=409)
    return done(url_for(".heard", listening=number))


def _others() -> list[Any]:
    """Beside whom somebody may sit: everybody else of the house."""
    return [one for one in of_house() if one.id != me().id]


def _month(text: str) -> date:
    """The first day of a month as an address names it; of this month where it names none."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return clans.today().replace(day=1)


def _before(first: date) -> date:
    """A day of the month before, where there is one."""
    return date.fromordinal(max(1, first.toordinal() - 1))


def _page(number: int, errors: dict[str, str] | None = None) -> str:
    in_house()
    one = queries.listening(me(), number)
    own = accounts_seen(me()) if may(me(), "listening.report", one) else []
    reports = bool(one.learned) and not one.finding
    return render_template(
        "leaders/heard.html",
        one=show.heard(one, whole=True),
        customers=[(account.handle, account.name) for account in own] if reports else [],
        known=one.account_id in queries.own_accounts(me()),
        errors=errors or {},
    )


def _planning(form: Any, errors: dict[str, str] | None = None) -> str:
    _listens()
    return render_template(
        "leaders/plan.html",
        people=[(one.handle, f"{one.name}, {one.title or one.department}") for one in _others()],
        today=clans.today().isoformat(),
        said=form,
        errors={**form.problems, **(errors or {})},
    )


def _recording(one: queries.Listening, form: Any) -> str:
    return render_template(
        "leaders/record.html",
        one=show.heard(one, whole=True),
        people=[("", _("Nobody yet")), *((other.handle, other.name) for other in of_house())],
        today=clans.today().isoformat(),
        said=form,
        errors=form.problems,
    )
