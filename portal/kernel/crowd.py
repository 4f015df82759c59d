"""Fair shares: whoever asks for much waits or is told when to come back, and the others hardly notice.

Each process counts what is under way and how fast each asks, before anything else is done for a request:
a refusal must cost next to nothing (promises.md, D08 and R16). A customer's people share what one may take.
"""

import hashlib
import json
import math
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, g, render_template
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from werkzeug.http import parse_cookie
from werkzeug.wrappers import Request, Response

from portal.kernel import details, languages
from portal.kernel.headers import HEADERS
from portal.kernel.http import SAFE
from workflows.language import N_, _, ngettext

OF_ONE = 8  # requests of one customer that are under way at once
MAY_WAIT = 16  # more of them wait for these, as a page with many pictures does
PATIENCE = 3.0  # seconds
READS, ALL = 16, 24  # under way at once in this process; what is between is kept for saving and signing
BURST = 10  # seconds of what one may ask that may come at one moment
KNOWN = 20_000  # sessions and tokens of which it is remembered whose they are
TOO_FAST, FULL = 429, 503
AGAIN = 2  # seconds after which it is worth trying a full house again
SAID = {
    TOO_FAST: N_("That is faster than we can answer"),
    FULL: N_("Very many people are here just now"),
}
WSGI = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Crowd:
    """Whoever asks in this process: how much of them is under way, and how much they may still ask."""

    def __init__(self, a_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._most, self._now = a_minute / 60, a_minute / 60 * BURST, now
        self._changed = threading.Condition()
        self._here, self._waiting = Counter[str](), Counter[str]()
        self._left = OrderedDict[str, tuple[float, float]]()
        self._known = OrderedDict[str, str]()

    def learn(self, secret: str, who: str) -> None:
        """Remember whose a session or token is; whom nobody knows yet shares with their network."""
        with self._changed:
            _keep(self._known, _digest(secret), who)

    def whose(self, secret: str, network: str) -> str:
        """Who asks with this secret."""
        return self._known.get(_digest(secret), network) if secret else network

    def enter(self, who: str, *, writes: bool) -> tuple[int, int]:
        """Let somebody in: (0, 0), or the status of a refusal and the seconds until it is worth asking again.

        `leave` must follow when they were let in.
        """
        with self._changed:
            wait = self._takes(who)
            if wait:
                return TOO_FAST, wait
            if self._here.total() >= (ALL if writes else READS):
                return FULL, AGAIN
            if not self._has_room(who):
                return TOO_FAST, math.ceil(PATIENCE)
            self._here[who] += 1
            return 0, 0

    def leave(self, who: str) -> None:
        """One request of theirs is answered."""
        with self._changed:
            self._here[who] -= 1
            self._here += Counter()  # forgets whom it counts as none
            self._changed.notify_all()

    def _takes(self, who: str) -> int:
        """Take one from what somebody may ask; the seconds until there is one again, 0 when there was."""
        now = self._now()
        left, at = self._left.get(who, (self._most, now))
        left = min(self._most, left + (now - at) * self._rate)
        _keep(self._left, who, (max(left - 1, 0) if left >= 1 else left, now))
        return 0 if left >= 1 else math.ceil((1 - left) / self._rate)

    def _has_room(self, who: str) -> bool:
        """Whether one more of theirs may be under way, now or in a moment."""
        if self._here[who] < OF_ONE:
            return True
        if self._waiting[who] >= MAY_WAIT:
            return False
        self._waiting[who] += 1
        try:
            return self._changed.wait_for(lambda: self._here[who] < OF_ONE, PATIENCE)
        finally:
            self._waiting[who] -= 1
            self._waiting += Counter()


class AtTheGate:
    """The house behind a gate that knows the crowd."""

    def __init__(self, app: Flask, crowd: Crowd) -> None:
        self._app, self._inner, self.crowd = app, app.wsgi_app, crowd
        self._refusals = dict[tuple[Any, ...], bytes]()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer, or say at once when it is worth asking again."""
        request = Request(environ)
        if request.path.startswith("/static/") or request.path.endswith("/live"):
            return self._inner(environ, start_response)  # cheap, or counted by the switchboard
        who = self.crowd.whose(self._secret(request), request.remote_addr or "")
        status, wait = self.crowd.enter(who, writes=request.method not in SAFE)
        if status:
            return self._refusal(request, status, wait)(environ, start_response)
        try:
            return self._inner(environ, start_response)  # what is left then is to send what was made
        finally:
            self.crowd.leave(who)

    def _secret(self, request: Request) -> str:
        """What the session's cookie or the token says, if our own signature is on the cookie."""
        if "Authorization" in request.headers:
            return request.headers["Authorization"].partition(" ")[2]
        cookie = parse_cookie(request.environ).get(self._app.config["SESSION_COOKIE_NAME"], "")
        signer = SecureCookieSessionInterface().get_signing_serializer(self._app)
        try:
            return str(signer.loads(cookie).get("_user_id", "")) if signer and cookie else ""
        except BadSignature:
            return ""

    def _refusal(self, request: Request, status: int, wait: int) -> Response:
        """A page, a strip or problem details, made once and kept: whoever floods us must not keep us busy."""
        program, part = request.path.startswith(details.PROGRAMS), "HX-Request" in request.headers
        code = request.accept_languages.best_match(languages.codes()) or languages.codes()[0]
        key = (status, wait, program, part, code)
        if key not in self._refusals:
            self._refusals[key] = self._made(*key)
        kind = details.CONTENT if program else "text/html; charset=utf-8"
        response = Response(self._refusals[key], status, content_type=kind, headers=HEADERS)
        response.headers["Retry-After"], response.headers["Cache-Control"] = str(wait), "private, no-store"
        if part:
            response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#strip", "innerHTML"
        return response

    def _made(self, status: int, wait: int, program: bool, part: bool, code: str) -> bytes:
        with self._app.test_request_context("/"), languages.spoken(code):
            g.house, g.standing = None, None  # nothing is asked of the database
            title = _(SAID[status])
            again = ngettext("Wait %(num)s second, then go on.", "Wait %(num)s seconds, then go on.", wait)
            kept = _("What you wrote is still in its form: go back to it.")
            told = {"status": status, "title": title, "sentence": f"{again} {kept}"}
            if program:
                address = f"{self._app.config['SETTINGS'].address}/problems/{details.SAID[status][0]}"
                said = {"type": address, "title": title, "status": status, "detail": told["sentence"]}
                return json.dumps(said).encode()
            return render_template("_strip_problem.html" if part else "crowded.html", **told).encode()


def _keep(kept: OrderedDict[str, Any], key: str, value: Any) -> None:
    """Keep the newest, and as many as are worth remembering."""
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > KNOWN:
        kept.popitem(last=False)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
