"""Shares and bands of hunts, in words and as people type them."""

from decimal import Decimal

from babel.numbers import format_percent

from workflows.hunts import HUNDREDTHS, Band
from workflows.language import N_, _, locale
from workflows.values.money import amount, typed
from workflows.values.numbers import figure

# Where a hunt lies in its band, in words and with the tone of its label.
LIES = {
    "inside": (N_("inside the band"), "g"),
    "below": (N_("below the band"), "p"),
    "above": (N_("above the band"), ""),
    None: (N_("not known yet"), "p"),
}


def per_cent(hundredths: int | None) -> str:
    """What is earned, in per cent; nothing while it is not known."""
    if hundredths is None:
        return ""
    return format_percent(Decimal(hundredths) / HUNDREDTHS, format="#,##0.##%", locale=locale())


def band(of: Band, currency: str) -> str:
    """A band in words."""
    if of.kind == "order":
        low, high = (amount(one, currency) for one in (of.low, of.high))
    else:
        low, high = (per_cent(one) for one in (of.low, of.high))
    return _("%(low)s to %(high)s", low=low, high=high)


def placed(where: str | None) -> tuple[str, str]:
    """Where a hunt lies, with the tone of its label."""
    words, tone = LIES[where]
    return _(words), tone


def typed_money(coins: int | None, currency: str) -> str:
    """A sum as people type it; nothing where there is none."""
    return "" if coins is None else typed(coins, currency)


def typed_share(hundredths: int | None) -> str:
    """A share as people type it, in per cent; nothing where there is none."""
    return "" if hundredths is None else figure(Decimal(hundredths) / 100)
