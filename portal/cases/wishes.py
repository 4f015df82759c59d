"""What the forms of a proposal say: another value, another way, and what the clan reckons for it by hand."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from portal.cases import forms
from workflows.blocks.lines import fitting, holds
from workflows.booked import ByHand, Cost, Wish
from workflows.case import Case
from workflows.grammar import Field
from workflows.language import _
from workflows.values import read


def wish(
    definition: Field, words: forms.Words, currency: str, zone: ZoneInfo, also: Iterable[Field] = ()
) -> Wish:
    """What a form of a proposal says: a value for the line, a way in words, a price by hand.

    What it says of the lines `also` stands under their own keys ("code:value").

    Raises:
        workflows.values.Invalid: a sum is none, or less than nothing.
    """
    return Wish(
        value=_value(definition, words, zone),
        also={one.key: _value(one, of_line(words, one.key), zone) for one in also},
        way=forms.first(words, "way"),
        why=forms.first(words, "why"),
        by_hand=_by_hand(words, currency),
    )


def together(asked: Sequence[Field], words: forms.Words, zone: ZoneInfo) -> Wish:
    """What a form of several lines asks for: a value for each, the first of them before the others."""
    values = {one.key: _value(one, of_line(words, one.key), zone) for one in asked}
    first = values.pop(asked[0].key)
    return Wish(value=first, also=values, way=forms.first(words, "way"), why=forms.first(words, "why"))


def can_be_asked(thread: Case, stage: str, line: Field, raw: Any) -> bool:
    """Whether a line holds something, and a form says another value for it.

    Raises:
        workflows.values.Invalid: the value does not fit the line.
    """
    if line.type in ("file", "photo") or thread.empty(stage, line.key):
        return False
    return not holds(thread, stage, line.key, fitting(thread, stage, line.key, raw))


def of_line(words: forms.Words, key: str) -> forms.Words:
    """What a form of several lines says of one of them."""
    prefix = f"{key}:"
    return {name.removeprefix(prefix): said for name, said in words.items() if name.startswith(prefix)}


def _value(definition: Field, words: forms.Words, zone: ZoneInfo) -> Any:
    files = definition.type in ("file", "photo")
    return None if files else forms.raw(definition, words, zone)


def _by_hand(words: forms.Words, currency: str) -> ByHand | None:
    said = {name: forms.first(words, name).strip() for name in ("labour", "material", "days")}
    if not any(said.values()):
        return None
    sums = {
        key: Field(key=key, label=label, type="money", min=Decimal(0))
        for key, label in (("labour", _("Hands")), ("material", _("Material")))
    }
    held = {key: read(line, said[key], currency=currency) for key, line in sums.items()}
    days = Field(key="days", label=_("Working days"), type="int", min=Decimal(0), max=Decimal(1000))
    cost = Cost(**{key: value["amount"] for key, value in held.items() if value})
    return ByHand(cost=cost, days=read(days, said["days"], currency=currency) or 0)
