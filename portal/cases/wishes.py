"""What the forms of a proposal say: another value, another way, and what the clan reckons for it by hand."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from portal.cases import forms
from workflows.booked import ByHand, Cost, Wish
from workflows.grammar import Field
from workflows.language import _
from workflows.values import read


def wish(definition: Field, words: forms.Words, currency: str, zone: ZoneInfo) -> Wish:
    """What a form of a proposal says: a value for the line, a way in words, a price by hand.

    Raises:
        workflows.values.Invalid: a sum is none, or less than nothing.
    """
    files = definition.type in ("file", "photo")
    return Wish(
        value=None if files else forms.raw(definition, words, zone),
        way=forms.first(words, "way"),
        why=forms.first(words, "why"),
        by_hand=_by_hand(words, currency),
    )


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
