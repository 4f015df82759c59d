"""Drafts as pages know them: kept while somebody types, found in their form again, used or let go."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Blueprint, Response, current_app, g, make_response, render_template, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from portal.kernel import drafts, forms, once
from portal.kernel.doors import aside, door, me, somebody
from portal.kernel.drafts import Draft, Words
from portal.kernel.http import done, safe_next, url_here
from portal.kernel.queries import NotFound
from portal.kernel.refilling import refilled
from portal.kernel.verbs import NotNow
from workflows.language import _

bp = Blueprint("drafts", __name__)
AWAY = "let-go"  # in the address of the page on which a draft was put away just now


@dataclass(frozen=True)
class Form:
    """A form by its address: its endpoint and what stands in it, what tells it apart from others that go
    there (`part`), and whether it has a page of its own there (`alone`).
    """

    address: str
    endpoint: str
    values: dict[str, str]
    part: str
    alone: bool


@dataclass(frozen=True)
class Undo:
    """What was just done in words, and the form that takes it back."""

    says: str
    action: str
    words: dict[str, Any]


@dataclass(frozen=True)
class Other:
    """Words that another device wrote into the same form: when, and what they say."""

    version: int
    at: datetime
    says: str


@dataclass(frozen=True)
class Found:
    """What a form knows of its draft: where it is kept, since when it is there, what else was written."""

    address: str
    to: str
    version: int = 0
    at: datetime | None = None
    others: tuple[Other, ...] = ()
    words: Words = field(default_factory=dict)

    def fill(self, form: str) -> Markup:
        """The controls of the form with the words of the draft in them."""
        return refilled(form, self.words)


@bp.put("/drafts")
@aside
def keep() -> Response:
    """Keep what the person is typing into one of their forms."""
    address = request.args.get("of", "")
    _known(address)
    return kept(address)


@bp.post("/drafts/use")
def use() -> Response:
    """Let words stand that another device wrote; those that stood are offered instead."""
    version, _, address = request.form.get("which", "").partition(" ")
    drafts.use(me().handle, address, int(version) if version.isdecimal() and len(version) < 9 else 0)
    return done(_back())


@bp.post("/drafts/gone")
def gone() -> Response:
    """Let go of a draft that is not wanted any more."""
    address = request.form.get("which", "")
    drafts.put_away(me().handle, address)
    return done(_page(_back(), address))


@bp.post("/drafts/back")
def back() -> Response:
    """Bring a draft back that was let go of a moment ago."""
    drafts.bring_back(me().handle, request.form.get("which", ""))
    return done(_back())


def just_away() -> Undo | None:
    """The way back from letting go of a draft, on the page that follows."""
    address = request.args.get(AWAY, "")
    if request.method != "GET" or not address or not somebody() or not drafts.is_away(me().handle, address):
        return None
    to = url_for("drafts.back", next=_page(url_here()))
    return Undo(_("You let go of what you began to write."), to, {"which": address})


def _page(url: str, away: str = "") -> str:
    """A page of ours; with the address of a draft that was just put away, it offers that back."""
    parts = urlsplit(url)
    asked = [one for one in parse_qsl(parts.query, keep_blank_values=True) if one[0] != AWAY]
    return urlunsplit(parts._replace(query=urlencode([*asked, (AWAY, away)] if away else asked)))


def form_of(address: str) -> Form | None:
    """The form of an address; None where there is none, or none any more."""
    adapter = current_app.url_map.bind("", url_scheme="http")
    path, _hash, part = address.partition("#")
    try:
        endpoint, named = adapter.match(path, method="POST")
    except (HTTPException, RequestRedirect):
        return None
    values = {name: str(value) for name, value in named.items()}
    return Form(address, endpoint, values, part, adapter.test(path, method="GET"))


def kept(address: str, more: str = "") -> Response:
    """Keep the words of this request as a draft, and say so; nothing, once their form was taken.

    Raises:
        NotNow: they are far too long.
    """
    if once.used(me().handle, request.args.get("form", "")):
        return make_response("", 204)
    seen = request.args.get("version", "")
    words: dict[str, list[str]] = {}
    for name, text in forms.typed():
        words.setdefault(name, []).append(text)
    try:
        number = int(seen) if seen.isdecimal() and len(seen) < 9 else None
        row = drafts.keep(me().handle, address, words, number, request.args.get("device", drafts.OURS))
    except drafts.TooLong:
        raise NotNow(_("This is too long to be kept as a draft.")) from None
    part = render_template("_kept.html", draft=_found(address, "", row), back=_back())
    response = make_response(part + more)
    response.headers["Draft-Version"] = str(row.version)
    return response


def of(place: str) -> dict[str, Draft]:
    """The person's drafts at a place, asked for once a request."""
    if not somebody():
        return {}
    known: dict[str, dict[str, Draft]] = g.setdefault("drafts", {})
    if place not in known:
        known[place] = drafts.at(me().handle, place)
    return known[place]


def found(action: str, name: Any = True, to: str = "", *, filled: bool = True) -> Found:
    """The draft of a form; `name` tells forms apart that go to one address, or is another address of a form.

    It is kept at `to`, or where all drafts are.
    With `filled` its words are put into the form here, else by whoever makes the page.

    What was just sent and comes back to be looked at is not written over by a draft.
    """
    address = action if name is True else name if name.startswith("/") else f"{action}#{name}"
    row = of(drafts.place_of(address)).get(address) if request.method == "GET" else None
    to = to or url_for("drafts.keep", of=address)
    return _found(address, to, row, row.words if filled else None) if row else Found(address, to)


def _found(address: str, to: str, row: Draft, words: Words | None = None) -> Found:
    others = tuple(
        Other(one["version"], datetime.fromisoformat(one["at"]), _says(one["words"])) for one in row.others
    )
    return Found(address, to, row.version, row.at, others, words or {})


def _says(words: Words) -> str:
    """What words say, without what only forms say to each other."""
    return " · ".join(text for name, texts in words.items() if name != "seen" for text in texts if text)[:600]


def _back() -> str:
    return safe_next(request.args.get("next", ""))


def _known(address: str) -> None:
    """Only forms of the house have drafts, and only those that a signed-in person sends.

    Raises:
        NotFound: there is no such form.
    """
    form = form_of(address)
    if form is None or door(current_app, form.endpoint) != "session":
        raise NotFound
