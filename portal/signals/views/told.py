"""How a customer fares: signals on a page of their own, beside the page of the customer, and noted there."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.clans import queries as clans
from portal.clans.views.customers import CUSTOMER
from portal.kernel.doors import me
from portal.kernel.forms import Form, sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import may
from portal.signals import actions, cards, forms, queries, show
from portal.signals.views import bp
from workflows.language import _
from workflows.signals import KINDS

SIGNALS = f"{CUSTOMER}/signals"


def way(link: Any) -> str:
    """The way to these pages from every page of the customer."""
    return str(link(_("Signals"), "signals.index"))


def strip(clan: Any, known: dict[str, Any]) -> str:
    """The drum that is open, above everything else on the page of the customer."""
    open_ = show.strip(known.get(cards.DRUM, {}), clans.today(), me())
    return render_template("signals/_strip.html", account=clan.account, struck=open_) if open_ else ""


def beside(clan: Any, known: dict[str, Any]) -> str:
    """What was noted last of how the customer fares, beside its page."""
    there = [known[name] for name in (cards.SHARED, cards.ROOM) if name in known]
    newest, all_ = show.newest(there, cards.NEWEST, me())
    told = {"signals": newest, "many": all_, "beating": bool(known.get(cards.DRUM))}
    told |= {"theirs": me().side == "customer"}
    return render_template("signals/_beside.html", account=clan.account, **told)


@bp.get(SIGNALS)
def index(customer: str) -> str:
    """Every signal and every drum of a customer, as far as the reader may read them."""
    g.place, account = "clans.index", clans.account(me(), customer)
    drums = queries.drums(me(), account)
    return render_template(
        "signals/index.html",
        account=account,
        here="signals.index",
        signals=[show.signal(one, me()) for one in queries.signals(me(), account)],
        drums=[
            show.drum(one, queries.standing_of(one), queries.meeting_of(one), clans.today(), me())
            for one in drums
        ],
        usual=show.usual(queries.usual_time(drums)),
    )


@bp.get(f"{SIGNALS}/new")
def noting(customer: str) -> str:
    """The form that asks what somebody sees."""
    held = {"seen_on": clans.today().isoformat(), "who": "both" if me().side == "customer" else ""}
    return _form(customer, forms.SignalForm(data=held))


@bp.post(SIGNALS)
def note(customer: str) -> Response:
    """Note a signal."""
    form, account = sent(forms.SignalForm), clans.account(me(), customer)
    if not form.validate():
        return again(lambda: _form(customer, form))
    actions.note(me(), account, form.seen, in_room=form.who.data == "room")
    return done(url_for(".index", customer=customer))


@bp.post(f"{SIGNALS}/<signal>/take-back")
def take_back(customer: str, signal: str) -> Response:
    """Take back what was noted by mistake."""
    sent(Form)
    one = queries.signal(me(), clans.account(me(), customer), signal)
    actions.take_back(me(), one)
    return done(url_for(".index", customer=customer))


def _form(customer: str, form: Any) -> str:
    g.place, account = "clans.index", clans.account(me(), customer)
    if not may(me(), "signal.note", account):
        raise NotFound
    return render_template(
        "signals/new.html",
        account=account,
        kinds=[(key, _(label)) for key, label in KINDS.items()],
        said=form,
        errors=form.problems,
    )
