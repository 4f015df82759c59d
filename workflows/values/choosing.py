"""Answers picked from a few: yes or no, one of a list, several of a list."""

import difflib

from workflows.grammar import Field
from workflows.language import _, pgettext
from workflows.records import Json
from workflows.values.invalid import Invalid
from workflows.values.manner import Manner

_YES, _NO = ("yes", "true", "on"), ("no", "false", "off")


def read_bool(field: Field, raw: Json, _currency: str) -> bool:
    """Yes or no.

    Raises:
        Invalid: anything else, numbers too.
    """
    word = raw.strip().lower() if isinstance(raw, str) else raw
    if isinstance(word, bool):
        return word
    if word in _YES or word in _NO:
        return word in _YES
    raise Invalid(_("%(line)s is answered with yes or no.", line=field.label))


def read_choice(field: Field, raw: Json, _currency: str) -> str:
    """The key of one choice, from its key or from the words people read.

    Raises:
        Invalid: no such choice; the nearest is suggested.
    """
    if not isinstance(raw, str):
        raise Invalid(_("%(line)s is one of: %(choices)s.", line=field.label, choices=_offered(field)))
    word = raw.strip().lower()
    known = {choice.label.strip().lower(): choice.key for choice in field.choices}
    known |= {choice.key: choice.key for choice in field.choices}  # a stored key reads as itself
    if word not in known:
        raise Invalid(
            _("%(line)s is one of: %(choices)s.", line=field.label, choices=_offered(field)),
            _nearest(field, known, word),
        )
    return known[word]


def read_multichoice(field: Field, raw: Json, currency: str) -> list[str] | None:
    """The keys of the choices, once each and in the definition's order; None when there are none.

    Raises:
        Invalid: one of them is no choice of this line.
    """
    words = raw if isinstance(raw, list) else [raw]
    picked = {read_choice(field, word, currency) for word in words if word != ""}
    return [choice.key for choice in field.choices if choice.key in picked] or None


def show_bool(_field: Field, value: Json, _manner: Manner) -> str:
    """Yes or No."""
    return pgettext("answer", "Yes") if value else pgettext("answer", "No")


def show_choice(field: Field, value: Json, _manner: Manner) -> str:
    """The words of a choice; the key itself when the choice is gone from the definition."""
    return next((choice.label for choice in field.choices if choice.key == value), str(value))


def show_multichoice(field: Field, value: Json, manner: Manner) -> str:
    """The words of each choice, joined with commas."""
    return ", ".join(show_choice(field, one, manner) for one in value)


def _offered(field: Field) -> str:
    return ", ".join(choice.label for choice in field.choices)


def _nearest(field: Field, known: dict[str, str], word: str) -> str:
    near = difflib.get_close_matches(word[:120], known, n=1)
    return next((choice.label for choice in field.choices if near and choice.key == known[near[0]]), "")
