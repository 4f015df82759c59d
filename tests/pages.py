"""A demanding visitor: a test client that sends forms as a browser would and looks at every page it gets."""

import secrets
from collections import Counter
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from tests import house

SENDS = ("POST", "PUT", "PATCH", "DELETE")
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control")


class Visitor(FlaskClient):
    """Signed in as somebody, or as nobody.

    A form that is sent carries its token and a one-time key unless the test says otherwise (`once=`, `bare`).
    `status=` is what the answer must have; without it anything but a fault will do.
    """

    def open(
        self, *args: Any, status: int | None = None, once: str = "", bare: bool = False, **kwargs: Any
    ) -> TestResponse:
        """Ask, and look at what comes."""
        if kwargs.get("method", "GET") in SENDS and not bare and "json" not in kwargs:
            kwargs["data"] = {
                "csrf_token": self.token(),
                "once": once or secrets.token_urlsafe(16),
                **(kwargs.get("data") or {}),
            }
        response = super().open(*args, **kwargs)
        self.look(response, status)
        return response

    def comes_with(self, **said: Any) -> None:
        """The session is what its cookie carries, as if somebody had been here before."""
        app = self.application
        signer = app.session_interface.get_signing_serializer(app)
        self.set_cookie(app.config["SESSION_COOKIE_NAME"], str(signer.dumps(said)))

    def token(self) -> str:
        """The token that this visitor's forms carry."""
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", secrets.token_hex(20))
        key = self.application.secret_key
        return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(raw))

    def look(self, response: TestResponse, status: int | None) -> None:
        """Hold the answer to what every answer of the house keeps."""
        asked = f"{response.request.method} {response.request.path}"
        if status is None:
            assert response.status_code < 500, f"{asked} failed: {response.text[:2000]}"
        else:
            assert response.status_code == status, f"{asked}: {response.status} {said(response)[:1500]}"
        missing = [name for name in HEADERS if name not in response.headers]
        assert not missing, f"{asked} has no {missing}"
        # What a page is made of does not depend on the database: looked at once, on SQLite.
        if response.mimetype == "text/html" and response.text and not house.ON_POSTGRES:
            Page(asked).read(response.text)


def said(response: TestResponse) -> str:
    """What a page says, without its markup, for messages of failing tests."""
    page = Page("")
    page.feed(response.text)
    return " ".join(" ".join(page.words).split())


class Page(HTMLParser):
    """A page or part as it is read: what must be in every one, and nothing that the policy refuses."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.words, self.ids = name, list[str](), list[str]()
        self.h1 = self.depth = 0
        self.form: set[str] | None = None
        self.labels, self.inputs = set[str](), set[str]()

    def read(self, text: str) -> None:
        """Read all of it and complain."""
        self.feed(text)
        if "<!doctype html>" in text[:100].lower():
            assert self.h1 == 1, f"{self.name} has {self.h1} main headings"
        twice = [one for one, times in Counter(self.ids).items() if times > 1]
        assert not twice, f"{self.name} uses an id twice: {twice}"
        unnamed = self.inputs - self.labels
        assert not unnamed, f"{self.name} has inputs without a label: {unnamed}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        given = {name: value or "" for name, value in attrs}
        self._policy(tag, given)
        self.h1 += tag == "h1"
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = set()
        if tag == "input" and self.form is not None:
            self.form.add(given.get("name", ""))
        if tag == "label" and "for" in given:
            self.labels.add(given["for"])
        if tag in ("input", "select", "textarea") and "id" in given and given.get("type") != "hidden":
            self.inputs.add(given["id"])

    def handle_endtag(self, tag: str) -> None:
        """At its end, a form must have had its token and its key."""
        if tag == "form" and self.form is not None:
            assert {"csrf_token", "once"} <= self.form, f"{self.name} has a form without token or key"
            self.form = None

    def handle_data(self, data: str) -> None:
        """Keep what is said."""
        self.words.append(data)

    def _policy(self, tag: str, given: dict[str, str]) -> None:
        inline = [name for name in given if name == "style" or name.startswith("on") or "hx-on" in name]
        assert not inline, f"{self.name} has {inline} in <{tag}>"
        assert tag != "style", f"{self.name} has a <style>"
        assert tag != "script" or given.get("src"), f"{self.name} has an inline script"
