"""One event behind many complaints: declared by a steward, answered in one letter by consent."""

from datetime import date, timedelta
from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.complaints import event_forms, gathering, of_events, queries, show
from portal.complaints.inputs import chosen_day, options, read_day
from portal.complaints.views import bp
from portal.complaints.views.for_all import FOR_ALL
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from workflows.language import _

EVENTS = "/complaints/events"
ONE = f"{EVENTS}/<int:event>"
SHOWN = 50  # complaints of one event, unless all are asked for
DAYS = 7  # how far back complaints are looked for, if nobody says otherwise


@bp.get(EVENTS)
def events() -> str:
    """The events that one deals with."""
    found = of_events.some(me())
    if not found and not may(me(), "event.declare", me()):
        raise NotFound
    g.place = "complaints.index"
    return render_template("complaints/events.html", found=found)


@bp.get(f"{EVENTS}/new")
def declaring() -> str:
    """Which complaints came of one event, and what happened."""
    return _form(event_forms.EventForm(), {})


@bp.post(EVENTS)
def declare() -> Response:
    """Declare it; its executive is drawn, and everybody is asked whether one letter is enough."""
    form, rows = sent(event_forms.EventForm), _chosen()
    missing = {} if rows else {"complaint": _("Choose at least one complaint.")}
    if not form.validate() or missing:
        return again(lambda: _form(form, {**form.problems, **missing}))
    told = (form.title.data, form.known.data, chosen_day(form.happened))
    said = {"words": form.words.data, "immediate": form.immediate.data or "", **form.said()}
    try:
        event = gathering.declare(me(), me(), rows, told, {**said, "offered": form.offered.data == "yes"})
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _form(form, {"refused": sentence}), status=409)
    gathering.gather_all(me(), event, rows)
    return done(url_for(".event", event=event.id))


@bp.get(ONE)
def event(event: int) -> str:
    """One event: who answers it, what those who complained of it say, and what is open."""
    return _page(of_events.get(me(), event), {})


@bp.get(f"{ONE}/more")
def adding(event: int) -> str:
    """Which other complaints came of it."""
    held = of_events.get(me(), event)
    if not may(me(), "event.declare", me()) or held.ended:
        raise NotFound
    return _more(held, {})


@bp.post(f"{ONE}/more")
def add(event: int) -> Response:
    """Put more complaints to it."""
    held, rows = of_events.get(me(), event), _chosen()
    if not may(me(), "event.declare", me()) or held.ended:
        raise NotFound
    if not rows:
        return again(lambda: _more(held, {"complaint": _("Choose at least one complaint.")}))
    gathering.gather_all(me(), held, rows)
    return done(url_for(".event", event=event))


@bp.post(f"{ONE}/letter")
def write_to_all(event: int) -> Response:
    """Write the one letter, to everybody who said that it is enough."""
    held, form = of_events.get(me(), event), sent(event_forms.AllForm)
    if not form.validate():
        return again(lambda: _page(of_events.get(me(), event), form.problems))
    try:
        gathering.write_all(me(), held, form.words.data, of_events.whole(held))
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(held, {"refused": sentence}), status=409)
    return done(url_for(".event", event=event))


@bp.post(f"{ONE}/owner")
def hand_over(event: int) -> Response:
    """Ask another executive to answer it."""
    held, form = of_events.get(me(), event), sent(event_forms.HandOverForm)
    person = next((one for one, _duty in queries.executives() if one.handle == form.person.data), None)
    if not form.validate() or person is None:
        return again(lambda: _page(held, {"person": _("Choose somebody from the list.")}))
    gathering.hand_over(me(), held, person)
    return done(url_for(".event", event=event))


@bp.post(f"{ONE}/end")
def end_event(event: int) -> Response:
    """Put nothing more to it."""
    gathering.end(me(), of_events.get(me(), event))
    return done(url_for(".event", event=event))


def _chosen() -> list[queries.Complaint]:
    """The complaints that were ticked, or all that were listed."""
    if request.form.get("everything") == "yes":
        return _listed(sent(event_forms.LookForm))
    return of_events.named(me(), request.form.getlist("complaint"))


def _listed(look: Any) -> list[queries.Complaint]:
    good = look.validate()
    since: date = (read_day(look.since) if good else None) or of_events.today() - timedelta(days=DAYS)
    return of_events.free(me(), look.having.data or "" if good else "", since)


def _choice() -> dict[str, Any]:
    """What the list of complaints to choose from needs."""
    given = request.form if request.method == "POST" else request.args
    look = event_forms.LookForm(given)
    rows = _listed(look)
    return {
        "look": look,
        "look_errors": look.problems,
        "rows": [show.line(row, me()) for row in rows],
        "ticked": request.form.getlist("complaint"),
        "everything": request.form.get("everything") == "yes",
        "options": options,
    }


def _form(form: Any, errors: dict[str, str]) -> str:
    if not may(me(), "event.declare", me()):
        raise NotFound
    g.place = "complaints.index"
    return render_template("complaints/event_new.html", said=form, errors=errors, **_choice())


def _more(held: of_events.Event, errors: dict[str, str]) -> str:
    g.place = "complaints.index"
    return render_template("complaints/event_more.html", event=held, errors=errors, **_choice())


def _page(held: of_events.Event, errors: dict[str, str]) -> str:
    g.place = "complaints.index"
    rows = of_events.of_event(me(), held)
    shown = rows if request.args.get("all") else rows[:SHOWN]
    counts = of_events.counts(of_events.whole(held))
    return render_template(
        "complaints/event.html",
        event=held,
        counts=counts,
        lines=[show.line(row, me()) for row in shown],
        more=len(rows) - len(shown),
        deeds=[
            (name, one, counts.waits[one.step]) for name, one in FOR_ALL.items() if counts.waits[one.step]
        ],
        hidden=counts.all - len(rows),
        executives=[(one.handle, one.name) for one, _duty in queries.executives([held.owner_id])],
        errors=errors,
    )
