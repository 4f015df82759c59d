"""Forms: what a request may say, with every refusal in a sentence."""

from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms import Form as WTForm


class Form(WTForm):
    """A form over the words of a request. Unknown words are ignored, never bound."""

    @property
    def problems(self) -> dict[str, str]:
        """The first problem of each input, by its name."""
        return {name: str(found[0]) for name, found in self.errors.items() if name and found}


def sent(form: type["Form"], **given: Any) -> Any:
    """The form filled from this request."""
    return form(request.form, data=given or None)


def words(prefix: str = "") -> Mapping[str, list[str]]:
    """Everything this request says, by name; with a prefix, only those names, without it."""
    found = {name: request.form.getlist(name) for name in request.form}
    return {name.removeprefix(prefix): said for name, said in found.items() if name.startswith(prefix)}
