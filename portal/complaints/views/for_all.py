"""Deeds that are done for all complaints of one event at once, each with an entry in every one of them."""

from dataclasses import dataclass
from typing import Any

from flask import Response, g, render_template, url_for

from portal.complaints import of_events, queries
from portal.complaints.inputs import options
from portal.complaints.views import bp
from portal.complaints.views.deeds import DEEDS
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import may
from workflows.complaints.steps import Kind
from workflows.language import N_


@dataclass(frozen=True)
class ForAll:
    """One of them: the step it does where that is open, and its button."""

    step: Kind
    says: str


FOR_ALL = {
    "judge": ForAll("judge", N_("Say whether they were right")),
    "offer": ForAll("offer", N_("Make all of them an offer")),
    "carry_out": ForAll("carry_out", N_("Say that it is done")),
    "name_cause": ForAll("cause", N_("Say why it happened")),
    "prevent": ForAll("prevent", N_("Say what changes because of it")),
}
ALL = "/complaints/events/<int:event>/<deed>"


@bp.get(ALL)
def asking_all(event: int, deed: str) -> str:
    """The form of a deed, for all in which it is open and its reader may do it."""
    held, rows = _open(event, deed)
    return _page(held, deed, rows, DEEDS[deed].form(), {})


@bp.post(ALL)
def do_for_all(event: int, deed: str) -> Response:
    """Do it in every one of them."""
    held, rows = _open(event, deed)
    form = sent(DEEDS[deed].form)
    if not form.validate():
        return again(lambda: _page(held, deed, rows, form, form.problems))
    for row in rows:
        DEEDS[deed].do(me(), row, form)
    return done(url_for(".event", event=event))


def _open(event: int, deed: str) -> tuple[of_events.Event, list[queries.Complaint]]:
    held = of_events.get(me(), event)
    if deed not in FOR_ALL:
        raise NotFound
    open_ = of_events.in_which(of_events.of_event(me(), held), FOR_ALL[deed].step)
    rows = [row for row in open_ if may(me(), f"complaint.{deed}", row)]
    if not rows:
        raise NotFound
    return held, rows


def _page(
    held: of_events.Event, name: str, rows: list[queries.Complaint], form: Any, errors: dict[str, str]
) -> str:
    g.place, deed = "complaints.index", DEEDS[name]
    return render_template(
        "complaints/for_all.html",
        event=held,
        name=name,
        deed=deed,
        many=len(rows),
        people=deed.people(rows[0]) if deed.people else [],
        said=form,
        options=options,
        errors=errors,
    )
