"""Who I am, the workflows, the orders, one order, its journal; and placing an order."""

from flask import Response, current_app, url_for

from portal.api import answers, foretelling, forms, found, openapi, presenting, reading, turning
from portal.api.operations import answered, told
from portal.api.views import ORDER, bp
from portal.cases import following, listing, queries, retelling, waits
from portal.cases.definitions import library
from portal.kernel import clock, journal
from portal.kernel.doors import me, public, token
from portal.orders import hits
from portal.orders import queries as queries_of_orders
from portal.orders.actions import place
from portal.people.queries import accounts_seen
from workflows.language import _


@bp.get("/openapi.json")
@public
def document() -> Response:
    """This document."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the app itself, not its stand-in
    return Response(openapi.text(app), mimetype=reading.JSON)


@bp.get("/people/me")
@token
@told(answers.Me)
def person() -> Response:
    """The person whose token this is, and the accounts they may place orders for."""
    return answered(presenting.person(me(), accounts_seen(me())))


@bp.get("/workflows")
@token
@told(answers.Library)
def workflows() -> Response:
    """The workflows that new orders may follow: every stage, line and choice."""
    return answered(presenting.library(library()))


@bp.get("/orders")
@token
@told(answers.Orders, query=forms.Wanted)
def orders() -> Response:
    """The orders that this person sees, the last moved first."""
    asked = reading.query(forms.Wanted)
    wanted = listing.Wanted(
        status=asked.status or "",
        turn=asked.turn or "",
        words=asked.q,
        account=asked.account,
        workflow=asked.workflow,
        stage=asked.stage,
        due=asked.due or "",
        sort=asked.sort,
        after=asked.after,
        today=clock.now().astimezone(queries.house_clock()).date(),
        limit=asked.limit,
    )
    return answered(presenting.page(*listing.some(me(), wanted)))


@bp.get("/find")
@token
@told(found.Found, query=found.Find)
def find() -> Response:
    """What holds these words among all that this person sees, and what can be done, as on the page."""
    asked = reading.query(found.Find)
    if asked.order:
        following.head(me(), asked.order)  # whoever does not see it is told that there is none
    finds = queries_of_orders.find(me(), asked.q, asked.order)
    groups = hits.groups(finds.kinds, finds, asked.order) if finds.looked.terms else []
    return answered(found.told(finds, groups))


@bp.get(ORDER)
@token
@told(answers.Order, query=forms.At)
def order(ref: str) -> Response:
    """An order as it is now, or as it stood after the entry `at` of its journal."""
    case = queries.get(me(), ref)
    at = reading.query(forms.At).at
    if at is not None and at != case.seq:
        case = retelling.as_it_stood(case, at)
    return answered(presenting.order(case, []))


@bp.get(f"{ORDER}/journal")
@token
@told(answers.Journal, query=forms.Since)
def entries(ref: str) -> Response:
    """What was done in an order, oldest first; ask again after the last seq until there is nothing more."""
    case = queries.get(me(), ref)
    since = reading.query(forms.Since)
    return answered(presenting.journal(journal.after(case.stream, since.after, since.limit)))


@bp.get(f"{ORDER}/turns")
@token
@told(turning.Turns)
def turns(ref: str) -> Response:
    """Who waited for whom in an order, for how long, and since when each open thing waits."""
    case = queries.get(me(), ref)
    over, account = waits.of_order(case), waits.of_account(me(), case)
    return answered(turning.turns(case, over, account, clock.now(), queries.house_clock()))


@bp.get(f"{ORDER}/forecast")
@token
@told(foretelling.OrderForecast)
def forecast(ref: str) -> Response:
    """When an order will be done: as planned, and going by the house's own finished orders."""
    return answered(foretelling.foretold(queries.get(me(), ref), clock.now()))


@bp.post("/orders")
@token
@told(answers.Order, takes=forms.Place, status=201)
def place_order() -> Response:
    """State a need: an order begins with it."""
    said = reading.body(forms.Place)
    if said.workflow not in library():
        known = ", ".join(library())
        raise reading.Unfit.at("workflow", _("There is no such workflow. Known are %(known)s.", known=known))
    case = place(me(), said.account, said.need, workflow=said.workflow, title=said.title)
    response = answered(presenting.order(case, []), 201)
    response.headers["Location"] = url_for("api.order", ref=case.ref)
    return response
