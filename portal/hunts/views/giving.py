"""A senior shows a hunt to its customer, or tells it that one was let go for its sake: one press each."""

from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.clans import queries as clans
from portal.hunts import queries, showing, shown
from portal.hunts.views import bp
from portal.hunts.views.terms import ONE
from portal.kernel.doors import me
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.people.queries import people_of


@bp.get(f"{ONE}/show")
def offering(customer: str, hunt: str) -> str:
    """Exactly what the customer would read, and who of them may be asked."""
    found = _found(customer, hunt)
    if not found.running:
        raise NotFound
    return _page(customer, hunt, "show")


@bp.post(f"{ONE}/show")
def show(customer: str, hunt: str) -> Response:
    """Show it."""
    found = _found(customer, hunt)
    there = {one.handle: one for one in people_of(found.account)}
    try:
        showing.show(me(), found, there.get(request.form.get("person", "")))
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(customer, hunt, "show", sentence), status=409)
    return done(url_for(".page", customer=customer, hunt=hunt, _anchor="theirs"))


@bp.get(f"{ONE}/tell")
def telling(customer: str, hunt: str) -> str:
    """Exactly what the customer would read of a hunt that was let go for its sake."""
    found = _found(customer, hunt)
    if found.state != "refused":
        raise NotFound
    return _page(customer, hunt, "tell")


@bp.post(f"{ONE}/tell")
def tell(customer: str, hunt: str) -> Response:
    """Tell it."""
    found = _found(customer, hunt)
    try:
        showing.tell_(me(), found)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _page(customer, hunt, "tell", sentence), status=409)
    return done(url_for(".page", customer=customer, hunt=hunt, _anchor="theirs"))


def _found(customer: str, hunt: str) -> Any:
    """A hunt that its reader may show.

    Raises:
        NotFound: there is none of that name for them, or it is not theirs to show.
    """
    found = queries.hunt(me(), clans.account(me(), customer), hunt)
    if not may(me(), "hunt.show", found):
        raise NotFound
    return found


def _page(customer: str, hunt: str, deed: str, refusal: str = "") -> str:
    g.place, found = "clans.index", _found(customer, hunt)
    return render_template(
        "hunts/show.html",
        account=found.account,
        hunt=hunt,
        deed=deed,
        reads=shown.preview(found),
        why=found.why if deed == "tell" else "",
        people=[(one.handle, one.name) for one in people_of(found.account)],
        again=found.shown is not None,
        errors={"refused": refusal} if refusal else {},
    )
