"""Passkeys: signing in with one, and making, naming and removing one's own."""

from flask import Response, jsonify, render_template, url_for
from werkzeug.wrappers import Response as Answer

from portal.kernel.doors import me, public
from portal.kernel.forms import sent
from portal.kernel.http import done
from portal.kernel.problems import problem
from portal.people import credentials, forms
from portal.people.views import bp, door
from workflows.language import _


@bp.post("/sign-in/passkey/question")
@public
def passkey_question() -> Response:
    """What a passkey must sign to open the door now."""
    return jsonify(credentials.ask(door.site()))


@bp.post("/sign-in/passkey")
@public
def sign_in_by_passkey() -> Answer:
    """Sign in with a passkey."""
    form = sent(forms.PasskeyForm)
    if not form.validate():
        return door.refused("passkey")
    try:
        person = credentials.by_passkey(form.ticket.data, form.answer.data, door.site())
    except credentials.BadPasskey:
        return door.refused("passkey")
    return door.enter(person, "passkey")


@bp.get("/settings/passkeys/new")
def new_passkey() -> str:
    """Offer a passkey: why, and one button."""
    return render_template("people/new_passkey.html", next=door.target(), possible=door.passkeys_possible())


@bp.post("/settings/passkeys/question")
def new_passkey_question() -> Response:
    """What a browser needs to make a passkey."""
    return jsonify(credentials.ask_new(me(), door.site()))


@bp.post("/settings/passkeys")
def add_passkey() -> Answer:
    """Keep a passkey that a browser has just made."""
    form = sent(forms.PasskeyForm)
    try:
        if not form.validate():
            raise credentials.BadPasskey
        name = form.name.data or "Passkey"
        credentials.register(me(), form.ticket.data, form.answer.data, door.site(), name)
    except credentials.BadPasskey:
        return problem(422, _("This passkey could not be kept"), _("Go back and try once more."))
    onward = door.target()
    return done(onward if onward != "/" else url_for("people.settings", kept="passkeys", _anchor="passkeys"))


@bp.post("/settings/passkeys/<int:passkey_id>/name")
def name_passkey(passkey_id: int) -> Answer:
    """Call a passkey something else."""
    form = sent(forms.PasskeyForm)
    credentials.rename(me(), passkey_id, form.name.data or "Passkey")
    return done(url_for("people.settings", kept="passkeys", _anchor="passkeys"))


@bp.post("/settings/passkeys/<int:passkey_id>/gone")
def remove_passkey(passkey_id: int) -> Answer:
    """Forget a passkey."""
    credentials.remove(me(), passkey_id)
    return done(url_for("people.settings", kept="passkeys", _anchor="passkeys"))
