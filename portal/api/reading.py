"""Reading what a program says into its form, with every refusal in a sentence."""

import math
from typing import Any, TypeVar

from flask import abort, request
from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json

from portal.api.forms import Asked, Said
from workflows.grammar import FieldType
from workflows.language import N_, _

S = TypeVar("S", bound=Said)
A = TypeVar("A", bound=Asked)
JSON = "application/json"
WITH_PARTS: tuple[FieldType, ...] = ("measure", "table", "multichoice", "file", "photo")

# The mistakes that our forms know, in our words; `{…}` is what the form allows.
MISTAKES = {
    "missing": N_("This is missing."),
    "extra_forbidden": N_("There is no such member here. Leave it out."),
    "model_type": N_("Send an object with members."),
    "model_attributes_type": N_("Send an object with members."),
    "string_type": N_("Write this as text."),
    "int_type": N_("Write this as a whole number."),
    "int_parsing": N_("Write this as a whole number."),
    "greater_than_equal": N_("This is at least {ge}."),
    "less_than_equal": N_("This is at most {le}."),
    "literal_error": N_("This is {expected}."),
    "date_type": N_("Write this as a day, such as 2027-06-13."),
    "date_parsing": N_("Write this as a day, such as 2027-06-13."),
    "datetime_type": N_("Write this as a moment, such as 2027-06-13T10:00+01:00."),
    "datetime_parsing": N_("Write this as a moment, such as 2027-06-13T10:00+01:00."),
    "timezone_aware": N_("Say which zone the clock is in, such as 2027-06-13T10:00+01:00."),
    "tuple_type": N_("Send a list."),
    "too_short": N_("Send at least {min_length}."),
    "too_long": N_("Send at most {max_length}."),
    "string_too_long": N_("This is too long; {max_length} characters are the most."),
    "string_too_short": N_("Say it in words; this is empty."),
    "string_pattern_mismatch": N_("Write it in one line, with characters that can be printed."),
}


class Unreadable(Exception):
    """What was sent is no JSON; the message says what would be."""


class Unfit(Exception):
    """What was sent does not fit its form: each place in it, and what is wrong there."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        named = len(errors) > 1
        super().__init__(
            " ".join(f"{one['field']}: {one['message']}" if named else one["message"] for one in errors)
        )
        self.errors = errors

    @classmethod
    def at(cls, field: str, message: str) -> "Unfit":
        """One place that does not fit."""
        return cls([{"field": field, "message": message}])


def body(form: type[S]) -> S:
    """The body of this request as its form.

    Raises:
        Unreadable: it is no JSON.
        Unfit: it is not what the form asks for.
    """
    if request.mimetype != JSON:
        abort(415)
    sent = request.get_data()
    try:
        _keepable(from_json(sent, allow_inf_nan=False))
        return form.model_validate_json(sent)
    except ValidationError as error:
        raise _unfit(error) from None
    except ValueError:
        raise Unreadable from None


def query(form: type[A]) -> A:
    """The part of this address behind the question mark, as its form.

    Raises:
        Unfit: it is not what the form asks for.
    """
    sent = {name: values if name in form.several else values[0] for name, values in request.args.lists()}
    _keepable(sent)
    try:
        return form.model_validate(sent)
    except ValidationError as error:
        raise _unfit(error) from None


def value(kind: FieldType, words: tuple[str, ...]) -> Any:
    """The value of a line from the words of an address, or from JSON where its type has parts.

    Raises:
        Unfit: several values for a line that takes one, or what no database could keep.
    """
    if kind != "multichoice" and len(words) > 1:
        raise Unfit.at("value", _("This line takes one value. Send it once."))
    if kind == "multichoice" and (len(words) > 1 or words[0][:1] != "["):
        return [word for word in words if word]
    text = words[0]
    if kind not in WITH_PARTS or text[:1] not in ("{", "["):
        return text
    try:
        found = from_json(text, allow_inf_nan=False)
    except ValueError:
        return text  # the rules of the line say what would fit
    _keepable(found)
    return found


def _keepable(value: Any) -> None:
    """Refuse what no database keeps: the character NUL, and numbers beyond all bounds."""
    if isinstance(value, dict):
        _keepable([*value.keys(), *value.values()])
    elif isinstance(value, list):
        for one in value:
            _keepable(one)
    elif isinstance(value, str) and "\0" in value:
        raise Unfit.at("", _("There is a character in it that cannot be kept (U+0000). Leave it out."))
    elif isinstance(value, float) and not math.isfinite(value):
        raise Unfit.at("", _("There is a number in it that is too large to be kept."))


def _unfit(error: ValidationError) -> Unfit:
    """Every mistake with its place and a sentence: without the input, without addresses of manuals."""
    found = error.errors(include_url=False)
    # A list whose every part is wrong is called empty besides, which it is not.
    found = [one for one in found if one["type"] != "too_short" or not one["input"]]
    return Unfit([{"field": ".".join(map(str, one["loc"])), "message": _sentence(one)} for one in found])


def _sentence(mistake: ErrorDetails) -> str:
    if mistake["type"] == "value_error":
        return _(str(mistake["ctx"]["error"]))
    said = MISTAKES.get(mistake["type"])
    return _(said).format(**mistake.get("ctx", {})) if said else f"{mistake['msg']}."
