"""Forms: what a request may say, with every refusal in a sentence."""

from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms import Form as WTForm

from workflows.language import _

UNSAID = ("csrf_token", "once", "draft", "code")  # of the form itself, and what opens a door


class Form(WTForm):
    """A form over the words of a request. Unknown words are ignored, never bound."""

    @property
    def problems(self) -> dict[str, str]:
        """The first problem of each input, by its name; what a form marked with N_ is said here."""
        return {name: _(_first(found)) for name, found in self.errors.items() if name and found}


def _first(found: Any) -> str:
    """The first sentence of an input's problems; an input of several parts has them by part."""
    while not isinstance(found, str):
        found = next(iter(found.values() if isinstance(found, Mapping) else found))
    return found


def sent(form: type["Form"], **given: Any) -> Any:
    """The form filled from this request."""
    return form(request.form, data=given or None)


def typed() -> list[tuple[str, str]]:
    """What this request says, in the order of its form, without keys, tokens and what must stay secret."""
    said = request.form.items(multi=True)
    return [(name, text) for name, text in said if name not in UNSAID and "password" not in name]


def words(prefix: str = "") -> Mapping[str, list[str]]:
    """Everything this request says, by name; with a prefix, only those names, without it."""
    found = {name: request.form.getlist(name) for name in request.form}
    return {name.removeprefix(prefix): said for name, said in found.items() if name.startswith(prefix)}
