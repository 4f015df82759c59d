"""Money: exact amounts in the smallest coin of the order's currency."""

import re
from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency, get_currency_precision, get_currency_symbol

from workflows.grammar import Field
from workflows.language import _, locale, ngettext
from workflows.records import Json
from workflows.values.invalid import Invalid
from workflows.values.manner import Manner
from workflows.values.numbers import exact, plain, within

LARGEST = 10**13  # smallest coins; beyond it somebody has leaned on a key
_SIGNS = {
    "£": ("GBP", "GIP", "FKP", "SHP"),
    "€": ("EUR",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"),
    "¥": ("JPY", "CNY"),
}
_AMOUNT = re.compile(
    r"(?P<minus>-?)\s*(?P<before>[^\d\s.,-]*)\s*(?P<number>-?[\d.,]+)\s*(?P<after>[^\d\s.,-]*)", re.ASCII
)


def read_money(field: Field, raw: Json, currency: str) -> dict[str, Json]:
    """An amount as `{"amount": whole number of the smallest coin, "currency": ISO 4217 code}`.

    A bare number counts pounds (or euros …); a dictionary counts the smallest coin, as it is stored.

    Raises:
        Invalid: no amount, another currency, more places than there are coins, or outside the limits.
    """
    places = get_currency_precision(currency)
    if isinstance(raw, dict):
        coins = _stored(field, raw, currency)
    else:
        number = _typed(field, raw, currency, places) if isinstance(raw, str) else exact(field, raw)
        coins = _coins(field, number, places)
    if abs(coins) > LARGEST:
        raise Invalid(_("%(line)s is more money than can be meant.", line=field.label))
    within(field, Decimal(coins).scaleb(-places), lambda limit: _words(limit, currency))
    return {"amount": coins, "currency": currency}


def show_money(_field: Field, value: Json, _manner: Manner) -> str:
    """An amount with its sign, without pence when there are none."""
    return amount(value["amount"], value["currency"])


def amount(coins: int, currency: str) -> str:
    """So many of the smallest coin in words: £796."""
    return _words(Decimal(coins).scaleb(-get_currency_precision(currency)), currency)


def typed(coins: int, currency: str) -> str:
    """A sum as people type it, without its currency: 1250.50."""
    return f"{Decimal(coins).scaleb(-get_currency_precision(currency))}"


def _words(number: Decimal, currency: str) -> str:
    if number != number.to_integral_value():
        return format_currency(number, currency, locale=locale())
    pattern = Locale.parse(locale()).currency_formats["standard"].pattern.replace("0.00", "0")
    return format_currency(number, currency, pattern, locale=locale(), currency_digits=False)


def _stored(field: Field, raw: dict[str, Json], currency: str) -> int:
    if raw.keys() != {"amount", "currency"}:
        raise Invalid(_("%(line)s is an amount and a currency, nothing else.", line=field.label))
    if raw["currency"] != currency:
        raise _other_currency(field, currency)
    held = raw["amount"]
    if isinstance(held, bool) or not isinstance(held, int):
        raise Invalid(
            _("%(line)s counts the smallest coin, so the amount is a whole number.", line=field.label)
        )
    return held


def _typed(field: Field, raw: str, currency: str, places: int) -> Decimal:
    match = _AMOUNT.fullmatch(plain(raw))
    if not match:
        raise Invalid(_("%(line)s is an amount of money. Write it like 1,725.50.", line=field.label))
    if not all(_is_currency(sign, currency) for sign in (match["before"], match["after"])):
        raise _other_currency(field, currency)
    return exact(field, match["minus"] + match["number"], places)


def _is_currency(sign: str, currency: str) -> bool:
    known = ("", currency, get_currency_symbol(currency, "en_GB").upper())
    return sign.upper() in known or currency in _SIGNS.get(sign, ())


def _coins(field: Field, number: Decimal, places: int) -> int:
    coins = number.scaleb(places)
    if coins != coins.to_integral_value():
        raise Invalid(_too_small(field, places))
    return int(coins)


def _too_small(field: Field, places: int) -> str:
    if not places:
        return _(
            "%(line)s has no places after the point, because there is no smaller coin.", line=field.label
        )
    return ngettext(
        "%(line)s has at most %(num)s place after the point, because there is no smaller coin.",
        "%(line)s has at most %(num)s places after the point, because there is no smaller coin.",
        places,
        line=field.label,
    )


def _other_currency(field: Field, currency: str) -> Invalid:
    return Invalid(
        _(
            "%(line)s is counted in %(currency)s in this order, not in another currency.",
            line=field.label,
            currency=currency,
        )
    )
