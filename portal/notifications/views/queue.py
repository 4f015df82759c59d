"""Mails that came in and are in no order: what administrators see of them, and whoever one is handed to.

An administrator reads who wrote, when and why it waits, and never what is in it: see docs/decisions/023.
"""

from flask import Response, current_app, g, render_template, url_for

from portal.cases import queries as cases
from portal.complaints import queries as complaints
from portal.kernel.doors import me
from portal.kernel.files import storage_of
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.unlocked import unlocked
from portal.kernel.verbs import may
from portal.notifications import actions, attaching, complaining, forms, queries, saying
from portal.notifications.views import bp
from workflows.language import _


@bp.get("/mail")
def queue() -> str:
    """Every mail that waits for somebody, or was left aside; for administrators."""
    return _queue(0, "")


@bp.post("/mail/hand")
def hand() -> Response:
    """Hand a mail to somebody who may read it."""
    _only_administrators()
    form = sent(forms.HandForm)
    mail = queries.mail(form.number.data or 0)
    if not form.validate():
        return again(lambda: _queue(form.number.data, _("Choose somebody.")))
    actions.hand(me(), mail, form.to.data, current_app.config["SETTINGS"].address)
    return done(url_for(".queue"))


@bp.post("/mail/let-go")
def let_go() -> Response:
    """Let a mail go that nobody needs."""
    _only_administrators()
    actions.let_go(me(), queries.mail(sent(forms.WhichForm).number.data or 0))
    return done(url_for(".queue"))


@bp.get("/mail/<int:number>")
def mine(number: int) -> str:
    """A mail that was handed to me."""
    return _mine(number, "")


@bp.post("/mail/<int:number>")
def put(number: int) -> Response:
    """Put a mail that was handed to me into an order."""
    form = sent(forms.PutForm)
    if not form.validate():
        return again(lambda: _mine(number, form.problems["ref"]))
    place, chosen = storage_of(current_app), current_app.config["SETTINGS"]
    came = queries.content(place, queries.own(me(), number))
    stored, left_out = unlocked(lambda: attaching.stored(place, chosen, came))
    mail, case = queries.own(me(), number), cases.get(me(), form.ref.data)
    if mail.case_id not in (None, case.id):
        raise NotFound  # what is said about one order is shown to nobody of another
    whole = saying.with_rest(place, queries.words(came))
    actions.put(me(), mail, case, whole, stored, left_out)
    return done(url_for("cases.show", ref=case.ref, _anchor="log"))


@bp.post("/mail/<int:number>/complaint")
def complain(number: int) -> Response:
    """Put a mail that was handed to a steward into a complaint, or make it a new one."""
    form, mail = sent(forms.ComplainForm), queries.own(me(), number)
    if not may(me(), "mail.complain", mail):
        raise NotFound
    named = form.complaint.data or form.customer.data
    if not (named and complaining.chosen(me(), mail, named)):
        missing = _("Choose a complaint of that customer, or write its name.")
        return again(lambda: _mine(number, missing, "complaint"))
    place, chosen = storage_of(current_app), current_app.config["SETTINGS"]
    came = queries.content(place, mail)
    files = unlocked(lambda: attaching.stored(place, chosen, came))
    mail = queries.own(me(), number)
    where = complaining.chosen(me(), mail, named)
    if where is None:
        raise NotFound
    row = complaining.place(me(), mail, came, where, files)
    actions.complain(me(), mail)
    return done(url_for("complaints.page", complaint=row.ref))


def _only_administrators() -> None:
    if not may(me(), "mail.hand", None):
        raise NotFound


def _queue(number: int, problem: str) -> str:
    _only_administrators()
    g.place = "people.house_settings"
    mails = queries.queue()
    people = {mail.id: queries.readers(mail) for mail in mails if mail.state == "held"}
    told = {"mails": mails, "people": people, "wrong": number, "problem": problem}
    return render_template("notifications/queue.html", **told, answers=current_app.config["SETTINGS"].answers)


def _mine(number: int, problem: str, at: str = "ref") -> str:
    mail = queries.own(me(), number)
    came = queries.content(storage_of(current_app), mail)
    orders = [mail.case] if mail.case else queries.orders_seen(me())
    told = {"mail": mail, "words": queries.words(came), "names": [one.name for one in came.attached]}
    told |= {"complaints": complaints.open_ones(me()) if may(me(), "mail.complain", mail) else None}
    return render_template("notifications/mail.html", **told, orders=orders, at=at, problem=problem)
