"""Inputs of the forms of complaints: each knows how it is asked, so that one template draws them all."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import request
from wtforms import SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from portal.clans.queries import today
from portal.people.forms import line
from portal.people.queries import house
from workflows.grammar import Field
from workflows.language import N_, _, ngettext
from workflows.values import Invalid, read

LONGEST, YEARS = 6000, 20
DIGITS = 9  # no row has a number of more
YES_NO = {"yes": N_("Yes"), "no": N_("No")}


def letter(text: str | None) -> str:
    """A text with its paragraphs, without control and direction characters and spare empty lines."""
    kept = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c if c == "\n" or unicodedata.category(c)[0] != "C" else " " for c in kept)
    said = [" ".join(row.split()) for row in kept.strip().split("\n")]
    return "\n".join(row for n, row in enumerate(said) if row or (n and said[n - 1]))


def text(label: str, hint: str = "", *, needed: str = "", most: int = LONGEST) -> TextAreaField:
    """Something to write; needed when there is a sentence for its absence, all marked with N_."""
    rules = [DataRequired(needed)] if needed else []
    return TextAreaField(label, [*rules, short(most)], [letter], hint, render_kw={"maxlength": str(most)})


def one_line(label: str, hint: str = "", *, needed: str = "", most: int = 200) -> StringField:
    """A line to write."""
    rules = [DataRequired(needed)] if needed else []
    return StringField(label, [*rules, short(most)], [line], hint, render_kw={"maxlength": str(most)})


def short(most: int) -> Callable[[Any, Any], None]:
    """Refuse what is longer."""

    def check(_form: Any, field: Any) -> None:
        if len(field.data or "") > most:
            said = ngettext("Write at most %(num)s character.", "Write at most %(num)s characters.", most)
            raise ValidationError(said)

    return check


def choice(label: str, options: Mapping[str, str], hint: str = "", *, needed: str = "") -> StringField:
    """One of several, each marked with N_."""

    def check(_form: Any, field: Any) -> None:
        if field.data not in options and (needed or field.data):
            raise ValidationError(_(needed or N_("Choose one of these.")))

    return StringField(label, [check], [line], hint, render_kw={"options": options, "needed": bool(needed)})


def several(label: str, options: Mapping[str, str], hint: str = "") -> SelectMultipleField:
    """Any of several."""
    keys: Any = list(options)  # wtforms takes plain keys, and its types do not say so
    return SelectMultipleField(label, description=hint, choices=keys, render_kw={"options": options})


def day(label: str, hint: str = "", *, needed: str = "", ahead: bool | None = None) -> StringField:
    """A day; to come, or past, where that matters."""

    def check(_form: Any, field: Any) -> None:
        if field.data or needed:
            _check_day(field.data or "", needed, ahead)

    return StringField(label, [check], [line], hint, render_kw={"type": "date", "needed": bool(needed)})


def _check_day(said: str, needed: str, ahead: bool | None) -> None:
    try:
        chosen = date.fromisoformat(said)
    except ValueError:
        raise ValidationError(_(needed or N_("Write the day like 2026-12-02."))) from None
    if ahead and chosen < today():
        raise ValidationError(_("That day is past. Choose one to come."))
    if ahead is False and chosen > today():
        raise ValidationError(_("That day is still to come."))
    if abs(chosen.year - today().year) > YEARS:
        raise ValidationError(_("That is too far away."))


def money(label: str, hint: str = "") -> StringField:
    """A sum in the money of the house, such as 1,250.50."""

    def check(_form: Any, field: Any) -> None:
        if field.data and coins(field.data) is None:
            raise ValidationError(_("Write a sum such as 250 or 1,250.50."))

    return StringField(label, [check], [line], hint, render_kw={"inputmode": "decimal"})


def coins(typed: str | None) -> int | None:
    """A sum in the smallest coin of the house's money; None where it is no sum."""
    opened = house()
    try:
        held = read(
            Field(key="sum", label="…", type="money"),
            typed or "0",
            currency=opened.currency if opened else "GBP",
        )
    except Invalid:
        return None
    return int(held["amount"]) if held["amount"] >= 0 else None


def chosen_day(field: Any) -> date:
    """A day that is needed, once the form was found good."""
    return date.fromisoformat(field.data)


def read_day(field: Any) -> date | None:
    """The day that was chosen."""
    return date.fromisoformat(field.data) if field.data else None


def options(of: Mapping[str, str]) -> list[tuple[str, str]]:
    """The answers of a choice, in the reader's language."""
    return [(key, _(said)) for key, said in of.items()]


def read_number(name: str) -> int:
    """The number of that name in the address of a page; 0 for none, or for what is no number."""
    said = request.args.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= DIGITS else 0
