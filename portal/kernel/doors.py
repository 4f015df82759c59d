"""Doors: every address needs a signed-in person unless its view says otherwise.

A view function carries its door. `@public` lets everybody in; `@token` asks for an API token instead of a
session; a view that says nothing asks for a session. So a declaration that was forgotten closes a door.
"""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

from flask import Flask
from flask_login import current_user

Door = Literal["session", "public", "token"]
View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Let everybody through this door, signed in or not."""
    view.door = "public"  # type: ignore[attr-defined]  # a mark on the function itself
    return view


def token(view: View) -> View:
    """Ask for an API token at this door."""
    view.door = "token"  # type: ignore[attr-defined]  # a mark on the function itself
    return view


def aside(view: View) -> View:
    """A page asks this by itself while somebody types: it never leads them away from what they do."""
    view.aside = True  # type: ignore[attr-defined]  # a mark on the function itself
    return view


def one_click(view: View) -> View:
    """A mail program presses this, and no page of ours: it has no key, and twice is as good as once."""
    view.one_click = True  # type: ignore[attr-defined]  # a mark on the function itself
    return view


class SignedOut(Exception):
    """A page asked something by itself, and the session of its reader has ended."""


def door(app: Flask, endpoint: str) -> Door:
    """The door of an endpoint."""
    if endpoint == "static":
        return "public"
    kind: Door = getattr(app.view_functions[endpoint], "door", "session")
    return kind


def me() -> Any:
    """The signed-in person. Views hand it on as the first argument; nothing below views asks for it."""
    return current_user.person


def somebody() -> bool:
    """Whether anybody is signed in."""
    return bool(current_user and current_user.is_authenticated)
