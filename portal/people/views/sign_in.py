"""Coming in and going out: by letter or password, and words kept from before."""

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.kernel import clock, kept
from portal.kernel.doors import me, public, somebody
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.people import forms, keys, login, passwords, queries
from portal.people.views import bp, door


@bp.get("/sign-in")
@public
def sign_in() -> Response | str:
    """Every way in. Who is in already goes on, except in a demo house, where one may become another."""
    if somebody() and not door.is_demo():
        return redirect(door.target(), 303)
    return door.page(kept=request.args.get("words") == "kept")


@bp.post("/sign-in/as/<handle>")
@public
def sign_in_as(handle: str) -> Response:
    """In a demo house on this very machine: be one of its people."""
    person = queries.by_handle(handle) if door.is_demo() else None
    if person is None or person.left is not None:
        raise NotFound
    return door.enter(person, "demo")


@bp.post("/sign-in/code")
@public
def send_code() -> Response:
    """Send a letter with a code and a link; the answer is the same for addresses we do not know."""
    form = sent(forms.EmailForm)
    if not form.validate():
        return again(lambda: door.page(email=form.email.data, errors=form.problems))
    keys.send(form.email.data, door.network(), login.house(), _link)
    session["letter"] = {"email": form.email.data, "at": clock.now().isoformat()}
    return done(url_for("people.type_code", next=door.target()))


def _link(secret: str) -> str:
    return door.address(url_for("people.link", secret=secret))


@bp.get("/sign-in/code")
@public
def type_code() -> Response | str:
    """Where the code is typed."""
    return door.page(typing=True) if "letter" in session else redirect(url_for("people.sign_in"), 303)


@bp.post("/sign-in/code/typed")
@public
def code_typed() -> Response:
    """Sign in with the code of a letter."""
    form = sent(forms.CodeForm)
    if not form.validate():
        return again(lambda: door.page(typing=True, email=form.email.data, errors=form.problems))
    person = keys.by_code(form.email.data, form.code.data, door.network())
    if person is None:
        wrong = "code" if keys.still_open(form.email.data) else "late"
        return door.refused(wrong, typing=True, email=form.email.data)
    return door.enter(person, "code")


@bp.get("/sign-in/link/<secret>")
@public
def link(secret: str) -> str:
    """A page with a button: looking at a link does not use it up, because mail scanners look."""
    return render_template("people/link.html", secret=secret, holds=keys.link_holds(secret))


@bp.post("/sign-in/link/<secret>")
@public
def use_link(secret: str) -> Response:
    """Sign in with the link of a letter."""
    person = keys.by_link(secret)
    if person is None:
        return again(lambda: render_template("people/link.html", secret=secret, holds=False), status=409)
    return door.enter(person, "link")


@bp.post("/sign-in/password")
@public
def sign_in_by_password() -> Response:
    """Sign in with a password."""
    form = sent(forms.PasswordForm)
    if not form.validate():
        return again(lambda: door.page(open="password", email=form.email.data, errors=form.problems))
    quick = door.chosen().quick_passwords
    person = passwords.by_password(form.email.data, form.password.data, door.network(), quick=quick)
    if person is None:
        return door.refused("password", open="password", email=form.email.data)
    return door.enter(person, "password")


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    """End this session, on this device and for every copy of its cookie."""
    login.leave()
    return done(url_for("people.sign_in"))


@bp.get("/kept")
def kept_words() -> Response | str:
    """What was typed when a session had ended, with one button that sends it again."""
    words = kept.newest(me().handle)
    if words is None:
        return redirect(door.target(), 303)
    shown = [(name, text) for name, text in words.words if text and not name.startswith("seen")]
    return render_template(
        "people/kept.html", words=words, shown=shown, key=kept.once_key(words), next=door.target()
    )


@bp.post("/kept/gone")
def let_go() -> Response:
    """Let go of a form that was kept; the next one shows, if there is another."""
    kept.let_go(me().handle, request.form.get("key", ""))
    return done(url_for("people.kept_words", next=door.target()))


@bp.get("/sign-in/help")
@public
def sign_in_help() -> str:
    """What to do when the letter does not come, or one has never been here."""
    return render_template("people/sign_in_help.html", asked=request.args.get("about", ""))
