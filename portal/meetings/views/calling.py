"""Every meeting about a customer, and calling one: what about, when and where, and who is called."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, g, render_template, request, url_for

from portal.clans import queries as clans
from portal.clans.views.customers import CUSTOMER
from portal.kernel import clock
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.meetings import actions, forms, queries, show
from portal.meetings.views import bp
from portal.people import circles
from portal.people.choices import zones
from portal.people.queries import people_of
from workflows.clans import same
from workflows.language import _
from workflows.meetings import Part, State

MEETINGS = f"{CUSTOMER}/meetings"


def way(link: Any) -> str:
    """The way from the pages of a customer to its meetings."""
    return str(link(_("Meetings"), "meetings.index"))


def told(clan: Any, cards: dict[str, Any]) -> str:
    """The next meetings and the ideas without an end, on the page of the customer, for its clan."""
    if me().side == "customer":
        return ""
    card = show.card(cards.get("meetings", {}), clans.today())
    return render_template("meetings/_told.html", account=clan.account, card=card)


@bp.get(MEETINGS)
def index(customer: str) -> str:
    """Meetings to come and past, and the ideas of them that have no end."""
    g.place, account = "clans.index", clans.account(me(), customer)
    found = [show.view(one, me()) for one in queries.of_account(me(), account)]
    today = clans.today()
    ideas = [show.waiting(one, today) for one in queries.without_end(me(), account)]
    return render_template(
        "meetings/index.html",
        account=account,
        here="meetings.index",
        coming=[one for one in found[::-1] if one.row.state not in ("held", "missed", "off")],
        past=[one for one in found if one.row.state in ("held", "missed", "off")],
        waiting=[one for one in ideas if not one.back],
        parked=[one for one in ideas if one.back],
        promised=queries.promised(me(), account),
        today=today,
        may_call=may(me(), "meeting.call", account),
    )


@bp.get(f"{MEETINGS}/new")
def calling(customer: str) -> str:
    """The form that calls a meeting, filled from one that is called again."""
    account = clans.account(me(), customer)
    if not may(me(), "meeting.call", account):
        raise NotFound
    before = _before(customer, request.args.get("again", ""))
    members = [one.person for one in clans.clan(account).members]
    if before is None:
        zone = me().zone or g.house.zone
        tomorrow = clock.now().astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
        held = {"zone": zone, "day": tomorrow.isoformat(), "hour": "10:00"}
        chosen = {"member": [one.handle for one in members]}
        return _form(customer, forms.CallForm(data=held), chosen)
    row = before
    held = {
        name: getattr(row, name) for name in ("title", "why", "minutes", "zone", "place", "quorum", "dots")
    }
    held |= {"agenda": "\n".join(row.agenda), "questions": "\n".join(row.questions), "day": "", "hour": ""}
    outside = [one.person.name for one in row.calls if one.colleague]
    held |= {"colleagues": "\n".join(outside)}
    chosen = {"member": [one.person.handle for one in row.calls]}
    chosen |= {f"parts-{one.person.handle}": one.parts for one in row.calls}
    return _form(customer, forms.CallForm(data=held), chosen, again_of=str(row.number))


@bp.post(MEETINGS)
def call(customer: str) -> Response:
    """Call a meeting; one that is called again is noted as missed, where nobody has."""
    form, account = sent(forms.CallForm), clans.account(me(), customer)
    chosen = {name: request.form.getlist(name) for name in request.form}
    before = _before(customer, request.form.get("again", ""))
    fits = form.validate()
    guests, unknown = _guests(account, form, chosen)
    if not fits or unknown:
        wrong = {"colleagues": unknown} if unknown else {}
        return again(lambda: _form(customer, form, chosen, wrong, request.form.get("again", "")))
    try:
        made = actions.call(me(), account, actions.Terms(**form.said), guests, before)
        if before is not None and before.state == State.CALLED:
            actions.miss(me(), before, [])
    except NotNow as refusal:
        wrong = {"member": str(refusal)}
        return again(lambda: _form(customer, form, chosen, wrong, request.form.get("again", "")), status=409)
    return done(url_for(".page", customer=customer, meeting=made.number))


def _before(customer: str, number: str) -> Any:
    """The meeting that is called again, if it is any."""
    known = number.isascii() and number.isdigit() and len(number) < 10
    return queries.meeting(me(), customer, int(number)) if known else None


def _guests(account: Any, form: Any, chosen: dict[str, list[str]]) -> tuple[list[actions.Guest], str]:
    """Who is called, and what is wrong with the names of colleagues."""
    members = [one.person for one in clans.clan(account).members]
    guests = [actions.Guest(one) for one in members if one.handle in chosen.get("member", [])]
    for one in people_of(account):
        parts = [part for part in Part if part in chosen.get(f"parts-{one.handle}", [])]
        guests += [actions.Guest(one, parts)] if parts else []
    colleagues = [one.person for one in circles.house_people(me())]
    for name in forms.lines(form.colleagues.data):
        named = [one for one in colleagues if same(one.name) == same(name)]
        if len(named) != 1:
            return [], _("Nobody of the house is called %(name)s. Write the whole name.", name=name)
        known = {one.person.id for one in guests}
        guests += [actions.Guest(one) for one in named if one.id not in known]
    return guests, ""


def _form(
    customer: str,
    form: Any,
    chosen: dict[str, list[str]],
    errors: dict[str, str] | None = None,
    again_of: str = "",
) -> str:
    g.place, account = "clans.index", clans.account(me(), customer)
    members = clans.clan(account).members
    return render_template(
        "meetings/new.html",
        account=account,
        here="",
        members=[(one.person.handle, one.person.name, one.person.department) for one in members],
        people=people_of(account),
        parts=[(str(part), _(said)) for part, said in show.PARTS.items()],
        zones=zones(),
        chosen=chosen,
        again_of=again_of,
        said=form,
        errors={**form.problems, **(errors or {})},
    )
