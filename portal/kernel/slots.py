"""Slots: a lower area's page leaves a place, an upper area hangs a part into it, neither knows the other."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from markupsafe import Markup

Part = Callable[..., str]


class Slots:
    """The parts that areas have hung, by the name of the place."""

    def __init__(self) -> None:
        self._hung: dict[str, list[Part]] = {}

    def hang(self, name: str, part: Part) -> None:
        """Hang a part; it is called with what the page gives and returns rendered HTML."""
        self._hung.setdefault(name, []).append(part)

    def __call__(self, name: str, *given: Any) -> Markup:
        """Everything hung there, one after the other. Parts come out of templates, so they are escaped."""
        return Markup("").join(Markup(part(*given)) for part in self._hung.get(name, []))  # noqa: S704


def hang(app: Flask, name: str, part: Part) -> None:
    """Hang a part into a place of the pages of this app."""
    slots: Any = app.jinja_env.globals["slot"]
    slots.hang(name, part)
